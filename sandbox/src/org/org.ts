import { normaliseId } from '../schema/index.ts';
import type { SObjectType } from '../schema/types.ts';
import type { UserAccess } from './access/user-accesses.ts';
import { convertLead } from './convert-lead.ts';
import type { ConvertedLead } from './convert-lead.ts';
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
import { checkStorage, checkWritable } from './org-limits.ts';
import { OrgSetup } from './org-setup.ts';
import { checkDeletion } from './person-account-rules.ts';
import { printRecord } from './read-record.ts';
import { restoreRecord } from './restore-record.ts';
import { RowFailure, rowFailure, savingRow } from './row-failure.ts';
import { DEFAULT_VERSION, saveRecord } from './save-record.ts';
import type { Saving } from './save-record.ts';
import { SEED } from './seed.ts';
import { Cursors } from './soql/cursors.ts';
import { runQuery } from './soql/run-query.ts';
import { ApiError } from './types.ts';
import type { Caller, OrgEngine, QueryRecord, QueryResult, SaveOptions, SaveResult } from './types.ts';

/** A Salesforce org in memory, written through to a folder when it has one. */
export class Org extends OrgSetup implements OrgEngine {
  readonly organizationId = SEED.organization;
  readonly #cursors = new Cursors(
    () => this.newId('01g'),
    () => this.now().getTime(),
  );

  create(caller: Caller, object: string, values: Record<string, unknown>, options: SaveOptions): SaveResult {
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    return this.#saving(undefined, () => {
      checkWritable(this.database, caller.userId);
      if (!type.createable) throw notAllowed(type, 'inserted');
      checkStorage(this.context(), type);
      const id = this.newId(type.keyPrefix);
      this.#save(access, type.name, { target: id, values, options });
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
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    return this.#saving(normaliseId(id) ?? id, () => {
      checkWritable(this.database, caller.userId);
      if (!type.updateable) throw notAllowed(type, 'updated');
      const record = targetRecord(this.context(), access, type, id, 'edit');
      this.#save(access, type.name, { target: record, values, options });
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
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    const field = externalIdField(access, type, externalIdName);
    const isInBody = Object.keys(values).some((key) => key.toLowerCase() === field.name.toLowerCase());
    if (isInBody) {
      const message = `The ${field.name} field should not be specified in the sobject data.`;
      return { success: false, errors: [{ statusCode: 'INVALID_FIELD', message }], httpStatus: 400 };
    }
    if (field.type === 'id') {
      if (externalId) return this.update(caller, object, externalId, values, options);
      return this.create(caller, object, values, options);
    }
    const found = this.#saving(undefined, () => upsertTarget(this.context(), access, type, field, externalId));
    if (!found.success) return found;
    if (!found.created) return this.update(caller, object, found.id, values, options);
    if (options.updateOnly) {
      const message = 'The requested resource does not exist';
      return { success: false, errors: [{ statusCode: 'NOT_FOUND', message }], httpStatus: 404 };
    }
    return this.create(caller, object, { ...values, [field.name]: parseValue(field, externalId) }, options);
  }

  delete(caller: Caller, object: string, id: string): SaveResult {
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    return this.#saving(normaliseId(id) ?? id, () => {
      checkWritable(this.database, caller.userId);
      if (!this.existing(object).deletable) throw notAllowed(type, 'deleted');
      const record = targetRecord(this.context(), access, type, id, 'delete');
      checkDeletion(type.name, record);
      deleteRecord(this.context(), type.name, record, caller.userId);
      return { success: true, id: record.Id, created: false };
    });
  }

  retrieve(caller: Caller, object: string, id: string, fields?: string[], version = DEFAULT_VERSION): QueryRecord {
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    const record = readableRecord(this.context(), access, type, id);
    const chosen = fields?.map((name) => {
      const field = access.schema.field(type.name, name);
      if (field) return field;
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type.name}`);
    });
    return printRecord(this.context(), type, record, chosen ?? type.fields, version);
  }

  findByExternalId(caller: Caller, object: string, field: string, value: string): string[] {
    const access = this.access(caller);
    const type = objectNamed(access.schema, object);
    return idsByExternalId(this.context(), access, type, externalIdField(access, type, field), value);
  }

  query(caller: Caller, soql: string, options: { all: boolean; batchSize: number; version: string }): QueryResult {
    const answer = runQuery(this.context(), this.access(caller), soql, options.all);
    return this.#cursors.firstPage(answer, caller.userId, options.batchSize, options.version);
  }

  queryMore(locator: string, options: { version: string }): QueryResult {
    return this.#cursors.nextPage(locator, options.version);
  }

  /** Converts a lead as the button in Salesforce does. Throws ApiError with the reason when it cannot be. */
  convertLead(caller: Caller, leadId: string): ConvertedLead {
    const access = this.access(caller);
    const type = objectNamed(access.schema, 'Lead');
    return this.#byHand(() => {
      checkWritable(this.database, caller.userId);
      const lead = targetRecord(this.context(), access, type, leadId, 'edit');
      return convertLead(this.context(), access, lead, (object) => this.newId(this.existing(object).keyPrefix));
    });
  }

  /** Restores a record from the recycle bin. Throws ApiError with the reason when it cannot be. */
  restore(caller: Caller, id: string): void {
    const type = this.objects().find(({ keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix));
    const record = type && this.database.records.get(type.name, normaliseId(id) ?? id);
    if (!type || !record) throw new ApiError(404, 'NOT_FOUND', `The org has no record ${id}.`);
    this.#byHand(() => {
      checkWritable(this.database, caller.userId);
      restoreRecord(this.context(), type, record, caller.userId);
    });
  }

  override reset(kept?: { fields: ReadonlySet<string> }): void {
    this.#cursors.clear();
    super.reset(kept);
  }

  #save(access: UserAccess, object: string, saving: Omit<Saving, 'type' | 'access'>): void {
    saveRecord(this.context(), { type: this.existing(object), access, ...saving });
    if (object === 'User') this.followUsers();
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
}

/** The same words whether nobody may or this caller may not. */
function notAllowed(type: SObjectType, what: string): RowFailure {
  const message = `entity type cannot be ${what}: ${type.label}`;
  return rowFailure('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, []);
}
