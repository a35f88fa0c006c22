import { isRefusal } from '../../salesforce/describe.ts';
import { queryPath, soqlIn, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { OrgSchema, Salesforce, Subrequest, Subresponse } from '../../salesforce/types.ts';
import { text } from '../../texts/text.ts';
import type { BookingDetails } from '../booking.ts';
import { normaliseEmail } from '../normalise.ts';
import type { RelatedRecords } from './match.ts';

/** An Account as the look-up of websites returned it. */
export type FoundAccount = { Id: string; Name: string; Website: string; CreatedDate?: string };

/** Asks for the Accounts whose website may be the domain of these customers' e-mail addresses. */
export function accountsRequest(bookings: { details: BookingDetails }[], schema: OrgSchema): Subrequest | undefined {
  const domains = [...new Set(bookings.flatMap(({ details }) => emailDomain(details) ?? []))];
  if (domains.length === 0 || !schema.objects.get('Account')?.fields.has('Website')) return undefined;
  // A wildcard in a domain finds more than is meant; accountOf decides.
  const conditions = domains.map((domain) => `Website LIKE ${soqlString(`%${domain}%`)}`);
  const soql = `SELECT Id, Name, Website, CreatedDate FROM Account WHERE ${conditions.join(' OR ')}`;
  return { referenceId: 'accounts', method: 'GET', url: queryPath(soql) };
}

/** The Account whose website is the domain of the customer's e-mail address; of several, the one created first. */
export function accountOf(details: BookingDetails, accounts: FoundAccount[]): RelatedRecords['account'] {
  const domain = emailDomain(details);
  if (domain === undefined) return undefined;
  const [first] = accounts
    .filter(({ Website }) => websiteDomain(Website) === domain)
    .toSorted((a, b) => compare(a.CreatedDate ?? '', b.CreatedDate ?? '') || compare(a.Id, b.Id));
  return first && { id: first.Id, name: first.Name };
}

function emailDomain({ customer }: BookingDetails): string | undefined {
  const domain = customer?.email && normaliseEmail(customer.email).split('@')[1];
  return domain?.replace(/^www\./, '') || undefined;
}

/** Websites are free text: with and without a scheme, "www.", a path. */
function websiteDomain(website: string): string | undefined {
  const said = website.trim().toLowerCase();
  const address = /^[a-z][a-z0-9+.-]*:\/\//.test(said) ? said : `https://${said}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;
}

export interface WantedWhat<Booking> {
  booking: Booking;
  relatedTo: 'account' | 'openOpportunity' | 'case';
  contactId: string;
  accountId: string | undefined;
  /** The Contact was known from before: its Account has to be asked for. */
  unread?: boolean;
}

type What = NonNullable<RelatedRecords['what']>;
type Row = Record<string, unknown> & { Id: string };

/**
 * What the Events of known Contacts relate to, by the booking's id: the Account, its open Opportunity that closes first,
 * or the Contact's newest open Case. No call where the Account is all that is wanted and known; else one, for all.
 */
export async function lookUpWhats<Booking extends { id: string }>(
  wanted: WantedWhat<Booking>[],
  org: { salesforce: Salesforce; schema: OrgSchema; asked: (payers: Booking[]) => void },
): Promise<Map<string, What>> {
  const whats = new Map<string, What>();
  const asking = wanted.filter(({ relatedTo, unread }) => relatedTo !== 'account' || unread);
  for (const { booking, accountId } of wanted.filter((one) => !asking.includes(one))) {
    if (accountId) whats.set(booking.id, { id: accountId, reason: text('plan.relatedToAccount') });
  }
  if (asking.length === 0) return whats;
  const rows = await ask(asking, org);
  for (const { booking, relatedTo, contactId, accountId } of asking) {
    const account = accountId ?? rows.contacts.find(({ Id }) => Id === contactId)?.['AccountId'];
    const what = whatOf(relatedTo, contactId, typeof account === 'string' ? account : undefined, rows);
    if (what) whats.set(booking.id, what);
  }
  return whats;
}

function whatOf(
  relatedTo: WantedWhat<unknown>['relatedTo'],
  contactId: string,
  accountId: string | undefined,
  rows: Record<'contacts' | 'opportunities' | 'cases', Row[]>,
): What | undefined {
  if (relatedTo === 'account') return accountId ? { id: accountId, reason: text('plan.relatedToAccount') } : undefined;
  const isCase = relatedTo === 'case';
  const [first] = isCase
    ? rows.cases.filter((row) => row['ContactId'] === contactId)
    : rows.opportunities.filter((row) => accountId !== undefined && row['AccountId'] === accountId);
  return first && { id: first.Id, reason: text(isCase ? 'plan.relatedToCase' : 'plan.relatedToOpportunity') };
}

async function ask<Booking>(
  asking: WantedWhat<Booking>[],
  { salesforce, asked }: { salesforce: Salesforce; asked: (payers: Booking[]) => void },
): Promise<Record<'contacts' | 'opportunities' | 'cases', Row[]>> {
  const contactsOf = (test: (one: WantedWhat<Booking>) => boolean) =>
    asking.filter(test).map(({ contactId }) => contactId);
  const unread = contactsOf((one) => one.unread === true);
  const forOpportunity = contactsOf(({ relatedTo }) => relatedTo === 'openOpportunity');
  const forCase = contactsOf(({ relatedTo }) => relatedTo === 'case');
  const requests: Subrequest[] = [];
  const add = (referenceId: string, ids: string[], soql: (ids: string) => string) => {
    if (ids.length > 0) requests.push({ referenceId, method: 'GET', url: queryPath(soql(soqlIn('Id', ids))) });
  };
  add('contacts', unread, (ids) => `SELECT Id, AccountId FROM Contact WHERE ${ids}`);
  add(
    'opportunities',
    forOpportunity,
    (ids) =>
      `SELECT Id, AccountId FROM Opportunity WHERE IsClosed = false AND AccountId IN ` +
      `(SELECT AccountId FROM Contact WHERE ${ids}) ORDER BY CloseDate, Id`,
  );
  add(
    'cases',
    forCase,
    (ids) =>
      `SELECT Id, ContactId FROM Case WHERE IsClosed = false AND ${ids.replace(/^Id/, 'ContactId')} ` +
      `ORDER BY CreatedDate DESC, Id`,
  );
  asked(asking.map(({ booking }) => booking));
  const responses = await salesforce.composite(requests, { purpose: 'bookings' });
  const rowsOf = (referenceId: string) => {
    const response = responses.find((candidate) => candidate.referenceId === referenceId);
    return response ? readRows(response) : [];
  };
  return { contacts: rowsOf('contacts'), opportunities: rowsOf('opportunities'), cases: rowsOf('cases') };
}

/** An object that the API User may not see relates to nothing: that must not keep a booking from coming in. */
function readRows(response: Subresponse): Row[] {
  return isRefusal(response) ? [] : (queryRows(response) as Row[]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
