import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../../org/types.ts';
import type { QueryRecord, QueryResult } from '../../org/types.ts';
import { isObject } from '../errors.ts';
import { columnPaths } from '../query-columns.ts';
import type { ApiContext } from '../request.ts';
import { printRows } from './bulk-csv.ts';
import type { QueryJob } from './bulk-job.ts';
import type { BulkJobs } from './bulk-jobs.ts';

const PAGE = 2000;

/**
 * Runs a query job, page by page, from its beginning: one that a process left unfinished is run anew. A query that cannot be
 * run makes it `Failed`.
 */
export async function exportRows(
  job: QueryJob,
  { org, caller }: Pick<ApiContext, 'org' | 'caller'>,
  jobs: BulkJobs,
): Promise<void> {
  const started = performance.now();
  Object.assign(job, { state: 'InProgress', recordsProcessed: 0, sizes: {} });
  try {
    const options = { all: job.operation === 'queryAll', batchSize: PAGE, version: job.version };
    let page: QueryResult = org.query(caller, job.query, options);
    job.header = columnPaths(org, job.query);
    for (;;) {
      appendPage(job, page, jobs);
      await nextTurn();
      if (!jobs.goesOn(job)) return;
      // Read anew: an abort may have come while others had their turn.
      if ((job.state as string) === 'Aborted' || page.nextRecordsUrl === undefined) break;
      page = org.queryMore(page.nextRecordsUrl.split('/').at(-1) ?? '', options);
    }
    if (job.state === 'InProgress') job.state = 'JobComplete';
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    job.state = 'Failed';
    job.errorMessage =
      error instanceof ApiError
        ? `${error.errorCode}: ${error.message}`
        : 'InternalServerError : An unexpected error occurred';
  }
  job.processingTime = Math.round(performance.now() - started);
  jobs.touch(job);
}

/** Bytes of one entry of the file that tells where each row ends, so that results are read from any row on. */
const ENTRY = 8;

function appendPage(job: QueryJob, page: QueryResult, jobs: BulkJobs): void {
  const rows = page.records.map((record) =>
    Buffer.from(printRows([job.header.map((path) => cellOf(record, path))], job)),
  );
  const ends = Buffer.alloc(rows.length * ENTRY);
  let end = job.sizes.rows ?? 0;
  rows.forEach((row, index) => {
    end += row.length;
    ends.writeDoubleLE(end, index * ENTRY);
  });
  jobs.append(job, 'rows', Buffer.concat(rows));
  jobs.append(job, 'rowEnds', ends);
  job.recordsProcessed += rows.length;
  jobs.save(job);
}

/** Where in the file of rows some of them lie. */
export function placeOfRows(
  job: QueryJob,
  { files }: BulkJobs,
  start: number,
  end: number,
): { start: number; end: number } {
  const endOf = (row: number) =>
    row === 0 ? 0 : files.read(job.id, 'rowEnds', (row - 1) * ENTRY, ENTRY).readDoubleLE();
  return start >= end ? { start: 0, end: 0 } : { start: endOf(start), end: endOf(end) };
}

function cellOf(record: QueryRecord, path: string): string {
  let value: unknown = record;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : null;
  if (value === null || value === undefined) return '';
  return isObject(value) ? JSON.stringify(value) : String(value);
}
