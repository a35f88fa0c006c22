import { newId, normaliseId } from '../schema/index.ts';
import type { NewField, SObjectType } from '../schema/types.ts';
import { convertLead } from './convert-lead.ts';
import type { ConvertedLead } from './convert-lead.ts';
import { addCustomField, loadCustomFields, removeCustomField } from './custom-fields.ts';
import { deleteRecord } from './delete-record.ts';
import { parseValue } from './field-values.ts';
import {
  externalIdField,
  idsByExternalId,
  objectNamed,
  readableRecord,
  targetRecord,
  upsertTarget,
} from './find-target.ts';
import type { OrgContext } from './org-context.ts';
import { OrgDatabase } from './org-database.ts';
import { OrgRules } from './org-rules.ts';
import { OrgSchema } from './org-schema.ts';
import { printRecord } from './read-record.ts';
import { restoreRecord } from './restore-record.ts';
import { RowFailure, rowFailure, savingRow } from './row-failure.ts';
import { DEFAULT_VERSION, saveRecord } from './save-record.ts';
import { SEED, SEEDED_IDS, seedOrg } from './seed.ts';
import { Cursors } from './soql/cursors.ts';
import { runQuery } from './soql/run-query.ts';
import { ApiError } from './types.ts';
import type {
  AssignmentRule,
  Caller,
  DuplicateRule,
  OrgEngine,
  QueryRecord,
  QueryResult,
  SaveOptions,
  SaveResult,
  ValidationRule,
} from './types.ts';
import { checkNewRule } from './validation-rules.ts';

const CLOCK = 'clock';
const SETTING = 'setting/';

/** A Salesforce org in memory, written through to a folder when it has one. */
export class Org implements OrgEngine {
  readonly organizationId = SEED.organization;
  readonly #database: OrgDatabase;
  readonly #rules: OrgRules;
  readonly #cursors: Cursors;
  #schema = new OrgSchema();
  #clockOffset = 0;

