import type { RecordTypeSummary } from '../schema/index.ts';
import type { Field } from '../schema/types.ts';
import { formatDateTime } from './field-values.ts';
import type { OrgDatabase } from './org-database.ts';
import type { OrgSchema } from './org-schema.ts';
import { MASTER_RECORD_TYPE, takesRecordTypes } from '../schema/record-type-field.ts';
import { ApiError } from './types.ts';
import type { NewRecordType, RecordTypeDefinition } from './types.ts';

const KEY = 'record-types';

interface Options {
  database: OrgDatabase;
  schema: () => OrgSchema;
  newId: (prefix: string) => string;
  now: () => Date;
}

/** The record types of the org: kept as a document, which the records RecordType and the field RecordTypeId follow. */
export class RecordTypes {
  readonly #database: OrgDatabase;
  readonly #schema: () => OrgSchema;
  readonly #newId: (prefix: string) => string;
  readonly #now: () => Date;

  constructor({ database, schema, newId, now }: Options) {
    this.#database = database;
    this.#schema = schema;
    this.#newId = newId;
    this.#now = now;
  }

  all(): RecordTypeDefinition[] {
    return this.#database.readDocument<RecordTypeDefinition[]>(KEY) ?? [];
  }

  of(object: string): RecordTypeDefinition[] {
    return this.all().filter((one) => one.object === object);
  }

  find(id: string): RecordTypeDefinition | undefined {
    return this.all().find((one) => one.id === id);
  }

