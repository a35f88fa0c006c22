import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bookingStatuses, type BookingDetails } from '../../src/bookings/booking.ts';
import { defaultPageRules } from '../../src/bookings/creation-rules.ts';
import { bookingFields } from '../../src/bookings/settings/booking-fields.ts';
import type { FieldMapping, MappingSource } from '../../src/bookings/settings/field-mapping.ts';
import type { RelatedRecords } from '../../src/bookings/match/match.ts';
import { saidBy } from '../../src/bookings/plan/mapped-values.ts';
import { planPerson, type BookingToPlan } from '../../src/bookings/plan/plan-person.ts';
import type { Operation } from '../../src/bookings/plan/plan.ts';
import type { FieldSchema, OrgSchema } from '../../src/salesforce/types.ts';
import { planContext } from '../support/planning.ts';
import { field, objectSchema, orgSchema } from '../support/schema.ts';
import { english, text as say } from '../../src/texts/text.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Drops what is undefined: an absent key and an undefined one are not the same to the compiler, or to JSON. */
const compact = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Texts as people write them and as nobody does: other scripts, emoji, controls, line ends, links, very long. */
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom('Banking', '2026-11-20', '12.5', 'yes', 'n/a', ' ', '\n', "O'Hara", 'مريم', '李', '@{bk_1_who.id}'),
  fc.integer({ min: 30, max: 400 }).map((length) => '😀é'.repeat(length)),
  fc.integer({ min: 1, max: 400 }).map((length) => `https://meet.example.test/${'x'.repeat(length)}`),
);
const question = fc.oneof(
  text,
  fc.constantFrom(
    'Industry',
    'title',
    'Owner ID',
    'Status',
    'Name',
    'e-mail',
    'Extra One',
    'Extra_Two__c',
    '__proto__',
  ),
);
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const details: fc.Arbitrary<BookingDetails> = fc
  .record({
    start: instant,
    end: instant,
    timeZone: maybe(fc.constantFrom('Europe/Lisbon', 'America/New_York', 'Nowhere')),
    subject: maybe(text),
    page: maybe(fc.record({ id: text, name: maybe(text) }).map((page) => ({ ...compact(page), id: page.id }))),
    owner: maybe(fc.record({ email: maybe(fc.emailAddress()), name: maybe(text) }).map(compact)),
    customer: fc
      .record({
        email: maybe(fc.oneof(fc.emailAddress(), text)),
        firstName: maybe(text),
        lastName: maybe(text),
        phone: maybe(text),
        mobilePhone: maybe(text),
        company: maybe(text),
      })
      .map(compact),
    location: maybe(text),
    meetingUrl: maybe(text),
    notes: maybe(text),
    reason: maybe(text),
    answers: maybe(fc.array(fc.record({ question, answer: text }), { maxLength: 5 })),
  })
  .map(compact);

const types = [
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'double',
  'int',
  'date',
].concat(['datetime', 'boolean', 'reference', 'time', 'percent', 'currency', 'combobox', 'encryptedstring']);
const flags = fc.record({
  there: fc.nat(9).map((n) => n > 0),
  createable: fc.nat(4).map((n) => n > 0),
  updateable: fc.nat(4).map((n) => n > 0),
  nillable: fc.nat(4).map((n) => n > 0),
  defaultedOnCreate: fc.nat(4).map((n) => n > 0),
  length: fc.option(fc.integer({ min: 1, max: 300 })),
  type: fc.option(fc.constantFrom(...types), { freq: 8 }),
  restrictedPicklist: fc.boolean(),
});

/** An org whose fields may be hidden, locked, required, short, of another type; sometimes a whole object is hidden. */
const schema: fc.Arbitrary<OrgSchema> = fc
  .tuple(
    fc.array(flags, { minLength: 64, maxLength: 64 }),
    fc.subarray(['Lead', 'Contact', 'Case', 'Event'], { minLength: 3 }),
    fc.subarray(['Lead', 'Case']),
    fc.subarray(['Lead', 'Contact']),
  )
  .map(([variations, visible, assignmentRules, duplicateRules]) => {
    const objects = [...orgSchema().objects.values()].filter(({ name }) => visible.includes(name));
    let next = 0;
    return {
      objects: new Map(
        objects.map(({ name, fields }) => {
          const extra = [field('Extra_One__c'), field('Extra_Two__c', 'multipicklist')];
          const varied = [...fields.values(), ...extra].flatMap((each) => vary(each, variations[next++]!));
          return [name, objectSchema(name, varied)];
        }),
      ),
      assignmentRules: new Set(assignmentRules),
      duplicateRules: new Set(duplicateRules),
      packagePrefix: '',
    };
  });

