import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Condition, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '../org/types.ts';
import type { ValidationRule } from '../org/types.ts';
import { byMethod, notFound } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';

/**
 * `/tooling/query?q=` for ValidationRule: plain columns, and a WHERE of equalities joined by AND. Any other object of
 * the Tooling API is unknown here.
 */
export function tooling(context: ApiContext, request: ApiRequest): ApiReply {
  const [, second, ...rest] = request.segments;
  if (second?.toLowerCase() !== 'query' || rest.length > 0) throw notFound();
  return byMethod(request, { GET: () => toolingQuery(context, request) });
}

function toolingQuery(context: ApiContext, request: ApiRequest): ApiReply {
  if (!context.org.hasUserPermission(context.caller.userId, 'ViewSetup')) {
    // [K] The text.
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on object id');
  }
  const query = parse(request.query.get('q') ?? '');
  if (query.sObject?.toLowerCase() !== 'validationrule') {
    throw new ApiError(400, 'INVALID_TYPE', `sObject type '${query.sObject ?? ''}' is not supported.`);
  }
  const rules = context.org.validationRules().filter((rule) => matches(query.where, columnsOf(rule)));
  const limited = rules.slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? rules.length));
  const records = limited.map((rule) => row(query, rule, limited.length, request.version));
  const size = records.length;
  return {
    status: 200,
    body: { size, totalSize: size, done: true, queryLocator: null, entityTypeName: 'ValidationRule', records },
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
function columnsOf(rule: ValidationRule): Map<string, [name: string, value: unknown]> {
  const columns: Record<string, unknown> = {
    Id: rule.id,
    Active: rule.active,
    Description: null,
    // [K] The API name for standard objects.
    EntityDefinitionId: rule.object,
    'EntityDefinition.QualifiedApiName': rule.object,
    ErrorDisplayField: rule.errorDisplayField,
    ErrorMessage: rule.errorMessage,
    ValidationName: rule.name,
    NamespacePrefix: null,
    ManageableState: 'unmanaged',
    FullName: `${rule.object}.${rule.name}`,
    Metadata: {
      active: rule.active,
      description: null,
      errorConditionFormula: rule.errorConditionFormula,
      errorDisplayField: rule.errorDisplayField,
      errorMessage: rule.errorMessage,
    },
  };
  return new Map(Object.entries(columns).map(([name, value]) => [name.toLowerCase(), [name, value]]));
}

function row(query: Query, rule: ValidationRule, rows: number, version: string): object {
  const columns = columnsOf(rule);
  const url = `/services/data/v${version}/tooling/sobjects/ValidationRule/${rule.id}`;
  const record: Record<string, unknown> = { attributes: { type: 'ValidationRule', url } };
  for (const field of query.fields ?? []) {
    if (field.type !== 'Field' && field.type !== 'FieldRelationship') throw invalidField(field.type);
    const asked = field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
    const [name, value] = columns.get(asked.toLowerCase()) ?? [];
    if (name === undefined) throw invalidField(asked);
    if ((name === 'FullName' || name === 'Metadata') && rows > 1) {
      const message = `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${rows}`;
      throw new ApiError(400, 'MALFORMED_QUERY', message); // [K] the text
    }
    const [parent, child] = name.split('.') as [string, string?];
    record[parent] = child === undefined ? value : { attributes: { type: parent }, [child]: value };
  }
  return record;
}

function matches(where: WhereClause | undefined, columns: ReturnType<typeof columnsOf>): boolean {
  if (!where?.left) return true;
  const rest = 'right' in where ? where.right : undefined;
  if (rest && 'operator' in where && where.operator !== 'AND') throw notSupported();
  return meets(where.left as Condition, columns) && matches(rest, columns);
}

function meets(condition: Condition, columns: ReturnType<typeof columnsOf>): boolean {
  if (!('field' in condition) || !('value' in condition)) throw notSupported();
  const [, value] = columns.get(String(condition.field).toLowerCase()) ?? [];
  if (value === undefined) throw invalidField(String(condition.field));
  const wanted = [condition.value].flat().map((text) => String(text).replace(/^'|'$/g, '').toLowerCase());
  const found = wanted.includes(String(value).toLowerCase());
  if (condition.operator === '=' || condition.operator === 'IN') return found;
  if (condition.operator === '!=') return !found;
  throw notSupported();
}

function invalidField(name: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity 'ValidationRule'.`);
}

function notSupported(): ApiError {
  return new ApiError(
    400,
    'MALFORMED_QUERY',
    'The sandbox answers tooling queries with =, != and IN joined by AND only.',
  );
}
