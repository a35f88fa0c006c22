import { text, type Text } from '../texts/text.ts';
import { meaningOfCode } from './error-codes.ts';
import type { CodeMeaning } from './error-codes.ts';
import { withReason } from './with-reason.ts';
import { ConnectionError, DataError, EnvelopeError, LimitError, SalesforceError, TransientError } from './errors.ts';
import type { ConnectionKind, LimitKind, Outcome, RowFault } from './errors.ts';
import { readRowErrors } from './row-errors.ts';
import { parseRowFault } from './row-fault.ts';
import type { RowError } from './types.ts';

/** What the errors of one row come to. Of several errors the one that stops most decides. */
export type RowCause =
  | { cause: 'connection'; kind: ConnectionKind; error: RowError }
  | { cause: 'limit'; kind: LimitKind; error: RowError }
  | { cause: 'transient'; error: RowError }
  /** Rolled back with another row's failure: no fault of its own, costs no attempt. */
  | { cause: 'halted'; error: RowError }
  | { cause: 'data'; faults: [RowFault, ...RowFault[]] };

const noAnswer: RowError = { errorCode: 'NO_ANSWER', message: 'Salesforce gave no reason.', fields: [] };

/** Cause of a failed row (subresponse of /composite, node of a graph, row of a collection). */
export function classifyRow(errors: RowError[]): RowCause {
  const found = (errors.length > 0 ? errors : [noAnswer]).map((error) => ({
    error,
    meaning: meaningOfCode(error.errorCode, error.message) ?? ({ cause: 'data', kind: 'other' } satisfies CodeMeaning),
  }));
  for (const { error, meaning } of found) {
    if (meaning.cause === 'connection') return { cause: 'connection', kind: meaning.kind, error };
    if (meaning.cause === 'limit') return { cause: 'limit', kind: meaning.kind, error };
  }
  const faults = found.flatMap(({ error, meaning }) =>
    meaning.cause === 'data' ? [parseRowFault(meaning.kind, error)] : [],
  );
  const [first, ...others] = faults;
  if (first) return { cause: 'data', faults: [first, ...others] };
  const transient = found.find(({ meaning }) => meaning.cause === 'transient');
  return transient
    ? { cause: 'transient', error: transient.error }
    : { cause: 'halted', error: found[0]?.error ?? noAnswer };
}

/** The same as an error to throw, where a single row decides a whole call (a look-up, a describe). */
export function errorOfRow(errors: RowError[], httpStatus: number): SalesforceError {
  const row = classifyRow(errors);
  if (row.cause === 'connection') return connectionError(row.kind, row.error.errorCode, row.error.message, httpStatus);
  if (row.cause === 'limit') return limitError(row.kind, row.error.errorCode, row.error.message, httpStatus);
  if (row.cause === 'data') {
    const fault = row.faults[0];
    return new DataError(row.faults, {
      code: fault.errorCode,
      detail: withReason(text('refused.request'), fault.message),
      // Of what a look-up or a describe asks, the org has all; unless the API User may not see it.
      fix: text(fault.kind === 'schema' || fault.kind === 'permission' ? 'refused.access.fix' : 'refused.request.fix'),
      httpStatus,
    });
  }
  return transientError(
    'notExecuted',
    row.error.errorCode,
    text('transient.noAnswerNow'),
    row.error.message,
    httpStatus,
  );
}

/**
 * Cause of an answer that is no success: any status but 2xx, and HTML with any status.
 * `writes` says whether the call could change records: a 5xx of a write may come after the commit.
 */
