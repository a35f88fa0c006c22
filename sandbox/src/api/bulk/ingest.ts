import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowError, SaveOptions, SaveResult } from '../../org/types.ts';
import { normaliseId } from '../../schema/index.ts';
import type { ApiContext } from '../request.ts';
import { createRecord, deleteRecord, updateRecord, upsertRecord } from '../saves.ts';
import { columnsOf, valuesOf } from './bulk-columns.ts';
import { csvRows, InvalidBatch } from './bulk-csv.ts';
import type { IngestJob } from './bulk-job.ts';

/** Rows that Salesforce saves together, and after which others have their turn here. */
const CHUNK = 200;
/** Rows of one internal batch, of which the org has 15,000 a day. */
const BATCH = 10_000;

type Save = (row: readonly string[]) => { id: string; result: SaveResult };

/**
 * Works an uploaded job off, chunk by chunk. What cannot be read at all makes it `Failed`; rows that were saved before
 * stay saved, and bad rows are no failure of the job. Ends early, the rest unprocessed, when the job was aborted.
 */
export async function ingest(job: IngestJob, context: ApiContext, countBatch: () => void): Promise<void> {
  const csv = job.csv ?? '';
  delete job.csv;
  const started = performance.now();
  job.state = 'InProgress';
  let save: Save | undefined;
  let failure: string | undefined;
  let chunk: string[][] = [];
  const finishChunk = async () => {
    if (save && !failure && job.state === 'InProgress') saveChunk(job, context, chunk, save, countBatch);
    else for (const row of chunk) job.unprocessed.push(row);
    chunk = [];
    await nextTurn();
  };
  try {
    for await (const row of csvRows(csv, job)) {
      if (job.header.length === 0) {
        job.header = row;
        try {
          save = saver(job, context);
        } catch (error) {
          failure = reasonOf(error);
        }
        continue;
      }
      chunk.push(row);
      if (chunk.length === CHUNK) await finishChunk();
    }
  } catch (error) {
    failure = reasonOf(error);
  }
  await finishChunk();
  job.processingTime = Math.round(performance.now() - started);
  job.systemModstamp = context.org.now().toISOString();
  // Read anew: an abort may have come while others had their turn.
  if ((job.state as string) === 'Aborted') return;
  if (failure !== undefined) job.errorMessage = failure;
  job.state = failure === undefined ? 'JobComplete' : 'Failed';
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidBatch) return error.message;
  console.error(error);
  return 'InternalServerError : An unexpected error occurred';
}

function saveChunk(job: IngestJob, context: ApiContext, chunk: string[][], save: Save, countBatch: () => void): void {
  context.org.transaction(() => {
    for (const row of chunk) {
      if (job.recordsProcessed % BATCH === 0) countBatch();
      job.recordsProcessed += 1;
      const { id, result } = save(row);
      if (result.success) job.successes.push({ id: result.id, created: result.created, row });
      else job.failures.push({ id, error: errorText(result.errors), row });
    }
  });
}

/** `CODE:message:FieldA,FieldB --`. */
function errorText(errors: readonly RowError[]): string {
  return errors
    .map(({ statusCode, message, fields = [] }) => {
      const end = fields.length > 0 ? `${fields.join(',')} --` : '--';
      return `${statusCode}:${message}:${end}`;
    })
    .join('');
}

/** How a row of the job is saved. Throws InvalidBatch for a header that does not fit the object. */
function saver(job: IngestJob, context: ApiContext): Save {
  const object = context.org.objectSeenBy(context.caller, job.object);
  if (!object) throw new InvalidBatch(`Unable to find object: ${job.object}`);
  const columns = columnsOf(object, job.header);
  const options: SaveOptions = {
    version: job.version,
    autoAssign: job.assignmentRuleId ?? false,
    allowDuplicates: false,
  };
  const { operation } = job;
  if (operation === 'insert') {
    return (row) => ({ id: '', result: createRecord(context, object.name, valuesOf(columns, row), options) });
  }
  const key = operation === 'upsert' ? (job.externalIdFieldName ?? 'Id') : 'Id';
  if (!job.header.some((title) => title.toLowerCase() === key.toLowerCase())) {
    throw new InvalidBatch(`Field name not found : ${key}`);
  }
  const keyField = object.fields.find(({ name }) => name.toLowerCase() === key.toLowerCase())?.name ?? key;
  return (row) => {
    const { [keyField]: value, ...values } = valuesOf(columns, row);
    if (typeof value !== 'string') return { id: '', result: missingKey(operation, keyField) };
    if (keyField !== 'Id') {
      return { id: '', result: upsertRecord(context, object.name, keyField, value, values, options) };
    }
    const id = normaliseId(value);
    if (id === null) return { id: value, result: rowError('MALFORMED_ID', `malformed id ${value}`, ['Id']) };
    if (operation === 'delete') return { id, result: deleteRecord(context, object.name, id) };
    return { id, result: updateRecord(context, object.name, id, values, options) };
  };
}

function missingKey(operation: string, field: string): SaveResult {
  const message = field === 'Id' ? `Id not specified in an ${operation} call` : `${field} not specified`;
  return rowError('MISSING_ARGUMENT', message, []);
}

function rowError(statusCode: string, message: string, fields: string[]): SaveResult {
  return { success: false, errors: [{ statusCode, message, fields }], httpStatus: 400 };
}
