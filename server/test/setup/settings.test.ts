import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { defaultSettings, type BookingSettings } from '../../src/bookings/settings/booking-settings.ts';
import type { FieldMapping, MappedObject } from '../../src/bookings/settings/field-mapping.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { OrgFields } from '../support/org-fields.ts';
import { engines } from '../support/test-database.ts';

const constant = (field: string, value: string): FieldMapping => ({
  field,
  from: { kind: 'constant', value },
  write: 'always',
});

/** The built-in settings with these mappings for all pages. */
function mapping(objects: Partial<Record<MappedObject, FieldMapping[]>>): BookingSettings {
  const { all, ...rest } = defaultSettings.mapping;
  return { ...defaultSettings, mapping: { ...rest, all: { ...all, ...objects } } };
}

for (const engine of await engines()) {
  describe(`settings of an org on ${engine.name}`, () => {
    let world: BookingWorld;
    let fields: OrgFields;
    before(async () => {
      world = await BookingWorld.open(engine);
      fields = new OrgFields(world.sandbox);
    });
    afterEach(() => fields.removeAll());
    after(() => world?.close());

    const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      world.backend.call(method, `/v1/org/${path}`, body, headers);
    const save = async (settings: unknown, basedOn = 1) => call('PUT', 'settings', { basedOn, settings });
    const saved = async (settings: unknown, basedOn = 1): Promise<number> => {
      const { status, body } = await save(settings, basedOn);
      assert.equal(status, 200, JSON.stringify(body));
      return body.version as number;
    };
    const field = (object: string, name: string, type: string, more: Row = {}) => fields.make(object, name, type, more);

    it('are the built-in ones at first, in version 1', async () => {
      await world.begin();
      const { body } = await call('GET', 'settings');
      assert.equal(body.version, 1);
      assert.deepEqual(body.settings, defaultSettings);
    });

    it('save as versions with who, when and what differs; each can be gone back to', async () => {
      await world.begin();
      const industry = mapping({ Lead: [constant('Industry', 'Banking')] });
      assert.equal(await saved(industry), 2);
      assert.equal(await saved({ ...industry, rules: { all: { known: 'leave' }, pages: {} } }, 2), 3);
      const { body } = await call('GET', 'settings/versions');
      assert.deepEqual(
        body.versions.map(({ version, changes }: Row) => [version, changes.map(({ path }: Row) => path)]),
        [
          [3, ['rules.all.known']],
          [2, ['mapping.all.Lead.Industry']],
          [1, []],
        ],
      );
      assert.deepEqual(body.versions[0].changes[0], { path: 'rules.all.known', before: 'fillEmpty', after: 'leave' });
      assert.equal(body.versions[0].savedBy.name, 'first key');
      assert.equal(body.versions[0].savedAt, world.clock.now().toISOString());
      const restored = await call('POST', 'settings/versions/2/restore', { basedOn: 3, note: 'back' });
      assert.deepEqual(restored.body, { version: 4, warnings: [] });
      const now = (await call('GET', 'settings')).body;
      assert.deepEqual([now.version, now.note, now.settings], [4, 'back', industry]);
      const older = await call('GET', 'settings/versions?before=3');
      assert.deepEqual(
        older.body.versions.map(({ version }: Row) => version),
        [2, 1],
      );
      assert.equal((await call('POST', 'settings/versions/99/restore', { basedOn: 4 })).status, 404);
    });

    it('say which of their parts an admin has saved, or confirmed as they were', async () => {
      await world.begin();
      const settled = async () => (await call('GET', 'settings')).body.settled;
      assert.deepEqual(await settled(), []);
      const industry = mapping({ Lead: [constant('Industry', 'Banking')] });
      const put = (basedOn: number, settings: unknown, settles?: string[]) =>
        call('PUT', 'settings', { basedOn, settings, ...(settles && { settles }) });
      // A value for a required field, chosen elsewhere, is not yet the mapping as a whole.
      assert.equal((await put(1, industry, [])).status, 200);
      assert.deepEqual(await settled(), []);
      assert.equal((await put(2, industry, ['rules', 'rules'])).status, 200);
      assert.deepEqual(await settled(), ['rules'], 'confirmed, though nothing in it changed');
      assert.equal((await put(3, mapping({}))).status, 200);
      assert.deepEqual(await settled(), ['mapping', 'rules'], 'what differs, where nobody says');
      assert.equal((await put(4, industry, ['shoes'])).status, 400);
      await world.begin();
      const document = { inlet: 'settings', format: 1, settings: defaultSettings };
      assert.equal((await call('POST', 'settings/import', { basedOn: 1, document })).status, 200);
      assert.deepEqual(await settled(), ['mapping', 'rules', 'users'], 'a document is meant as a whole');
    });

    it('of two who save from the same version the second is told of the first, and nothing is stored', async () => {
      await world.begin();
      await saved(mapping({ Lead: [constant('Industry', 'Banking')] }));
      const second = await save(mapping({ Lead: [constant('Industry', 'Energy')] }));
      assert.equal(second.status, 409);
      assert.equal(second.body.kind, 'changedMeanwhile');
      assert.match(second.body.detail, /^first key saved version 2 /);
      const german = await call('PUT', 'settings', { basedOn: 1, settings: {} }, { 'accept-language': 'de' });
      assert.match(german.body.detail, /^first key hat inzwischen Version 2 /);
      const racing = await Promise.all(
        ['Energy', 'Banking', 'Media'].map((value) => save(mapping({ Lead: [constant('Industry', value)] }), 2)),
      );
      assert.deepEqual(racing.map(({ status }) => status).toSorted(), [200, 409, 409]);
      assert.equal((await call('GET', 'settings')).body.version, 3);
    });

    it('are used by the next booking: a constant, an answer, a template, and the page’s own', async () => {
      await world.begin();
      const settings = mapping({
        Lead: [
          constant('Industry', 'Banking'),
          { field: 'Title', from: { kind: 'answer', question: 'Your role' }, write: 'always' },
          {
            field: 'Description',
            from: { kind: 'template', template: '{{customer.name}} <{{customer.email}}> & {{page.name}}' },
            write: 'always',
          },
        ],
        Event: [{ field: 'Location', from: { kind: 'booking', field: 'customer.company' }, write: 'always' }],
      });
      const pages = { 'BP-2': { Lead: [constant('Industry', 'Energy')] } };
      await saved({ ...settings, mapping: { ...settings.mapping, pages } });
      const answers = { your_role: 'Head of IT' };
      const { id } = await world.deliver(
        stranger({ customer: { email: 'm@example.test', name: 'Mia Map', company: 'Acme' }, answers }),
      );
      const lead = await world.lead('m@example.test', 'Industry, Title, Description');
      assert.equal(lead['Industry'], 'Banking');
      assert.equal(lead['Title'], 'Head of IT');
      assert.equal(lead['Description'], 'Mia Map <m@example.test> & Demo');
      assert.equal((await world.event(id, 'Location'))['Location'], 'Acme');
      await world.deliver(
        stranger({ customer: { email: 'n@example.test', name: 'Nia Map' }, page: { id: 'BP-2', name: 'Two' } }),
      );
      assert.equal((await world.lead('n@example.test', 'Industry'))['Industry'], 'Energy');
    });

    it('that would make bookings fail are refused at the field, in words, and not stored', async () => {
      await world.begin({
        prepare: async () => {
          await field('Lead', 'Tier__c', 'picklist', { picklistValues: ['A', 'B'], restrictedPicklist: true });
          await field('Lead', 'Score__c', 'double', { precision: 4, scale: 1 });
          await field('Lead', 'Partner__c', 'reference', { referenceTo: ['Account'] });
          await field('Lead', 'Code__c', 'string', { length: 3 });
        },
      });
      const settings = mapping({
        Lead: [
          constant('Tier__c', 'C'),
          constant('Score__c', '12345'),
          { field: 'Partner__c', from: { kind: 'answer', question: 'Partner' }, write: 'always' },
          constant('Code__c', 'long'),
          constant('Nowhere__c', 'x'),
          { field: 'Title', from: { kind: 'template', template: '{{constructor}}' }, write: 'always' },
          constant('OwnerId', '005000000000001AAA'),
          constant('IsDeleted', 'true'),
        ],
      });
      const { status, body } = await save({
        ...settings,
        rules: { all: { leadStatus: 'Nonsense', leadOwner: { queueId: '00G000000000009AAA' } } },
        users: { defaultOwner: '005000000000009AAA' },
      });
      assert.equal(status, 400);
      const problems = new Map(body.problems.map(({ field: at, message }: Row) => [at, message]));
      for (const [at, words] of [
        ['mapping.all.Lead[0].from.value', /is not a value of this picklist/],
        ['mapping.all.Lead[1].from.value', /more than 3 digits/],
        ['mapping.all.Lead[2].field', /look-up/],
        ['mapping.all.Lead[3].from.value', /3 characters/],
        ['mapping.all.Lead[4].field', /no field Nowhere__c/],
        ['mapping.all.Lead[5].from.template', /no "constructor"/],
        ['mapping.all.Lead[6].field', /set by Inlet itself/],
        ['mapping.all.Lead[7].field', /may not write/],
        ['rules.all.leadStatus', /not an active value/],
        ['rules.all.leadOwner.queueId', /no queue/],
        ['users.defaultOwner', /no user/],
      ] as const) {
        assert.match(String(problems.get(at)), words, `${at}: ${JSON.stringify(body.problems)}`);
      }
      assert.equal(body.errors[0].pointer, '/settings/rules/all/leadStatus');
      assert.equal((await call('GET', 'settings')).body.version, 1);
      const checked = (await call('POST', 'settings/check', { settings })).body;
      assert.ok(checked.problems.some(({ path }: Row) => path === 'mapping.all.Lead[4].field'));
    });

    it('of a wrong form are refused with the place, and never a 5xx', async () => {
      await world.begin();
      for (const [settings, at] of [
        [{ rules: { all: { stranger: 'alien' } } }, 'rules.all.stranger'],
        [{ mapping: { all: { Lead: [{ field: 'Title', from: { kind: 'code' } }] } } }, 'mapping.all.Lead[0].from.kind'],
        [{ users: { owners: { 'a@b.test': 'me' } } }, 'users.owners.a@b.test'],
        [{ other: 1 }, 'settings'],
      ] as const) {
        const { status, body } = await save(settings);
        assert.equal(status, 400, JSON.stringify(body));
        assert.equal(body.problems[0].field, at);
      }
      for (const body of [undefined, [], { basedOn: 'x', settings: {} }, { settings: {} }]) {
        assert.equal((await call('PUT', 'settings', body)).status, 400);
      }
      assert.equal((await call('GET', 'settings/versions?before=x')).status, 400);
    });

    it('resolve a required field: the held bookings of that object go through by themselves', async () => {
      await world.begin();
      await field('Lead', 'Region__c', 'picklist', { picklistValues: ['North', 'South'], required: true });
      await call('POST', 'schema/refresh');
      const held = await world.until(await world.post(stranger()), isHeld);
      assert.equal(held.diagnosis!.code, 'REQUIRED_FIELD_UNCOVERED');
      // A change that does not concern Leads leaves it alone; and it is refused as long as the field has no source.
      const other = await save(mapping({ Case: [constant('Subject', 'x')] }));
      assert.equal(other.status, 400);
      assert.match(other.body.problems[0].message, /Lead requires Region/);
      assert.equal(other.body.problems[0].field, 'mapping.all.Lead');
      await saved(mapping({ Lead: [constant('Region__c', 'North')] }));
      await world.until(held.id, isDelivered);
      const [lead] = await world.query("SELECT Region__c FROM Lead WHERE Region__c = 'North'");
      assert.ok(lead);
    });

    it('move from one org to another as a file, and ids that the other lacks are named', async () => {
      await world.begin();
      const [user] = await world.query("SELECT Id FROM User WHERE Name = 'Olivia Owens'");
      const settings = { ...mapping({ Lead: [constant('Industry', 'Banking')] }) };
      await saved({ ...settings, users: { defaultOwner: user!['Id'], owners: {} } });
      const document = (await call('GET', 'settings/export')).body;
      assert.deepEqual([document.inlet, document.format, document.version], ['settings', 1, 2]);
      await saved(defaultSettings, 2);
      const imported = await call('POST', 'settings/import', { basedOn: 3, document, note: 'from the sandbox' });
      assert.deepEqual(imported.body, { version: 4, warnings: [] });
      assert.equal((await call('GET', 'settings')).body.settings.users.defaultOwner, user!['Id']);
      const foreign = structuredClone(document);
      foreign.settings.users.defaultOwner = '005000000000009AAA';
      foreign.settings.rules.all.caseOwner = { queueId: '00G000000000009AAA' };
      const refused = await call('POST', 'settings/import', { basedOn: 4, document: foreign });
      assert.equal(refused.status, 400);
      assert.deepEqual(
        refused.body.problems.map(({ field: at }: Row) => at),
        ['rules.all.caseOwner.queueId', 'users.defaultOwner'],
      );
      assert.equal(refused.body.errors[1].pointer, '/document/settings/users/defaultOwner');
      const other = await call('POST', 'settings/import', { basedOn: 4, document: { ...document, inlet: 'booking' } });
      assert.equal(other.body.problems[0].field, 'document.inlet');
    });

    it('outlive what happens to a mapped field: the booking comes in and says it, and the check names it', async () => {
      await world.begin();
      await field('Lead', 'Team__c', 'string', { length: 40 });
      await field('Lead', 'Tier__c', 'picklist', { picklistValues: ['A', 'B'], restrictedPicklist: true });
      const settings = mapping({ Lead: [constant('Team__c', 'Blue'), constant('Tier__c', 'A')] });
      await saved(settings);
      let count = 0;
      const lead = async (columns = 'Id') => {
        const email = `o${++count}@example.test`;
        const { plan } = await world.deliver(stranger({ customer: { email, name: 'Ola Out', company: 'Acme' } }));
        return { notes: plan!.notes.join(' '), row: await world.lead(email, columns) };
      };
      assert.equal((await lead('Team__c')).row['Team__c'], 'Blue');
      for (const access of ['hidden', 'read']) {
        await world.sandbox.console('field-access', { field: 'Lead.Team__c', access });
        assert.match((await lead()).notes, /Team__c of Lead was left out: the API User may not write it/, access);
        const again = await save(settings, 2);
        assert.equal(again.body.problems[0].field, 'mapping.all.Lead[0].field', access);
      }
      await world.sandbox.console('fields/Lead/Tier__c', { picklistValues: ['B', 'C'] });
      await world.backend.call('POST', '/v1/org/schema/refresh');
      assert.match((await lead()).notes, /Tier was left empty: "A" is not a value of this picklist/);
      const checked = (await call('POST', 'settings/check', { settings })).body.problems;
      assert.ok(checked.some(({ path }: Row) => path === 'mapping.all.Lead[1].from.value'));
      await fields.removeAll();
      assert.match((await lead()).notes, /Team__c of Lead was left out.*Tier__c of Lead was left out/);
      const gone = (await call('POST', 'settings/check', { settings })).body.problems;
      assert.match(gone[0].message, /Lead has no field Team__c/);
    });

    it('are another org’s own: a key opens nothing of theirs', async () => {
      await world.begin();
      assert.equal((await call('GET', 'settings', undefined, { authorization: 'Bearer inlet_x' })).status, 401);
      const elsewhere = { 'inlet-org-id': '00D000000000009AAA' };
      for (const [method, path] of [
        ['GET', 'settings'],
        ['PUT', 'settings'],
        ['GET', 'schema'],
        ['GET', 'fallbacks'],
        ['GET', 'settings/export'],
      ] as const) {
        assert.equal((await call(method, path, undefined, elsewhere)).status, 403, path);
      }
    });

    it('can be tried on a real booking before they are saved, by the real planner, and nothing is sent', async () => {
      await world.begin();
      const { id } = await world.deliver(stranger({ customer: { email: 'p@example.test', name: 'Pia Pre' } }));
      const settings = mapping({ Lead: [constant('Industry', 'Banking')] });
      const { total } = await world.callsOf(async () => {
        const { body } = await call('POST', 'settings/preview', { settings, bookingId: id });
        assert.equal(body.booking.customer.email, 'p@example.test');
        const [lead, event] = body.operations;
        assert.deepEqual([lead.object, event.object], ['Lead', 'Event']);
        const industry = lead.values.find(({ field: name }: Row) => name === 'Industry');
        assert.deepEqual(industry, {
          field: 'Industry',
          label: 'Industry',
          value: 'Banking',
          from: { kind: 'constant', value: 'Banking' },
        });
        assert.deepEqual(body.fallbacks, [
          { object: 'Lead', field: 'Company', label: 'Company', value: 'Unspecified' },
        ]);
        const company = lead.values.find(({ field: name }: Row) => name === 'Company');
        assert.deepEqual(company.from, { kind: 'fallback' });
        const contact = await call('POST', 'settings/preview', { settings, scenario: 'contact' });
        assert.equal(contact.body.operations[0].object, 'Contact');
      });
      assert.equal(total, 0);
      assert.equal((await call('POST', 'settings/preview', { settings, bookingId: 'bk_0' })).status, 404);
    });

    it('can be tried before any booking has come', async () => {
      await world.begin();
      const { body } = await call('POST', 'settings/preview', { settings: {}, pageId: 'none' });
      assert.equal(body.booking.id, null);
      assert.equal(body.operations.length, 2);
    });

    it('show the org’s fields as the API User sees them, and what bookings hold', async () => {
      await world.begin();
      const answers = { 'Team size': '12' };
      await world.deliver(stranger({ answers }));
      const schema = (await call('GET', 'schema')).body;
      assert.deepEqual(
        schema.objects.map(({ name }: Row) => name),
        ['Lead', 'Contact', 'Account', 'Event', 'Case'],
      );
      assert.equal(schema.personAccounts, false);
      const byName = new Map<string, Row>(schema.objects[0].fields.map((one: Row) => [one['name'], one]));
      assert.equal(byName.get('Company')!['required'], true);
      assert.deepEqual([byName.get('Industry')!['support'], byName.get('Industry')!['why']], ['supported', null]);
      assert.equal(byName.get('OwnerId')!['support'], 'unsupported');
      await field('Lead', 'Fresh__c', 'string');
      const fresh = (await call('POST', 'schema/refresh')).body;
      assert.ok(fresh.objects[0].fields.some(({ name }: Row) => name === 'Fresh__c'));
      const held = (await call('GET', 'booking-fields')).body;
      assert.deepEqual(held.questions, [{ question: 'Team size', count: 1, sample: '12', pages: ['BP-1'] }]);
      assert.deepEqual(held.pages, [{ id: 'BP-1', name: 'Demo', bookings: 2 }]);
      const german = await call('GET', 'booking-fields', undefined, { 'accept-language': 'de' });
      assert.equal(german.body.fields[0].label, 'Kunde: Vorname');
    });

    it('list the bookings whose records hold a stand-in, also after a change, until it is replaced', async () => {
      await world.begin();
      const booking = stranger({ customer: { email: 'f@example.test', name: 'Fay Fall' } });
      const { id } = await world.deliver(booking);
      const report = async () => (await call('GET', 'fallbacks')).body;
      const [listed, ...others] = (await report()).bookings;
      assert.deepEqual(others, []);
      assert.equal(listed.id, id);
      const lead = await world.lead('f@example.test');
      const url = `${world.sandbox.url}/lightning/r/Lead/${lead['Id']}/view`;
      assert.deepEqual(listed.fallbacks, [
        {
          ...{ object: 'Lead', field: 'Company', label: 'Company', value: 'Unspecified' },
          record: { object: 'Lead', id: lead['Id'], url },
        },
      ]);
      assert.equal(listed.deliveredAt, world.clock.now().toISOString());
      const detail: Row = await world.backend.get(id);
      assert.deepEqual(detail['fallbacks'], listed.fallbacks, 'the booking itself says so');
      await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
      await world.settled();
      assert.deepEqual((await report()).bookings[0].fallbacks, listed.fallbacks);
      assert.equal((await report()).next, null);
      assert.equal((await call('GET', 'fallbacks?cursor=x')).status, 400);
    });

    it('count the records with a stand-in, one of two bookings once, and list them page by page', async () => {
      await world.begin();
      await world.postAll(
        Array.from({ length: 51 }, (_, n) => stranger({ customer: { email: `f${n}@example.test`, name: `Fay ${n}` } })),
      );
      await world.settled();
      const first = (await call('GET', 'fallbacks')).body;
      assert.deepEqual(first.total, { bookings: 51, records: 51 });
      assert.equal(first.bookings.length, 50);
      const second = (await call('GET', `fallbacks?cursor=${first.next}`)).body;
      assert.deepEqual([second.bookings.length, second.next], [1, null]);
      const [last] = second.bookings;
      assert.equal(new Set([...first.bookings, last].map((one: Row) => one['id'])).size, 51);
      const { id } = await world.deliver(stranger({ customer: { email: 'f0@example.test', name: 'Fay 0' } }));
      assert.deepEqual((await call('GET', 'fallbacks')).body.total.bookings, 51, 'nothing was made up for it');
      // Both say that the Lead holds one, as when each wrote another field of it.
      await world.database.kysely
        .updateTable('bookings')
        .set({
          fallbacks: JSON.stringify([{ object: 'Lead', field: 'Company', label: 'Company', value: 'Unspecified' }]),
        })
        .where('id', '=', id)
        .execute();
      assert.deepEqual((await call('GET', 'fallbacks')).body.total, { bookings: 52, records: 51 });
    });

    it('are checked without a call while somebody types, also where they name records; a save asks anew', async () => {
      await world.begin();
      const campaign = await world.create('Campaign', { Name: 'Webinar', IsActive: true });
      const rules = { all: { campaign: { id: campaign, memberStatus: null } }, pages: {} };
      const settings = { ...mapping({ Lead: [constant('Industry', 'Banking')] }), rules };
      assert.deepEqual((await call('POST', 'settings/check', { settings })).body.problems, []);
      const typed = await world.callsOf(async () => {
        for (const value of ['B', 'Ba', 'Ban']) {
          const draft = { ...mapping({ Lead: [constant('Industry', value)] }), rules };
          assert.equal((await call('POST', 'settings/check', { settings: draft })).status, 200);
        }
      });
      assert.equal(typed.total, 0);
      await world.admin.sobject('Campaign').delete(campaign);
      const refused = await save(settings);
      assert.equal(refused.body.problems[0].field, 'rules.all.campaign.id', 'what is gone is seen at once');
      const after = await call('POST', 'settings/check', { settings });
      assert.equal(after.body.problems.length, 1, 'and by the next check too');
    });
  });
}
