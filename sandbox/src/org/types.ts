import type { RecordTypeSummary } from '../schema/index.ts';
import type { NewField, NewObject, SObjectType } from '../schema/types.ts';
import type { FieldAccess, Holder } from './access/field-access.ts';
import type { PermissionSetDefinition } from './access/permission-set.ts';
import type { SharedObject, Sharing } from './access/sharing.ts';
import type { TabVisibility } from './access/user-rights.ts';
import type { StoredRecord } from './record-store.ts';

/** Who calls: every record rule and every query runs as a user of the org. */
export interface Caller {
  userId: string;
}

/** One error of a saved row. REST spells `statusCode` as `errorCode` on single-record endpoints. */
export interface RowError {
  statusCode: string;
  message: string;
  /** API names. `undefined` where Salesforce leaves the key out (duplicate rules). */
  fields?: string[];
  /** Sent along by single-record endpoints under Salesforce's own misspelling `duplicateResut`. */
  duplicateResult?: object;
}

export type SaveResult =
  | { success: true; id: string; created: boolean }
  | { success: false; id?: string; errors: RowError[]; httpStatus: number }
  /** Upsert by an external id that several records carry: HTTP 300. */
  | { success: false; multiple: string[]; errors: RowError[]; httpStatus: 300 };

/** Headers that change how a row is saved. */
export interface SaveOptions {
  /** `Sforce-Auto-Assign`; REST's default is true. An id names the rule. */
  autoAssign: boolean | string;
  /** `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  allowDuplicates: boolean;
  /** API version for addresses inside of error bodies. Default 60.0. */
  version?: string;
}

export interface QueryRecord {
  attributes: { type: string; url?: string };
  [column: string]: unknown;
}

export interface QueryResult {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: QueryRecord[];
}

/** A failure of a whole request rather than of a row: SOQL, unknown object, unknown id. */
export class ApiError extends Error {
  readonly httpStatus: number;
  readonly errorCode: string;
  readonly fields: string[] | undefined;
  constructor(httpStatus: number, errorCode: string, message: string, fields?: string[]) {
    super(message);
    this.name = 'ApiError';
    this.httpStatus = httpStatus;
    this.errorCode = errorCode;
    this.fields = fields;
  }
}

export interface ValidationRule {
  id: string;
  object: string;
  name: string;
  active: boolean;
  /** Formula that is true when the record is bad, as in Salesforce's setup. */
  errorConditionFormula: string;
  errorMessage: string;
  /** API name of the field that shows the error; null = top of the page. */
  errorDisplayField: string | null;
}

export interface AssignmentRule {
  id: string;
  object: 'Lead' | 'Case';
  name: string;
  active: boolean;
  /** The user or queue that new records get. */
  assignTo: string;
}

export interface DuplicateRule {
  id: string;
  object: 'Lead' | 'Contact' | 'Account';
  name: string;
  active: boolean;
  /** `allow` = alert, which the API refuses until allowSave is sent; `block` = always refused. */
  action: 'allow' | 'block';
}

/** Something that runs when a record is saved, and refuses it: an Apex trigger or a record-triggered flow. */
export interface NewAutomation {
  kind: 'trigger' | 'flow';
  object: string;
  /** Of a trigger its name, of a flow its API name. */
  name: string;
  /** Of a flow; a trigger's is its name. */
  label: string;
  active: boolean;
  when: 'before' | 'after';
  on: 'create' | 'update' | 'createAndUpdate';
  /** A formula that is true for the records that it refuses; null: all. */
  condition: string | null;
  /** `exception`: Apex throws, or an element of the flow fails. `message`: `addError`, or a Custom Error element. */
  failure: 'exception' | 'message';
  /** With `exception` what went wrong inside, as `System.NullPointerException: …`; with `message` the text for people. */
  errorMessage: string;
  /** API name of the field that shows a `message`; null: top of the page. */
  errorDisplayField: string | null;
  /** What a flow did when it failed, where the fault tells it. */
  operation: 'createRecords' | 'updateRecords' | 'deleteRecords' | 'lookUpRecords' | null;
  /** API name of the flow's element that failed, where the fault tells it. */
  element: string | null;
}

export interface Automation extends NewAutomation {
  id: string;
  /** Of a flow. */
  versionId: string | null;
  version: number;
}

/** What an admin changes in a field; of a standard one its label and its picklist only. */
export type FieldChange = Partial<
  Pick<
    NewField,
    'label' | 'required' | 'length' | 'picklistValues' | 'restrictedPicklist' | 'defaultValue' | 'inlineHelpText'
  >
>;

/** What somebody did in Setup, as its audit trail tells it. */
export interface SetupChange {
  action: string;
  section: string;
  display: string;
}

/** What an admin of the sandbox set of a limit, by its name in `/limits`: what is left out stays as it is. */
export type LimitSettings = Record<string, { used?: number; max?: number }>;

