import { DataError, EnvelopeError, SalesforceError, TruncatedLookup } from '../../salesforce/errors.ts';
import { tooLarge } from '../../salesforce/composite.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import { readActiveRules, ruleSubrequests } from '../../salesforce/describe.ts';
import type { ActiveRules, OrgSchema, Salesforce } from '../../salesforce/types.ts';
import type { BookingDetails, BookingStatus } from '../booking.ts';
import { rulesOfPage, type CreationRules } from '../creation-rules.ts';
import { customerId } from '../customer-id.ts';
import { asSentence, type Diagnosis } from '../diagnosis.ts';
import { chooseMatch } from '../match/choose-match.ts';
import { longestUrl, lookupRequests } from '../match/lookups.ts';
import type { FoundRecord, LookupRows, PersonMatch } from '../match/match.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { normaliseEmail, personKey } from '../normalise.ts';
import { pageName, planPerson, type BookingToPlan, type DeliveredRecords } from '../plan/plan-person.ts';
import type { BookingPlan, PersonPlan } from '../plan/plan.ts';
import { lostEventsRequest, mayHaveLostEvent, withLostEvents } from './lost-events.ts';
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
  /** Part of another booking by now: nothing is made for it, and an Event that it has is called off. */
  merged: boolean;
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
export function deliverBatch(input: BatchInput): Promise<BatchResult> {
  return deliverPart({ ...input, lookups: new Map() });
}

/** What the look-up calls cost a booking: more than one where a batch was halved. */
interface LookupCost {
  apiCalls: number;
  apiCallShare: number;
  batchSize: number;
}

interface PartInput extends BatchInput {
  /** By the booking's id. */
  lookups: Map<string, LookupCost>;
}

async function deliverPart(input: PartInput): Promise<BatchResult> {
  const results: BookingResult[] = [];
  try {
    const schema = await input.salesforce.schema({ purpose: 'bookings' });
    const looked = await lookUp(input, schema);
    if ('refused' in looked) return await deliverHalves(input, looked.refused);
    const { bookings, rules, matches } = looked;
    return await deliverMatched({ ...input, bookings }, { ...schema, ...rules }, matches, results);
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { results, error };
  }
}

/** A look-up that returned too many rows, or that one booking makes unreadable, is asked again for half the batch. */
async function deliverHalves(input: PartInput, refused: SalesforceError): Promise<BatchResult> {
  const { bookings } = input;
  if (bookings.length === 1) {
    const booking = bookings[0]!;
    const outcome: Outcome = { kind: 'held', records: booking.records, diagnosis: notLookedUp(booking, refused) };
    return { results: [{ booking, outcome, ...lookupCost(input, booking.id) }] };
  }
  const middle = Math.ceil(bookings.length / 2);
  const firstHalf = await deliverPart({ ...input, bookings: bookings.slice(0, middle) });
  if (firstHalf.error) return firstHalf;
  const secondHalf = await deliverPart({ ...input, bookings: bookings.slice(middle) });
  return { ...secondHalf, results: [...firstHalf.results, ...secondHalf.results] };
}

/** Queries that one /composite takes. */
const mostQueries = 5;

interface Looked {
  /** Those of the batch, with Events that turned out to stand. */
  bookings: DueBooking[];
  /** Rules that the look-up found active; fresher than the schema's. */
  rules: Partial<ActiveRules>;
  matches: Map<string, PersonMatch>;
}

/** Finds the people of the batch. `refused`: fewer bookings may be found. Throws what concerns the org. */
async function lookUp(input: PartInput, schema: OrgSchema): Promise<Looked | { refused: SalesforceError }> {
  const { orgId, users, bookings } = input;
  const unsure = bookings.filter((booking) => mayHaveLostEvent(booking, input.rules));
  const strangers = bookings.filter(({ records, merged }) => !records.event && !records.person && !merged);
  const owners = users.unknown(bookings.flatMap((booking) => ownerEmail(booking) ?? []));
  const requests = lookupRequests(
    strangers.map(({ details }) => ({ orgId, details })),
    owners,
    schema,
  );
  const lost = lostEventsRequest(unsure, schema);
  if (lost) requests.push(lost);
  let lostEvents: Record<string, unknown>[] = [];
  const rows: LookupRows = { contacts: [], leads: [], convertedContacts: [] };
  let rules: Partial<ActiveRules> = {};
  if (requests.length > 0) {
    if (requests.some(({ url }) => url.length > longestUrl) && bookings.length > 1) {
      return { refused: tooLarge('the look-up of so many people') };
    }
    const asked = new Set(requests.map(({ referenceId }) => referenceId));
    const isNewOwner = new Set(owners);
    const payers = bookings.filter(
      (booking) => strangers.includes(booking) || unsure.includes(booking) || isNewOwner.has(ownerEmail(booking) ?? ''),
    );
    addLookup(input.lookups, payers);
    const riding = ruleSubrequests.slice(0, mostQueries - requests.length);
    try {
      const responses = await input.salesforce.composite([...requests, ...riding], { purpose: 'bookings' });
      rules = readActiveRules(responses);
      input.salesforce.learnRules(rules);
      for (const response of responses.filter(({ referenceId }) => asked.has(referenceId))) {
        const found = queryRows(response);
        if (response.referenceId === 'users') users.remember(owners, found as { Id: string; Email: string }[]);
        else if (response.referenceId === lost?.referenceId) lostEvents = found;
        else rows[response.referenceId as keyof LookupRows] = found as FoundRecord[];
      }
    } catch (error) {
      if (error instanceof SalesforceError && fewerMayWork(error)) return { refused: error };
      // Asked by a schema that may be an hour old.
      if (error instanceof DataError) input.salesforce.forgetSchema();
      throw error;
    }
  }
  const customerIdField = `${schema.packagePrefix ?? ''}Inlet_Customer_Id__c`;
  const matches = strangers.map(({ id, details: { customer } }): [string, PersonMatch] => {
    const wanted = { customer: customer ?? {}, customerId: customerId(orgId, customer ?? {}), customerIdField };
    return [id, chooseMatch(wanted, rows)];
  });
  return { bookings: withLostEvents(bookings, lostEvents, schema), rules, matches: new Map(matches) };
}

