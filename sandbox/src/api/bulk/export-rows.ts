import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../../org/types.ts';
import type { QueryRecord, QueryResult } from '../../org/types.ts';
import { isObject } from '../errors.ts';
import { columnPaths } from '../query-columns.ts';
import type { ApiContext } from '../request.ts';
import type { QueryJob } from './bulk-job.ts';

const PAGE = 2000;

/** Runs a query job, page by page. A query that cannot be run makes it `Failed`. */
export async function exportRows(job: QueryJob, context: ApiContext): Promise<void> {
  const started = performance.now();
  job.state = 'InProgress';
  try {
    const { org, caller } = context;
    const options = { all: job.operation === 'queryAll', batchSize: PAGE, version: job.version };
    let page: QueryResult = org.query(caller, job.query, options);
    job.header = columnPaths(org, job.query);
    for (;;) {
      for (const record of page.records) job.rows.push(job.header.map((path) => cellOf(record, path)));
      job.recordsProcessed = job.rows.length;
      await nextTurn();
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
  job.systemModstamp = context.org.now().toISOString();
}

function cellOf(record: QueryRecord, path: string): string {
  let value: unknown = record;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : null;
  if (value === null || value === undefined) return '';
  return isObject(value) ? JSON.stringify(value) : String(value);
}
