import { ApiError } from '../org/types.ts';
import type { RowError, SaveResult } from '../org/types.ts';
import { normaliseId } from '../schema/index.ts';
import type { SObjectType } from '../schema/types.ts';
import { byMethod, isObject, jsonError, noExternalIdField, notFound, objectBody, told } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { readRecord } from './read-record.ts';
import { createRecord, deleteRecord, saveOptions, updateRecord, upsertRecord } from './saves.ts';
import { keepIf } from './transaction.ts';

const MOST_RECORDS = 200;
const MOST_RETRIEVED = 2000;
const MOST_RUNS_OF_TYPES = 10;

type Row = Record<string, unknown>;
type RowResult = { id?: string; success: boolean; errors: object[]; created?: boolean };

/** `/composite/sobjects`: up to 200 rows a call, always 200 when well-formed, results in the order of the rows. */
export function collections(context: ApiContext, request: ApiRequest): ApiReply {
  const [, , name, field, ...rest] = request.segments;
  if (rest.length > 0) throw notFound();
  if (name === undefined) {
    return byMethod(request, {
      POST: () => create(context, request),
      PATCH: () => update(context, request),
      DELETE: () => remove(context, request),
    });
  }
  const object = requireObject(context, name);
  if (field !== undefined) return byMethod(request, { PATCH: () => upsert(context, request, object, field) });
  return byMethod(request, {
    GET: () => retrieve(context, request, object, list(request, 'ids'), list(request, 'fields')),
    POST: () => {
      const { ids, fields } = objectBody(request);
      if (!isTexts(ids) || !isTexts(fields))
        throw jsonError('ids and fields must be lists of text at [line:1, column:1]');
      return retrieve(context, request, object, ids, fields);
    },
  });
}

function create(context: ApiContext, request: ApiRequest): ApiReply {
  const options = saveOptions(request);
  const rows = typedRows(context, request);
  return saveAll(context, request, rows, ({ object, row }) =>
    rowResult(createRecord(context, object.name, row, options), { showsId: false }),
  );
}

function update(context: ApiContext, request: ApiRequest): ApiReply {
  const options = saveOptions(request);
  const rows = typedRows(context, request);
  return saveAll(context, request, rows, ({ object, row }) => {
    const { id, values } = takeId(row);
    if (!id) return failure({ statusCode: 'MISSING_ARGUMENT', message: 'Id not specified in an update call' });
    const wrong = wrongId(context, object, id);
    if (wrong) return { ...wrong, id };
    return rowResult(updateRecord(context, object.name, id, values, options), { id, showsId: true });
  });
}

function upsert(context: ApiContext, request: ApiRequest, object: SObjectType, fieldName: string): ApiReply {
  const field = object.fields.find(({ name }) => name.toLowerCase() === fieldName.toLowerCase());
  if (!field || !(field.externalId || field.idLookup)) throw noExternalIdField(fieldName);
  const options = saveOptions(request);
  const rows = typedRows(context, request).map(({ row }) => row);
  const seen = new Set<string>();
  return saveAll(context, request, rows, (row) => {
    if (field.type === 'id') return upsertById(context, object, row, options);
    const { [keyOf(row, field.name)]: external, ...values } = row;
    if (external === undefined || external === null || external === '') {
      return failure({ statusCode: 'MISSING_ARGUMENT', message: `${field.name} not specified` });
    }
    const key = told(external).toLowerCase();
    // [K] The first row with the value is saved, the later ones are refused.
    if (seen.has(key)) {
      return failure({
        statusCode: 'DUPLICATE_VALUE',
        message: `Duplicate external id specified: ${told(external)}`,
      });
    }
    seen.add(key);
    const result = upsertRecord(context, object.name, field.name, told(external), values, options);
    if (!result.success && 'multiple' in result) {
      const message = `${field.name}: more than one record found for external id field: [${result.multiple.join(', ')}]`;
      return failure({ statusCode: 'DUPLICATE_EXTERNAL_ID', message });
    }
    return { ...rowResult(result, { showsId: false }), ...(result.success && { created: result.created }) };
  });
}

function upsertById(
  context: ApiContext,
  object: SObjectType,
  row: Row,
  options: ReturnType<typeof saveOptions>,
): RowResult {
  const { id, values } = takeId(row);
  const wrong = id && wrongId(context, object, id);
  if (wrong) return wrong;
  const result = id
    ? updateRecord(context, object.name, id, values, options)
    : createRecord(context, object.name, values, options);
  return { ...rowResult(result, { showsId: false }), ...(result.success && { created: result.created }) };
}

function remove(context: ApiContext, request: ApiRequest): ApiReply {
  const ids = list(request, 'ids');
  if (ids.length === 0) throw new ApiError(400, 'MISSING_ARGUMENT', 'The ids parameter is required'); // [K]
  requireAtMost(ids.length, MOST_RECORDS);
  const allOrNone = request.query.get('allOrNone') === 'true';
  const results = inTransaction(context, allOrNone, ids, (id) => {
    const object = objectOfId(context, id);
    if (!object || normaliseId(id) === null) return { ...failure(malformedId(id)), id };
    return rowResult(deleteRecord(context, object.name, id), { id, showsId: true });
  });
  return { status: 200, body: results };
}

