import type { SaveOptions, SaveResult } from '../org/types.ts';
import type { ApiContext, ApiRequest } from './request.ts';

/** What a save needs to know, whoever asks for it. */
export type SaveContext = Pick<ApiContext, 'org' | 'caller' | 'lockOf'>;

/** Sforce-Auto-Assign (REST's default is TRUE) and Sforce-Duplicate-Rule-Header, as the engine wants them. */
export function saveOptions({ headers, version }: ApiRequest): SaveOptions & { version: string } {
  const autoAssign = headers['sforce-auto-assign']?.trim();
  const duplicates = headers['sforce-duplicate-rule-header'] ?? '';
  return {
    version,
    autoAssign:
      autoAssign === undefined || /^true$/i.test(autoAssign) ? true : !/^false$/i.test(autoAssign) && autoAssign,
    allowDuplicates: /(^|[;,\s])allowSave\s*=\s*true\b/i.test(duplicates),
  };
}

type Values = Record<string, unknown>;

export function createRecord(context: SaveContext, object: string, values: Values, options: SaveOptions): SaveResult {
  return lock(context, object, values) ?? context.org.create(context.caller, object, fieldsOf(values), options);
}

export function updateRecord(
  context: SaveContext,
  object: string,
  id: string,
  values: Values,
  options: SaveOptions,
): SaveResult {
  return lock(context, object, values, id) ?? context.org.update(context.caller, object, id, fieldsOf(values), options);
}

export function upsertRecord(
  context: SaveContext,
  object: string,
  field: string,
  externalId: string,
  values: Values,
  options: SaveOptions & { updateOnly?: boolean },
): SaveResult {
  return (
    lock(context, object, values) ??
    context.org.upsert(context.caller, object, field, externalId, fieldsOf(values), options)
  );
}

export function deleteRecord(context: SaveContext, object: string, id: string): SaveResult {
  return lock(context, object, {}, id) ?? context.org.delete(context.caller, object, id);
}

function fieldsOf(values: Values): Values {
  const { attributes: _attributes, ...fields } = values;
  return fields;
}

/** Where the record has no id yet, the row that cannot be locked is one that it refers to. */
function lock(context: SaveContext, object: string, values: Values, id?: string): SaveResult | undefined {
  const references = Object.values(values).filter(
    (value): value is string => typeof value === 'string' && /^([0-9A-Za-z]{15}|[0-9A-Za-z]{18})$/.test(value),
  );
  const met = context.lockOf(object, id === undefined ? references : [id, ...references]);
  if (!met) return undefined;
  const row = met.record ?? id ?? references[0] ?? context.caller.userId;
  const message = `unable to obtain exclusive access to this record or 1 records: ${row}`;
  return {
    success: false,
    ...(id && { id }),
    errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW', message, fields: [] }],
    httpStatus: 400,
  };
}