function addLookup(lookups: Map<string, LookupCost>, payers: DueBooking[]): void {
  for (const { id } of payers) {
    const before = lookups.get(id);
    lookups.set(id, {
      apiCalls: (before?.apiCalls ?? 0) + 1,
      apiCallShare: (before?.apiCallShare ?? 0) + 1 / payers.length,
      batchSize: Math.max(before?.batchSize ?? 0, payers.length),
    });
  }
}

function lookupCost({ lookups }: PartInput, bookingId: string): LookupCost {
  return lookups.get(bookingId) ?? { apiCalls: 0, apiCallShare: 0, batchSize: 1 };
}

/** Errors of a look-up that one of its people may have caused, or their number. */
function fewerMayWork(error: SalesforceError): boolean {
  if (error instanceof TruncatedLookup || error instanceof EnvelopeError) return true;
  return error instanceof DataError && ['malformed', 'other'].includes(error.faults[0]!.kind);
}

async function deliverMatched(
  input: PartInput,
  schema: OrgSchema,
  matches: Map<string, PersonMatch>,
  results: BookingResult[],
): Promise<BatchResult> {
  const { bookings, now } = input;
  const byId = new Map(bookings.map((booking) => [booking.id, booking]));
  const plans: PersonPlan[] = [];
  const isOver = ({ merged, records }: DueBooking) => merged && !records.event;
  for (const booking of bookings.filter(isOver)) {
    const outcome: Outcome = { kind: 'delivered', records: booking.records };
    results.push({ booking, outcome, ...lookupCost(input, booking.id) });
  }
  const standing = bookings.filter((booking) => !isOver(booking));
  for (const group of groupByPerson(standing, matches)) {
    const { plan, unplannable } = planPerson(
      group.map((booking) => toPlan(booking, input, matches)),
      { schema, now },
    );
    for (const { bookingId, diagnosis } of unplannable) {
      const booking = byId.get(bookingId)!;
      // Planned by a schema that may be an hour old: once more by a fresh one before it is the admin's.
      const outcome: Outcome =
        booking.attempts === 0
          ? { kind: 'retry', records: booking.records, diagnosis, lookAgain: true }
          : { kind: 'held', records: booking.records, diagnosis };
      results.push({ booking, outcome, ...lookupCost(input, bookingId) });
    }
    if (plan.operations.length > 0) plans.push(plan);
    else {
      for (const done of plan.bookings) {
        const booking = byId.get(done.bookingId)!;
        const outcome: Outcome = { kind: 'delivered', records: booking.records };
        results.push({ booking, outcome, plan: done, ...lookupCost(input, booking.id) });
      }
    }
  }
  const sending = await sendPlans(input.salesforce, plans, { purpose: 'bookings' });
  for (const sent of sending.sent) {
    for (const plan of sent.plan.bookings) {
      const booking = byId.get(plan.bookingId)!;
      const page = pageName(booking.details);
      const outcome = outcomeOf(plan, sent, { schema, page, before: booking.records, attempts: booking.attempts });
      const lookup = lookupCost(input, booking.id);
      results.push({
        booking,
        outcome,
        plan,
        apiCalls: sent.apiCalls + lookup.apiCalls,
        apiCallShare: sent.apiCallShare + lookup.apiCallShare,
        batchSize: Math.max(sent.batchSize, lookup.batchSize),
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

function toPlan(booking: DueBooking, input: BatchInput, matches: Map<string, PersonMatch>): BookingToPlan {
  const { id, revision, status, details, records } = booking;
  const owner = ownerEmail(booking);
  return {
    id,
    revision,
    status,
    details,
    records,
    match: matches.get(id),
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

function notLookedUp(booking: DueBooking, error: SalesforceError): Diagnosis {
  const page = pageName(booking.details);
  const where = page === undefined ? {} : { page };
  if (!(error instanceof TruncatedLookup)) {
    return {
      cause: 'data',
      code: error.code,
      ...where,
      sentence: `Nobody was looked up for this booking, so no record was chosen and none made. ${asSentence(error.detail)}`,
      fix: 'Report this booking to the operator of Inlet; then press Retry.',
    };
  }
  return {
    cause: 'data',
    code: 'LOOKUP_NOT_COMPLETE',
    ...where,
    sentence: 'Salesforce could not list all the records that match this customer, so none was chosen and none made.',
    fix: 'Merge or correct the records that share the customer’s e-mail address or phone number; then press Retry.',
  };
}
