import { createHash } from 'node:crypto';
import type { SaveResult } from '../org/types.ts';
import { describeBasic, describeGlobal, describeSObject } from '../schema/index.ts';
import type { SObjectType } from '../schema/types.ts';
import { byMethod, errorReply, noExternalIdField, notFound, objectBody, saveErrorReply } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { readRecord } from './read-record.ts';
import { createRecord, deleteRecord, saveOptions, updateRecord, upsertRecord } from './saves.ts';

/** `/sobjects/…`: describe, and one record by its id or by an external id. */
export function sobjects(context: ApiContext, request: ApiRequest): ApiReply {
  const [, name, key, value, ...rest] = request.segments;
  if (name === undefined) return byMethod(request, { GET: () => globalDescribe(context, request) });
  const object = context.org.objectSeenBy(context.caller, name);
  if (!object || rest.length > 0) throw notFound();
  if (key === undefined) {
    return byMethod(request, {
      GET: () => ({ status: 200, body: describeBasic(object, { version: request.version }) }),
      POST: () => create(context, request, object),
    });
  }
  if (object.name === 'EventLogFile') context.refreshEventLogs();
  if (value?.toLowerCase() === 'logfile' && object.name === 'EventLogFile') {
    return byMethod(request, { GET: () => logFile(context, object, key) });
  }
  if (value !== undefined) return byExternalId(context, request, object, key, value);
  if (key === 'describe') return byMethod(request, { GET: () => describe(context, request, object) });
  if (key.toLowerCase() === 'id') return byMethod(request, { POST: () => createWithIdAsKey(context, request, object) });
  return byId(context, request, object, key);
}

function globalDescribe(context: ApiContext, request: ApiRequest): ApiReply {
  return conditional(
    context,
    request,
    describeGlobal(context.org.objectsSeenBy(context.caller), { version: request.version }),
  );
}

function describe(context: ApiContext, request: ApiRequest, object: SObjectType): ApiReply {
  return conditional(
    context,
    request,
    describeSObject(context.inWordsOfCaller(object), {
      version: request.version,
      instanceUrl: context.instanceUrl,
      recordTypes: context.org.recordTypesSeenBy(context.caller, object.name),
    }),
  );
}

/** 304 without a body where the client's copy is as new as ours. */
function conditional(context: ApiContext, request: ApiRequest, body: object): ApiReply {
  const etag = `"${createHash('sha1').update(JSON.stringify(body)).digest('hex').slice(0, 8)}"`;
  const changed = new Date(Math.floor(context.schemaChangedAt.getTime() / 1000) * 1000);
  const headers = { ETag: etag, 'Last-Modified': changed.toUTCString() };
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  const until = Date.parse(request.headers['if-unmodified-since'] ?? '');
  const expected = request.headers['if-match'];
  if (until < changed.getTime() || (expected !== undefined && expected !== etag && expected !== '*')) {
    return { ...errorReply(412, 'PRECONDITION_FAILED', 'The precondition of the request is not met'), headers }; // [K]
  }
  const fresh = request.headers['if-none-match'] === etag || since >= changed.getTime();
  return fresh ? { status: 304, body: null, headers } : { status: 200, body, headers };
}

function create(context: ApiContext, request: ApiRequest, object: SObjectType): ApiReply {
  const result = createRecord(context, object.name, objectBody(request), saveOptions(request));
  return saved(request, object, result);
}

/** `POST /sobjects/X/Id` inserts with "Id" as the external id, so it answers `created` like an upsert. */
function createWithIdAsKey(context: ApiContext, request: ApiRequest, object: SObjectType): ApiReply {
  return upserted(request, object, createRecord(context, object.name, objectBody(request), saveOptions(request)));
}

function byId(context: ApiContext, request: ApiRequest, object: SObjectType, id: string): ApiReply {
  // A malformed id is taken for the name of an external-id field.
  if (!/^([0-9A-Za-z]{15}|[0-9A-Za-z]{18})$/.test(id)) throw noExternalIdField(id);
  return byMethod(request, {
    GET: () => retrieve(context, request, object, id),
    PATCH: () => {
      const options = saveOptions(request);
      return changed(request, object, updateRecord(context, object.name, id, objectBody(request), options));
    },
    DELETE: () => changed(request, object, deleteRecord(context, object.name, id)),
  });
}

/** sObject Blob Get of the one object that has a file. */
function logFile(context: ApiContext, object: SObjectType, id: string): ApiReply {
  const record = context.org.retrieve(context.caller, object.name, id, ['Id']);
  const begin = context.eventLog(String(record['Id']));
  if (begin === undefined) throw notFound();
  return { status: 200, file: { type: 'text/csv', begin, path: '', start: 0, end: 0 } };
}

function byExternalId(
  context: ApiContext,
  request: ApiRequest,
  object: SObjectType,
  fieldName: string,
  value: string,
): ApiReply {
  const field = object.fields.find(({ name }) => name.toLowerCase() === fieldName.toLowerCase());
  if (!field || !(field.externalId || field.idLookup)) throw noExternalIdField(fieldName);
  const only = (work: (id: string) => ApiReply): ApiReply => {
    const ids =
      field.type === 'id' ? [value] : context.org.findByExternalId(context.caller, object.name, field.name, value);
    if (ids.length > 1) return { status: 300, body: ids.map((id) => recordUrl(request, object, id)) };
    if (ids[0] === undefined) throw notFound();
    return work(ids[0]);
  };
  const upsert = (): ApiReply => {
    const options = { ...saveOptions(request), updateOnly: request.query.get('updateOnly') === 'true' };
    if (field.type === 'id') {
      return upserted(request, object, updateRecord(context, object.name, value, objectBody(request), options));
    }
    const result = upsertRecord(context, object.name, field.name, value, objectBody(request), options);
    return upserted(request, object, result);
  };
  return byMethod(request, {
    GET: () => only((id) => retrieve(context, request, object, id)),
    POST: upsert,
    PATCH: upsert,
    DELETE: () => only((id) => changed(request, object, deleteRecord(context, object.name, id))),
  });
}

function retrieve(context: ApiContext, request: ApiRequest, object: SObjectType, id: string): ApiReply {
  const fields = request.query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return { status: 200, body: readRecord(context, request, object, id, fields?.length ? fields : undefined) };
}

function saved(request: ApiRequest, object: SObjectType, result: SaveResult): ApiReply {
  if (!result.success) return failed(request, object, result);
  return {
    status: 201,
    body: { id: result.id, success: true, errors: [] },
    headers: { Location: recordUrl(request, object, result.id) },
  };
}

function upserted(request: ApiRequest, object: SObjectType, result: SaveResult): ApiReply {
  if (!result.success) return failed(request, object, result);
  return {
    status: result.created ? 201 : 200,
    body: { id: result.id, success: true, errors: [], created: result.created },
    ...(result.created && { headers: { Location: recordUrl(request, object, result.id) } }),
  };
}

function changed(request: ApiRequest, object: SObjectType, result: SaveResult): ApiReply {
  return result.success ? { status: 204, body: null } : failed(request, object, result);
}

function failed(request: ApiRequest, object: SObjectType, result: Exclude<SaveResult, { success: true }>): ApiReply {
  return saveErrorReply(result, (id) => recordUrl(request, object, id));
}

function recordUrl(request: ApiRequest, object: SObjectType, id: string): string {
  return `/services/data/v${request.version}/sobjects/${object.name}/${id}`;
}
