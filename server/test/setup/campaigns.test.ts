import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { BookingWorld, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';
import { engines } from '../support/test-database.ts';

for (const engine of await engines()) {
  describe(`campaigns on ${engine.name}`, () => {
    let world: BookingWorld;
    let webinar: string;
    before(async () => {
      world = await BookingWorld.open(engine);
      await world.begin();
      webinar = await world.create('Campaign', { Name: 'Spring Webinar', IsActive: true });
      await world.create('Campaign', { Name: '100% Fair', IsActive: true });
      await world.create('Campaign', { Name: 'Old Webinar', IsActive: false });
    });
    after(() => world?.close());

    const get = (path: string) => call(world, 'GET', `/v1/org/campaigns${path}`);
    const search = async (said: string) => {
      const { status, body } = await get(`?search=${encodeURIComponent(said)}`);
      assert.equal(status, 200, JSON.stringify(body));
      return (body['campaigns'] as Row[]).map(({ name }) => name);
    };

    it('are found by a part of their name while they are active, and each search is asked once a minute', async () => {
      assert.deepEqual(await search('webi'), ['Spring Webinar']);
      assert.deepEqual(await search(''), ['100% Fair', 'Spring Webinar']);
      assert.deepEqual(await search('%'), ['100% Fair'], 'a wildcard is a letter like any other');
      assert.deepEqual(await search("o'_\\"), []);
      const { total } = await world.callsOf(() => search('WEBI '));
      assert.equal(total, 0);
    });

    it('tell their member statuses in one call, and which one members get by themselves', async () => {
      await world.create('CampaignMemberStatus', { CampaignId: webinar, Label: 'Attended', HasResponded: true });
      const { total } = await world.callsOf(async () => {
        assert.deepEqual((await get(`/${webinar}`)).body, {
          ...{ id: webinar, name: 'Spring Webinar', isActive: true },
          memberStatuses: [
            { label: 'Sent', isDefault: true },
            { label: 'Responded', isDefault: false },
            { label: 'Attended', isDefault: false },
          ],
        });
        await get(`/${webinar}`);
      });
      assert.equal(total, 1);
    });

    it('that are over keep their name; one that is gone is said in words, and so is what is no campaign', async () => {
      const [old] = await world.query("SELECT Id FROM Campaign WHERE Name = 'Old Webinar'");
      assert.equal((await get(`/${String(old!['Id'])}`)).body['isActive'], false);
      const gone = await world.create('Campaign', { Name: 'Gone', IsActive: true });
      await world.admin.sobject('Campaign').delete(gone);
      for (const id of [gone, '701000000000009AAA', '00Q000000000001AAA', "701' OR Name != '"]) {
        const { status, body } = await get(`/${encodeURIComponent(id)}`);
        assert.equal(status, 404, id);
        assert.match(body['detail'] ?? body['title'], /has no campaign .*, or the API User may not see it/);
      }
    });

    it('count as setup in the ledger', async () => {
      const counted = async () => {
        const { rows } = await sql<Row>`select purpose from api_usage where calls > 0`.execute(world.database.kysely);
        return rows.map(({ purpose }) => purpose);
      };
      await search('ledger');
      while (!(await counted()).includes('setup')) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.ok(!(await counted()).includes('diagnostics'));
    });

    it('that the API User may not read are said so, with what to do; nothing of the refusal is kept', async () => {
      const permissions = async (isAssigned: boolean) =>
        world.sandbox.console('permission-sets/assignments', {
          user: 'integration@inlet.sandbox',
          permissionSet: 'Inlet_API_User',
          assigned: isAssigned,
        });
      await permissions(false);
      const { status, body } = await get('?search=hidden');
      await permissions(true);
      assert.equal(status, 409);
      assert.match(body['title'], /may not see campaigns/);
      assert.match(body['detail'], /permission set Inlet API User/);
      assert.deepEqual(await search('hidden'), []);
    });
  });
}