function vary(
  original: FieldSchema,
  { there, type, length, ...rest }: typeof flags extends fc.Arbitrary<infer F> ? F : never,
) {
  // The package's own keys are as the package made them, or hidden.
  if (original.externalId) return there ? [original] : [];
  if (!there) return [];
  // An id always has its 18 characters.
  if (original.type === 'reference') return [{ ...original, ...rest }];
  const typed = type === null ? original : field(original.name, type, { picklistValues: ['Banking', 'A', 'B'] });
  const flagged = { ...typed, ...rest, label: original.label };
  // Only texts come in any length; the other types have Salesforce's own.
  const isText = ['string', 'textarea', 'combobox'].includes(typed.type);
  return [length !== null && isText ? { ...flagged, length } : flagged];
}

/** Any field of the mapping to any source: also fields that are not there, and sources that fit no such field. */
const source: fc.Arbitrary<MappingSource> = fc.oneof(
  fc.constantFrom(...bookingFields).map((name) => ({ kind: 'booking' as const, field: name })),
  question.map((asked) => ({ kind: 'answer' as const, question: asked })),
  text.map((value) => ({ kind: 'constant' as const, value })),
  fc
    .constantFrom('{{customer.name}} of {{customer.company}}', '{{answers}}', '{{answer "Industry"}}', '{{#a}}', '{{')
    .map((template) => ({ kind: 'template' as const, template })),
);
const fieldMappings: fc.Arbitrary<FieldMapping[]> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom(
      ...[
        'Title',
        'Industry',
        'Extra_One__c',
        'Extra_Two__c',
        'Subject',
        'Description',
        'LastName',
        'Company',
        'Gone__c',
      ],
    ),
    from: source,
    write: fc.constantFrom('always' as const, 'ifEmpty' as const),
  }),
  { selector: ({ field: name }) => name, maxLength: 4 },
);
const pageMapping = fc.record({
  matchAnswersByLabel: fc.boolean(),
  objects: fc.record({
    Lead: fieldMappings,
    Contact: fieldMappings,
    Account: fieldMappings,
    PersonAccount: fieldMappings,
    Event: fieldMappings,
    Case: fieldMappings,
  }),
});

const guest = (id: string) => ({ email: `${id}@example.test`, id, isInvited: false, hasOptedOut: false });

