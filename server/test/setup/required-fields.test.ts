import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { defaultSettings } from '../../src/bookings/settings/booking-settings.ts';
import type { FieldMapping } from '../../src/bookings/settings/field-mapping.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { OrgFields } from '../support/org-fields.ts';
import { engines } from '../support/test-database.ts';

/** The table of design: what goes into a required field that nothing is mapped to. `now` is of the test's clock. */
const fallbacks: [type: string, more: Row, value: (now: Date) => unknown][] = [
  ['currency', {}, () => 0],
  ['double', { precision: 6, scale: 2 }, () => 0],
  ['percent', {}, () => 0],
  ['date', {}, (now) => now.toISOString().slice(0, 10)],
  ['datetime', {}, (now) => now.toISOString().replace('Z', '+0000')],
  ['email', {}, () => 'email@example.com'],
  ['phone', {}, () => '1234567890'],
  ['url', {}, () => 'http://NA'],
  ['string', { length: 40 }, () => 'Unspecified'],
  ['string', { length: 5 }, () => 'Unspe'],
  ['textarea', {}, () => 'Unspecified'],
];

/** Required fields that no value can be made up for: what the row says, and what can still be mapped to them. */
const unsupported: [
  type: string,
  more: Row,
  why: RegExp,
  mapping: FieldMapping['from'] | undefined,
  written: unknown,
][] = [
  [
    'picklist',
    { picklistValues: ['North', 'South'], restrictedPicklist: true },
    /no value can be made up for a field of type picklist/,
    { kind: 'answer', question: 'Where' },
    'South',
  ],
  [
    'multipicklist',
    { picklistValues: ['North', 'South'], restrictedPicklist: true },
    /no value can be made up for a field of type multipicklist/,
    { kind: 'constant', value: 'South, North' },
    'South;North',
  ],
  ['time', {}, /no value can be made up/, { kind: 'constant', value: '09:30' }, '09:30:00.000Z'],
  ['reference', { referenceTo: ['Account'] }, /look-up: a booking does not say which record/, undefined, undefined],
  ['encryptedstring', {}, /is encrypted/, undefined, undefined],
];

