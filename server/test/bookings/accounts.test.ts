import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageRules } from '../../src/bookings/creation-rules.ts';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { OrgFields } from '../support/org-fields.ts';
import { engines } from '../support/test-database.ts';

const [engine] = await engines();
describe('the Accounts of companies', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());

  const put = async (rules: Partial<PageRules>, mapping: object = {}) => {
    const { version } = (await world.backend.call('GET', '/v1/org/settings')).body;
    const settings = { rules: { all: rules }, mapping };
    return world.backend.call('PUT', '/v1/org/settings', { basedOn: version, settings });
  };
  const save = async (rules: Partial<PageRules>, mapping: object = {}) => {
    const { status, body } = await put(rules, mapping);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const newAccount: Partial<PageRules> = { stranger: 'contactInAccount', strangerWithoutAccount: 'newAccount' };
  const begin = async (mapping: object = {}, rules = newAccount) => {
    await world.begin();
    await save(rules, mapping);
  };
  const costing = async (calls: number, booking: Row) => {
    let delivered: Awaited<ReturnType<BookingWorld['deliver']>> | undefined;
    const { total } = await world.callsOf(async () => (delivered = await world.deliver(booking)));
    assert.equal(total, calls);
    return delivered!;
  };
  const of = (email: string, company?: string, more: Row = {}) =>
    stranger({ customer: { email, name: 'Cora Cust', ...(company && { company }) }, ...more });
  const accounts = (columns = 'Id') => world.query(`SELECT ${columns} FROM Account ORDER BY CreatedDate`);
  const contact = async (email: string) =>
    (await world.query(`SELECT Id, AccountId FROM Contact WHERE Email = '${email}'`))[0];
  const answered = (field: string, question: string, write = 'always') => ({
    ...{ field, from: { kind: 'answer', question }, write },
  });

  describe('where none has the domain of a stranger’s e-mail address', () => {
    it('one is made, by the name of the company, else of the domain, with the Contact in it: 2 calls', async () => {
      await begin();
      const { id, records } = await costing(2, of('cora@acme.test', 'Acme Ltd'));
      const [account, ...others] = await accounts('Id, Name, Website, Owner.Name');
      assert.deepEqual(others, []);
      assert.deepEqual(
        [account!['Name'], account!['Website'], account!['Owner'].Name],
        ['Acme Ltd', 'acme.test', 'Riley Reyes'],
      );
      const made = await contact('cora@acme.test');
      assert.equal(made!['AccountId'], account!['Id']);
      assert.equal((await world.event(id, 'WhoId'))['WhoId'], made!['Id']);
      assert.deepEqual(
        records.map(({ object }) => object),
        ['Contact', 'Account', 'Event'],
      );
      await costing(2, of('nell@nameless.test'));
      assert.equal((await accounts('Name'))[1]!['Name'], 'nameless.test');
      // The next of the company comes into the Account that stands.
      await costing(2, of('next@acme.test', 'ACME'));
      assert.equal((await contact('next@acme.test'))!['AccountId'], account!['Id']);
      assert.equal((await accounts()).length, 2);
    });

    it('one is made, though the answer of the call that did it got lost, and whatever its website became', async () => {
      await begin();
      await world.sandbox.console('faults', { kind: 'answerLost', match: 'POST /composite/graph' });
      const id = await world.post(of('cora@acme.test', 'Acme Ltd'));
      await world.until(id, isDelivered, 600);
      const [account, ...others] = await accounts();
      assert.deepEqual(others, []);
      await world.admin.sobject('Account').update({ Id: account!['Id'], Website: 'https://acme-group.test' });
      await world.deliver(of('next@acme.test', 'Acme Ltd'));
      assert.equal((await contact('next@acme.test'))!['AccountId'], account!['Id']);
      assert.equal((await accounts()).length, 1);
    });

    for (const [name, prepare, calls] of [
      ['by graphs: 2 calls', () => Promise.resolve(), 2],
      [
        'by collections, where a duplicate rule asks for headers: 4 calls',
        () => world.sandbox.console('duplicate-rules', { object: 'Account', name: 'D', action: 'allow' }),
        4,
      ],
    ] as const) {
      it(`75 strangers of three companies share three Accounts, ${name}`, async () => {
        await begin();
        await prepare();
        await world.backend.call('POST', '/v1/org/schema/refresh');
        const bookings = Array.from({ length: 75 }, (_, n) => of(`p${n}@company${n % 3}.test`, `Company ${n}`));
        const { total } = await world.callsOf(async () => {
          await world.postAll(bookings);
          await world.settled();
        });
        assert.equal(total, calls);
        const made = await accounts('Id, Name, (SELECT Id FROM Contacts)').catch(() => accounts('Id, Name'));
        assert.deepEqual(made.map(({ Name }) => Name as string).toSorted(), ['Company 0', 'Company 1', 'Company 2']);
        const contacts = await world.query('SELECT AccountId FROM Contact WHERE AccountId <> null');
        assert.equal(contacts.length, 75);
        assert.equal(new Set(contacts.map(({ AccountId }) => AccountId)).size, 3);
      });
    }

    it('none is made of somebody with an address that anybody gets, who becomes a Lead; one that stands does not count', async () => {
      await begin();
      await world.create('Account', { Name: 'Google', Website: 'https://gmail.com' });
      await costing(2, of('cora@gmail.com', 'Acme Ltd'));
      await world.lead('cora@gmail.com');
      assert.equal(await contact('cora@gmail.com'), undefined);
      assert.equal((await accounts()).length, 1);
    });

    it('it gets what is mapped, and stand-ins for what is required, which the booking tells', async () => {
      await world.begin();
      const fields = new OrgFields(world.sandbox);
      await fields.make('Account', 'Size__c', 'double');
      await fields.make('Account', 'Tier__c', 'string', { required: true });
      await world.backend.call('POST', '/v1/org/schema/refresh');
      await save(newAccount, { all: { Account: [answered('Size__c', 'Headcount')] } });
      const { plan } = await world.deliver(of('cora@acme.test', 'Acme', { answers: { Headcount: '12' } }));
      const [account] = await accounts('Size__c, Tier__c');
      assert.deepEqual([account!['Size__c'], account!['Tier__c']], [12, 'Unspecified']);
      assert.deepEqual(
        (plan!.fallbacks as Row[]).map(({ object, field }) => `${object}.${field}`),
        ['Account.Tier__c'],
      );
      const { body } = await world.backend.call('GET', '/v1/org/field-validation');
      const shown = body.objects.find(({ name }: Row) => name === 'Account');
      assert.deepEqual(shown.fields.map(({ field }: Row) => field).toSorted(), ['Name', 'Tier__c']);
      await fields.removeAll();
    });

    it('the API User must be allowed to make it; settings say so in words', async () => {
      await world.begin();
      await save(newAccount);
      const { body } = await world.backend.call('GET', '/v1/org/installation');
      const lines = body.access.map(({ object, field, permission }: Row) => `${permission} ${object}.${field}`);
      for (const line of ['create Account.null', 'create Account.Inlet_Customer_Id__c', 'read Account.Website']) {
        assert.ok(lines.includes(line), line);
      }
      assert.ok(body.access.every(({ has }: Row) => has));
      await world.sandbox.console('field-access', { field: 'Account.Inlet_Customer_Id__c', access: 'hidden' });
      await world.backend.call('POST', '/v1/org/schema/refresh');
      const refused = await put(newAccount);
      assert.equal(refused.body.problems[0].field, 'rules.all.strangerWithoutAccount');
      assert.match(refused.body.problems[0].message, /Assign the permission set "Inlet API User"/);
      await world.sandbox.console('field-access', { field: 'Account.Inlet_Customer_Id__c', access: 'edit' });
    });

    it('its Contact is found with what the package ships, where sharing is private', async () => {
      await begin();
      await world.sandbox.console('permission-sets/assignments', {
        ...{ user: 'integration@inlet.sandbox', permissionSet: 'Inlet_API_User_Diagnostics', assigned: false },
      });
      for (const object of ['Account', 'Contact', 'Lead', 'Case', 'Activity']) {
        await world.sandbox.console('sharing', { object, access: 'private' });
      }
      await world.create('Account', { Name: 'Theirs', Website: 'theirs.test' });
      await world.deliver(of('a@theirs.test'));
      await world.deliver(of('b@ours.test'));
      await world.deliver(of('c@ours.test'));
      assert.deepEqual((await accounts('Name')).map(({ Name }) => Name as string).toSorted(), ['Theirs', 'ours.test']);
      assert.equal((await contact('b@ours.test'))!['AccountId'], (await contact('c@ours.test'))!['AccountId']);
    });
  });

  describe('that stand', () => {
    let fields: OrgFields;
    let account: string;
    const prepare = async (rules: Partial<PageRules>, ...mappings: Row[]) => {
      await world.begin();
      fields = new OrgFields(world.sandbox);
      await fields.make('Account', 'Size__c', 'double');
      await fields.make('Account', 'Note__c', 'string');
      await world.backend.call('POST', '/v1/org/schema/refresh');
      await save(rules, { all: { Account: mappings } });
      account = await world.create('Account', { Name: 'Acme', Website: 'acme.test', Size__c: 5 });
    };
    const size = async () => (await world.query(`SELECT Size__c, Note__c FROM Account WHERE Id = '${account}'`))[0]!;
    const answers = { Headcount: '12', Note: 'New' };
    const known = () => world.create('Contact', { LastName: 'Cust', Email: 'cora@acme.test', AccountId: account });
    after(() => fields?.removeAll());

    it('get what is mapped to them with a known Contact’s booking, as each mapping says: 2 calls', async () => {
      await prepare({}, answered('Size__c', 'Headcount'), answered('Note__c', 'Note', 'ifEmpty'));
      await known();
      const { plan } = await costing(2, of('cora@acme.test', 'Acme', { answers }));
      assert.deepEqual([(await size())['Size__c'], (await size())['Note__c']], [12, 'New']);
      assert.ok(plan!.operations.some(({ object, action }) => object === 'Account' && action === 'update'));
      await costing(2, of('cora@acme.test', 'Acme', { answers: { Headcount: '13', Note: 'Newer' } }));
      assert.deepEqual([(await size())['Size__c'], (await size())['Note__c']], [13, 'New']);
    });

    it('get it with a new Contact of theirs, too: 2 calls', async () => {
      await prepare({ stranger: 'contactInAccount' }, answered('Size__c', 'Headcount'));
      await costing(2, of('nell@acme.test', 'Acme', { answers }));
      assert.equal((await size())['Size__c'], 12);
      assert.equal((await contact('nell@acme.test'))!['AccountId'], account);
    });

    it('are left alone where nothing is mapped, and where known records are to be left', async () => {
      await prepare({});
      await known();
      const plain = await world.deliver(of('cora@acme.test', 'Other Name', { answers: { Size: '12' } }));
      assert.ok(!plain.plan!.operations.some(({ object }) => object === 'Account'));
      await save({ known: 'leave' }, { all: { Account: [answered('Size__c', 'Headcount')] } });
      await world.deliver(of('cora@acme.test', 'Acme', { answers }));
      assert.equal((await size())['Size__c'], 5);
    });

    it('are written once for several of a company in one batch, who agree on what is said first', async () => {
      await prepare(
        { stranger: 'contactInAccount' },
        answered('Size__c', 'Headcount', 'ifEmpty'),
        answered('Note__c', 'Note'),
      );
      await world.admin.sobject('Account').update({ Id: account, Size__c: null });
      await world.postAll([
        of('a@acme.test', 'Acme', { answers: { Headcount: '7' } }),
        of('b@acme.test', 'Acme', { answers: { Headcount: '8', Note: 'Second' } }),
      ]);
      await world.settled();
      assert.deepEqual([(await size())['Size__c'], (await size())['Note__c']], [7, 'Second']);
    });
  });
});
