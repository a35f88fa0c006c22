import { newId, normaliseId } from '../schema/index.ts';
import type { Field, NewField, SObjectType } from '../schema/types.ts';
import { convertLead } from './convert-lead.ts';
import type { ConvertedLead } from './convert-lead.ts';
import { deleteRecord } from './delete-record.ts';
import { parseValue } from './field-values.ts';
import type { OrgContext } from './org-context.ts';
import { OrgDatabase } from './org-database.ts';
import { OrgRules } from './org-rules.ts';
import { isIndexed, OrgSchema } from './org-schema.ts';
import { printRecord } from './read-record.ts';
import type { StoredRecord } from './record-store.ts';
import { findByField, severalFound } from './references.ts';
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

const FIELDS = 'fields';
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
    for (const { object, field } of this.#customFields()) this.#schema.addField(object, field);
    this.#index();
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
    const type = this.#existing(object);
    try {
      this.#schema.addField(type.name, field);
    } catch (error) {
      throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', (error as Error).message);
    }
    this.#database.writeDocument(FIELDS, [...this.#customFields(), { object: type.name, field }]);
    this.#index();
  }

  /** Takes the field and its values away. Throws ApiError when there is no such custom field. */
  removeField(object: string, name: string): void {
    const type = this.#existing(object);
    const field = this.#schema.field(type.name, name);
    if (!field?.custom) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no custom field ${name}.`);
    const isAdded = (one: { object: string; field: NewField }) => one.field.name === field.name;
    if (!this.#customFields().some(isAdded)) {
      throw new ApiError(400, 'CANNOT_DELETE_MANAGED_OBJECT', `${field.name} belongs to the installed package.`);
    }
    const objects = this.#schema.removeField(type.name, field.name);
    this.transaction(() => {
      const rest = this.#customFields().filter((one) => !(isAdded(one) && objects.includes(one.object)));
      this.#database.writeDocument(FIELDS, rest);
      for (const one of objects) {
        this.#database.dropIndex(one, field.name);
        for (const record of [...this.#database.records.all(one)]) {
          if ((record[field.name] ?? null) === null) continue;
          const { [field.name]: _value, ...others } = record;
          this.#database.put(one, others as StoredRecord);
        }
      }
    });
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
    return this.#rules.remove('validation', id);
  }

  assignmentRules(): AssignmentRule[] {
    return this.#rules.assignment();
  }

  setAssignmentRule(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    return this.transaction(() => this.#rules.setAssignment(rule));
  }

  removeAssignmentRule(id: string): boolean {
    return this.#rules.remove('assignment', id);
  }

  duplicateRules(): DuplicateRule[] {
    return this.#rules.duplicate();
  }

  setDuplicateRule(rule: Omit<DuplicateRule, 'id'>): DuplicateRule {
    return this.transaction(() => this.#rules.setDuplicate(rule));
  }

  removeDuplicateRule(id: string): boolean {
    return this.#rules.remove('duplicate', id);
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
      const record = this.#target(type, id);
      saveRecord(this.#context(), { type, userId: caller.userId, target: record, values, options });
      return { success: true, id: record.Id, created: false };
    });
  }

  upsert(
    caller: Caller,
    object: string,
    externalIdField: string,
    externalId: string,
    values: Record<string, unknown>,
    options: SaveOptions & { updateOnly?: boolean },
  ): SaveResult {
    const type = this.#existing(object);
    const field = this.#externalIdField(type, externalIdField);
    const isInBody = Object.keys(values).some((key) => key.toLowerCase() === field.name.toLowerCase());
    if (isInBody) {
      const message = `The ${field.name} field should not be specified in the sobject data.`;
      return { success: false, errors: [{ statusCode: 'INVALID_FIELD', message }], httpStatus: 400 };
    }
    if (field.type === 'id') {
      if (externalId) return this.update(caller, object, externalId, values, options);
      return this.create(caller, object, values, options);
    }
    const found = this.#saving(undefined, () => {
      if (externalId === '') throw rowFailure('MISSING_ARGUMENT', `${field.name} not specified`, []);
      const ids = findByField(this.#context(), type, field, parseValue(field, externalId));
      const [id = ''] = ids;
      if (ids.length > 1)
        return { success: false, multiple: ids, errors: severalFound(field, ids).errors, httpStatus: 300 };
      return { success: true, id, created: ids.length === 0 };
    });
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
      const record = this.#target(type, id);
      deleteRecord(this.#context(), type.name, record, caller.userId);
      return { success: true, id: record.Id, created: false };
    });
  }

  retrieve(_caller: Caller, object: string, id: string, fields?: string[], version = DEFAULT_VERSION): QueryRecord {
    const type = this.#existing(object);
    const normalised = normaliseId(id);
    if (normalised === null) throw new ApiError(404, 'NOT_FOUND', unknownExternalId(id));
    const record = this.#database.records.get(type.name, normalised);
    if (!record) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    if (record.IsDeleted) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
    const chosen = fields?.map((name) => this.#fieldNamed(type, name)) ?? type.fields;
    return printRecord(this.#context(), type, record, chosen, version);
  }

  findByExternalId(object: string, field: string, value: string): string[] {
    const type = this.#existing(object);
    const key = this.#externalIdField(type, field);
    try {
      return findByField(this.#context(), type, key, parseValue(key, value));
    } catch (error) {
      // A value that the field cannot hold is held by no record.
      if (error instanceof RowFailure) return [];
      throw error;
    }
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
    try {
      return this.transaction(() =>
        convertLead(this.#context(), this.#target(lead, leadId), caller.userId, (object) =>
          this.#newId(this.#existing(object).keyPrefix),
        ),
      );
    } catch (error) {
      const [first] = error instanceof RowFailure ? error.errors : [];
      if (!first || !(error instanceof RowFailure)) throw error;
      throw new ApiError(error.httpStatus, first.statusCode, first.message, first.fields);
    }
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
    this.#index();
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

  #existing(object: string): SObjectType {
    const type = this.#schema.object(object);
    if (!type) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return type;
  }

  /** The record that a write by id means. Throws a RowFailure: malformed, vanished, or in the recycle bin. */
  #target(type: SObjectType, id: string): StoredRecord {
    const normalised = normaliseId(id);
    if (normalised === null) throw rowFailure('NOT_FOUND', unknownExternalId(id), undefined, 404);
    const record = this.#database.records.get(type.name, normalised);
    if (!record) throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [], 404);
    if (record.IsDeleted) throw rowFailure('ENTITY_IS_DELETED', 'entity is deleted', [], 404);
    return record;
  }

  #externalIdField(type: SObjectType, name: string): Field {
    const field = this.#schema.field(type.name, name);
    if (field && (field.externalId || field.idLookup)) return field;
    throw new ApiError(404, 'NOT_FOUND', unknownExternalId(name));
  }

  #fieldNamed(type: SObjectType, name: string): Field {
    const field = this.#schema.field(type.name, name);
    if (field) return field;
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type.name}`);
  }

  #customFields(): { object: string; field: NewField }[] {
    return this.#database.readDocument(FIELDS) ?? [];
  }

  #index(): void {
    for (const type of this.#schema.objects()) {
      for (const field of type.fields) {
        if (!isIndexed(field) || field.type === 'id' || this.#database.records.hasIndex(type.name, field.name))
          continue;
        this.#database.addIndex(type.name, field.name, field.caseSensitive || field.type === 'reference');
      }
    }
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

function unknownExternalId(segment: string): string {
  return `Provided external ID field does not exist or is not accessible: ${segment}`;
}