export function classifyResponse(
  status: number,
  contentType: string | undefined,
  body: unknown,
  options: { writes: boolean } = { writes: true },
): SalesforceError {
  const outcome: Outcome = options.writes ? 'unknown' : 'notExecuted';
  if (/\bhtml\b/i.test(contentType ?? '')) {
    // Edge and proxies answer so when a server is away; whether the request went through is not known.
    return transientError(
      outcome,
      'HTML_ANSWER',
      text('transient.htmlAnswer', { status: String(status) }),
      undefined,
      status,
    );
  }
  const errors = readRowErrors(body);
  const first = errors[0];
  if (status >= 300 && status < 400) {
    return transientError('notExecuted', 'REDIRECT', text('transient.redirect'), undefined, status);
  }
  if (status === 410) return connectionError('versionRetired', first?.errorCode ?? 'GONE', first?.message, status);
  for (const error of errors) {
    const meaning = meaningOfCode(error.errorCode, error.message);
    if (meaning?.cause === 'connection') return connectionError(meaning.kind, error.errorCode, error.message, status);
    if (meaning?.cause === 'limit') return limitError(meaning.kind, error.errorCode, error.message, status);
    if (meaning?.cause === 'transient') {
      const rolledBack = error.errorCode === 'UNABLE_TO_LOCK_ROW';
      return transientError(
        rolledBack ? 'notExecuted' : outcome,
        error.errorCode,
        text('transient.busy'),
        error.message,
        status,
      );
    }
    if (status === 404 && meaning?.cause === 'data' && meaning.kind === 'notFound') {
      return connectionError('resourceMissing', error.errorCode, error.message, status);
    }
  }
  if (status === 401)
    return connectionError('sessionRefused', first?.errorCode ?? 'HTTP_401', reasonOf(errors, body), status);
  if (status === 408 || status === 420 || status === 429 || status >= 500 || status < 300) {
    const code = first?.errorCode ?? `HTTP_${status}`;
    return transientError(
      outcome,
      code,
      text('transient.badAnswer', { status: String(status) }),
      reasonOf(errors, body),
      status,
    );
  }
  return new EnvelopeError(errors, {
    code: first?.errorCode ?? `HTTP_${status}`,
    detail: withReason(text('refused.whole'), reasonOf(errors, body)),
    fix: text('refused.whole.fix'),
    httpStatus: status,
  });
}

/** The socket never carried a request: nothing was executed. */
const neverSent = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const badCertificate = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/;

/** True when the request that threw this did not reach Salesforce: the host was not found or refused the connection. */
export function wasNeverSent(error: unknown): boolean {
  const code = socketCode(error);
  return neverSent.has(code) || badCertificate.test(code);
}

/** Cause of what a request threw instead of answering: a timeout, a lost or refused socket, a bad certificate. */
export function classifyThrown(error: unknown, options: { writes: boolean } = { writes: true }): SalesforceError {
  if (error instanceof SalesforceError) return error;
  const outcome: Outcome = options.writes ? 'unknown' : 'notExecuted';
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return transientError(outcome, 'TIMEOUT', text('transient.timeout'));
  }
  const code = socketCode(error);
  if (neverSent.has(code)) return transientError('notExecuted', code, text('transient.unreachable', { code }));
  if (badCertificate.test(code)) {
    return transientError('notExecuted', code, text('transient.certificate', { code }));
  }
  return transientError(outcome, code, text('transient.lost', { code }));
}

/** An answer with a good status that makes no sense: truncated, of another shape, for another request. */
export function unreadableAnswer(what: string, options: { writes: boolean }): TransientError {
  return transientError(
    options.writes ? 'unknown' : 'notExecuted',
    'UNREADABLE_ANSWER',
    text('transient.unreadable', { what }),
  );
}

export function connectionError(
  kind: ConnectionKind,
  code: string,
  reason?: string,
  httpStatus?: number,
): ConnectionError {
  const detail = withReason(text(`connection.${kind}`), reason);
  return new ConnectionError(kind, { code, detail, fix: text(`connection.${kind}.fix`), httpStatus });
}

export function limitError(kind: LimitKind, code: string, reason?: string, httpStatus?: number): LimitError {
  const detail = withReason(text(`limit.${kind}`), reason);
  return new LimitError(kind, { code, detail, fix: text(`limit.${kind}.fix`), httpStatus });
}

function transientError(
  outcome: Outcome,
  code: string,
  detail: Text,
  reason?: string,
  httpStatus?: number,
): TransientError {
  return new TransientError(outcome, {
    code,
    detail: withReason(detail, reason),
    fix: text('transient.fix'),
    httpStatus,
  });
}

function reasonOf(errors: RowError[], body: unknown): string | undefined {
  return errors[0]?.message ?? (typeof body === 'string' ? body : undefined);
}

/** fetch hides the socket's error one or two levels down. */
function socketCode(error: unknown): string {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = current.cause;
  }
  return 'SOCKET';
}
