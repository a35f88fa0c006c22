import { isRefusal } from '../../salesforce/describe.ts';
import { queryPath, soqlIn, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { OrgSchema, Purpose, Salesforce, Subrequest, Subresponse } from '../../salesforce/types.ts';
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

export interface WantedRelated<Booking> {
  booking: Booking;
  object: 'Lead' | 'Contact';
  /** Of the Lead or Contact. */
  id: string;
  /** What the Event is to relate to: of Contacts only. */
  relatedTo: 'nothing' | 'account' | 'openOpportunity' | 'case';
  campaignId: string | undefined;
  /** What the look-up found of the person; undefined when they were known from before: then it has to be asked for. */
  record: Record<string, unknown> | undefined;
}

type Row = Record<string, unknown> & { Id: string };
type Rows = Record<'contacts' | 'leads' | 'opportunities' | 'cases' | 'members', Row[]>;

/** Whom to ask, what for, and whom to tell that a call was made for these bookings. */
interface AskedOrg<Booking> {
  salesforce: Salesforce;
  schema: OrgSchema;
  purpose: Purpose;
  asked: (payers: Booking[]) => void;
}

/**
 * What the rules need to know of people who stand: what their Events relate to (the Account, its open Opportunity that closes
 * first, the Contact's newest open Case), whether they are in the campaign, whether they want e-mail. By the booking's id. No
 * call where the look-up of people told it all; else one, for all.
 */
export async function lookUpRelated<Booking extends { id: string }>(
  wanted: WantedRelated<Booking>[],
  org: AskedOrg<Booking>,
): Promise<Map<string, RelatedRecords>> {
  const isAsking = ({ relatedTo, record, campaignId }: WantedRelated<Booking>) =>
    record === undefined || campaignId !== undefined || relatedTo === 'openOpportunity' || relatedTo === 'case';
  const asking = wanted.filter(isAsking);
  const rows = asking.length === 0 ? noRows : await ask(asking, org);
  return new Map(wanted.map((one) => [one.booking.id, relatedOf(one, rows)]));
}

function relatedOf({ object, id, relatedTo, campaignId, record }: WantedRelated<unknown>, rows: Rows): RelatedRecords {
  const read = record ?? (object === 'Lead' ? rows.leads : rows.contacts).find((row) => row.Id === id) ?? {};
  const account = read['AccountId'];
  const what =
    object === 'Contact' ? whatOf(relatedTo, id, typeof account === 'string' ? account : undefined, rows) : undefined;
  const isMember = rows.members.some(
    (row) => row['CampaignId'] === campaignId && row[object === 'Lead' ? 'LeadId' : 'ContactId'] === id,
  );
  return {
    ...(what ? { what } : {}),
    ...(campaignId === undefined ? {} : { isCampaignMember: isMember }),
    ...(read['HasOptedOutOfEmail'] === true ? { hasOptedOut: true } : {}),
  };
}

const noRows: Rows = { contacts: [], leads: [], opportunities: [], cases: [], members: [] };

function whatOf(
  relatedTo: WantedRelated<unknown>['relatedTo'],
  contactId: string,
  accountId: string | undefined,
  rows: Rows,
): RelatedRecords['what'] {
  switch (relatedTo) {
    case 'nothing':
      return undefined;
    case 'account':
      return accountId ? { id: accountId, reason: text('plan.relatedToAccount') } : undefined;
    case 'openOpportunity': {
      const first = rows.opportunities.find((row) => accountId !== undefined && row['AccountId'] === accountId);
      return first && { id: first.Id, reason: text('plan.relatedToOpportunity') };
    }
    case 'case': {
      const first = rows.cases.find((row) => row['ContactId'] === contactId);
      return first && { id: first.Id, reason: text('plan.relatedToCase') };
    }
  }
}

async function ask<Booking>(
  asking: WantedRelated<Booking>[],
  { salesforce, schema, asked, purpose }: AskedOrg<Booking>,
): Promise<Rows> {
  const requests: Subrequest[] = [];
  const add = (referenceId: keyof Rows, ids: string[], soql: () => string) => {
    if (ids.length > 0) requests.push({ referenceId, method: 'GET', url: queryPath(soql()) });
  };
  const idsOf = (test: (one: WantedRelated<Booking>) => boolean) => asking.filter(test).map(({ id }) => id);
  const columns = (object: string, ...names: string[]) =>
    ['Id', ...names.filter((name) => schema.objects.get(object)?.fields.has(name))].join(', ');
  const unread = (object: string) => idsOf((one) => one.object === object && one.record === undefined);
  const contacts = unread('Contact');
  const read = columns('Contact', 'AccountId', 'HasOptedOutOfEmail');
  add('contacts', contacts, () => `SELECT ${read} FROM Contact WHERE ${soqlIn('Id', contacts)}`);
  const leads = unread('Lead');
  add('leads', leads, () => `SELECT ${columns('Lead', 'HasOptedOutOfEmail')} FROM Lead WHERE ${soqlIn('Id', leads)}`);
  const forOpportunity = idsOf((one) => one.object === 'Contact' && one.relatedTo === 'openOpportunity');
  add(
    'opportunities',
    forOpportunity,
    () =>
      `SELECT Id, AccountId FROM Opportunity WHERE IsClosed = false AND AccountId IN ` +
      `(SELECT AccountId FROM Contact WHERE ${soqlIn('Id', forOpportunity)}) ORDER BY CloseDate, Id`,
  );
  const forCase = idsOf((one) => one.object === 'Contact' && one.relatedTo === 'case');
  add(
    'cases',
    forCase,
    () =>
      `SELECT Id, ContactId FROM Case WHERE IsClosed = false AND ${soqlIn('ContactId', forCase)} ` +
      `ORDER BY CreatedDate DESC, Id`,
  );
  const campaigns = asking.flatMap(({ campaignId }) => campaignId ?? []);
  const people = (['Lead', 'Contact'] as const).flatMap((object) => {
    const ids = idsOf((one) => one.object === object && one.campaignId !== undefined);
    return ids.length === 0 ? [] : [soqlIn(`${object}Id`, ids)];
  });
  add(
    'members',
    campaigns,
    () =>
      `SELECT Id, CampaignId, LeadId, ContactId FROM CampaignMember WHERE ${soqlIn('CampaignId', campaigns)} ` +
      `AND (${people.join(' OR ')})`,
  );
  if (requests.length === 0) return noRows;
  asked(asking.map(({ booking }) => booking));
  const responses = await salesforce.composite(requests, { purpose });
  const rows = { ...noRows };
  for (const response of responses) rows[response.referenceId as keyof Rows] = readRows(response);
  return rows;
}

/** An object that the API User may not see relates to nothing: that must not keep a booking from coming in. */
function readRows(response: Subresponse): Row[] {
  return isRefusal(response) ? [] : (queryRows(response) as Row[]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
