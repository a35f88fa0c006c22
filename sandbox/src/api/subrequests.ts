import { ApiError } from '../org/types.ts';
import { apiErrorReply, errorReply, isObject, jsonError, notFound, told } from './errors.ts';
import { answerRecordRequest } from './record-resources.ts';
import { UnresolvedReference, resolveBody, resolveUrl } from './references.ts';
import type { Results } from './references.ts';
import { parseResourceUrl } from './request.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { keepIf } from './transaction.ts';

export interface Subrequest {
  method: string;
  url: string;
  referenceId: string;
  body?: unknown;
  httpHeaders: Record<string, string>;
}

export interface Subresponse {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';
const FORBIDDEN_HEADERS = ['accept', 'authorization', 'content-type'];

/** Which subrequests a composite takes, by the path below the version that they begin with, and who answers them. */
export interface SubrequestAnswers {
  path: string;
  answer(context: ApiContext, request: ApiRequest): ApiReply;
}

const RECORDS: SubrequestAnswers = { path: '', answer: answerRecordRequest };

/**
 * Checks the list of subrequests of a composite or of one graph.
 * @throws ApiError 400 that fails the whole request; codes and texts of these are [K].
 */
export function parseSubrequests(list: unknown, path = ''): Subrequest[] {
  if (!Array.isArray(list) || list.length === 0) throw jsonError('compositeRequest must be a list of subrequests');
  const subrequests = list.map((raw) => parseSubrequest(raw, path));
  const ids = subrequests.map(({ referenceId }) => referenceId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw jsonError(`Duplicate referenceId: '${repeated}'`);
  return subrequests;
}

function parseSubrequest(raw: unknown, path: string): Subrequest {
  if (!isObject(raw)) throw jsonError('A subrequest must be an object');
  const { method, url, referenceId, body, httpHeaders = {} } = raw;
  if (typeof referenceId !== 'string' || !/^[A-Za-z0-9]\w*$/.test(referenceId)) {
    const rule = 'must start with a letter or a number, and it can contain only letters, numbers and underscores';
    throw jsonError(`Provided referenceId ('${told(referenceId)}') ${rule}`);
  }
  if (typeof method !== 'string' || !/^(GET|HEAD|POST|PATCH|PUT|DELETE)$/.test(method)) {
    throw jsonError(`Invalid method '${told(method)}' in subrequest '${referenceId}'`);
  }
  const start = typeof url === 'string' ? (/^\/services\/data\/v\d+\.\d\//.exec(url)?.[0] ?? '') : '';
  if (typeof url !== 'string' || start === '' || !url.toLowerCase().startsWith(path, start.length)) {
    throw jsonError(`Invalid url in subrequest '${referenceId}': it must start with /services/data/vXX.X/${path}`);
  }
  if (!isObject(httpHeaders)) throw jsonError(`httpHeaders of subrequest '${referenceId}' must be an object`);
  const headers = Object.entries(httpHeaders).map(([name, value]) => [name.toLowerCase(), told(value)] as const);
  const forbidden = headers.find(([name]) => FORBIDDEN_HEADERS.includes(name));
  if (forbidden) throw jsonError(`The header '${forbidden[0]}' cannot be set in subrequest '${referenceId}'`);
  return { method, url, referenceId, body, httpHeaders: Object.fromEntries(headers) };
}

/** Runs subrequests in their order, each committed alone; one whose reference has no value is not run. */
export function runEach(context: ApiContext, subrequests: Subrequest[], answers = RECORDS): Subresponse[] {
  const results: Results = new Map();
  return subrequests.map((subrequest) => runOne(context, subrequest, results, answers));
}

/**
 * Runs subrequests as one transaction that the first failure ends and undoes. The culprit keeps its error; all others,
 * earlier successes included, say PROCESSING_HALTED. Collections with an allOrNone of their own that is false stay as
 * they were, ids of rolled-back rows included, as in the documentation's sample.
 */
export function runAllOrNone(
  context: ApiContext,
  subrequests: Subrequest[],
  answers = RECORDS,
): { responses: Subresponse[]; kept: boolean } {
  const results: Results = new Map();
  const run = (): Subresponse[] => {
    const done: Subresponse[] = [];
    for (const subrequest of subrequests) {
      const response = runOne(context, subrequest, results, answers);
      done.push(response);
      if (hasFailed(response)) break;
    }
    return done;
  };
  const isKept = (done: Subresponse[]) => !done.some(hasFailed);
  const done = keepIf(context.org, run, isKept);
  if (isKept(done)) return { responses: done, kept: true };
  const responses = subrequests.map((subrequest, index) => {
    const response = done[index];
    const stays = response && (hasFailed(response) || isPartialCollection(subrequest));
    return stays ? response : halted(subrequest, ROLLED_BACK);
  });
  return { responses, kept: false };
}

/** A subresponse that was not run or was undone because of another. */
export function halted({ referenceId }: Subrequest, message: string): Subresponse {
  return subresponse(referenceId, haltedReply(message));
}

export function isQueryOrCollection({ url }: Subrequest): boolean {
  const segments = parseResourceUrl(url)?.segments ?? [];
  const first = segments[0]?.toLowerCase() === 'tooling' ? segments[1] : segments[0];
  return /^(query|queryall|composite)$/i.test(first ?? '');
}

function runOne(
  context: ApiContext,
  subrequest: Subrequest,
  results: Results,
  answers: SubrequestAnswers,
): Subresponse {
  const performed = perform(context, subrequest, results, answers);
  // [D] Blobs are not supported in a composite; [K] the answer.
  const reply = performed.file ? apiErrorReply(notFound()) : performed;
  const response = subresponse(subrequest.referenceId, reply);
  if (reply.status < 300) results.set(subrequest.referenceId, response.body);
  return response;
}

function perform(context: ApiContext, subrequest: Subrequest, results: Results, answers: SubrequestAnswers): ApiReply {
  try {
    const address = parseResourceUrl(resolveUrl(subrequest.url, results));
    if (!address) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    const body = resolveBody(subrequest.body, results);
    const request: ApiRequest = { ...address, method: subrequest.method, headers: subrequest.httpHeaders, body };
    return answers.answer(context, request);
  } catch (error) {
    if (error instanceof UnresolvedReference) return haltedReply(error.message);
    throw error;
  }
}

function haltedReply(message: string): ApiReply {
  return errorReply(400, 'PROCESSING_HALTED', message);
}

function subresponse(referenceId: string, reply: ApiReply): Subresponse {
  return { body: reply.body ?? null, httpHeaders: reply.headers ?? {}, httpStatusCode: reply.status, referenceId };
}

/** A collection answers 200 whatever its rows did; a failed row counts as a failure of the subrequest. */
function hasFailed({ body, httpStatusCode }: Subresponse): boolean {
  if (httpStatusCode >= 300 && httpStatusCode !== 304) return true;
  return Array.isArray(body) && body.some((row) => isObject(row) && row.success === false);
}

function isPartialCollection(subrequest: Subrequest): boolean {
  const isCollection = parseResourceUrl(subrequest.url)?.segments[0]?.toLowerCase() === 'composite';
  return isCollection && !(isObject(subrequest.body) && subrequest.body.allOrNone === true);
}