function retrieve(
  context: ApiContext,
  request: ApiRequest,
  object: SObjectType,
  ids: string[],
  fields: string[],
): ApiReply {
  requireAtMost(ids.length, MOST_RETRIEVED);
  const unknown = fields.find(
    (name) => !object.fields.some((field) => field.name.toLowerCase() === name.toLowerCase()),
  );
  if (unknown !== undefined) {
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object.name}`);
  }
  const body = ids.map((id) => {
    try {
      return readRecord(context, request, object, id, fields);
    } catch (error) {
      if (error instanceof ApiError && error.httpStatus === 404) return null;
      throw error;
    }
  });
  return { status: 200, body };
}

/** A row's id that no record of its object can have. Single-record addresses answer 404 instead. */
function wrongId(context: ApiContext, object: SObjectType, id: string): RowResult | undefined {
  if (normaliseId(id) === null) return failure(malformedId(id));
  const other = objectOfId(context, id);
  if (!other || other.name === object.name) return undefined;
  const message = `${object.label} ID: id value of incorrect type: ${id}`;
  return failure({ statusCode: 'MALFORMED_ID', message, fields: ['Id'] });
}

function objectOfId(context: ApiContext, id: string): SObjectType | undefined {
  return context.org
    .objectsSeenBy(context.caller)
    .find(({ keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix));
}

function malformedId(id: string): RowError {
  return { statusCode: 'MALFORMED_ID', message: `malformed id ${id}`, fields: ['Id'] };
}

function saveAll<T>(context: ApiContext, request: ApiRequest, rows: T[], save: (row: T) => RowResult): ApiReply {
  return { status: 200, body: inTransaction(context, objectBody(request).allOrNone === true, rows, save) };
}

/** With allOrNone the culprits keep their errors and every other row says that it was rolled back. */
function inTransaction<T>(
  context: ApiContext,
  allOrNone: boolean,
  rows: T[],
  save: (row: T) => RowResult,
): RowResult[] {
  const saved = (results: RowResult[]) => !allOrNone || results.every(({ success }) => success);
  const results = keepIf(context.org, () => rows.map(save), saved);
  return saved(results) ? results : results.map((result) => (result.success ? failure(ROLLED_BACK) : result));
}

const ROLLED_BACK = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
};

/** The match data of a duplicate rule is left out here; `fields` is always there. */
function rowResult(result: SaveResult, { id, showsId }: { id?: string; showsId: boolean }): RowResult {
  if (result.success) return { id: result.id, success: true, errors: [] };
  const errors = result.errors.map(slim);
  return { ...(showsId && id && { id }), success: false, errors };
}

function failure(error: RowError): RowResult {
  return { success: false, errors: [slim(error)] };
}

function slim({ statusCode, message, fields }: RowError): object {
  return { statusCode, message, fields: fields ?? [] };
}

/**
 * The rows with the objects they name.
 * @throws ApiError 400 for an envelope that is not well-formed. The texts are [K], except for the parser's.
 */
function typedRows(context: ApiContext, request: ApiRequest): { object: SObjectType; row: Row }[] {
  const { records } = objectBody(request);
  if (!Array.isArray(records)) throw jsonError('records must be a list of sObjects at [line:1, column:1]');
  requireAtMost(records.length, MOST_RECORDS);
  const [, , named] = request.segments;
  const rows = records.map((row: unknown) => {
    if (!isObject(row)) throw jsonError('records must be a list of sObjects at [line:1, column:1]');
    const type = isObject(row.attributes) ? row.attributes.type : undefined;
    if (typeof type !== 'string') {
      throw jsonError("sObject requires a separate 'attributes' field to be specified with the entity type.");
    }
    if (named !== undefined && type.toLowerCase() !== named.toLowerCase()) {
      throw new ApiError(400, 'INVALID_TYPE', `sObject type '${type}' is not the type of the collection: ${named}`);
    }
    return { object: requireObject(context, type), row };
  });
  const runs = rows.filter(({ object }, index) => rows[index - 1]?.object !== object).length;
  if (runs > MOST_RUNS_OF_TYPES) {
    throw new ApiError(
      400,
      'LIMIT_EXCEEDED',
      `Cannot have more than ${MOST_RUNS_OF_TYPES} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    );
  }
  return rows;
}

function requireObject(context: ApiContext, name: string): SObjectType {
  const object = context.org.objectSeenBy(context.caller, name);
  if (!object) throw notFound();
  return object;
}

function requireAtMost(count: number, most: number): void {
  if (count <= most) return;
  // [K] Code and text.
  const message = `record limit reached. cannot submit more than ${most} records in this call`;
  throw new ApiError(400, 'LIMIT_EXCEEDED', message);
}

function takeId(row: Row): { id: string | undefined; values: Row } {
  const { [keyOf(row, 'Id')]: id, ...values } = row;
  return { id: typeof id === 'string' && id !== '' ? id : undefined, values };
}

/** Field names in a row are not case-sensitive. */
function keyOf(row: Row, name: string): string {
  return Object.keys(row).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function list(request: ApiRequest, parameter: string): string[] {
  return (request.query.get(parameter) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
