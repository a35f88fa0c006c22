import { tooLarge } from '../../salesforce/composite.ts';
import { readActiveRules, ruleSubrequests } from '../../salesforce/describe.ts';
import { DataError, EnvelopeError, SalesforceError, TruncatedLookup } from '../../salesforce/errors.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { ActiveRules, OrgSchema, Purpose, Salesforce, Subresponse } from '../../salesforce/types.ts';
import { rulesOfPage, type PageRules } from '../creation-rules.ts';
import { customerId } from '../customer-id.ts';
import { chooseMatch } from '../match/choose-match.ts';
import { ownerQuestion } from '../match/booking-owner.ts';
import { foundGuests, invitationsRequest } from '../match/guests.ts';
import { longestUrl, lookupRequests } from '../match/lookups.ts';
import type { FoundRecord, LookupRows, PersonMatch, RelatedRecords } from '../match/match.ts';
import { accountsRequest, accountOf, lookUpRelated, type FoundAccount } from '../match/related-records.ts';
import type { FoundUser, UserDirectory } from '../match/user-directory.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import { mappingOfPage } from '../settings/field-mapping.ts';
import type { CallCosts } from './call-costs.ts';
import type { DueBooking } from './due-booking.ts';
import { lostEventsRequest, mayHaveLostEvent, withLostEvents } from './lost-events.ts';

/** Queries that one /composite takes. */
const mostQueries = 5;

export interface LookUpInput {
  orgId: string;
  bookings: DueBooking[];
  settings: BookingSettings;
  salesforce: Salesforce;
  users: UserDirectory;
  costs: CallCosts;
  /** What the calls are made for; bookings where it is not said. */
  purpose?: Purpose;
}

export interface LookedUp {
  /** Those of the batch, with Events that turned out to stand. */
  bookings: DueBooking[];
  /** Rules that the look-up found active; fresher than the schema's. */
  activeRules: Partial<ActiveRules>;
  /** By the id of each booking whose person is not known yet. */
  matches: Map<string, PersonMatch>;
  /** By the id of each booking whose page's rules ask for more than the person. */
  related: Map<string, RelatedRecords>;
}

/**
 * Finds the people, owners and stray Events of a batch, in one /composite or none. `refused`: it may work for fewer
 * bookings. Throws the SalesforceError of what concerns the org.
 */
export async function lookUp(input: LookUpInput, schema: OrgSchema): Promise<LookedUp | { refused: SalesforceError }> {
  const { orgId, users, bookings, salesforce } = input;
  const { settings } = input;
  const unsure = bookings.filter((booking) => mayHaveLostEvent(booking, settings.rules));
  const strangers = bookings.filter(({ records, merged }) => !records.event && !records.person && !merged);
  const unknownUsers = (some: DueBooking[]) =>
    users.unknown(
      ownerQuestion(
        some.map(({ details }) => details.owner),
        settings.users,
      ),
    );
  const asked = unknownUsers(bookings);
  const inviting = bookings.filter((booking) => invites(booking, settings));
  const people = [...new Set([...strangers, ...inviting])].map((booking) => ({
    invites: inviting.includes(booking),
    orgId,
    details: booking.details,
    read: fieldsToRead(booking, settings),
    makesContacts: rulesOf(booking, settings).stranger.startsWith('contact'),
  }));
  const lost = lostEventsRequest(unsure, schema);
  const domains = strangers.filter((booking) => rulesOf(booking, settings).stranger === 'contactInAccount');
  const accounts = accountsRequest(domains, schema);
  const invitations = invitationsRequest(
    inviting.map(({ id }) => id),
    schema,
  );
  const requests = [
    ...lookupRequests(people, asked, schema),
    ...(lost ? [lost] : []),
    ...(accounts ? [accounts] : []),
    ...(invitations ? [invitations] : []),
  ];
  if (requests.some(({ url }) => url.length > longestUrl) && bookings.length > 1) {
    return { refused: tooLarge('the look-up of so many people') };
  }
  const asksForUser = (booking: DueBooking) => Object.values(unknownUsers([booking])).some((keys) => keys.length > 0);
  const payers = bookings.filter(
    (booking) =>
      people.some(({ details }) => details === booking.details) || unsure.includes(booking) || asksForUser(booking),
  );
  const room = requests.length === 0 ? 0 : Math.max(0, mostQueries - requests.length);
  const riding = ruleSubrequests.slice(0, room);
  try {
    const responses: Subresponse[] = [];
    // Five queries a call: a sixth comes up only when lost Events, new owners and Accounts are asked for at once.
    for (let next = 0; next < requests.length; next += mostQueries) {
      input.costs.add(payers);
      const part = [...requests.slice(next, next + mostQueries), ...(next === 0 ? riding : [])];
      responses.push(...(await salesforce.composite(part, { purpose: input.purpose ?? 'bookings' })));
    }
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
    const matches = matchesOf(input, strangers, rows, schema);
    const standing = withLostEvents(bookings, lostEvents, schema);
    const found = accounts ? rowsOf<FoundAccount>(accounts.referenceId) : [];
    const related = await relatedOf(input, standing, matches, found, schema);
    const invited = invitations ? rowsOf<Record<string, unknown>>(invitations.referenceId) : [];
    for (const booking of inviting) {
      const guests = foundGuests(booking.details.guests ?? [], rows, invitedTo(booking, invited, schema));
      related.set(booking.id, { ...related.get(booking.id), guests });
    }
    return { bookings: standing, activeRules, matches, related };
  } catch (error) {
    if (error instanceof SalesforceError && fewerMayWork(error)) return { refused: error };
    // Asked by a schema that may be an hour old.
    if (error instanceof DataError) salesforce.forgetSchema();
    throw error;
  }
}

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

