import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageRules } from '../../src/bookings/creation-rules.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const [engine] = await engines();
describe('what the creation rules make in the org, and what it costs', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());

  /** Saves rules for all pages as an admin does, and delivers one booking to warm up. */
  async function begin(rules: Partial<PageRules>, users: object = {}): Promise<void> {
    await world.begin();
    await save(rules, users);
    await world.deliver(stranger({ customer: { email: 'again@warm.example', name: 'Warm Again', company: 'W' } }));
  }
  async function save(rules: Partial<PageRules>, users: object = {}): Promise<void> {
    const { version } = (await world.backend.call('GET', '/v1/org/settings')).body;
    const settings = { rules: { all: rules }, users };
    const { status, body } = await world.backend.call('PUT', '/v1/org/settings', { basedOn: version, settings });
    assert.equal(status, 200, JSON.stringify(body));
  }
  /** Delivers a booking; the org counted as many calls as said. */
  async function costing(calls: number, booking: Row) {
    let delivered: Awaited<ReturnType<BookingWorld['deliver']>> | undefined;
    const counted = await world.callsOf(async () => (delivered = await world.deliver(booking)));
    assert.equal(counted.total, calls);
    assert.equal(delivered!.apiCalls, calls);
    return delivered!;
  }
  const customer = (email: string) => ({ customer: { email, name: 'Cora Cust', company: 'Acme' } });
  const id = async (soql: string): Promise<string> => (await world.query(soql))[0]!['Id'] as string;

  it('a stranger becomes a Contact, once, also when their address was corrected: 2 calls', async () => {
    await begin({ stranger: 'contact' });
    const { id: booking } = await costing(2, stranger(customer('c@acme.test')));
    const [contact] = await world.query("SELECT Id, LastName FROM Contact WHERE Email = 'c@acme.test'");
    assert.equal(contact!['LastName'], 'Cust');
    assert.equal((await world.event(booking, 'WhoId'))['WhoId'], contact!['Id']);
    assert.deepEqual(await world.query("SELECT Id FROM Lead WHERE Email = 'c@acme.test'"), []);
    await world.admin.sobject('Contact').update({ Id: contact!['Id'], Email: 'corrected@acme.test' });
    const again = await costing(2, stranger(customer('c@acme.test')));
    assert.equal((await world.event(again.id, 'WhoId'))['WhoId'], contact!['Id']);
  });

  it('a stranger becomes a Contact in the Account of their domain, else a Lead: 2 calls', async () => {
    await begin({ stranger: 'contactInAccount' });
    const account = await world.create('Account', { Name: 'Acme', Website: 'https://www.acme.test/de' });
    await world.create('Account', { Name: 'Not Acme', Website: 'http://not-acme.test' });
    await costing(2, stranger(customer('d@ACME.test')));
    const [contact] = await world.query("SELECT AccountId FROM Contact WHERE Email = 'd@ACME.test'");
    assert.equal(contact!['AccountId'], account);
    await costing(2, stranger(customer('e@elsewhere.test')));
    await world.lead('e@elsewhere.test');
  });

  it('a Lead and a Case go to a queue that takes them, with the status of the page: 2 calls', async () => {
    await world.begin();
    await world.sandbox.console('queues', { name: 'Desk', objects: ['Case', 'Lead'] });
    const queue = await id("SELECT Id FROM Group WHERE Type = 'Queue' AND Name = 'Desk'");
    await save({ leadOwner: { queueId: queue }, leadStatus: 'Working - Contacted' });
    await costing(2, stranger(customer('q@acme.test')));
    const lead = await world.lead('q@acme.test', 'OwnerId, Status');
    assert.deepEqual([lead['OwnerId'], lead['Status']], [queue, 'Working - Contacted']);
    await save({ case: true, caseOwner: { queueId: queue } });
    const { records } = await costing(2, stranger(customer('qc@acme.test')));
    const made = records.find(({ object }) => object === 'Case')!;
    assert.equal((await world.query(`SELECT OwnerId FROM Case WHERE Id = '${made.id}'`))[0]!['OwnerId'], queue);
  });

  it('new records get the record types of the page; one that the API User may not use is refused: 2 calls', async () => {
    await world.begin();
    const { id: type } = await world.sandbox.console<{ id: string }>('record-types', {
      object: 'Lead',
      name: 'Booked',
      assignedTo: ['Inlet_API_User'],
    });
    await save({ leadRecordType: type });
    await costing(2, stranger(customer('t@acme.test')));
    assert.equal((await world.lead('t@acme.test', 'RecordTypeId'))['RecordTypeId'], type);
    const settings = { rules: { all: { caseRecordType: type } } };
    const refused = await world.backend.call('PUT', '/v1/org/settings', { basedOn: 2, settings });
    assert.match(refused.body.problems[0].message, /Case has no active record type/);
  });

  describe('further people of a meeting', () => {
    const guests = [
      { email: 'Guest@acme.test', name: 'Gus Guest' },
      { email: 'lead-guest@acme.test' },
      { email: 'unknown@acme.test' },
      { email: 'optout@acme.test' },
    ];
    let contact: string;
    let lead: string;
    const prepare = async (rules: Partial<PageRules> = {}) => {
      await begin({ attendees: 'invite', ...rules });
      contact = await world.create('Contact', { LastName: 'Guest', Email: 'guest@acme.test' });
      lead = await world.create('Lead', { LastName: 'Guest', Company: 'A', Email: 'lead-guest@acme.test' });
      await world.create('Contact', { LastName: 'Out', Email: 'optout@acme.test', HasOptedOutOfEmail: true });
    };
    const invited = async (bookingId: string) => {
      const soql = `SELECT RelationId FROM EventRelation WHERE Event.Inlet_Booking_Id__c = '${bookingId}'`;
      return (await world.query(soql)).map(({ RelationId }) => RelationId as string).toSorted();
    };

    it('are invited to the Event where Salesforce knows them and they take mail: 2 calls, a change 1', async () => {
      await prepare({ respectOptOut: true });
      const booking = stranger({ ...customer('host@acme.test'), guests });
      const { id: made, plan } = await costing(2, booking);
      assert.deepEqual(await invited(made), [lead, contact].toSorted());
      assert.ok(plan!.notes.some((note) => note.startsWith('unknown@acme.test was not invited')));
      assert.ok(plan!.notes.some((note) => note.startsWith('optout@acme.test was not invited')));
      const { total } = await world.callsOf(async () => {
        await world.post({ ...booking, status: 'rescheduled', updatedAt: '2026-11-22T09:00:00Z' });
        await world.until(made, (seen) => isDelivered(seen) && seen.status === 'rescheduled');
      });
      assert.equal(total, 1);
      assert.deepEqual(await invited(made), [lead, contact].toSorted());
    });

    it('are left out by the built-in rules', async () => {
      await prepare({ attendees: 'ignore' });
      const { id: made } = await costing(2, stranger({ ...customer('host@acme.test'), guests }));
      assert.deepEqual(await invited(made), []);
    });

    it('are invited once, though the answer of the call that did it got lost', async () => {
      await prepare();
      await world.sandbox.console('faults', { kind: 'answerLost', match: 'POST /composite/graph' });
      const made = await world.post(stranger({ ...customer('host@acme.test'), guests: guests.slice(0, 2) }));
      await world.until(made, isDelivered, 600);
      assert.deepEqual(await invited(made), [lead, contact].toSorted());
    });
  });

  it('a known Lead goes to the booking’s owner: 2 calls', async () => {
    await begin({ knownOwner: 'bookingOwner', known: 'leave' });
    const lead = await world.create('Lead', { LastName: 'Known', Company: 'Acme', Email: 'k@acme.test' });
    await costing(2, stranger(customer('k@acme.test')));
    const [row] = await world.query(`SELECT Owner.Name, FirstName FROM Lead WHERE Id = '${lead}'`);
    assert.equal(row!['Owner']['Name'], 'Riley Reyes');
    assert.equal(row!['FirstName'], null);
  });

  it('owners by hand come before those by address, and nobody’s bookings go to the default owner: 2 calls', async () => {
    await world.begin();
    const olivia = await id("SELECT Id FROM User WHERE Name = 'Olivia Owens'");
    await save({}, { defaultOwner: olivia, owners: { 'Rep@Acme.test': olivia } });
    await costing(2, stranger(customer('h@acme.test')));
    assert.equal((await world.lead('h@acme.test', 'OwnerId'))['OwnerId'], olivia);
    const nobody = { ...customer('o@acme.test'), owner: { email: 'nobody@elsewhere.test' } };
    const { id: booking } = await costing(2, stranger(nobody));
    assert.equal((await world.event(booking, 'OwnerId'))['OwnerId'], olivia);
  });

  it('no Event is made where the page wants none: 2 calls, and none for a change', async () => {
    await begin({ event: 'none' });
    const booking = stranger(customer('n@acme.test'));
    const { id: made } = await costing(2, booking);
    assert.deepEqual(await world.query(`SELECT Id FROM Event WHERE Inlet_Booking_Id__c = '${made}'`), []);
    const { total } = await world.callsOf(async () => {
      await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
      await world.until(made, (seen) => isDelivered(seen) && seen.status === 'canceled');
    });
    assert.equal(total, 0);
  });

  describe('the Event of a known Contact', () => {
    let account: string;
    let contact: string;
    const prepare = async (relatedTo: PageRules['relatedTo']) => {
      await begin({ relatedTo });
      account = await world.create('Account', { Name: 'Acme' });
      contact = await world.create('Contact', { LastName: 'Rel', Email: 'rel@acme.test', AccountId: account });
    };
    const whatOf = async (calls: number) => {
      const { id: booking } = await costing(calls, stranger(customer('rel@acme.test')));
      const event = await world.event(booking, 'WhatId, WhoId');
      assert.equal(event['WhoId'], contact);
      return event['WhatId'] as string | null;
    };

    it('relates to their Account: 2 calls', async () => {
      await prepare('account');
      assert.equal(await whatOf(2), account);
    });

    it('relates to the open Opportunity that closes first, or to nothing: 3 calls', async () => {
      await prepare('openOpportunity');
      assert.equal(await whatOf(3), null);
      const opportunity = (more: Row) =>
        world.create('Opportunity', { Name: 'O', StageName: 'Prospecting', AccountId: account, ...more });
      await opportunity({ CloseDate: '2027-06-01' });
      const first = await opportunity({ CloseDate: '2027-01-01' });
      await opportunity({ CloseDate: '2026-12-01', StageName: 'Closed Won' });
      assert.equal(await whatOf(3), first);
    });

    it('relates to their newest open Case: 3 calls', async () => {
      await prepare('case');
      const open = await world.create('Case', { Subject: 'Open', ContactId: contact });
      assert.equal(await whatOf(3), open);
    });

    it('costs a stranger no more: 2 calls', async () => {
      await prepare('openOpportunity');
      await costing(2, stranger(customer('nobody@acme.test')));
    });
  });

  describe('a campaign', () => {
    let campaign: string;
    const prepare = async (rules: Partial<PageRules> = {}, memberStatus: string | null = null) => {
      await world.begin();
      campaign = await world.create('Campaign', { Name: 'Webinar', IsActive: true });
      await save({ campaign: { id: campaign, memberStatus }, ...rules });
    };
    const members = () =>
      world.query(`SELECT Status, LeadId, ContactId FROM CampaignMember WHERE CampaignId = '${campaign}'`);

    it('gets the stranger’s new Lead as a member: 2 calls', async () => {
      await prepare({}, 'Responded');
      await costing(2, stranger(customer('m@acme.test')));
      const lead = await world.lead('m@acme.test');
      assert.deepEqual(
        (await members()).map(({ Status, LeadId }) => [Status, LeadId]),
        [['Responded', lead['Id']]],
      );
    });

    it('gets a known Contact once: 3 calls, a change of the booking 1', async () => {
      await prepare();
      const contact = await world.create('Contact', { LastName: 'Mem', Email: 'mem@acme.test' });
      const booking = stranger(customer('mem@acme.test'));
      const { id: first } = await costing(3, booking);
      const second = await costing(3, stranger(customer('mem@acme.test')));
      assert.ok(second.plan!.notes.some((note) => note.includes('is in the campaign')));
      assert.deepEqual(
        (await members()).map(({ ContactId }) => ContactId),
        [contact],
      );
      const { total } = await world.callsOf(async () => {
        await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
        await world.until(first, (seen) => isDelivered(seen) && seen.status === 'canceled');
      });
      assert.equal(total, 1);
    });

    it('is not joined by whoever opted out, where the page respects it', async () => {
      await prepare({ respectOptOut: true });
      await world.create('Contact', { LastName: 'Out', Email: 'out@acme.test', HasOptedOutOfEmail: true });
      const { plan } = await costing(3, stranger(customer('out@acme.test')));
      assert.ok(plan!.notes.some((note) => note.includes('wants no e-mail')));
      assert.deepEqual(await members(), []);
    });

    it('that is unknown, or has no such member status, is refused when it is saved', async () => {
      await prepare();
      const put = (rules: Partial<PageRules>) =>
        world.backend.call('PUT', '/v1/org/settings', { basedOn: 2, settings: { rules: { all: rules } } });
      const unknown = await put({ campaign: { id: '701000000000009AAA', memberStatus: null } });
      assert.equal(unknown.body.problems[0].field, 'rules.all.campaign.id');
      const status = await put({ campaign: { id: campaign, memberStatus: 'Danced' } });
      assert.equal(status.body.problems[0].field, 'rules.all.campaign.memberStatus');
    });

    it('75 strangers at once cost 2 calls, and 3 where writes need headers', async () => {
      await prepare();
      const post = async () => {
        const { total } = await world.callsOf(async () => {
          await world.postAll(Array.from({ length: 75 }, () => stranger()));
          await world.settled();
        });
        return total;
      };
      assert.equal(await post(), 2);
      await world.sandbox.console('assignment-rules', { object: 'Lead', name: 'RR', assignTo: 'Lead Queue' });
      assert.equal(await post(), 3);
      assert.equal((await members()).length, 150);
    });
  });
});