const person = fc.constantFrom(
  { kind: 'stranger' as const, reason: say('match.noEmail') },
  { kind: 'stranger' as const, reason: say('match.noEmail'), convertedLeadId: '00Q000000000009AAA' },
  ...(['Lead', 'Contact'] as const).map((object) => ({
    kind: 'known' as const,
    object,
    record: { Id: '00Q000000000001AAA', FirstName: null, LastName: 'Unspecified', Company: null, Industry: '' },
    reason: say('match.email'),
  })),
);
const bookings: fc.Arbitrary<BookingToPlan[]> = fc
  .tuple(
    fc.array(
      fc.record({
        status: fc.constantFrom(...bookingStatuses),
        details,
        ownerId: maybe(fc.constant('005000000000001AAA')),
        records: fc.constantFrom(
          {},
          {},
          {},
          { person: { object: 'Lead' as const, id: '00Q000000000001AAA' } },
          { event: { id: '00U000000000001AAA' } },
        ),
        source: fc.constant('api'),
        related: fc.constantFrom<RelatedRecords[]>(
          {},
          {},
          { account: { id: '001000000000001AAA', name: 'Acme' } },
          { isCampaignMember: true, guests: [guest('003000000000007AAA'), guest('00Q000000000007AAA')] },
          { hasOptedOut: true, guests: [{ ...guest('003000000000007AAA'), isInvited: true }] },
        ),
        mapping: pageMapping,
        rules: fc
          .record({
            stranger: fc.constantFrom(...(['lead', 'lead', 'contact', 'contactInAccount', 'nobody'] as const)),
            strangerWithoutAccount: fc.constantFrom('lead' as const, 'contact' as const),
            knownOwner: fc.constantFrom('keep' as const, 'bookingOwner' as const),
            caseOwner: fc.constantFrom('apiUser' as const, 'bookingOwner' as const, { queueId: '00G000000000001AAA' }),
            event: fc.constantFrom('make' as const, 'make' as const, 'none' as const),
            campaign: fc.constantFrom(null, { id: '701000000000001AAA', memberStatus: 'Sent' }),
            attendees: fc.constantFrom('ignore' as const, 'invite' as const),
            respectOptOut: fc.boolean(),
            known: fc.constantFrom('fillEmpty' as const, 'overwrite' as const, 'leave' as const),
            case: fc.boolean(),
            canceledEvent: fc.constantFrom('mark' as const, 'delete' as const),
            leadOwner: fc.constantFrom('bookingOwner' as const, 'assignmentRules' as const),
            duplicates: fc.constantFrom('saveAnyway' as const, 'hold' as const),
          })
          .map((rules) => ({ ...defaultPageRules, ...rules })),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    person,
    maybe(fc.constant('c_1')),
  )
  .map(([list, match, customerId]) =>
    list.map((each, index) => ({
      ...each,
      id: `bk_0197a1b2c3d4e5f60718293a4b5c6d7e${index}`,
      revision: 1,
      match: 'event' in each.records || 'person' in each.records ? undefined : match,
      customerId,
    })),
  );

/** Why Salesforce would refuse the operation by what describe says; undefined when it would not. */
function fault({ action, object, target, values }: Operation, org: OrgSchema): string | undefined {
  const fields = org.objects.get(object)?.fields;
  // Not described: it is looked up and made by the rules alone.
  if (action === 'create') return 'isNew' in target ? undefined : `${object} is made by a key`;
  if (!fields) return `${object} cannot be seen`;
  if ('field' in target && !fields.get(target.field)?.externalId) return `${target.field} is no key of ${object}`;
  for (const [name, value] of Object.entries(values)) {
    const of = fields.get(name);
    if (!of) return `${name} does not exist`;
    if ('field' in target && name === target.field) return `${name} is the key already`;
    // An upsert may find the record that an earlier, lost call made: then it updates it.
    if (!(action === 'upsert' ? of.createable : of.updateable)) return `${name} may not be written by ${action}`;
    if (value === null && !of.nillable) return `${name} may not be empty`;
    if (typeof value === 'string' && of.length > 0 && value.length > of.length) return `${name} is too long`;
    if (of.type === 'picklist' && of.restrictedPicklist && value !== null && !of.picklistValues.includes(String(value)))
      return `${name} has no value ${JSON.stringify(value)}`;
    if (typeof value === 'number' && !Number.isFinite(value)) return `${name} is no number`;
  }
  return undefined;
}

const inputs = fc.tuple(bookings, schema);

describe('whatever the bookings, the rules and the org', () => {
  it('plans no write that describe forbids: unknown, locked or emptied fields, long texts, other picklist values', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        for (const operation of planPerson(list, planContext(org)).plan.operations) {
          assert.equal(fault(operation, org), undefined);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('refers only to earlier operations of the same plan, in the person’s plan and in each booking’s own', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        const { plan } = planPerson(list, planContext(org));
        for (const { operations } of [plan, ...plan.bookings]) {
          const earlier = new Set<string>();
          for (const { reference, values } of operations) {
            for (const value of Object.values(values)) {
              if (typeof value === 'object' && value !== null) assert.ok(earlier.has(value.reference));
            }
            earlier.add(reference);
          }
        }
      }),
    );
  });

  it('names operations uniquely, by letters, digits and underscores, beginning with a letter', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        const references = planPerson(list, planContext(org)).plan.operations.map(({ reference }) => reference);
        assert.equal(new Set(references).size, references.length);
        for (const reference of references) assert.match(reference, /^[A-Za-z]\w*$/);
      }),
    );
  });

  it('plans each booking once or says why not, and every required field of what it makes is filled', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        const { plan, unplannable } = planPerson(list, planContext(org));
        assert.deepEqual(
          [...plan.bookings, ...unplannable].map(({ bookingId }) => bookingId).toSorted(),
          list.map(({ id }) => id),
        );
        for (const { action, object, values } of plan.operations) {
          if (action !== 'upsert') continue;
          for (const each of org.objects.get(object)!.fields.values()) {
            const isNeeded = each.createable && !each.nillable && !each.defaultedOnCreate;
            if (isNeeded) assert.ok(![undefined, null, ''].includes(values[each.name] as never), each.name);
          }
        }
      }),
    );
  });

  it('lists every stand-in that the plan holds, and no other', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        const { plan } = planPerson(list, planContext(org));
        for (const { operations, fallbacks } of plan.bookings) {
          for (const use of fallbacks) {
            const written = operations.find(({ object, action }) => object === use.object && action === 'upsert');
            assert.equal(written?.values[use.field], use.value);
          }
        }
      }),
    );
  });

  it('writes whatever is mapped, or says that it did not', () => {
    fc.assert(
      fc.property(inputs, ([[first], org]) => {
        const { plan } = planPerson([first!], planContext(org));
        const [planned] = plan.bookings;
        const notes = planned?.notes.map(english).join('\n') ?? '';
        for (const { object, action, values } of planned?.operations ?? []) {
          if (action !== 'upsert' || object === 'EventRelation' || object === 'CampaignMember') continue;
          for (const { field: name, from } of first!.mapping.objects[object]) {
            if (saidBy(from, first!) === undefined || name in values) continue;
            const label = org.objects.get(object)?.fields.get(name)?.label ?? name;
            assert.ok(notes.includes(name) || notes.includes(label), `${object}.${name} is neither written nor noted`);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('plans the same for the same, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(inputs, ([list, org]) => {
        const before = JSON.stringify(list);
        const first = planPerson(list, planContext(org));
        assert.equal(JSON.stringify(list), before);
        assert.deepEqual(planPerson(list, planContext(org)), first);
      }),
    );
  });
});