/** What an org has or has not. */
export interface OrgFeatures {
  /** Accounts that are persons: one record type of Account or more makes them. */
  personAccounts: boolean;
  /** States and countries of addresses are chosen from lists. */
  stateAndCountryPicklists: boolean;
}

/** A queue as an admin makes it. */
export interface NewQueue {
  name: string;
  developerName: string;
  email?: string | null;
  /** Whose records it may own. */
  objects: string[];
  /** Ids of users; left out, those of the queue of that name stay. */
  members?: string[];
}

export interface Queue {
  id: string;
  name: string;
  developerName: string;
  email: string | null;
  objects: string[];
  members: string[];
}

/** A record type as an admin makes it. */
export interface NewRecordType {
  object: string;
  name: string;
  developerName: string;
  description?: string;
  active?: boolean;
  /** Names of the profiles and permission sets that have it. Default: everybody. */
  assignedTo?: string[] | null;
  /** Default of the profiles that have it, in place of what was. */
  default?: boolean;
  /** The values that a picklist offers to records of this type, by field. Fields that are left out offer all. */
  picklistValues?: Record<string, string[]>;
  /** Of Account, where Person Accounts are on: its records are persons. */
  isPersonType?: boolean;
}

export interface RecordTypeDefinition {
  id: string;
  object: string;
  name: string;
  developerName: string;
  description: string | null;
  active: boolean;
  /** Null: everybody has it. */
  assignedTo: string[] | null;
  /** Names of profiles. */
  defaultFor: string[];
  picklistValues: Record<string, string[]>;
  isPersonType: boolean;
}

/**
 * A Salesforce org without its HTTP: schema, records, rules, queries. Everything is synchronous, so a request is one
 * step and a transaction needs no locks. Implemented by `Org` (org.ts); `api/` speaks HTTP around it.
 *
 * Writes are durable when the outermost `transaction` returns (or right away outside one).
 */
export interface OrgEngine {
  /** 18 characters, prefix 00D. */
  readonly organizationId: string;
  /** Now, by the org's movable clock. */
  now(): Date;
  /** Moves the clock: by an offset in milliseconds relative to real time. Persisted. */
  setClockOffset(milliseconds: number): void;

  objects(): SObjectType[];
  /** Case-insensitive, as in Salesforce; undefined when the org has no such object. */
  object(name: string): SObjectType | undefined;
  /** The objects that the caller may read, with the fields that the caller sees and the flags that hold for the caller. */
  objectsSeenBy(caller: Caller): SObjectType[];
  objectSeenBy(caller: Caller, name: string): SObjectType | undefined;
  addField(object: string, field: NewField): void;
  removeField(object: string, name: string): void;
  /** Another label, length, type or set of keys for an existing custom field; data and visibility are kept. */
  changeField(object: string, field: NewField): void;

  /** Objects, fields and features as documents, for an org that is to be like this one. */
  setupDocuments(): Record<string, unknown>;
  /** Throws ApiError for a name that is none or taken. */
  addObject(object: NewObject): void;
  /** Takes a custom object away with its records, its fields and the lookups to it. */
  removeObject(name: string): void;

  features(): OrgFeatures;
  /** Throws ApiError when a feature cannot be switched so. */
  setFeatures(changes: Partial<OrgFeatures>): OrgFeatures;
  /** Changes these settings of a field. Throws ApiError when there is no such field or the change is not possible. */
  adjustField(object: string, name: string, change: FieldChange): void;
  /** What the user sees of a field. */
  fieldAccess(userId: string, object: string, name: string): FieldAccess;
  /** Field-level security. Throws ApiError for what cannot be hidden and for who is not there. */
  setFieldAccess(object: string, name: string, access: FieldAccess, holder: Holder): void;
  /** What profiles and permission sets of a user keep from editing, by `Lead.Phone`. */
  limitedFields(userId: string): { field: string; access: FieldAccess }[];

  permissionSets(): PermissionSetDefinition[];
  /** Adds or replaces. Throws ApiError, in the words of a deploy, for what the org has not or what is not allowed. */
  savePermissionSet(definition: PermissionSetDefinition): void;
  /** Takes it away from everybody who has it. Whether there was one. */
  removePermissionSet(name: string): boolean;
  /** Throws ApiError when there is no such permission set or user. Having it already is no error. */
  assignPermissionSet(userId: string, name: string): void;
  unassignPermissionSet(userId: string, name: string): void;
  /** Names of the permission sets that are assigned to a user. */
  permissionSetsOf(userId: string): string[];
  /** A user permission by its name in metadata, `ViewSetup`, by profile or permission set. */
  hasUserPermission(userId: string, name: string): boolean;
  /** `UserLogin.IsFrozen`: may not log in, though active. */
  isFrozen(userId: string): boolean;
  hasCustomPermission(userId: string, name: string): boolean;
  hasClassAccess(userId: string, apexClass: string): boolean;
  /** Whether the user is shown a deployed app. */
  hasApplication(userId: string, name: string): boolean;
  tabVisibility(userId: string, tab: string): TabVisibility;

