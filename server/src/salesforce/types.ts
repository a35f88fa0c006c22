import type { OrgRules } from './org-rules.ts';

/** What an API call was made for: the ledger keeps our share of the org's API calls by purpose. */
export type Purpose = 'bookings' | 'replication' | 'diagnostics' | 'setup';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One subrequest of /composite or one node of a graph. `url` is without the version prefix: `/sobjects/Lead`. */
export interface Subrequest {
  referenceId: string;
  method: HttpMethod;
  url: string;
  body?: Record<string, unknown>;
  /** /composite only; a graph has no headers per node. */
  headers?: Record<string, string>;
}

/** One error of a row, as REST says it (`errorCode`), whichever resource it came through. */
export interface RowError {
  errorCode: string;
  message: string;
  fields: string[];
  /** The misspelled `duplicateResut` (or `duplicateResult`) payload, where Salesforce sent one. */
  duplicateResult?: unknown;
}

/** The answer to one subrequest. */
export interface Subresponse {
  referenceId: string;
  status: number;
  /** The parsed body of a success: `{ id }` of a save, rows of a query, null of a 204. */
  body: unknown;
  /** Empty when status < 400. */
  errors: RowError[];
}

export interface Graph {
  graphId: string;
  nodes: Subrequest[];
}

export interface GraphResult {
  graphId: string;
  isSuccessful: boolean;
  responses: Subresponse[];
}

export interface QueryAnswer<Row = Record<string, unknown>> {
  totalSize: number;
  done: boolean;
  records: Row[];
}

/** A field as the connected user sees it: the part of describe that decides what may be written. */
export interface FieldSchema {
  name: string;
  label: string;
  /** describe's type: string, textarea, email, phone, url, picklist, double, currency, reference, … */
  type: string;
  length: number;
  precision: number;
  scale: number;
  digits: number;
  createable: boolean;
  updateable: boolean;
  nillable: boolean;
  defaultedOnCreate: boolean;
  restrictedPicklist: boolean;
  /** Active values only. */
  picklistValues: string[];
  referenceTo: string[];
  externalId: boolean;
  custom: boolean;
  /** A formula or a roll-up: nobody writes it. */
  calculated: boolean;
  autoNumber: boolean;
  encrypted: boolean;
  /** A required look-up to a parent whose deletion deletes the record: describe tells it by a relationship order. */
  masterDetail: boolean;
  /** A rich text area: its text is HTML. */
  html: boolean;
  /** Records that the look-up admits are narrowed by an active filter, which refuses others or, optional, only warns people. */
  lookupFilter?: 'required' | 'optional';
  /** The field that this one is a part of: a geolocation of its coordinates, an address of its lines. */
  compoundField: string | undefined;
}

/** A record type that the connected user may choose. */
export interface RecordTypeSchema {
  id: string;
  name: string;
  /** What a record gets where none is named. */
  isDefault: boolean;
}

export interface ObjectSchema {
  name: string;
  label: string;
  /** What the connected user may do with records of it. */
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  /** Active ones that are assigned to the connected user, without the master. */
  recordTypes: RecordTypeSchema[];
  /** The others that describe lists, without the master: inactive, or not assigned to the connected user. */
  otherRecordTypes?: { id: string; name: string; isActive: boolean }[];
  /** By API name, in describe's order. A field hidden from the connected user is not there. */
  fields: Map<string, FieldSchema>;
}

export interface ActiveRules {
  /** Objects (Lead, Case) with an active assignment rule. */
  assignmentRules: Set<string>;
  /** Objects with an active duplicate rule. */
  duplicateRules: Set<string>;
}

/** What delivery must know of an org; cached, see SchemaCache. */
export interface OrgSchema extends ActiveRules {
  /** By API name; an object that the user may not see is not there. */
  objects: Map<string, ObjectSchema>;
  /** `''` or `ns__`: the prefix of Inlet's own fields in this org; undefined when the package is not installed. */
  packagePrefix: string | undefined;
}

export interface CallOptions {
  purpose: Purpose;
  /** Called once for each request that Salesforce counts as an API call, when it is sent. */
  onApiCall?: () => void;
}

/** One connected org, as the flows see it. Every method throws the classes of errors.ts and nothing else. */
export interface Salesforce {
  readonly orgId: string;
  /** /composite: at most 25 subrequests, five of them queries. One API call. Never throws for a failing subrequest. */
  composite(subrequests: Subrequest[], options: CallOptions & { allOrNone?: boolean }): Promise<Subresponse[]>;
  /** /composite/graph: within 75 graphs and 500 nodes. One API call. Never throws for a failing graph. */
  graph(graphs: Graph[], options: CallOptions): Promise<GraphResult[]>;
  /** One API call when cold (describes and rule queries in one /composite), none when warm. */
  schema(options: CallOptions): Promise<OrgSchema>;
  /**
   * The org's validation rules, duplicate rules, triggers and flows by name. Two API calls when cold, none when warm; kept
   * for an hour, or till somebody asks for what was read after a moment, and forgotten with the schema. A part that the
   * user may not read is unknown, with the reason.
   */
  rules(options: CallOptions & { readAfter?: Date }): Promise<OrgRules>;
  /** What `rules` would give without an API call; undefined where that is nothing. */
  readonly knownRules: OrgRules | undefined;
  /** Corrects the cached schema by rules that another call asked for (`ruleSubrequests`). */
  learnRules(rules: Partial<ActiveRules>): void;
  /** Forgets the schema after an error that says it is out of date, unless they storm; `always` when a person asks. */
  forgetSchema(options?: { always?: boolean }): void;
}
