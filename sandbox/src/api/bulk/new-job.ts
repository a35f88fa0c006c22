import { z } from 'zod';
import { parseSoql } from '../../org/soql/parse-soql.ts';
import { ApiError } from '../../org/types.ts';
import { jsonError, objectBody } from '../errors.ts';
import type { ApiContext, ApiRequest } from '../request.ts';
import { COLUMN_DELIMITERS, LINE_ENDINGS } from './bulk-job.ts';
import type { IngestJob, QueryJob } from './bulk-job.ts';

const format = {
  contentType: z.literal('CSV').default('CSV'),
  lineEnding: z.enum(Object.keys(LINE_ENDINGS) as (keyof typeof LINE_ENDINGS)[]).default('LF'),
  columnDelimiter: z.enum(Object.keys(COLUMN_DELIMITERS) as (keyof typeof COLUMN_DELIMITERS)[]).default('COMMA'),
};
const ingestRequest = z.strictObject({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  assignmentRuleId: z.string().optional(),
  ...format,
});
const queryRequest = z.strictObject({ operation: z.enum(['query', 'queryAll']), query: z.string(), ...format });

/** The job that a POST to `/jobs/ingest` asks for. Throws ApiError; its texts are [K]. */
export function newIngestJob(
  { org, caller }: ApiContext,
  request: ApiRequest,
): Omit<IngestJob, 'id' | 'createdDate' | 'systemModstamp'> {
  const { operation, externalIdFieldName, assignmentRuleId, ...asked } = read(ingestRequest, request);
  const object = org.objectSeenBy(caller, asked.object);
  if (!object) throw new ApiError(400, 'INVALIDENTITY', `Unable to find object: ${asked.object}`);
  if (operation === 'hardDelete') {
    const message =
      'hardDelete operation requires special user profile permission, please contact your system administrator';
    throw new ApiError(400, 'FEATURENOTENABLED', message);
  }
  if (operation === 'upsert') {
    if (!externalIdFieldName) {
      const message = `External ID was blank for ${object.name}. An External ID must be specified for upsert.`;
      throw new ApiError(400, 'INVALIDJOB', message);
    }
    const field = object.fields.find(({ name }) => name.toLowerCase() === externalIdFieldName.toLowerCase());
    if (!field || !(field.externalId || field.idLookup)) {
      const message = `The field name provided, ${externalIdFieldName} does not match an External ID, Salesforce Id, or indexed field for ${object.name}`;
      throw new ApiError(400, 'INVALIDJOB', message);
    }
  }
  return {
    ...common(request, caller, asked),
    object: object.name,
    operation,
    state: 'Open',
    ...(operation === 'upsert' && externalIdFieldName && { externalIdFieldName }),
    ...(assignmentRuleId && { assignmentRuleId }),
    kind: 'ingest',
    hasUpload: false,
    isBeingRead: false,
    recordsFailed: 0,
    recordsUnprocessed: 0,
  };
}

/** The job that a POST to `/jobs/query` asks for. Throws ApiError. */
export function newQueryJob(
  { org, caller }: ApiContext,
  request: ApiRequest,
): Omit<QueryJob, 'id' | 'createdDate' | 'systemModstamp'> {
  const { operation, query, ...asked } = read(queryRequest, request);
  const soql = parseSoql(query);
  const isNested = soql.fields?.some(({ type }) => type === 'FieldSubquery' || type === 'FieldTypeof');
  if (isNested || soql.groupBy !== undefined) {
    // [K] The text; the limits are documented.
    throw new ApiError(400, 'API_ERROR', 'Bulk queries take no nested queries, TYPEOF, or GROUP BY');
  }
  const object = org.objectSeenBy(caller, soql.sObject ?? '')?.name ?? soql.sObject ?? '';
  return { ...common(request, caller, asked), object, kind: 'query', operation, query, state: 'UploadComplete' };
}

function common(
  { version }: ApiRequest,
  caller: ApiContext['caller'],
  { lineEnding, columnDelimiter }: Pick<IngestJob, 'lineEnding' | 'columnDelimiter'>,
) {
  return {
    caller,
    version,
    lineEnding,
    columnDelimiter,
    recordsProcessed: 0,
    processingTime: 0,
    header: [],
    sizes: {},
  };
}

function read<T>(schema: z.ZodType<T>, request: ApiRequest): T {
  const parsed = schema.safeParse(objectBody(request));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw jsonError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''} at [line:1, column:1]`);
}