const [engine] = await engines();
describe('required fields of every type', () => {
  let world: BookingWorld;
  let fields: OrgFields;
  before(async () => {
    world = await BookingWorld.open(engine!);
    fields = new OrgFields(world.sandbox);
  });
  afterEach(() => fields.removeAll());
  after(() => world?.close());

  const call = (method: string, path: string, body?: unknown) => world.backend.call(method, `/v1/org/${path}`, body);
  const rowsOfLead = async (): Promise<Map<string, Row>> => {
    await call('POST', 'schema/refresh');
    const { body } = await call('GET', 'field-validation');
    const lead = body.objects.find(({ name }: Row) => name === 'Lead');
    return new Map(lead.fields.map((row: Row) => [row['field'], row]));
  };

  it('that can be made up get exactly the value of the table; the booking says so and is in the report', async () => {
    await world.begin();
    const names = fallbacks.map(([type], index) => `Need_${index}_${type}__c`);
    for (const [index, [type, more]] of fallbacks.entries()) {
      await fields.make('Lead', names[index]!, type, { ...more, required: true });
    }
    const rows = await rowsOfLead();
    for (const [index, [type, , value]] of fallbacks.entries()) {
      const row = rows.get(names[index]!)!;
      assert.equal(row['state'], 'fallback', type);
      const told = type === 'date' ? 'today' : type === 'datetime' ? 'now' : value(world.clock.now());
      assert.equal(row['fallback'], told, type);
      assert.match(String(row['why']), /Nothing is mapped/);
      assert.match(String(row['setupUrl']), /\/lightning\/setup\/ObjectManager\/Lead\/FieldsAndRelationships\/view$/);
    }
    const id = await world.post(stranger({ customer: { email: 'r@example.test', name: 'Rae Req', company: 'Acme' } }));
    const delivered = await world.until(id, isDelivered);
    const lead = await world.lead('r@example.test', names.join(', '));
    const uses = delivered.plan!.fallbacks as Row[];
    assert.equal(uses.length, fallbacks.length);
    const report = (await call('GET', 'fallbacks')).body.bookings.find((one: Row) => one['id'] === id);
    assert.equal(report.fallbacks.length, fallbacks.length);
    for (const [index, [type, , value]] of fallbacks.entries()) {
      // The clock stood still between planning and now, but for the waiting of this test.
      const written = lead[names[index]!];
      if (type === 'datetime') {
        const apart = Math.abs(Date.parse(String(written)) - world.clock.now().getTime());
        assert.ok(apart < 120_000, String(written));
      } else assert.equal(written, value(world.clock.now()), type);
    }
  });

  it('a geolocation is 0, 0', async () => {
    await world.begin();
    await fields.make('Lead', 'Place__c', 'location', { required: true });
    const rows = await rowsOfLead();
    const parts = [...rows.values()].filter(({ field }) => String(field).startsWith('Place__'));
    const booking = stranger({ customer: { email: 'g@example.test', name: 'Gil Geo', company: 'Acme' } });
    await world.deliver(booking);
    const lead = await world.lead('g@example.test', 'Place__Latitude__s, Place__Longitude__s');
    const about = (label: string) =>
      `One of the two coordinates of the geolocation ${label}, which Salesforce demands together.`;
    assert.deepEqual(
      parts.map(({ label, state, fallback, about: said }) => [label, state, fallback, said]),
      [
        ['Place (Latitude)', 'fallback', 0, about('Place')],
        ['Place (Longitude)', 'fallback', 0, about('Place')],
      ],
    );
    assert.ok(!rows.has('Place__c'), 'the whole is written by nobody');
    assert.deepEqual([lead['Place__Latitude__s'], lead['Place__Longitude__s']], [0, 0]);
    const constant = { kind: 'constant', value: '59.9' };
    const mapping = {
      all: { ...defaultSettings.mapping.all, Lead: [{ field: 'Place__Latitude__s', from: constant }] },
    };
    const saved = await call('PUT', 'settings', { basedOn: 1, settings: { mapping } });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const half = await rowsOfLead();
    assert.equal(half.get('Place__Latitude__s')!['state'], 'fixed');
    assert.match(String(half.get('Place__Longitude__s')!['fix']), /a place that nobody meant. Map this one too/);
  });

  it('a checkbox, long and rich text are never among them: Salesforce does not make them required', async () => {
    await world.begin();
    const never: [name: string, type: string, more: Row][] = [
      ['Agreed__c', 'boolean', {}],
      ['Story__c', 'textarea', { length: 32_000 }],
      ['Page__c', 'textarea', { richText: true }],
    ];
    for (const [name, type, more] of never) {
      await assert.rejects(fields.make('Lead', name, type, { ...more, required: true }), /Can not specify 'required'/);
      await fields.make('Lead', name, type, more);
    }
    const rows = await rowsOfLead();
    assert.ok(never.every(([name]) => !rows.has(name)));
    await world.deliver(stranger());
  });

  it('a master-detail is none of them: no object of bookings can be a detail', async () => {
    await world.begin();
    const master = { referenceTo: ['Account'], masterDetail: true };
    for (const object of ['Lead', 'Contact', 'Account', 'Event', 'Case']) {
      await assert.rejects(
        fields.make(object, 'Owner__c', 'reference', master),
        /standard object cannot be the detail/,
      );
    }
  });

  for (const [type, more, why, from, written] of unsupported) {
    it(`a ${type} is a red row that says what to do; nothing can be saved over it, and a booking is held in words`, async () => {
      await world.begin();
      await fields.make('Lead', 'Need__c', type, { ...more, required: true });
      const row = (await rowsOfLead()).get('Need__c');
      assert.equal(row?.['state'], 'unsupported', type);
      assert.match(String(row!['why']), why);
      assert.match(String(row!['fix']), /make it optional, give it a default value/);
      assert.equal(row!['fallback'], null);
      const refused = await call('PUT', 'settings', { basedOn: 1, settings: {} });
      assert.equal(refused.status, 400);
      assert.equal(refused.body.problems[0].field, 'mapping.all.Lead');
      const answers = { Where: 'south' };
      const booking = stranger({ customer: { email: 'u@example.test', name: 'Uma Un', company: 'Acme' }, answers });
      const id = await world.post(booking);
      const { diagnosis } = await world.until(id, isHeld);
      assert.equal(diagnosis!.field!.name, 'Need__c');
      if (from === undefined) return;
      const mapping = { all: { ...defaultSettings.mapping.all, Lead: [{ field: 'Need__c', from }] } };
      const saved = await call('PUT', 'settings', { basedOn: 1, settings: { mapping } });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      await world.until(id, isDelivered);
      assert.equal((await world.lead('u@example.test', 'Need__c'))['Need__c'], written);
      const state = (await rowsOfLead()).get('Need__c')!['state'];
      assert.equal(state, from.kind === 'constant' ? 'fixed' : 'mapped');
    });
  }

  it('that a booking answers are suggested, by the question of their label or by their type', async () => {
    await world.begin();
    await world.deliver(stranger({ answers: { 'What is your budget': '100' } }));
    await fields.make('Lead', 'Budget__c', 'currency', { required: true, label: 'Budget' });
    await fields.make('Lead', 'Other_Mail__c', 'email', { required: true });
    const rows = await rowsOfLead();
    assert.deepEqual(rows.get('Budget__c')!['suggestion'], { kind: 'answer', question: 'What is your budget' });
    assert.deepEqual(rows.get('Other_Mail__c')!['suggestion'], { kind: 'booking', field: 'customer.email' });
    assert.equal(rows.get('LastName')!['state'], 'mapped');
  });
});
