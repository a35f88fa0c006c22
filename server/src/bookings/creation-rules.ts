import { z } from 'zod';

/** What bookings of one page create. */
const pageRules = z.object({
  /** Somebody whom Salesforce does not know: a Lead, or nobody (the Event stands alone). */
  stranger: z.enum(['lead', 'nobody']),
  /** A Lead or Contact that was found: fill its empty fields, overwrite, or leave it as it is. */
  known: z.enum(['fillEmpty', 'overwrite', 'leave']),
  /** Also create a Case. A stranger then gets no Lead: the Case carries who asked. */
  case: z.boolean(),
  /** Canceled Events stay and are marked, or are deleted. */
  canceledEvent: z.enum(['mark', 'delete']),
  /** Who gets a new Lead: the booking's owner where Salesforce knows them, or what the org's assignment rules say. */
  leadOwner: z.enum(['bookingOwner', 'assignmentRules']),
  /** A duplicate rule that alerts: save all the same, or hold the booking. */
  duplicates: z.enum(['saveAnyway', 'hold']),
});

/** What bookings create in Salesforce, for all pages and, by the source's id of the page, for single ones. */
export const creationRulesSchema = z.object({
  all: pageRules,
  pages: z.record(z.string(), pageRules.partial()),
});

export type PageRules = z.infer<typeof pageRules>;
export type CreationRules = z.infer<typeof creationRulesSchema>;

export const defaultCreationRules: CreationRules = {
  all: {
    stranger: 'lead',
    known: 'fillEmpty',
    case: false,
    canceledEvent: 'mark',
    leadOwner: 'bookingOwner',
    duplicates: 'saveAnyway',
  },
  pages: {},
};

/** The rules of one booking page. */
export function rulesOfPage(rules: CreationRules, pageId: string | undefined): PageRules {
  const own = pageId !== undefined && Object.hasOwn(rules.pages, pageId) ? rules.pages[pageId] : undefined;
  const set = Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined));
  return { ...rules.all, ...set };
}
