import { z } from 'zod';
import { bookingFields } from './booking-fields.ts';
import { longestTemplate } from './template.ts';

/** The objects whose fields can be mapped. A Person Account is one of its own: docs/decisions/0012. */
export const mappedObjects = ['Lead', 'Contact', 'Account', 'PersonAccount', 'Event', 'Case'] as const;
export type MappedObject = (typeof mappedObjects)[number];

const storable = (said: string) => !said.includes('\0') && said.isWellFormed();
const notStorable = 'holds characters that cannot be stored';

const mappingSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('booking'), field: z.enum(bookingFields) }),
  z.strictObject({
    kind: z.literal('answer'),
    question: z.string().trim().min(1).max(2_000).refine(storable, notStorable),
  }),
  z.strictObject({ kind: z.literal('constant'), value: z.string().min(1).max(32_000).refine(storable, notStorable) }),
  z.strictObject({
    kind: z.literal('template'),
    template: z.string().min(1).max(longestTemplate).refine(storable, notStorable),
  }),
]);

/** Where the value of a field comes from. */
export type MappingSource = z.infer<typeof mappingSource>;

/** One field of an object, and what is written to it. */
export const fieldMappingSchema = z.strictObject({
  /** API name. */
  field: z.string().regex(/^[A-Za-z]\w{0,79}$/, 'must be the API name of a field'),
  from: mappingSource,
  /** Also over what a record holds, or only where it holds nothing. */
  write: z.enum(['always', 'ifEmpty']).default('always'),
});
export type FieldMapping = z.infer<typeof fieldMappingSchema>;

const fieldMappings = z.array(fieldMappingSchema).max(500);
const objectMappings = z.strictObject({
  Lead: fieldMappings.default([]),
  Contact: fieldMappings.default([]),
  Account: fieldMappings.default([]),
  PersonAccount: fieldMappings.default([]),
  Event: fieldMappings.default([]),
  Case: fieldMappings.default([]),
});
export type ObjectMappings = Record<MappedObject, FieldMapping[]>;

const noMappings: ObjectMappings = { Lead: [], Contact: [], Account: [], PersonAccount: [], Event: [], Case: [] };
const pageId = z.string().min(1).max(255);

export const mappingSchema = z.strictObject({
  /** Answers go to the field whose label or API name is their question. */
  matchAnswersByLabel: z.boolean().default(true),
  all: objectMappings.default(noMappings),
  /** By the source's id of the page: added to those of all pages, in their place for the same field. */
  pages: z.record(pageId, objectMappings.partial()).default({}),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** What is written to the fields of one page's records. */
export interface PageMapping {
  matchAnswersByLabel: boolean;
  objects: ObjectMappings;
}

export const defaultMapping: Mapping = { matchAnswersByLabel: true, all: noMappings, pages: {} };
export const defaultPageMapping: PageMapping = { matchAnswersByLabel: true, objects: noMappings };

/** The mapping of one booking page: its own fields over those of all pages. */
export function mappingOfPage(mapping: Mapping, pageId: string | undefined): PageMapping {
  const own = pageId !== undefined && Object.hasOwn(mapping.pages, pageId) ? mapping.pages[pageId] : undefined;
  const { matchAnswersByLabel, all } = mapping;
  const objects = mappedObjects.map((object) => [object, overridden(all[object], own?.[object] ?? [])]);
  return { matchAnswersByLabel, objects: Object.fromEntries(objects) as ObjectMappings };
}

function overridden(all: FieldMapping[], own: FieldMapping[]): FieldMapping[] {
  return [...all.filter(({ field }) => !own.some((other) => other.field === field)), ...own];
}
