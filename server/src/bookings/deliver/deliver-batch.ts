import { sentences, text } from '../../texts/text.ts';
import { SalesforceError, TruncatedLookup } from '../../salesforce/errors.ts';
import type { OrgSchema, Salesforce } from '../../salesforce/types.ts';
import type { Diagnosis } from '../diagnosis.ts';
import type { PersonMatch, RelatedRecords } from '../match/match.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { pageName } from '../plan/plan-person.ts';
import { CallCosts } from './call-costs.ts';
import type { BookingResult, DueBooking } from './due-booking.ts';
import { lookUp } from './look-up.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { planBatch } from './plan-batch.ts';
import { sendPlans } from './send-plans.ts';

export interface BatchInput {
  orgId: string;
  bookings: DueBooking[];
  settings: BookingSettings;
  salesforce: Salesforce;
  users: UserDirectory;
  now: Date;
}

/** Bookings without a result were not answered: they stay due. `error` concerns the org. */
export interface BatchResult {
  results: BookingResult[];
  error?: SalesforceError;
}

/** Match, plan, deliver: one look-up call and one write call for all of a batch. Stores nothing. */
export function deliverBatch(input: BatchInput): Promise<BatchResult> {
  return deliverPart({ ...input, costs: new CallCosts() });
}

interface PartInput extends BatchInput {
  costs: CallCosts;
}

async function deliverPart(input: PartInput): Promise<BatchResult> {
  try {
    const schema = await input.salesforce.schema({ purpose: 'bookings' });
    const looked = await lookUp(input, schema);
    if ('refused' in looked) return await deliverHalves(input, looked.refused);
    const { bookings, matches, related, activeRules } = looked;
    return await deliverLookedUp({ ...input, bookings }, matches, related, { ...schema, ...activeRules });
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { results: [], error };
  }
}

/** A look-up that returned too many rows, or that one booking makes unreadable, is asked again for half the batch. */
async function deliverHalves(input: PartInput, refused: SalesforceError): Promise<BatchResult> {
  const { bookings, costs } = input;
  if (bookings.length === 1) {
    const booking = bookings[0]!;
    const outcome: Outcome = { kind: 'held', records: booking.records, diagnosis: notLookedUp(booking, refused) };
    return { results: [{ booking, outcome, ...costs.of(booking.id) }] };
  }
  const middle = Math.ceil(bookings.length / 2);
  const firstHalf = await deliverPart({ ...input, bookings: bookings.slice(0, middle) });
  if (firstHalf.error) return firstHalf;
  const secondHalf = await deliverPart({ ...input, bookings: bookings.slice(middle) });
  return { ...secondHalf, results: [...firstHalf.results, ...secondHalf.results] };
}

async function deliverLookedUp(
  input: PartInput,
  matches: Map<string, PersonMatch>,
  related: Map<string, RelatedRecords>,
  schema: OrgSchema,
): Promise<BatchResult> {
  const { salesforce, users, costs } = input;
  const byId = new Map(input.bookings.map((booking) => [booking.id, booking]));
  const results: BookingResult[] = [];
  const add = (bookingId: string, outcome: Outcome, more: Partial<BookingResult> = {}) =>
    results.push({ booking: byId.get(bookingId)!, outcome, ...costs.of(bookingId), ...more });

  const { plans, done, unplannable } = planBatch({ ...input, matches, related, schema });
  for (const { bookingId, plan } of done) {
    add(bookingId, { kind: 'delivered', records: byId.get(bookingId)!.records }, plan && { plan });
  }
  for (const { bookingId, diagnosis } of unplannable) {
    const { attempts, records } = byId.get(bookingId)!;
    // Planned by a schema that may be an hour old: once more by a fresh one before it is the admin's.
    const isFresh = attempts > 0;
    add(
      bookingId,
      isFresh ? { kind: 'held', records, diagnosis } : { kind: 'retry', records, diagnosis, lookAgain: true },
    );
  }
  const sending = await sendPlans(salesforce, plans, { purpose: 'bookings' });
  for (const sent of sending.sent) {
    for (const plan of sent.plan.bookings) {
      const { id, details, records, attempts } = byId.get(plan.bookingId)!;
      const context = { schema, page: pageName(details), before: records, attempts, rules: salesforce.knownRules };
      add(id, outcomeOf(plan, sent, context), { plan, ...costs.with(id, sent) });
    }
  }
  for (const plan of sending.lost?.plans.flatMap(({ bookings }) => bookings) ?? []) {
    const { id, records } = byId.get(plan.bookingId)!;
    add(id, { kind: 'org', records, error: sending.error! }, { plan, ...costs.with(id, sending.lost!.cost) });
  }
  if (results.some(({ outcome }) => outcome.kind === 'retry' && outcome.lookAgain)) {
    salesforce.forgetSchema();
    users.forget();
  }
  const orgError = results.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'org')?.error;
  const error = sending.error ?? orgError;
  return error ? { results, error } : { results };
}

function notLookedUp(booking: DueBooking, error: SalesforceError): Diagnosis {
  const page = pageName(booking.details);
  const where = page === undefined ? {} : { page };
  if (!(error instanceof TruncatedLookup)) {
    return {
      cause: 'data',
      code: error.code,
      ...where,
      sentence: sentences(text('fault.notLookedUp'), error.detail),
      fix: text('fault.reportToOperator'),
    };
  }
  return {
    cause: 'data',
    code: 'LOOKUP_NOT_COMPLETE',
    ...where,
    sentence: text('fault.lookupNotComplete'),
    fix: text('fault.lookupNotComplete.fix'),
  };
}
