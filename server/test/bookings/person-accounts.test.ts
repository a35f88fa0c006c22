import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { PageRules } from '../../src/bookings/creation-rules.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { OrgFields } from '../support/org-fields.ts';
import { engines } from '../support/test-database.ts';

const [engine] = await engines();
describe('an org with Person Accounts', () => {
  let world: BookingWorld;
  let fields: OrgFields;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());

  beforeEach(async () => {
    await world.begin();
    fields = new OrgFields(world.sandbox);
    await world.sandbox.console('features', { personAccounts: true });
    await world.backend.call('POST', '/v1/org/schema/refresh');
  });

  const typeId = async (isPerson: boolean) => {
    const soql = `SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND IsPersonType = ${isPerson}`;
    return (await world.query(soql))[0]!['Id'] as string;
  };
  const put = async (rules: Partial<PageRules>, mapping: object = {}) => {
    const { version } = (await world.backend.call('GET', '/v1/org/settings')).body;
    const settings = { rules: { all: rules }, mapping };
    return world.backend.call('PUT', '/v1/org/settings', { basedOn: version, settings });
  };
  const save = async (rules: Partial<PageRules>, mapping: object = {}) => {
    const { status, body } = await put(rules, mapping);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const costing = async (calls: number, booking: Row) => {
    let delivered: Awaited<ReturnType<BookingWorld['deliver']>> | undefined;
    const { total } = await world.callsOf(async () => (delivered = await world.deliver(booking)));
    assert.equal(total, calls);
    return delivered!;
  };
  const solo = (more: Row = {}) =>
    stranger({ customer: { email: 'solo@home.test', name: 'Sam Solo', phone: '+1 202 555 0101' }, ...more });
  const accounts = (columns: string) =>
    world.query(`SELECT ${columns} FROM Account WHERE PersonEmail = 'solo@home.test'`);
  const createPerson = async (more: Row = {}) =>
    world.create('Account', {
      ...{ RecordTypeId: await typeId(true), LastName: 'Solo', PersonEmail: 'solo@home.test' },
      ...more,
    });
  const always = (field: string, question: string) => ({
    ...{ field, from: { kind: 'answer', question }, write: 'always' },
  });

  describe('a stranger', () => {
    it('becomes a person whom the Event is with, owned by the booking’s owner: 2 calls, a change 1', async () => {
      await save({ stranger: 'personAccount' });
      const booking = solo();
      const { id, records } = await costing(2, booking);
      const columns = 'Id, IsPersonAccount, FirstName, LastName, Phone, PersonContactId, Owner.Name, RecordTypeId';
      const [person, ...others] = await accounts(columns);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [person!['IsPersonAccount'], person!['FirstName'], person!['LastName'], person!['Phone']],
        [true, 'Sam', 'Solo', '+1 202 555 0101'],
      );
      assert.equal(person!['Owner'].Name, 'Riley Reyes');
      assert.equal(person!['RecordTypeId'], await typeId(true));
      const event = await world.event(id, 'WhoId, WhatId');
      assert.deepEqual([event['WhoId'], event['WhatId']], [person!['PersonContactId'], null]);
      assert.deepEqual(
        records.map(({ object, id: recordId }) => [object, recordId])[0],
        ['Account', person!['Id']],
        'the link is to the Account',
      );
      const { total } = await world.callsOf(async () => {
        await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
        await world.until(id, (seen) => isDelivered(seen) && seen.status === 'canceled');
      });
      assert.equal(total, 1);
    });

    it('becomes one person, though the answer of the call that made them got lost, and whatever their address became', async () => {
      await save({ stranger: 'personAccount' });
      await world.sandbox.console('faults', { kind: 'answerLost', match: 'POST /composite/graph' });
      const id = await world.post(solo());
      await world.until(id, isDelivered, 600);
      const [person, ...others] = await accounts('Id, PersonContactId');
      assert.deepEqual(others, []);
      assert.equal((await world.event(id, 'WhoId'))['WhoId'], person!['PersonContactId']);
      await world.admin.sobject('Account').update({ Id: person!['Id'], PersonEmail: 'corrected@home.test' });
      const again = await world.deliver(solo());
      assert.equal((await world.event(again.id, 'WhoId'))['WhoId'], person!['PersonContactId']);
    });

    it('joins the campaign and gets the Case of the page, too: 2 calls', async () => {
      const campaign = await world.create('Campaign', { Name: 'Webinar', IsActive: true });
      await save({ stranger: 'personAccount', case: true, campaign: { id: campaign, memberStatus: null } });
      const { records } = await costing(2, solo());
      const [person] = await accounts('PersonContactId');
      const made = records.find(({ object }) => object === 'Case')!;
      const [found] = await world.query(`SELECT ContactId FROM Case WHERE Id = '${made.id}'`);
      assert.equal(found!['ContactId'], person!['PersonContactId']);
      const members = await world.query(`SELECT ContactId FROM CampaignMember WHERE CampaignId = '${campaign}'`);
      assert.deepEqual(
        members.map(({ ContactId }) => ContactId),
        [person!['PersonContactId']],
      );
    });

    it('75 at once cost 2 calls, and 3 where a duplicate rule asks for headers; twice the same person is one', async () => {
      await save({ stranger: 'personAccount' });
      const post = async (...twice: Row[]) => {
        const { total } = await world.callsOf(async () => {
          await world.postAll([...Array.from({ length: 75 - twice.length }, () => stranger()), ...twice]);
          await world.settled();
        });
        return total;
      };
      assert.equal(await post(solo(), solo()), 2);
      await world.sandbox.console('duplicate-rules', { object: 'Account', name: 'D', action: 'allow' });
      assert.equal(await post(), 3);
      const persons = await world.query('SELECT Id, PersonContactId FROM Account WHERE IsPersonAccount = true');
      assert.equal(persons.length, 149);
      const events = await world.query('SELECT WhoId FROM Event WHERE WhoId <> null');
      const contacts = new Set(persons.map(({ PersonContactId }) => PersonContactId));
      assert.equal(events.filter(({ WhoId }) => contacts.has(WhoId)).length, 150);
      assert.equal((await accounts('Id')).length, 1);
    });

    it('gets what is mapped and stand-ins for what is required, of Contacts too; a name is no part of it', async () => {
      await fields.make('Contact', 'Hobby__c', 'string', { required: true });
      await fields.make('Contact', 'Team__c', 'string');
      await world.backend.call('POST', '/v1/org/schema/refresh');
      await save({ stranger: 'personAccount' }, { all: { PersonAccount: [always('Team__pc', 'Team')] } });
      const { body } = await world.backend.call('GET', '/v1/org/field-validation');
      const person = body.objects.find(({ name }: Row) => name === 'PersonAccount');
      assert.deepEqual(person.fields.map(({ field }: Row) => field).toSorted(), ['Hobby__pc', 'LastName']);
      const { plan } = await world.deliver(solo({ answers: { Team: 'Blue' } }));
      const [made] = await accounts('Hobby__pc, Team__pc');
      assert.deepEqual([made!['Hobby__pc'], made!['Team__pc']], ['Unspecified', 'Blue']);
      assert.deepEqual(
        (plan!.fallbacks as Row[]).map(({ object, field }) => `${object}.${field}`),
        ['PersonAccount.Hobby__pc'],
      );
      await fields.removeAll();
    });

    it('of a test booking is taken away again, with the Contact behind them', async () => {
      await save({ stranger: 'personAccount' });
      const sources = await world.backend.call('GET', '/v1/org/sources');
      const api = sources.body.sources.find(({ kind }: Row) => kind === 'api');
      const sent = await world.backend.call('POST', `/v1/org/sources/${api.id}/test`, {});
      assert.ok(sent.status < 300, JSON.stringify(sent.body));
      const { bookingId } = sent.body;
      await world.until(bookingId, isDelivered);
      const removed = await world.backend.call('DELETE', `/v1/org/bookings/${bookingId}/records`);
      assert.equal(removed.status, 200, JSON.stringify(removed.body));
      assert.deepEqual(removed.body.removed.map(({ object }: Row) => object).toSorted(), ['Account', 'Event']);
      assert.deepEqual(await world.query('SELECT Id FROM Account WHERE IsPersonAccount = true'), []);
    });
  });

  describe('a person who is known', () => {
    it('is filled where they are empty, and keeps the rest: 2 calls', async () => {
      const account = await createPerson({ FirstName: 'Samuel' });
      const { id, plan } = await costing(2, solo());
      const [person] = await accounts('Id, FirstName, Phone, PersonContactId');
      assert.deepEqual([person!['Id'], person!['FirstName'], person!['Phone']], [account, 'Samuel', '+1 202 555 0101']);
      assert.equal((await world.event(id, 'WhoId'))['WhoId'], person!['PersonContactId']);
      const update: Row = plan!.operations.find(({ object }) => object === 'PersonAccount')!;
      assert.deepEqual([update.action, Object.keys(update.values)], ['update', ['Phone']]);
    });

    it('is overwritten, given to the booking’s owner or left, as the page’s rules say', async () => {
      const account = await createPerson({ FirstName: 'Samuel', Phone: '1' });
      const person = async () => (await accounts('FirstName, Phone, Owner.Name'))[0]!;
      await save({ known: 'leave' });
      await world.deliver(solo());
      assert.deepEqual([(await person())['FirstName'], (await person())['Phone']], ['Samuel', '1']);
      await save({ known: 'overwrite', knownOwner: 'bookingOwner' });
      await world.deliver(solo());
      const { FirstName, Phone, Owner } = await person();
      assert.deepEqual([FirstName, Phone, Owner.Name], ['Sam', '+1 202 555 0101', 'Riley Reyes']);
      assert.equal((await world.query(`SELECT Id FROM Account WHERE Id = '${account}'`)).length, 1);
    });

    it('gets what is mapped to Person Accounts, as the mapping says', async () => {
      await fields.make('Account', 'Line__c', 'string');
      await world.backend.call('POST', '/v1/org/schema/refresh');
      await createPerson({ PersonTitle: 'Boss', Line__c: 'Banking' });
      const { mapping } = {
        mapping: {
          all: { PersonAccount: [always('PersonTitle', 'Job'), { ...always('Line__c', 'Line'), write: 'ifEmpty' }] },
        },
      };
      await save({}, mapping);
      await world.deliver(solo({ answers: { Job: 'Chief', Line: 'Energy' } }));
      const [person] = await accounts('PersonTitle, Line__c');
      assert.deepEqual([person!['PersonTitle'], person!['Line__c']], ['Chief', 'Banking']);
    });

    it('whose booking needs no write but the Event’s is not looked up again for a change: 2 calls, then 1', async () => {
      await createPerson({ FirstName: 'Sam', Phone: '+1 202 555 0101' });
      const booking = solo();
      const { id } = await costing(2, booking);
      const { total } = await world.callsOf(async () => {
        await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
        await world.until(id, (seen) => isDelivered(seen) && seen.status === 'canceled');
      });
      assert.equal(total, 1);
    });
  });

  describe('settings', () => {
    const problems = async (rules: Partial<PageRules>, mapping: object = {}): Promise<Row[]> =>
      (await put(rules, mapping)).body.problems ?? [];

    it('take record types of persons for persons and of companies for companies, each by its own rule', async () => {
      const [person, business] = [await typeId(true), await typeId(false)];
      const [wrong] = await problems({ stranger: 'personAccount', personAccountRecordType: business });
      assert.equal(wrong!['field'], 'rules.all.personAccountRecordType');
      assert.match(wrong!['message'], /"Business Account" is a record type of companies/);
      const [other] = await problems({ accountRecordType: person });
      assert.match(other!['message'], /"Person Account" is a record type of persons/);
      await save({ stranger: 'personAccount', personAccountRecordType: person, accountRecordType: business });
      assert.equal((await world.backend.call('GET', '/v1/org/schema')).body.personAccounts, true);
    });

    it('make no persons where the API User may use no such record type', async () => {
      await world.sandbox.console(`record-types/${await typeId(true)}`, { assignedTo: ['System Administrator'] });
      await world.backend.call('POST', '/v1/org/schema/refresh');
      const [found] = await problems({ stranger: 'personAccount' });
      assert.match(found!['message'], /no record type of Person Accounts/);
    });

    it('map fields of companies to Account and of persons to Person Account, and tell the two apart', async () => {
      const { objects } = (await world.backend.call('GET', '/v1/org/schema')).body;
      const names = (object: string): string[] =>
        objects.find(({ name }: Row) => name === object).fields.map(({ name }: Row) => name);
      assert.ok(names('Account').includes('Name') && !names('Account').some((name) => /^Person|^LastName/.test(name)));
      assert.ok(names('PersonAccount').includes('PersonEmail') && !names('PersonAccount').includes('Name'));
      const [found] = await problems({}, { all: { Account: [always('PersonTitle', 'Job')] } });
      assert.match(found!['message'], /Account has no field PersonTitle/);
    });

    it('follow the switched-on feature: what the API User needs of persons is told as permission sets grant it', async () => {
      await save({ stranger: 'personAccount' });
      const { body } = await world.backend.call('GET', '/v1/org/installation');
      const lines = body.access.map(({ object, field, permission, has }: Row) => [
        `${permission} ${object}.${field}`,
        has,
      ]);
      for (const wanted of ['create Account.null', 'create Account.Inlet_Customer_Id__c', 'create Contact.Email']) {
        assert.deepEqual(
          lines.find(([line]: [string]) => line === wanted),
          [wanted, true],
        );
      }
      assert.deepEqual(
        lines.filter(([, has]: [string, boolean]) => !has),
        [],
      );
    });
  });

  it('brings a stranger in with what the package ships, where sharing is private', async () => {
    await world.sandbox.console('permission-sets/assignments', {
      ...{ user: 'integration@inlet.sandbox', permissionSet: 'Inlet_API_User_Diagnostics', assigned: false },
    });
    for (const object of ['Account', 'Contact', 'Lead', 'Case', 'Activity']) {
      await world.sandbox.console('sharing', { object, access: 'private' });
    }
    await save({ stranger: 'personAccount' });
    const { id } = await world.deliver(solo());
    const [person] = await accounts('PersonContactId');
    assert.equal((await world.event(id, 'WhoId'))['WhoId'], person!['PersonContactId']);
    const again = await world.deliver(solo());
    assert.equal((await world.event(again.id, 'WhoId'))['WhoId'], person!['PersonContactId']);
  });

  it('that has them no more holds such bookings with words', async () => {
    await save({ stranger: 'personAccount' });
    await world.sandbox.console('features', { personAccounts: false });
    await world.backend.call('POST', '/v1/org/schema/refresh');
    const id = await world.post(solo());
    const { diagnosis } = await world.until(id, isHeld, 600);
    assert.match(diagnosis!.sentence, /Person Account/);
    const german = await world.backend.call('GET', `/v1/org/bookings/${id}`, undefined, { 'accept-language': 'de' });
    assert.match(german.body.diagnosis.sentence, /Personenaccount/);
  });
});
