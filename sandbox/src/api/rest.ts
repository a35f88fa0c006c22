import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { translateObject } from '../metadata/object-translations.ts';
import { ApiError } from '../org/types.ts';
import { bulk } from './bulk/bulk.ts';
import { kindOfCall } from './calls.ts';
import { composite } from './composite.ts';
import { apiErrorReply, errorReply, notFound } from './errors.ts';
import type { Fault, Target } from './faults.ts';
import { eventLogCsv, refreshEventLogFiles } from './event-log-files.ts';
import { graph } from './graph.ts';
import type { OrgUser } from './identity.ts';
import { parseJson, withPlaces } from './json.ts';
import { limits } from './limits.ts';
import { answerWith, recordResource } from './record-resources.ts';
import { writeReply, writeText } from './reply.ts';
import { parseResourceUrl } from './request.ts';
import type { ApiContext, ApiReply, Resource, ResourceAddress } from './request.ts';
import type { SandboxState } from './sandbox-state.ts';
import { refusalOfApi, signedIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { tooling } from './tooling.ts';
import { UploadedFile, uploads } from './uploads.ts';
import { bearerToken } from './user-info.ts';
import { requireServedVersion, resourceList, versionList } from './versions.ts';

const LONGEST_ADDRESS = 16_384;

/** `/services/data`: who calls, what goes wrong on purpose, what is counted; then the resource itself. */
export function rest(state: SandboxState): Router {
  const router = express.Router();
  router.get('/services/data', (_request, response) =>
    writeReply(response, versionList(state.security.policy.oldestApiVersion)),
  );
  const body = express.text({ type: () => true, limit: '50mb' });
  router.put('/services/data/:version/jobs/ingest/:id/batches', uploads(state.uploadFolder), (request, response) =>
    handle(state, request, response),
  );
  router.use('/services/data', body, (request, response) => handle(state, request, response));
  return router;
}

async function handle(state: SandboxState, request: Request, response: Response): Promise<void> {
  const address = parseResourceUrl(request.originalUrl);
  const refusal = refuseAddress(state, request, address);
  if (refusal || !address) return writeReply(response, refusal ?? apiErrorReply(notFound()));

  const token = bearerToken(request.headers.authorization);
  const before = token === undefined ? undefined : signedIn(state, token);
  const target: Target = {
    method: request.method,
    path: request.originalUrl,
    resource: `/${address.segments.join('/')}`,
    username: before?.user.username,
    permanent: before?.session.permanent,
  };
  const ending = state.faults.takeEnding(target);
  if (ending?.kind === 'requestLost') return void request.socket.destroy();
  const latency = state.faults.takeLatency(target);
  if (latency > 0) await delay(latency);
  if (ending?.kind === 'serverError') return writeServerError(response, ending);
  if (ending?.kind === 'sessionExpired' && before) state.sessions.end(before.session);
  // Looked up again where the session may have ended while the request was under way.
  const mayHaveEnded = ending !== undefined || latency > 0;
  const caller = mayHaveEnded && token !== undefined ? signedIn(state, token) : before;
  if (!caller) return writeReply(response, unauthorised(request.headers.authorization));

  const refused = refusalOfApi(state, caller);
  if (refused) return writeReply(response, refused);
  const limitInfo = () => {
    const { used, max } = state.usage.current();
    return { 'Sforce-Limit-Info': `api-usage=${used}/${max}` };
  };
  if (ending?.kind === 'concurrentLimit') {
    const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    return writeReply(response, errorReply(403, 'REQUEST_LIMIT_EXCEEDED', message), limitInfo());
  }
  const isUsedUp = state.usage.isUsedUp();
  if (!isUsedUp) state.usage.count();
  const reply = isUsedUp
    ? errorReply(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
    : answer(state, request, address, caller.user, target);
  if (!isUsedUp) record(state, request, address, caller, reply);
  if (ending?.kind === 'answerLost') return void request.socket.destroy();
  writeReply(response, reply, limitInfo());
}

/** Addresses that are refused whoever calls; not counted. */
function refuseAddress(
  state: SandboxState,
  request: Request,
  address: ResourceAddress | undefined,
): ApiReply | undefined {
  const addressBytes = Buffer.byteLength(request.originalUrl);
  // [K] The bodies of 414 and 431.
  if (addressBytes > LONGEST_ADDRESS) return errorReply(414, 'URI_TOO_LONG', 'URI Too Long');
  const headerBytes = request.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
  if (addressBytes + headerBytes > LONGEST_ADDRESS) {
    return errorReply(431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'Request Header Fields Too Large');
  }
  try {
    if (!address) throw notFound();
    requireServedVersion(address.version, state.security.policy.oldestApiVersion);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}

function unauthorised(header: string | undefined): ApiReply {
  if (header !== undefined && bearerToken(header) === undefined) {
    return errorReply(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE'); // [K]
  }
  return errorReply(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

function answer(
  state: SandboxState,
  request: Request,
  address: ResourceAddress,
  user: OrgUser,
  target: Target,
): ApiReply {
  const context: ApiContext = {
    org: state.org,
    caller: { userId: user.id },
    lockOf: state.faults.locks(target),
    usage: () => state.usage.current(),
    bulk: state.bulk,
    oldestApiVersion: state.security.policy.oldestApiVersion,
    graphHeadersReachNodes: state.options.current.graphHeadersReachNodes,
    allOrNoneRollsBack: state.options.current.allOrNoneRollsBack,
    refreshEventLogs: () => refreshEventLogFiles(state),
    eventLog: (id) => eventLogCsv(state, id),
    schemaChangedAt: state.schemaChangedAt,
    inWordsOfCaller: (object) => translateObject(object, state.metadata, user.language),
    instanceUrl: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
  };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  try {
    const apiRequest = { ...address, method: request.method, headers, body: bodyOf(request) };
    return withPlaces(answerWith(resourceOf(address.segments), context, apiRequest), textOf(request));
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    console.error(error);
    const message = 'An unexpected error occurred. Please include this ErrorId if you contact support: 0-0 (0)';
    return errorReply(500, 'UNKNOWN_EXCEPTION', message);
  }
}

function bodyOf(request: Request): unknown {
  if (request.body instanceof UploadedFile) return request.body;
  const text = textOf(request);
  const type = request.headers['content-type'];
  if (text !== '' && type !== undefined && !/^application\/json\b/i.test(type)) {
    // [K] The text.
    const message = `The Content-Type header specified in HTTP request is not supported: ${type}`;
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
  }
  return parseJson(text);
}

function textOf(request: Request): string {
  return typeof request.body === 'string' ? request.body : '';
}

function resourceOf(segments: string[]): Resource | undefined {
  const [first, second, third] = segments.map((segment) => segment.toLowerCase());
  if (first === undefined) return resourceList;
  if (first === 'composite' && second === undefined) return composite;
  if (first === 'composite' && second === 'graph' && third === undefined) return graph;
  if (first === 'limits') return limits;
  if (first === 'jobs') return bulk;
  if (first === 'tooling') return tooling;
  return recordResource(segments);
}

function record(
  state: SandboxState,
  request: Request,
  { segments }: ResourceAddress,
  { user, session }: SignedIn,
  { status }: ApiReply,
): void {
  const client = /client=([^,;]+)/.exec(String(request.headers['sforce-call-options'] ?? ''))?.[1];
  state.calls.add(state.usage.total, {
    at: state.org.now().toISOString(),
    kind: kindOfCall(segments),
    method: request.method,
    path: request.originalUrl,
    status,
    user: user.username,
    ...(session.clientId !== undefined && { clientId: session.clientId }),
    ...(client !== undefined && { client }),
  });
}

/** 502 comes from the edge, which speaks HTML; the others do when the console says so. */
function writeServerError(response: Response, fault: Extract<Fault, { kind: 'serverError' }>): void {
  const text = { 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable' }[fault.status];
  if (fault.html ?? fault.status === 502) {
    const page = `<html><head><title>${fault.status} ${text}</title></head><body><h1>${text}</h1></body></html>`;
    return writeText(response, fault.status, 'text/html;charset=UTF-8', page);
  }
  const unexpected =
    'An unexpected error occurred. Please include this ErrorId if you contact support: 123456-78901 (123456789)';
  writeReply(
    response,
    fault.status === 500
      ? errorReply(500, 'UNKNOWN_EXCEPTION', unexpected)
      : errorReply(fault.status, 'SERVER_UNAVAILABLE', 'Server Unavailable'),
  );
}
