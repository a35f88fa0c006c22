/** What an admin sets about the bookings of this org, as the backend keeps it, and how it is changed: pure functions. */

export const mappedObjects = ['Lead', 'Contact', 'Account', 'PersonAccount', 'Event', 'Case'] as const;
export type MappedObject = (typeof mappedObjects)[number];

export type MappingSource =
  | { kind: 'booking'; field: string }
  | { kind: 'answer'; question: string }
  | { kind: 'constant'; value: string }
  | { kind: 'template'; template: string };

export interface FieldMapping {
  field: string;
  from: MappingSource;
  write: 'always' | 'ifEmpty';
}

export type ObjectMappings = Record<MappedObject, FieldMapping[]>;

export type OwnerRule = string | { queueId: string };

/** What the bookings of a page create. The backend owns the names and their meaning. */
export interface PageRules {
  stranger: string;
  strangerWithoutAccount: string;
  known: string;
  knownOwner: string;
  case: boolean;
  caseOwner: OwnerRule;
  leadOwner: OwnerRule;
  leadStatus: string | null;
  leadRecordType: string | null;
  contactRecordType: string | null;
  accountRecordType: string | null;
  personAccountRecordType: string | null;
  caseRecordType: string | null;
  eventRecordType: string | null;
  duplicates: string;
  event: string;
  canceledEvent: string;
  relatedTo: string;
  campaign: { id: string; memberStatus: string | null } | null;
  attendees: string;
  respectOptOut: boolean;
}
export type RuleName = keyof PageRules;

/** The parts that an admin settles one by one; each is a phase of the tab Setup. */
export const settingsParts = ['mapping', 'rules', 'users'] as const;
export type SettingsPart = (typeof settingsParts)[number];

export interface Settings {
  rules: { all: PageRules; pages: Record<string, Partial<PageRules>> };
  mapping: {
    matchAnswersByLabel: boolean;
    all: ObjectMappings;
    pages: Record<string, Partial<ObjectMappings>>;
  };
  users: { defaultOwner: string | null; owners: Record<string, string> };
}

export function isSettingsPart(name: string): name is SettingsPart {
  return settingsParts.some((part) => part === name);
}

/** No page's: what holds for all pages. */
export const allPages = '';

/** The mappings of an object that the page (or all pages) says itself. */
export function mappingsOf(settings: Settings, page: string, object: MappedObject): FieldMapping[] {
  const { all, pages } = settings.mapping;
  return (page === allPages ? all[object] : pages[page]?.[object]) ?? [];
}

/** Adds the mapping, in the place of the one for the same field where there is one. */
export function withMapping(settings: Settings, page: string, object: MappedObject, mapping: FieldMapping): Settings {
  const present = mappingsOf(settings, page, object);
  const isKnown = present.some(({ field }) => field === mapping.field);
  const mappings = isKnown
    ? present.map((one) => (one.field === mapping.field ? mapping : one))
    : [...present, mapping];
  return withMappings(settings, page, object, mappings);
}

export function withoutMapping(settings: Settings, page: string, object: MappedObject, field: string): Settings {
  const rest = mappingsOf(settings, page, object).filter((one) => one.field !== field);
  return withMappings(settings, page, object, rest);
}

/** The rule set for the page; undefined takes it back to what holds for all pages. */
export function withRule(settings: Settings, page: string, name: RuleName, value: unknown): Settings {
  const { all, pages } = settings.rules;
  if (page === allPages) return { ...settings, rules: { all: { ...all, [name]: value }, pages } };
  const own = { ...pages[page], [name]: value };
  if (value === undefined) delete own[name];
  return { ...settings, rules: { all, pages: without(pages, page, own) } };
}

/** The Salesforce user for the owner; undefined takes the choice back. */
export function withOwner(settings: Settings, email: string, userId: string | undefined): Settings {
  const owners = { ...settings.users.owners };
  if (userId === undefined) delete owners[email];
  else owners[email] = userId;
  return { ...settings, users: { ...settings.users, owners } };
}

/** Where in the settings the mapping stands, as the backend names it in a problem. */
export function mappingPath(settings: Settings, page: string, object: MappedObject, field: string): string {
  const index = mappingsOf(settings, page, object).findIndex((one) => one.field === field);
  return `${pagePath('mapping', page)}/${object}/${index}`;
}

/** The same place as a check of settings names it: `mapping.all.Lead[2]`. */
export function mappingName(settings: Settings, page: string, object: MappedObject, field: string): string {
  const index = mappingsOf(settings, page, object).findIndex((one) => one.field === field);
  return `mapping.${page === allPages ? 'all' : `pages.${page}`}.${object}[${index}]`;
}

/** `/rules/all` or `/rules/pages/<page>`, the page escaped as JSON pointers are. */
export function pagePath(part: 'rules' | 'mapping', page: string): string {
  return page === allPages ? `/${part}/all` : `/${part}/pages/${page.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function withMappings(settings: Settings, page: string, object: MappedObject, mappings: FieldMapping[]): Settings {
  const { mapping } = settings;
  if (page === allPages) return { ...settings, mapping: { ...mapping, all: { ...mapping.all, [object]: mappings } } };
  const own = { ...mapping.pages[page], [object]: mappings };
  if (mappings.length === 0) delete own[object];
  return { ...settings, mapping: { ...mapping, pages: without(mapping.pages, page, own) } };
}

/** The pages with this one's own; a page that says nothing of its own is no entry. */
function without<Own extends object>(pages: Record<string, Own>, page: string, own: Own): Record<string, Own> {
  const changed = { ...pages, [page]: own };
  if (Object.keys(own).length === 0) delete changed[page];
  return changed;
}