  /** Without a directory the org ends with its process. Throws when another process has the directory open. */
  constructor({ directory }: { directory?: string } = {}) {
    this.#database = new OrgDatabase(directory);
    this.#rules = new OrgRules(this.#database, (prefix) => this.#newId(prefix));
    this.#cursors = new Cursors(
      () => this.#newId('01g'),
      () => this.now().getTime(),
    );
    this.#clockOffset = this.#database.readDocument<number>(CLOCK) ?? 0;
    loadCustomFields(this.#database, this.#schema);
    if (this.#database.records.count('Organization') === 0) this.#seed();
  }

  now(): Date {
    return new Date(Date.now() + this.#clockOffset);
  }

  setClockOffset(milliseconds: number): void {
    this.#database.writeDocument(CLOCK, milliseconds);
    this.#clockOffset = milliseconds;
  }

  objects(): SObjectType[] {
    return this.#schema.objects();
  }

  object(name: string): SObjectType | undefined {
    return this.#schema.object(name);
  }

  /** Throws ApiError when the object is unknown or the field is not well described. */
  addField(object: string, field: NewField): void {
    addCustomField(this.#database, this.#schema, this.#existing(object), field);
  }

  /** Takes the field and its values away. Throws ApiError when there is no such custom field. */
  removeField(object: string, name: string): void {
    removeCustomField(this.#database, this.#schema, this.#existing(object), name);
  }

  validationRules(): ValidationRule[] {
    return this.#rules.validation();
  }

  /** Throws ApiError when the formula cannot run on the object. */
  addValidationRule(rule: Omit<ValidationRule, 'id'>): ValidationRule {
    checkNewRule(this.#context(), rule);
    const object = this.#existing(rule.object).name;
    return this.transaction(() => this.#rules.addValidation({ ...rule, object }));
  }

  removeValidationRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('validation', id));
  }

  assignmentRules(): AssignmentRule[] {
    return this.#rules.assignment();
  }

  setAssignmentRule(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    return this.transaction(() => this.#rules.setAssignment(rule));
  }

  removeAssignmentRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('assignment', id));
  }

  duplicateRules(): DuplicateRule[] {
    return this.#rules.duplicate();
  }

  setDuplicateRule(rule: Omit<DuplicateRule, 'id'>): DuplicateRule {
    return this.transaction(() => this.#rules.setDuplicate(rule));
  }

  removeDuplicateRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('duplicate', id));
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  create(caller: Caller, object: string, values: Record<string, unknown>, options: SaveOptions): SaveResult {
    const type = this.#existing(object);
    return this.#saving(undefined, () => {
      if (!type.createable) throw notAllowed(type, 'inserted');
      const id = this.#newId(type.keyPrefix);
      saveRecord(this.#context(), { type, userId: caller.userId, target: id, values, options });
      return { success: true, id, created: true };
    });
  }

  update(
    caller: Caller,
    object: string,
    id: string,
    values: Record<string, unknown>,
    options: SaveOptions,
  ): SaveResult {
    const type = this.#existing(object);
    return this.#saving(normaliseId(id) ?? id, () => {
      if (!type.updateable) throw notAllowed(type, 'updated');
      const record = targetRecord(this.#context(), type, id);
      saveRecord(this.#context(), { type, userId: caller.userId, target: record, values, options });
      return { success: true, id: record.Id, created: false };
    });
  }

  upsert(
    caller: Caller,
    object: string,
    externalIdName: string,
    externalId: string,
    values: Record<string, unknown>,
    options: SaveOptions & { updateOnly?: boolean },
  ): SaveResult {
    const type = this.#existing(object);
    const field = externalIdField(this.#context(), type, externalIdName);
    const isInBody = Object.keys(values).some((key) => key.toLowerCase() === field.name.toLowerCase());
    if (isInBody) {
      const message = `The ${field.name} field should not be specified in the sobject data.`;
      return { success: false, errors: [{ statusCode: 'INVALID_FIELD', message }], httpStatus: 400 };
    }
    if (field.type === 'id') {
      if (externalId) return this.update(caller, object, externalId, values, options);
      return this.create(caller, object, values, options);
    }
    const found = this.#saving(undefined, () => upsertTarget(this.#context(), type, field, externalId));
    if (!found.success) return found;
    if (!found.created) return this.update(caller, object, found.id, values, options);
    if (options.updateOnly) {
      const message = 'The requested resource does not exist';
      return { success: false, errors: [{ statusCode: 'NOT_FOUND', message }], httpStatus: 404 };
    }
    return this.create(caller, object, { ...values, [field.name]: parseValue(field, externalId) }, options);
  }

  delete(caller: Caller, object: string, id: string): SaveResult {
    const type = this.#existing(object);
    return this.#saving(normaliseId(id) ?? id, () => {
      if (!type.deletable) throw notAllowed(type, 'deleted');
      const record = targetRecord(this.#context(), type, id);
      deleteRecord(this.#context(), type.name, record, caller.userId);
      return { success: true, id: record.Id, created: false };
    });
  }

  retrieve(_caller: Caller, object: string, id: string, fields?: string[], version = DEFAULT_VERSION): QueryRecord {
    const type = this.#existing(object);
    const record = readableRecord(this.#context(), type, id);
    const chosen = fields?.map((name) => {
      const field = this.#schema.field(type.name, name);
      if (field) return field;
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type.name}`);
    });
    return printRecord(this.#context(), type, record, chosen ?? type.fields, version);
  }

  findByExternalId(object: string, field: string, value: string): string[] {
    const type = this.#existing(object);
    return idsByExternalId(this.#context(), type, externalIdField(this.#context(), type, field), value);
  }

  query(caller: Caller, soql: string, options: { all: boolean; batchSize: number; version: string }): QueryResult {
    const answer = runQuery(this.#context(), caller.userId, soql, options.all);
    return this.#cursors.firstPage(answer, caller.userId, options.batchSize, options.version);
  }

  queryMore(locator: string, options: { version: string }): QueryResult {
    return this.#cursors.nextPage(locator, options.version);
  }

  /** Converts a lead as the button in Salesforce does. Throws ApiError with the reason when it cannot be. */
  convertLead(caller: Caller, leadId: string): ConvertedLead {
    const lead = this.#existing('Lead');
    return this.#byHand(() =>
      convertLead(this.#context(), targetRecord(this.#context(), lead, leadId), caller.userId, (object) =>
        this.#newId(this.#existing(object).keyPrefix),
      ),
    );
  }

  /** Restores a record from the recycle bin. Throws ApiError with the reason when it cannot be. */
  restore(caller: Caller, id: string): void {
    const type = this.#schema.objects().find(({ keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix));
    const record = type && this.#database.records.get(type.name, normaliseId(id) ?? id);
    if (!type || !record) throw new ApiError(404, 'NOT_FOUND', `The org has no record ${id}.`);
    this.#byHand(() => restoreRecord(this.#context(), type, record, caller.userId));
  }

  readSetting<T>(key: string): T | undefined {
    return this.#database.readDocument<T>(SETTING + key);
  }

  writeSetting(key: string, value: unknown): void {
    this.#database.writeDocument(SETTING + key, value);
  }

  /** Settings of the parts around the engine stay: each part resets its own. */
  reset(): void {
    this.#database.clear((key) => key.startsWith(SETTING));
    this.#schema = new OrgSchema();
    this.#clockOffset = 0;
    this.#cursors.clear();
    loadCustomFields(this.#database, this.#schema);
    this.#seed();
  }

  close(): void {
    this.#database.close();
  }

  #context(): OrgContext {
    return { database: this.#database, schema: this.#schema, rules: this.#rules, now: () => this.now() };
  }

  /** One row, all or nothing. */
  #saving(id: string | undefined, save: () => SaveResult): SaveResult {
    return savingRow(id, () => this.transaction(save));
  }

  /** What somebody does with a button, all or nothing; a refusal becomes an ApiError. */
  #byHand<T>(work: () => T): T {
    try {
      return this.transaction(work);
    } catch (error) {
      const [first] = error instanceof RowFailure ? error.errors : [];
      if (!first || !(error instanceof RowFailure)) throw error;
      throw new ApiError(error.httpStatus, first.statusCode, first.message, first.fields);
    }
  }

  #existing(object: string): SObjectType {
    return objectNamed(this.#context(), object);
  }

  #newId(prefix: string): string {
    return newId(prefix, SEEDED_IDS + this.#database.nextNumber(`id/${prefix}`));
  }

  #seed(): void {
    this.transaction(() => seedOrg(this.#context()));
  }
}

function notAllowed(type: SObjectType, what: string): RowFailure {
  const message = `entity type cannot be ${what}: ${type.label}`;
  return rowFailure('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, []);
}
