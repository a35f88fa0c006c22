import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowError, SaveOptions, SaveResult } from '../../org/types.ts';
import { normaliseId } from '../../schema/index.ts';
import { createRecord, deleteRecord, updateRecord, upsertRecord } from '../saves.ts';
import type { SaveContext } from '../saves.ts';
import { columnsOf, valuesOf } from './bulk-columns.ts';
import { csvRows, InvalidBatch, printRows } from './bulk-csv.ts';
import type { IngestJob } from './bulk-job.ts';
import type { BulkJobs } from './bulk-jobs.ts';

/** Rows that Salesforce saves together, and after which others have their turn here. */
const CHUNK = 200;
/** Rows of one internal batch, of which the org has 15,000 a day. */
const BATCH = 10_000;

type Save = (row: readonly string[]) => { id: string; result: SaveResult };

/**
 * Works an uploaded job off, chunk by chunk, or goes on where the last process stopped. What cannot be read at all makes it
 * `Failed`; rows that were saved before stay saved, and bad rows are no failure of the job. Ends early, the rest
 * unprocessed, when the job was aborted.
 */
export async function ingest(job: IngestJob, context: SaveContext, jobs: BulkJobs): Promise<void> {
  const started = performance.now();
  const before = job.processingTime;
  if (job.state === 'UploadComplete') job.state = 'InProgress';
  job.isBeingRead = true;
  let save: Save | undefined;
  let failure: string | undefined;
  let chunk: string[][] = [];
  let alreadyDone = job.recordsProcessed + job.recordsUnprocessed;
  const finishChunk = async () => {
    const rows = chunk;
    chunk = [];
    context.org.transaction(() => {
      if (save && !failure && job.state === 'InProgress') saveChunk(job, rows, save, jobs);
      else putAside(job, rows, jobs);
      job.processingTime = before + Math.round(performance.now() - started);
      jobs.save(job);
    });
    await nextTurn();
  };
  let hasHeader = false;
  try {
    for await (const row of job.hasUpload ? csvRows(jobs.files.path(job.id, 'upload'), job) : []) {
      if (!hasHeader) {
        hasHeader = true;
        job.header = row;
        try {
          save = saver(job, context);
        } catch (error) {
          failure = reasonOf(error);
        }
        continue;
      }
      if (alreadyDone > 0) {
        alreadyDone -= 1;
        continue;
      }
      chunk.push(row);
      if (chunk.length === CHUNK) await finishChunk();
      if (!jobs.goesOn(job)) return;
    }
  } catch (error) {
    failure = reasonOf(error);
  }
  if (!jobs.goesOn(job)) return;
  await finishChunk();
  if (!jobs.goesOn(job)) return;
  // Read anew: an abort may have come while others had their turn.
  if ((job.state as string) !== 'Aborted') {
    if (failure !== undefined) job.errorMessage = failure;
    job.state = failure === undefined ? 'JobComplete' : 'Failed';
  }
  job.isBeingRead = false;
  jobs.touch(job);
  jobs.files.dropUpload(job.id);
}

function reasonOf(error: unknown): string {
  if (error instanceof InvalidBatch) return error.message;
  console.error(error);
  return 'InternalServerError : An unexpected error occurred';
}

/** In the transaction of the caller: records, results and how far they go become true together. */
function saveChunk(job: IngestJob, chunk: string[][], save: Save, jobs: BulkJobs): void {
  const successes: string[][] = [];
  const failures: string[][] = [];
  for (const row of chunk) {
    if (job.recordsProcessed % BATCH === 0) jobs.use('DailyBulkApiBatches');
    job.recordsProcessed += 1;
    const { id, result } = save(row);
    if (result.success) successes.push([result.id, String(result.created), ...padded(row, job)]);
    else failures.push([id, errorText(result.errors), ...padded(row, job)]);
  }
  job.recordsFailed += failures.length;
  jobs.append(job, 'successes', printRows(successes, job));
  jobs.append(job, 'failures', printRows(failures, job));
}

function putAside(job: IngestJob, chunk: string[][], jobs: BulkJobs): void {
  job.recordsUnprocessed += chunk.length;
  const rows = chunk.map((row) => padded(row, job));
  jobs.append(job, 'unprocessed', printRows(rows, job));
}

function padded(row: readonly string[], { header }: IngestJob): string[] {
  return header.map((_, index) => row[index] ?? '');
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
function saver(job: IngestJob, context: SaveContext): Save {
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