  queues(): Queue[];
  /** Makes one, or changes the one of that developer name. Throws ApiError for what queues cannot take. */
  setQueue(queue: NewQueue): Queue;
  /** False when there is none. Throws ApiError while it owns records. */
  removeQueue(id: string): boolean;

  recordTypes(): RecordTypeDefinition[];
  /** Adds one, or changes the one of that name. Throws ApiError for what is not well described. */
  setRecordType(recordType: NewRecordType): RecordTypeDefinition;
  /** False when there is none. Throws ApiError when records have it. */
  removeRecordType(id: string): boolean;
  /** The record types of an object as its describe lists them to the caller. */
  recordTypesSeenBy(caller: Caller, object: string): RecordTypeSummary[];

  /** Org-wide defaults: what users may do with records of others. */
  sharing(): Record<SharedObject, Sharing>;
  /** Throws ApiError for a value that the object cannot have. */
  setSharing(object: SharedObject, value: Sharing): void;

  validationRules(): ValidationRule[];
  addValidationRule(rule: Omit<ValidationRule, 'id'>): ValidationRule;
  /** Undefined when there is no such rule. */
  activateValidationRule(id: string, active: boolean): ValidationRule | undefined;
  removeValidationRule(id: string): boolean;
  assignmentRules(): AssignmentRule[];
  setAssignmentRule(rule: Omit<AssignmentRule, 'id'>): AssignmentRule;
  removeAssignmentRule(id: string): boolean;
  duplicateRules(): DuplicateRule[];
  setDuplicateRule(rule: Omit<DuplicateRule, 'id'>): DuplicateRule;
  removeDuplicateRule(id: string): boolean;

  automations(): Automation[];
  /** Makes one, or replaces the one of that name. Throws ApiError for what could not run. */
  setAutomation(automation: NewAutomation): Automation;
  /** Undefined when there is no such trigger or flow. */
  activateAutomation(id: string, active: boolean): Automation | undefined;
  removeAutomation(id: string): boolean;

  /** Puts these rows in place of all rows of an object that the platform writes itself. */
  replaceRows(object: string, rows: readonly StoredRecord[]): void;
  /** Writes something into the Setup audit trail; without a user, as the administrator. */
  noteSetupChange(change: SetupChange, userId?: string): void;

  limitSettings(): LimitSettings;
  /** `null` takes back what was set. */
  setLimit(name: string, change: { used?: number; max?: number } | null): void;
  /** In whole megabytes. */
  dataStorage(): { used: number; max: number };
  /** Read-only for a maintenance: nobody changes data. */
  setReadOnly(readOnly: boolean): void;

  /** Runs the work; when it throws, every write inside is undone (auto-numbers stay consumed). Nests as savepoints. */
  transaction<T>(work: () => T): T;

  create(caller: Caller, object: string, values: Record<string, unknown>, options: SaveOptions): SaveResult;
  update(caller: Caller, object: string, id: string, values: Record<string, unknown>, options: SaveOptions): SaveResult;
  upsert(
    caller: Caller,
    object: string,
    externalIdField: string,
    externalId: string,
    values: Record<string, unknown>,
    options: SaveOptions & { updateOnly?: boolean },
  ): SaveResult;
  delete(caller: Caller, object: string, id: string): SaveResult;
  /** One record as `GET /sobjects/X/<id>` prints it. Throws ApiError (404 NOT_FOUND, ENTITY_IS_DELETED). */
  retrieve(caller: Caller, object: string, id: string, fields?: string[], version?: string): QueryRecord;
  /** Ids of the records that carry this external id (or e-mail: idLookup fields count). */
  findByExternalId(caller: Caller, object: string, field: string, value: string): string[];

  /** Runs SOQL. `all` = queryAll (deleted rows too). Throws ApiError (MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE). */
  query(caller: Caller, soql: string, options: { all: boolean; batchSize: number; version: string }): QueryResult;
  /** The next page by the cursor part of `nextRecordsUrl`. Throws ApiError INVALID_QUERY_LOCATOR. */
  queryMore(locator: string, options: { version: string }): QueryResult;

  /** Converts a lead as the button in Salesforce does. Throws ApiError with the reason when it cannot be. */
  convertLead(caller: Caller, leadId: string): { accountId: string; contactId: string };
  /** Restores a record, and what went with it, from the recycle bin. Throws ApiError with the reason when it cannot be. */
  restore(caller: Caller, id: string): void;

  /** Small persisted settings for the parts around the engine (sessions, limits, faults): survive a restart. */
  readSetting<T>(key: string): T | undefined;
  writeSetting(key: string, value: unknown): void;

  /** Back to an empty org with its users; with `kept`, also with these fields, all permission sets and who has them. */
  reset(kept?: { fields: ReadonlySet<string> }): void;
  close(): void;
}
