import { EnvelopeError, SalesforceError, TruncatedLookup } from '../../salesforce/errors.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import { readActiveRules, ruleSubrequests } from '../../salesforce/describe.ts';
import type { ActiveRules, OrgSchema, Salesforce } from '../../salesforce/types.ts';
import type { BookingDetails, BookingStatus } from '../booking.ts';
import { rulesOfPage, type CreationRules } from '../creation-rules.ts';
import { customerId } from '../customer-id.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { chooseMatch } from '../match/choose-match.ts';
import { lookupRequests } from '../match/lookups.ts';
import type { FoundRecord, LookupRows, PersonMatch } from '../match/match.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { normaliseEmail, personKey } from '../normalise.ts';
import { pageName, planPerson, type BookingToPlan, type DeliveredRecords } from '../plan/plan-person.ts';
import type { BookingPlan, PersonPlan } from '../plan/plan.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { sendPlans } from './send-plans.ts';

/** One due booking, as stored. */
export interface DueBooking {
  id: string;
  revision: number;
  status: BookingStatus;
  details: BookingDetails;
  records: DeliveredRecords;
  attempts: number;
  alone: boolean;
}

/** How the turn ended for one booking. */
export interface BookingResult {
  booking: DueBooking;
  outcome: Outcome;
  /** Absent when it did not come to a plan. */
  plan?: BookingPlan;
  apiCalls: number;
  apiCallShare: number;
  batchSize: number;
}

