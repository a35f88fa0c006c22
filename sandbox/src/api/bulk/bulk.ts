import { ApiError } from '../../org/types.ts';
import { byMethod, notFound, objectBody } from '../errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from '../request.ts';
import { printCsv } from './bulk-csv.ts';
import type { IngestJob, QueryJob } from './bulk-job.ts';
import { ingestJobInfo, jobInfo, queryJobInfo } from './job-info.ts';
import { newIngestJob, newQueryJob } from './new-job.ts';

type Job = IngestJob | QueryJob;

/** `/jobs/ingest` and `/jobs/query`: Bulk API 2.0. */
export function bulk(context: ApiContext, request: ApiRequest): ApiReply {
  const [, kind, id, part, ...rest] = request.segments;
  if (rest.length > 0) throw notFound();
  switch (kind?.toLowerCase()) {
    case 'ingest':
      return id === undefined ? ingestJobs(context, request) : ingestJob(context, request, id, part);
    case 'query':
      return id === undefined ? queryJobs(context, request) : queryJob(context, request, id, part);
    default:
      throw notFound();
  }
}

function ingestJobs(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    GET: () => list(own(context, context.bulk.ingestJobs()).map(ingestJobInfo)),
    POST: () => ({ status: 200, body: jobInfo(context.bulk.add(newIngestJob(context, request))) }),
  });
}

function ingestJob(context: ApiContext, request: ApiRequest, id: string, part: string | undefined): ApiReply {
  const job = findJob(context, context.bulk.ingestJobs(), id);
  switch (part) {
    case undefined:
      return byMethod(request, {
        GET: () => ({ status: 200, body: ingestJobInfo(job) }),
        PATCH: () => changeState(context, request, job),
        DELETE: () => remove(context, job),
      });
    case 'batches':
      return byMethod(request, { PUT: () => upload(context, request, job) });
    case 'successfulResults':
      return results(request, job, () => ({
        header: ['sf__Id', 'sf__Created', ...job.header],
        rows: job.successes.map(({ id, created, row }) => [id, String(created), ...padded(row, job)]),
      }));
    case 'failedResults':
      return results(request, job, () => ({
        header: ['sf__Id', 'sf__Error', ...job.header],
        rows: job.failures.map(({ id, error, row }) => [id, error, ...padded(row, job)]),
      }));
    case 'unprocessedrecords':
      return results(request, job, () => ({
        header: job.header,
        rows: job.unprocessed.map((row) => padded(row, job)),
      }));
    default:
      throw notFound();
  }
}

function padded(row: readonly string[], { header }: IngestJob): string[] {
  return header.map((_, index) => row[index] ?? '');
}

/** One upload a job. */
function upload(context: ApiContext, { body, headers }: ApiRequest, job: IngestJob): ApiReply {
  if (job.state !== 'Open' || job.csv !== undefined) {
    const message = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
    throw new ApiError(400, 'INVALIDJOBSTATE', message); // [K]
  }
  if (!/^text\/csv\b/i.test(headers['content-type'] ?? '') || typeof body !== 'string') {
    const message = `The Content-Type header specified in HTTP request is not supported: ${headers['content-type'] ?? ''}`;
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message); // [K]
  }
  job.csv = body;
  touch(context, job);
  return { status: 201, body: null };
}

function changeState(context: ApiContext, request: ApiRequest, job: IngestJob): ApiReply {
  const { state } = objectBody(request);
  if (state === 'Aborted') return abort(context, job);
  if (state !== 'UploadComplete') throw invalidState(`Invalid job state: ${String(state)}`);
  if (job.state !== 'Open') throw invalidState(`Closing the job failed: it is ${job.state}, not Open`);
  job.state = 'UploadComplete';
  touch(context, job);
  context.bulk.start(job, context);
  return { status: 200, body: jobInfo(job) };
}

function abort(context: ApiContext, job: Job): ApiReply {
  if (hasEnded(job)) throw invalidState(`Aborting the job failed: it is ${job.state} already`);
  job.state = 'Aborted';
  touch(context, job);
  return { status: 200, body: jobInfo(job) };
}

/** Not while it is open or in progress. */
function remove(context: ApiContext, job: Job): ApiReply {
  if (job.state === 'Open' || job.state === 'InProgress') {
    throw invalidState(`Deleting the job failed: it is ${job.state}; abort it first`);
  }
  context.bulk.remove(job.id);
  return { status: 204, body: null };
}

function results(request: ApiRequest, job: Job, table: () => { header: string[]; rows: string[][] }): ApiReply {
  return byMethod(request, {
    GET: () => {
      if (!hasEnded(job)) throw invalidState(`The results of job ${job.id} are not there yet: it is ${job.state}`);
      const { header, rows } = table();
      return { status: 200, text: { type: 'text/csv', content: printCsv(header, rows, job) } };
    },
  });
}

function queryJobs(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    GET: () => list(own(context, context.bulk.queryJobs()).map(queryJobInfo)),
    POST: () => ({ status: 200, body: jobInfo(context.bulk.addQuery(newQueryJob(context, request), context)) }),
  });
}

/** Rows of one page of results, where the client asks for no number. */
const PAGE = 50_000;

function queryJob(context: ApiContext, request: ApiRequest, id: string, part: string | undefined): ApiReply {
  const job = findJob(context, context.bulk.queryJobs(), id);
  if (part === undefined) {
    return byMethod(request, {
      GET: () => ({ status: 200, body: queryJobInfo(job) }),
      PATCH: () => {
        if (objectBody(request).state !== 'Aborted') throw invalidState('A query job can only be aborted');
        return abort(context, job);
      },
      DELETE: () => remove(context, job),
    });
  }
  if (part !== 'results') throw notFound();
  const start = Number(Buffer.from(request.query.get('locator') ?? '', 'base64url').toString());
  const count = Number(request.query.get('maxRecords') ?? PAGE);
  if (!Number.isInteger(start) || !Number.isInteger(count) || count < 1) {
    throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'); // [K]
  }
  const rows = job.rows.slice(start, start + count);
  const end = start + rows.length;
  const reply = results(request, job, () => ({ header: job.header, rows }));
  const locator = end < job.rows.length ? Buffer.from(String(end)).toString('base64url') : 'null';
  return { ...reply, headers: { 'Sforce-Locator': locator, 'Sforce-NumberOfRecords': String(rows.length) } };
}

function list(records: object[]): ApiReply {
  return { status: 200, body: { done: true, records, nextRecordsUrl: null } };
}

/** A user's own jobs; who may modify all data sees those of all. */
function own<J extends Job>({ org, caller }: ApiContext, jobs: J[]): J[] {
  const seesAll = org.hasUserPermission(caller.userId, 'ModifyAllData');
  return jobs.filter((job) => seesAll || job.caller.userId === caller.userId);
}

/** By either form of its id. */
function findJob<J extends Job>(context: ApiContext, jobs: J[], id: string): J {
  const job = own(context, jobs).find((one) => one.id === id || one.id.slice(0, 15) === id);
  if (!job) throw notFound();
  return job;
}

function touch({ org }: ApiContext, job: Job): void {
  job.systemModstamp = org.now().toISOString();
}

function hasEnded({ state }: Job): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}

/** [K] The code and the texts. */
function invalidState(message: string): ApiError {
  return new ApiError(400, 'INVALIDJOBSTATE', message);
}