  /** Adds one, or changes the one of that name on the object. Throws ApiError for what is not well described. */
  set(asked: NewRecordType): RecordTypeDefinition {
    const type = this.#schema().object(asked.object);
    if (!type || !takesRecordTypes(type.name)) {
      throw new ApiError(400, 'INVALID_TYPE', `${asked.object} has no record types.`, ['object']);
    }
    this.#check(asked);
    const before = this.of(type.name).find((one) => isNamed(one, asked.developerName));
    const profiles = new Set([...this.#database.records.all('Profile')].map((profile) => String(profile['Name'])));
    const assignedTo = asked.assignedTo ?? null;
    const owners = [...profiles].filter((name) => assignedTo?.includes(name) ?? true);
    const definition: RecordTypeDefinition = {
      id: before?.id ?? this.#newId('012'),
      object: type.name,
      name: asked.name,
      developerName: before?.developerName ?? asked.developerName,
      description: asked.description ?? null,
      active: asked.active ?? true,
      assignedTo,
      // What is switched off is nobody's default.
      defaultFor: asked.default === true && asked.active !== false ? owners : [],
      picklistValues: asked.picklistValues ?? {},
      isPersonType: asked.isPersonType ?? false,
    };
    const others = this.all()
      .filter((one) => one.id !== definition.id)
      .map((one) =>
        one.object === type.name
          ? { ...one, defaultFor: one.defaultFor.filter((name) => !definition.defaultFor.includes(name)) }
          : one,
      );
    this.#write([...others, definition]);
    return definition;
  }

  /** Takes one away. Throws ApiError when records have it: Salesforce wants another for them first. */
  remove(id: string): boolean {
    const found = this.find(id);
    if (!found) return false;
    for (const record of this.#database.records.all(found.object)) {
      if (record['RecordTypeId'] !== id || record.IsDeleted) continue;
      const message = `${found.object} records have the record type ${found.developerName}: give them another, or deactivate it.`;
      throw new ApiError(400, 'DELETE_FAILED', message);
    }
    this.#write(this.all().filter((one) => one.id !== id));
    return true;
  }

  /** Whether a user may give records this type: it is active, and the profile or a permission set has it. */
  isAvailable({ active, assignedTo }: RecordTypeDefinition, userId: string): boolean {
    if (!active) return false;
    if (assignedTo === null) return true;
    const names = this.#grantorsOf(userId);
    return assignedTo.some((name) => names.includes(name));
  }

  /** What a new record of the user gets; undefined: the master, which is no value. */
  defaultOf(object: string, userId: string): RecordTypeDefinition | undefined {
    const profile = this.#profileOf(userId);
    return this.of(object).find((one) => one.active && one.defaultFor.includes(profile));
  }

  /** As the describe of the object lists them to the user, the master apart. */
  summaries(object: string, userId: string): RecordTypeSummary[] {
    const chosen = this.defaultOf(object, userId)?.id;
    return this.of(object).map((one) => ({
      id: one.id,
      name: one.name,
      developerName: one.developerName,
      active: one.active,
      available: this.isAvailable(one, userId),
      isDefault: one.id === chosen,
    }));
  }

  /** The values that a picklist offers to records of this type; undefined: all of its own. */
  valuesFor(recordTypeId: unknown, field: Field): string[] | undefined {
    if (typeof recordTypeId !== 'string' || recordTypeId === MASTER_RECORD_TYPE) return undefined;
    return this.find(recordTypeId)?.picklistValues[field.name];
  }

  /** Shows the field RecordTypeId on the objects that have record types, and on no others. */
  followSchema(): void {
    this.#schema().showRecordTypes(new Set(this.all().map(({ object }) => object)));
  }

  #check(asked: NewRecordType): void {
    const type = this.#schema().object(asked.object);
    if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(asked.developerName)) {
      const message = `${asked.developerName} is no name for a record type: letters, digits and single underscores, beginning with a letter.`;
      throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['developerName']);
    }
    const grantors = ['Profile', 'PermissionSet'].flatMap((object) =>
      [...this.#database.records.all(object)].map((record) => record['Name']),
    );
    for (const name of asked.assignedTo ?? []) {
      if (grantors.includes(name)) continue;
      const message = `The org has neither a profile nor a permission set ${name}.`;
      throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['assignedTo']);
    }
    for (const [name, values] of Object.entries(asked.picklistValues ?? {})) {
      const field = type && this.#schema().field(type.name, name);
      const known = field?.picklistValues.map(({ value }) => value) ?? [];
      const strange = values.find((value) => !known.includes(value));
      if (field?.name === name && known.length > 0 && strange === undefined) continue;
      const message =
        known.length === 0 || field?.name !== name
          ? `${asked.object} has no picklist ${name}.`
          : `The picklist ${name} has no value ${strange}.`;
      throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['picklistValues']);
    }
  }

  #write(all: RecordTypeDefinition[]): void {
    this.#database.transaction(() => {
      this.#database.writeDocument(KEY, all);
      const { records } = this.#database;
      for (const { Id } of [...records.all('RecordType')]) {
        if (!all.some(({ id }) => id === Id)) this.#database.remove('RecordType', Id);
      }
      for (const one of all) {
        const now = formatDateTime(this.#now());
        this.#database.put('RecordType', {
          Id: one.id,
          IsDeleted: false,
          Name: one.name,
          DeveloperName: one.developerName,
          Description: one.description,
          SobjectType: one.object,
          IsActive: one.active,
          IsPersonType: one.isPersonType,
          CreatedDate: records.get('RecordType', one.id)?.['CreatedDate'] ?? now,
          LastModifiedDate: now,
          SystemModstamp: now,
        });
      }
    });
    this.followSchema();
  }

  #profileOf(userId: string): string {
    const { records } = this.#database;
    return String(records.get('Profile', String(records.get('User', userId)?.['ProfileId']))?.['Name']);
  }

  #grantorsOf(userId: string): string[] {
    const { records } = this.#database;
    const assignments = [...(records.find('PermissionSetAssignment', 'AssigneeId', userId) ?? [])];
    const sets = assignments.map((id) => String(records.get('PermissionSetAssignment', id)?.['PermissionSetId']));
    return [this.#profileOf(userId), ...sets.map((id) => String(records.get('PermissionSet', id)?.['Name']))];
  }
}

function isNamed({ developerName }: RecordTypeDefinition, name: string): boolean {
  return developerName.toLowerCase() === name.toLowerCase();
}