export interface BatchInput {
  orgId: string;
  bookings: DueBooking[];
  rules: CreationRules;
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
export async function deliverBatch(input: BatchInput): Promise<BatchResult> {
  const results: BookingResult[] = [];
  try {
    const schema = await input.salesforce.schema({ purpose: 'bookings' });
    const looked = await lookUp(input, schema, input.bookings);
    if ('tooMany' in looked) return await deliverHalves(input);
    return await deliverMatched(input, { ...schema, ...looked.rules }, looked, results);
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { results, error };
  }
}

/** A look-up that returned too many rows, or that Salesforce refused as a whole, is asked again for half the batch. */
async function deliverHalves(input: BatchInput): Promise<BatchResult> {
  const { bookings } = input;
  if (bookings.length === 1) {
    const booking = bookings[0]!;
    const outcome: Outcome = { kind: 'held', records: booking.records, diagnosis: tooManyMatches(booking) };
    return { results: [{ booking, outcome, apiCalls: 1, apiCallShare: 1, batchSize: 1 }] };
  }
  const middle = Math.ceil(bookings.length / 2);
  const firstHalf = await deliverBatch({ ...input, bookings: bookings.slice(0, middle) });
  if (firstHalf.error) return firstHalf;
  const secondHalf = await deliverBatch({ ...input, bookings: bookings.slice(middle) });
  return { ...secondHalf, results: [...firstHalf.results, ...secondHalf.results] };
}

/** Queries that one /composite takes. */
const mostQueries = 5;

interface Looked {
  /** Rules that the look-up found active; fresher than the schema's. */
  rules: Partial<ActiveRules>;
  matches: Map<string, PersonMatch>;
  /** Bookings that the look-up call was made for: they share its cost. */
  asked: Set<string>;
}

async function lookUp(
  input: BatchInput,
  schema: OrgSchema,
  bookings: DueBooking[],
): Promise<Looked | { tooMany: true }> {
  const { orgId, users } = input;
  const strangers = bookings.filter((booking) => !booking.records.event && !booking.records.person);
  const owners = users.unknown(bookings.flatMap((booking) => ownerEmail(booking) ?? []));
  const requests = lookupRequests(
    strangers.map(({ details }) => ({ orgId, details })),
    owners,
    schema,
  );
  const rows: LookupRows = { contacts: [], leads: [], convertedContacts: [] };
  let rules: Partial<ActiveRules> = {};
  if (requests.length > 0) {
    const asked = new Set(requests.map(({ referenceId }) => referenceId));
    const riding = ruleSubrequests.slice(0, mostQueries - requests.length);
    try {
      const responses = await input.salesforce.composite([...requests, ...riding], { purpose: 'bookings' });
      rules = readActiveRules(responses);
      input.salesforce.learnRules(rules);
      for (const response of responses.filter(({ referenceId }) => asked.has(referenceId))) {
        const found = queryRows(response);
        if (response.referenceId === 'users') users.remember(owners, found as { Id: string; Email: string }[]);
        else rows[response.referenceId as keyof LookupRows] = found as FoundRecord[];
      }
    } catch (error) {
      if (error instanceof TruncatedLookup || error instanceof EnvelopeError) return { tooMany: true };
      throw error;
    }
  }
  const customerIdField = `${schema.packagePrefix ?? ''}Inlet_Customer_Id__c`;
  const matches = strangers.map(({ id, details: { customer } }): [string, PersonMatch] => {
    const wanted = { customer: customer ?? {}, customerId: customerId(orgId, customer ?? {}), customerIdField };
    return [id, chooseMatch(wanted, rows)];
  });
  const askedForOwner = new Set(owners);
  const asked = bookings.filter(
    (booking) => matches.some(([id]) => id === booking.id) || askedForOwner.has(ownerEmail(booking) ?? ''),
  );
  return { rules, matches: new Map(matches), asked: new Set(requests.length > 0 ? asked.map(({ id }) => id) : []) };
}

async function deliverMatched(
  input: BatchInput,
  schema: OrgSchema,
  looked: Looked,
  results: BookingResult[],
): Promise<BatchResult> {
  const { bookings, now } = input;
  const byId = new Map(bookings.map((booking) => [booking.id, booking]));
  const lookupCost = (id: string) =>
    looked.asked.has(id) ? { apiCalls: 1, apiCallShare: 1 / looked.asked.size } : { apiCalls: 0, apiCallShare: 0 };
  const plans: PersonPlan[] = [];
  for (const group of groupByPerson(bookings, looked.matches)) {
    const { plan, unplannable } = planPerson(
      group.map((booking) => toPlan(booking, input, looked)),
      { schema, now },
    );
    for (const { bookingId, diagnosis } of unplannable) {
      const booking = byId.get(bookingId)!;
      // Planned by a schema that may be an hour old: once more by a fresh one before it is the admin's.
      const outcome: Outcome =
        booking.attempts === 0
          ? { kind: 'retry', records: booking.records, diagnosis, lookAgain: true }
          : { kind: 'held', records: booking.records, diagnosis };
      results.push({ booking, outcome, ...lookupCost(bookingId), batchSize: bookings.length });
    }
    if (plan.operations.length > 0) plans.push(plan);
    else {
      for (const done of plan.bookings) {
        const booking = byId.get(done.bookingId)!;
        const outcome: Outcome = { kind: 'delivered', records: booking.records };
        results.push({ booking, outcome, plan: done, ...lookupCost(booking.id), batchSize: bookings.length });
      }
    }
  }
  const sending = await sendPlans(input.salesforce, plans, { purpose: 'bookings' });
  for (const sent of sending.sent) {
    for (const plan of sent.plan.bookings) {
      const booking = byId.get(plan.bookingId)!;
      const page = pageName(booking.details);
      const outcome = outcomeOf(plan, sent, { schema, page, before: booking.records, attempts: booking.attempts });
      const lookup = lookupCost(booking.id);
      results.push({
        booking,
        outcome,
        plan,
        apiCalls: sent.apiCalls + lookup.apiCalls,
        apiCallShare: sent.apiCallShare + lookup.apiCallShare,
        batchSize: Math.max(sent.batchSize, lookup.apiCalls > 0 ? looked.asked.size : 0),
      });
    }
  }
  if (results.some(({ outcome }) => outcome.kind === 'retry' && outcome.lookAgain)) {
    input.salesforce.forgetSchema();
    input.users.forget();
  }
  const orgError = results.find(({ outcome }) => outcome.kind === 'org')?.outcome;
  const error = sending.error ?? (orgError?.kind === 'org' ? orgError.error : undefined);
  return error ? { results, error } : { results };
}

function toPlan(booking: DueBooking, input: BatchInput, looked: Looked): BookingToPlan {
  const { id, revision, status, details, records } = booking;
  const owner = ownerEmail(booking);
  return {
    id,
    revision,
    status,
    details,
    records,
    match: looked.matches.get(id),
    customerId: customerId(input.orgId, details.customer ?? {}),
    ownerId: owner === undefined ? undefined : input.users.userId(owner),
    rules: rulesOfPage(input.rules, details.page?.id),
  };
}

function ownerEmail(booking: DueBooking): string | undefined {
  const email = booking.details.owner?.email;
  return email === undefined ? undefined : normaliseEmail(email);
}

/**
 * Bookings of one record or one person, in order of arrival, together; a booking that only changes its Event, and one
 * that is to go alone, by itself.
 */
function groupByPerson(bookings: DueBooking[], matches: Map<string, PersonMatch>): DueBooking[][] {
  const groups = new Map<string, DueBooking[]>();
  for (const booking of bookings) {
    const match = matches.get(booking.id);
    const person = match?.kind === 'known' ? match.record.Id : match && personKey(booking.details.customer ?? {});
    const key = booking.alone || person === undefined ? `booking ${booking.id}` : `person ${person}`;
    groups.set(key, [...(groups.get(key) ?? []), booking]);
  }
  return [...groups.values()];
}

function tooManyMatches(booking: DueBooking): Diagnosis {
  const page = pageName(booking.details);
  return {
    cause: 'data',
    code: 'LOOKUP_NOT_COMPLETE',
    ...(page === undefined ? {} : { page }),
    sentence: 'Salesforce could not list all the records that match this customer, so none was chosen and none made.',
    fix: 'Merge or correct the records that share the customer’s e-mail address or phone number; then press Retry.',
  };
}
