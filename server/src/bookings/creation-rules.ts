import { z } from 'zod';
import { recordId } from './settings/record-id.ts';

const queue = z.strictObject({ queueId: recordId('00G', 'a queue') });
const recordType = recordId('012', 'a record type').nullable();

/** What bookings of one page create. */
const pageRules = z.strictObject({
  /**
   * Somebody whom Salesforce does not know: a Lead, a Contact, a Contact in the Account whose website is the domain of the
   * e-mail address, a Person Account, or nobody (the Event stands alone).
   */
  stranger: z.enum(['lead', 'contact', 'contactInAccount', 'personAccount', 'nobody']),
  /**
   * What `contactInAccount` makes where no Account has the domain. `newAccount`: a Contact in an Account that is made for
   * the company, and a Lead of somebody of whose company nothing is known.
   */
  strangerWithoutAccount: z.enum(['lead', 'contact', 'newAccount']),
  /** A Lead or Contact that was found: fill its empty fields, overwrite, or leave it as it is. */
  known: z.enum(['fillEmpty', 'overwrite', 'leave']),
  /** Who owns a Lead or Contact that was found: who owned it, or the booking's owner. */
  knownOwner: z.enum(['keep', 'bookingOwner']),
  /** Also create a Case. A stranger then gets no Lead: the Case carries who asked. */
  case: z.boolean(),
  /** Who gets a new Case: the API User who makes it, the booking's owner, the org's assignment rules, or a queue. */
  caseOwner: z.union([z.enum(['apiUser', 'bookingOwner', 'assignmentRules']), queue]),
  /** Who gets a new Lead: the booking's owner where Salesforce knows them, what the assignment rules say, or a queue. */
  leadOwner: z.union([z.enum(['bookingOwner', 'assignmentRules']), queue]),
  leadStatus: z.string().min(1).max(255).nullable(),
  leadRecordType: recordType,
  contactRecordType: recordType,
  /** Of the Accounts of companies. */
  accountRecordType: recordType,
  personAccountRecordType: recordType,
  caseRecordType: recordType,
  eventRecordType: recordType,
  /** A duplicate rule that alerts: save all the same, or hold the booking. */
  duplicates: z.enum(['saveAnyway', 'hold']),
  /** An Event, or none: another product may sync the calendars. */
  event: z.enum(['make', 'none']),
  /** Canceled Events stay and are marked, or are deleted. */
  canceledEvent: z.enum(['mark', 'delete']),
  /** What the Event of a Contact relates to where the booking makes no Case. */
  relatedTo: z.enum(['nothing', 'account', 'openOpportunity', 'case']),
  /** The customer becomes a member of it. */
  campaign: z
    .strictObject({ id: recordId('701', 'a campaign'), memberStatus: z.string().min(1).max(255).nullable() })
    .nullable(),
  /** Further people of the booking whom Salesforce knows: left out, or invited to the Event. */
  attendees: z.enum(['ignore', 'invite']),
  /** Whoever opted out of e-mail joins no campaign and is not invited. */
  respectOptOut: z.boolean(),
});

export type PageRules = z.infer<typeof pageRules>;

export const defaultPageRules: PageRules = {
  stranger: 'lead',
  strangerWithoutAccount: 'lead',
  known: 'fillEmpty',
  knownOwner: 'keep',
  case: false,
  caseOwner: 'apiUser',
  leadOwner: 'bookingOwner',
  leadStatus: null,
  leadRecordType: null,
  contactRecordType: null,
  accountRecordType: null,
  personAccountRecordType: null,
  caseRecordType: null,
  eventRecordType: null,
  duplicates: 'saveAnyway',
  event: 'make',
  canceledEvent: 'mark',
  relatedTo: 'nothing',
  campaign: null,
  attendees: 'ignore',
  respectOptOut: false,
};

/** The names of all rules. */
export const ruleNames = Object.keys(defaultPageRules) as (keyof PageRules)[];

const pageId = z.string().min(1).max(255);

/**
 * What bookings create in Salesforce, for all pages and, by the source's id of the page, for single ones. A rule that is
 * not given is as built in: documents outlive the version that wrote them.
 */
export const creationRulesSchema = z.strictObject({
  all: pageRules
    .partial()
    .transform((given): PageRules => ({ ...defaultPageRules, ...withoutUndefined(given) }))
    .default(defaultPageRules),
  pages: z.record(pageId, pageRules.partial().transform(withoutUndefined)).default({}),
});

export type CreationRules = z.infer<typeof creationRulesSchema>;

export const defaultCreationRules: CreationRules = { all: defaultPageRules, pages: {} };

/** The rules of one booking page. */
export function rulesOfPage(rules: CreationRules, pageId: string | undefined): PageRules {
  const own = pageId !== undefined && Object.hasOwn(rules.pages, pageId) ? rules.pages[pageId] : undefined;
  return { ...rules.all, ...own };
}

function withoutUndefined(given: { [Rule in keyof PageRules]?: PageRules[Rule] | undefined }): Partial<PageRules> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
