import { ApiError } from '../../org/types.ts';
import { byMethod, notFound, objectBody } from '../errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from '../request.ts';
import { UploadedFile } from '../uploads.ts';
import { printRows } from './bulk-csv.ts';
import type { IngestJob, Job } from './bulk-job.ts';
import { placeOfRows } from './export-rows.ts';
import type { JobFile } from './job-files.ts';
import { ingestJobInfo, jobInfo, queryJobInfo } from './job-info.ts';
import { newIngestJob, newQueryJob } from './new-job.ts';

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
      return results(context, request, job, ['successes', ['sf__Id', 'sf__Created', ...job.header]]);
    case 'failedResults':
      return results(context, request, job, ['failures', ['sf__Id', 'sf__Error', ...job.header]]);
    case 'unprocessedrecords':
      return results(context, request, job, ['unprocessed', job.header]);
    default:
      throw notFound();
  }
}

/** One upload a job. */
function upload(context: ApiContext, { body, headers }: ApiRequest, job: IngestJob): ApiReply {
  if (job.state !== 'Open' || job.hasUpload) {
    const message = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
    throw new ApiError(400, 'INVALIDJOBSTATE', message); // [K]
  }
  if (!/^text\/csv\b/i.test(headers['content-type'] ?? '') || !(body instanceof UploadedFile)) {
    const message = `The Content-Type header specified in HTTP request is not supported: ${headers['content-type'] ?? ''}`;
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message); // [K]
  }
  context.bulk.takeUpload(job, body.path);
  return { status: 201, body: null };
}

function changeState(context: ApiContext, request: ApiRequest, job: IngestJob): ApiReply {
  const { state } = objectBody(request);
  if (state === 'Aborted') return abort(context, job);
  if (state !== 'UploadComplete') throw invalidState(`Invalid job state: ${String(state)}`);
  if (job.state !== 'Open') throw invalidState(`Closing the job failed: it is ${job.state}, not Open`);
  job.state = 'UploadComplete';
  context.bulk.touch(job);
  context.bulk.start(job);
  return { status: 200, body: jobInfo(job) };
}

function abort(context: ApiContext, job: Job): ApiReply {
  if (hasEnded(job)) throw invalidState(`Aborting the job failed: it is ${job.state} already`);
  job.state = 'Aborted';
  // Nobody reads it any more.
  if (job.kind === 'ingest' && !job.isBeingRead) context.bulk.files.dropUpload(job.id);
  context.bulk.touch(job);
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

/** A file of the job below its header, or a part of it. */
function results(
  { bulk: jobs }: ApiContext,
  request: ApiRequest,
  job: Job,
  [file, header]: [JobFile, string[]],
  place: { start: number; end: number } = { start: 0, end: job.sizes[file] ?? 0 },
): ApiReply {
  return byMethod(request, {
    GET: () => {
      if (!hasEnded(job)) throw invalidState(`The results of job ${job.id} are not there yet: it is ${job.state}`);
      const path = jobs.files.path(job.id, file);
      return { status: 200, file: { type: 'text/csv', begin: printRows([header], job), path, ...place } };
    },
  });
}

function queryJobs(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    GET: () => list(own(context, context.bulk.queryJobs()).map(queryJobInfo)),
    POST: () => ({ status: 200, body: jobInfo(context.bulk.addQuery(newQueryJob(context, request))) }),
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
  const end = Math.min(start + count, job.recordsProcessed);
  const place = placeOfRows(job, context.bulk, start, end);
  const reply = results(context, request, job, ['rows', job.header], place);
  const locator = end < job.recordsProcessed ? Buffer.from(String(end)).toString('base64url') : 'null';
  const headers = { 'Sforce-Locator': locator, 'Sforce-NumberOfRecords': String(Math.max(0, end - start)) };
  return { ...reply, headers };
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

function hasEnded({ state }: Job): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}

/** [K] The code and the texts. */
function invalidState(message: string): ApiError {
  return new ApiError(400, 'INVALIDJOBSTATE', message);
}
