import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Condition, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '../org/types.ts';
import { answerComposite } from './composite.ts';
import { byMethod, notFound } from './errors.ts';
import { answerWith } from './record-resources.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { TOOLING_OBJECTS } from './tooling-objects.ts';
import type { Columns, ToolingRow } from './tooling-objects.ts';

/**
 * `/tooling/query?q=` for what `tooling-objects.ts` knows: plain columns, and a WHERE of equalities joined by AND; and
 * `/tooling/composite`, whose subrequests stay below `/tooling` ([D] Improve Performance with the Composite Resource,
 * while the composite of the REST API lists no Tooling resource among those that it supports). Any other object of the
 * Tooling API is unknown here.
 */
export function tooling(context: ApiContext, request: ApiRequest): ApiReply {
  const [, second, ...rest] = request.segments.map((segment) => segment.toLowerCase());
  if (rest.length > 0) throw notFound();
  if (second === 'query') return byMethod(request, { GET: () => toolingQuery(context, request) });
  if (second === 'composite') {
    const below = { path: 'tooling/', answer: answerToolingRequest };
    return byMethod(request, { POST: () => answerComposite(context, request, below) });
  }
  throw notFound();
}

/** Answers a subrequest; a composite within a composite is unknown. */
function answerToolingRequest(context: ApiContext, request: ApiRequest): ApiReply {
  const [first, second] = request.segments.map((segment) => segment.toLowerCase());
  return answerWith(first === 'tooling' && second === 'query' ? tooling : undefined, context, request);
}

function toolingQuery(context: ApiContext, request: ApiRequest): ApiReply {
  if (!context.org.hasUserPermission(context.caller.userId, 'ViewSetup')) {
    // [K] The text.
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id');
  }
  const query = parse(request.query.get('q') ?? '');
  const [name, rowsOf] =
    Object.entries(TOOLING_OBJECTS).find(([one]) => one.toLowerCase() === query.sObject?.toLowerCase()) ?? [];
  if (name === undefined || rowsOf === undefined) {
    throw new ApiError(400, 'INVALID_TYPE', `sObject type '${query.sObject ?? ''}' is not supported.`);
  }
  const found = rowsOf(context.org).filter((row) => matches(name, query.where, columnsOf(row)));
  const limited = found.slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? found.length));
  const records = limited.map((row) => print(name, query, row, limited.length, request.version));
  const size = records.length;
  return {
    status: 200,
    body: { size, totalSize: size, done: true, queryLocator: null, entityTypeName: name, records },
  };
}

function parse(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    throw new ApiError(400, 'MALFORMED_QUERY', error instanceof Error ? error.message : 'unexpected token');
  }
}

/** All columns by their lower-case name. */
function columnsOf(row: ToolingRow): Columns {
  return new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), [name, value]]));
}

function print(object: string, query: Query, row: ToolingRow, rows: number, version: string): object {
  const columns = columnsOf(row);
  const url = `/services/data/v${version}/tooling/sobjects/${object}/${row.Id}`;
  const record: Record<string, unknown> = { attributes: { type: object, url } };
  for (const field of query.fields ?? []) {
    if (field.type !== 'Field' && field.type !== 'FieldRelationship') throw invalidField(object, field.type);
    const asked = field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
    const [name, value] = columns.get(asked.toLowerCase()) ?? [];
    if (name === undefined) throw invalidField(object, asked);
    if ((name === 'FullName' || name === 'Metadata') && rows > 1) {
      const message = `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${rows}`;
      throw new ApiError(400, 'MALFORMED_QUERY', message); // [K] the text
    }
    const [parent, child] = name.split('.') as [string, string?];
    if (child === undefined) record[parent] = value;
    else record[parent] = { attributes: { type: parent }, ...(record[parent] as object | undefined), [child]: value };
  }
  return record;
}

function matches(object: string, where: WhereClause | undefined, columns: Columns): boolean {
  if (!where?.left) return true;
  const rest = 'right' in where ? where.right : undefined;
  if (rest && 'operator' in where && where.operator !== 'AND') throw notSupported();
  return meets(object, where.left as Condition, columns) && matches(object, rest, columns);
}

function meets(object: string, condition: Condition, columns: Columns): boolean {
  if (!('field' in condition) || !('value' in condition)) throw notSupported();
  const [, value] = columns.get(String(condition.field).toLowerCase()) ?? [];
  if (value === undefined) throw invalidField(object, String(condition.field));
  const wanted = [condition.value].flat().map((text) => String(text).replace(/^'|'$/g, '').toLowerCase());
  const found = wanted.includes(String(value).toLowerCase());
  if (condition.operator === '=' || condition.operator === 'IN') return found;
  if (condition.operator === '!=') return !found;
  throw notSupported();
}

function invalidField(object: string, name: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object}'.`);
}

function notSupported(): ApiError {
  return new ApiError(
    400,
    'MALFORMED_QUERY',
    'The sandbox answers tooling queries with =, != and IN joined by AND only.',
  );
}