/** Whether guests of the booking are to be invited to the Event that it gets now. */
function invites(booking: DueBooking, settings: BookingSettings): boolean {
  const { records, merged, details } = booking;
  const { attendees, event } = rulesOf(booking, settings);
  if (attendees === 'ignore' || event === 'none' || merged || !details.guests) return false;
  return !records.event || records.unfinished === true;
}

function invitedTo(
  { id }: DueBooking,
  rows: Record<string, unknown>[],
  { packagePrefix = '' }: OrgSchema,
): Set<string> {
  const own = rows.filter((row) => {
    const event = row['Event'] as Record<string, unknown> | null;
    return event?.[`${packagePrefix}Inlet_Booking_Id__c`] === id;
  });
  return new Set(own.map((row) => String(row['RelationId'])));
}

function rulesOf({ details }: DueBooking, settings: BookingSettings): PageRules {
  return rulesOfPage(settings.rules, details.page?.id);
}

/** Fields that the page's mapping and rules look at in a record that is found. */
function fieldsToRead(booking: DueBooking, settings: BookingSettings): Record<'Lead' | 'Contact', string[]> {
  const { objects } = mappingOfPage(settings.mapping, booking.details.page?.id);
  const { knownOwner, relatedTo, campaign, attendees, respectOptOut } = rulesOf(booking, settings);
  const owner = knownOwner === 'bookingOwner' ? ['OwnerId'] : [];
  const optOut = (campaign || attendees === 'invite') && respectOptOut ? ['HasOptedOutOfEmail'] : [];
  const names = (object: 'Lead' | 'Contact') => [...objects[object].map(({ field }) => field), ...owner, ...optOut];
  return {
    Lead: names('Lead'),
    Contact: [...names('Contact'), ...(relatedTo === 'nothing' ? [] : ['AccountId'])],
  };
}

/** What the rules of the bookings' pages need beside the person: for known Contacts one more call at most. */
async function relatedOf(
  { settings, salesforce, costs, purpose = 'bookings' }: LookUpInput,
  bookings: DueBooking[],
  matches: Map<string, PersonMatch>,
  accounts: FoundAccount[],
  schema: OrgSchema,
): Promise<Map<string, RelatedRecords>> {
  const related = new Map<string, RelatedRecords>();
  for (const { id, details } of bookings) {
    const account = matches.get(id)?.kind === 'stranger' ? accountOf(details, accounts) : undefined;
    if (account) related.set(id, { account });
  }
  const wanted = bookings.flatMap((booking) => {
    const { id, records, merged } = booking;
    const rules = rulesOf(booking, settings);
    // A booking that stands in Salesforce whole is changed in its Event only: that costs no look-up.
    if (merged || (records.event && !records.unfinished)) return [];
    const match = matches.get(id);
    const known = match?.kind === 'known' ? { object: match.object, id: match.record.Id } : records.person;
    const campaignId = rules.campaign?.id;
    const relatedTo = rules.event === 'none' || rules.case || records.event ? 'nothing' : rules.relatedTo;
    const isWanted = campaignId !== undefined || (known?.object === 'Contact' && relatedTo !== 'nothing');
    if (!known || !isWanted) return [];
    return [{ booking, ...known, relatedTo, campaignId, record: match?.kind === 'known' ? match.record : undefined }];
  });
  const asked = (payers: DueBooking[]) => costs.add(payers);
  for (const [id, more] of await lookUpRelated(wanted, { salesforce, schema, asked, purpose })) related.set(id, more);
  return related;
}

/** Errors of a look-up that one of its people may have caused, or their number. */
function fewerMayWork(error: SalesforceError): boolean {
  if (error instanceof TruncatedLookup || error instanceof EnvelopeError) return true;
  return error instanceof DataError && ['malformed', 'other'].includes(error.faults[0]!.kind);
}
