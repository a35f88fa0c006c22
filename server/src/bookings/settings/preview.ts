import type { OrgSchema } from '../../salesforce/types.ts';
import { inWords, text, type Language, type Text } from '../../texts/text.ts';
import { rulesOfPage } from '../creation-rules.ts';
import { companyOf } from '../company.ts';
import { diagnosisView } from '../diagnosis.ts';
import { matchedByHand } from '../match/booking-owner.ts';
import type { FoundRecord, PersonMatch } from '../match/match.ts';
import { normaliseEmail } from '../normalise.ts';
import { planPerson } from '../plan/plan-person.ts';
import type { BookingPlan, Operation } from '../plan/plan.ts';
import type { BookingFacts } from './booking-fields.ts';
import type { BookingSettings } from './booking-settings.ts';
import { mappedObjects, mappingOfPage, type MappingSource } from './field-mapping.ts';

/** Whom the previewed booking is taken to belong to. */
export const scenarios = ['stranger', 'lead', 'contact'] as const;
export type Scenario = (typeof scenarios)[number];

export interface PreviewInput {
  booking: BookingFacts;
  settings: BookingSettings;
  schema: OrgSchema;
  scenario: Scenario;
  now: Date;
}

/** Where a value of a plan comes from. */
type Origin = MappingSource | { kind: 'fallback' } | { kind: 'inlet' };

/**
 * What a booking would become by these settings: the plan that delivery would carry out, with nothing sent and nobody
 * looked up. The record of a known person is taken to be empty.
 */
export function previewPlan(input: PreviewInput, language: Language) {
  const { booking, settings, schema, now } = input;
  const pageId = booking.details.page?.id;
  const mapping = mappingOfPage(settings.mapping, pageId);
  const email = booking.details.owner?.email && normaliseEmail(booking.details.owner.email);
  const byHand = email ? matchedByHand(settings.users, email) : undefined;
  const { plan, unplannable } = planPerson(
    [
      {
        id: 'bk_preview',
        revision: 1,
        ...booking,
        records: {},
        match: matchOf(input),
        customerId: 'c_preview',
        company: companyOf('preview', booking.details),
        ownerId: byHand,
        related: {},
        rules: rulesOfPage(settings.rules, pageId),
        mapping,
      },
    ],
    { schema, now },
  );
  const [planned] = plan.bookings;
  const notes = [...(planned?.notes ?? []).filter((note) => !isAboutOwner(note)), ...whatIsNotKnown(input, byHand)];
  return {
    operations: (planned?.operations ?? []).map((operation) => ({
      object: operation.object,
      action: operation.action,
      reason: inWords(operation.reason, language),
      values: valuesOf(operation, planned!, input, mapping.objects),
    })),
    notes: notes.map((note) => inWords(note, language)),
    fallbacks: planned?.fallbacks ?? [],
    /** Why the booking would be held; null where it would not. */
    diagnosis: unplannable[0] ? diagnosisView(unplannable[0].diagnosis, language) : null,
  };
}

function valuesOf(
  operation: Operation,
  { fallbacks }: BookingPlan,
  { schema }: PreviewInput,
  objects: ReturnType<typeof mappingOfPage>['objects'],
) {
  const { object, values } = operation;
  const mappings = mappedObjects.filter((name) => name === object).flatMap((name) => objects[name]);
  return Object.entries(values).map(([field, value]) => {
    const isFallback = fallbacks.some((use) => use.object === object && use.field === field);
    const mapped = mappings.find((one) => one.field === field)?.from;
    const from: Origin = isFallback ? { kind: 'fallback' } : (mapped ?? { kind: 'inlet' });
    const isReference = typeof value === 'object' && value !== null;
    return {
      field,
      label: schema.objects.get(object)?.fields.get(field)?.label ?? field,
      value: isReference ? null : value,
      from,
      /** The value is the id of another record of the plan, which does not exist yet. */
      ...(isReference ? { refersTo: value.reference.replace(/^bk_preview_/, '') } : {}),
    };
  });
}

function matchOf({ scenario, schema }: PreviewInput): PersonMatch {
  if (scenario === 'stranger') return { kind: 'stranger', reason: text('preview.scenario') };
  const object = scenario === 'lead' ? 'Lead' : 'Contact';
  const names = [...(schema.objects.get(object)?.fields.keys() ?? [])];
  const id = object === 'Lead' ? '00Q000000000000AAA' : '003000000000000AAA';
  const record: FoundRecord = { ...Object.fromEntries(names.map((name) => [name, null])), Id: id };
  return { kind: 'known', object, record, reason: text('preview.scenario') };
}

/** Whether Salesforce knows the owner is not asked, so it is not said either. */
function isAboutOwner(note: Text): boolean {
  return 'key' in note && /^plan\.(noSuchUser|defaultOwner|chosen)/.test(note.key);
}

function whatIsNotKnown({ booking, settings, scenario }: PreviewInput, byHand: string | undefined): Text[] {
  const { stranger, relatedTo } = rulesOfPage(settings.rules, booking.details.page?.id);
  return [
    ...(booking.details.owner && !byHand ? [text('preview.ownerNotLookedUp')] : []),
    ...(stranger === 'contactInAccount' && scenario === 'stranger' ? [text('preview.accountNotLookedUp')] : []),
    ...(relatedTo !== 'nothing' && scenario === 'contact' ? [text('preview.relatedNotLookedUp')] : []),
  ];
}

/** What is previewed as long as no booking has come. */
export function sampleBooking(now: Date): BookingFacts {
  const start = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000 + 24 * 3_600_000);
  return {
    status: 'scheduled',
    source: 'api',
    details: {
      start: start.toISOString(),
      end: new Date(start.getTime() + 30 * 60_000).toISOString(),
      timeZone: 'Europe/Lisbon',
      subject: 'Product demo',
      page: { id: 'demo', name: 'Product demo' },
      owner: { name: 'Riley Reyes', email: 'riley@example.com' },
      customer: {
        firstName: 'Ana',
        lastName: 'Jones',
        email: 'ana@example.com',
        phone: '+351 21 555 0101',
        company: 'Example Ltd',
      },
      meetingUrl: 'https://meet.example.com/demo',
      answers: [{ question: 'What would you like to see?', answer: 'The new release' }],
    },
  };
}
