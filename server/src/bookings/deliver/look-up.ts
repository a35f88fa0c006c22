import { tooLarge } from '../../salesforce/composite.ts';
import { readActiveRules, ruleSubrequests } from '../../salesforce/describe.ts';
import { DataError, EnvelopeError, SalesforceError, TruncatedLookup } from '../../salesforce/errors.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { ActiveRules, OrgSchema, Salesforce } from '../../salesforce/types.ts';
import type { CreationRules } from '../creation-rules.ts';
import { customerId } from '../customer-id.ts';
import { chooseMatch } from '../match/choose-match.ts';
import { ownerQuestion, type OwnerSettings } from '../match/booking-owner.ts';
import { longestUrl, lookupRequests } from '../match/lookups.ts';
import type { FoundRecord, LookupRows, PersonMatch } from '../match/match.ts';
import type { FoundUser, UserDirectory } from '../match/user-directory.ts';
import type { CallCosts } from './call-costs.ts';
import type { DueBooking } from './due-booking.ts';
import { lostEventsRequest, mayHaveLostEvent, withLostEvents } from './lost-events.ts';

/** Queries that one /composite takes. */
const mostQueries = 5;

export interface LookUpInput {
  orgId: string;
  bookings: DueBooking[];
  rules: CreationRules;
  salesforce: Salesforce;
  users: UserDirectory;
  owners: OwnerSettings;
  costs: CallCosts;
}

export interface LookedUp {
  /** Those of the batch, with Events that turned out to stand. */
  bookings: DueBooking[];
  /** Rules that the look-up found active; fresher than the schema's. */
  activeRules: Partial<ActiveRules>;
  /** By the id of each booking whose person is not known yet. */
  matches: Map<string, PersonMatch>;
}

/**
 * Finds the people, owners and stray Events of a batch, in one /composite or none. `refused`: it may work for fewer
 * bookings. Throws the SalesforceError of what concerns the org.
 */
export async function lookUp(input: LookUpInput, schema: OrgSchema): Promise<LookedUp | { refused: SalesforceError }> {
  const { orgId, users, bookings, salesforce } = input;
  const unsure = bookings.filter((booking) => mayHaveLostEvent(booking, input.rules));
  const strangers = bookings.filter(({ records, merged }) => !records.event && !records.person && !merged);
  const unknownUsers = (some: DueBooking[]) =>
    users.unknown(
      ownerQuestion(
        some.map(({ details }) => details.owner),
        input.owners,
      ),
    );
  const asked = unknownUsers(bookings);
  const people = strangers.map(({ details }) => ({ orgId, details }));
  const lost = lostEventsRequest(unsure, schema);
  const requests = [...lookupRequests(people, asked, schema), ...(lost ? [lost] : [])];
  if (requests.length === 0) return { bookings, activeRules: {}, matches: matchesOf(input, strangers, noRows, schema) };
  if (requests.some(({ url }) => url.length > longestUrl) && bookings.length > 1) {
    return { refused: tooLarge('the look-up of so many people') };
  }
  const asksForUser = (booking: DueBooking) => Object.values(unknownUsers([booking])).some((keys) => keys.length > 0);
  input.costs.add(
    bookings.filter((booking) => strangers.includes(booking) || unsure.includes(booking) || asksForUser(booking)),
  );
  const riding = ruleSubrequests.slice(0, mostQueries - requests.length);
  try {
    const responses = await salesforce.composite([...requests, ...riding], { purpose: 'bookings' });
    const activeRules = readActiveRules(responses);
    salesforce.learnRules(activeRules);
    const rowsOf = <Row>(referenceId: string): Row[] => {
      const response = responses.find((candidate) => candidate.referenceId === referenceId);
      return response ? (queryRows(response) as Row[]) : [];
    };
    users.remember(asked, rowsOf<FoundUser>('users'));
    const rows: LookupRows = {
      contacts: rowsOf<FoundRecord>('contacts'),
      leads: rowsOf<FoundRecord>('leads'),
      convertedContacts: rowsOf<FoundRecord>('convertedContacts'),
    };
    const lostEvents = lost ? rowsOf<Record<string, unknown>>(lost.referenceId) : [];
    return {
      bookings: withLostEvents(bookings, lostEvents, schema),
      activeRules,
      matches: matchesOf(input, strangers, rows, schema),
    };
  } catch (error) {
    if (error instanceof SalesforceError && fewerMayWork(error)) return { refused: error };
    // Asked by a schema that may be an hour old.
    if (error instanceof DataError) salesforce.forgetSchema();
    throw error;
  }
}

const noRows: LookupRows = { contacts: [], leads: [], convertedContacts: [] };

function matchesOf(
  { orgId }: LookUpInput,
  strangers: DueBooking[],
  rows: LookupRows,
  schema: OrgSchema,
): Map<string, PersonMatch> {
  const customerIdField = `${schema.packagePrefix ?? ''}Inlet_Customer_Id__c`;
  return new Map(
    strangers.map(({ id, details: { customer = {} } }) => [
      id,
      chooseMatch({ customer, customerId: customerId(orgId, customer), customerIdField }, rows),
    ]),
  );
}

/** Errors of a look-up that one of its people may have caused, or their number. */
function fewerMayWork(error: SalesforceError): boolean {
  if (error instanceof TruncatedLookup || error instanceof EnvelopeError) return true;
  return error instanceof DataError && ['malformed', 'other'].includes(error.faults[0]!.kind);
}
