import { ApiError } from '../org/types.ts';
import type { RowError, SaveResult } from '../org/types.ts';
import type { ApiReply, ApiRequest } from './request.ts';

/** An element of the array that every REST error body is. */
export interface RestError {
  message: string;
  errorCode: string;
  fields?: string[];
  /** Salesforce's own misspelling. */
  duplicateResut?: object;
}

/** The body is an array; `fields` is there for errors of a saved record only. */
export function errorReply(status: number, errorCode: string, message: string, fields?: string[]): ApiReply {
  return { status, body: [{ message, errorCode, ...(fields && { fields }) } satisfies RestError] };
}

export function apiErrorReply(error: ApiError): ApiReply {
  return errorReply(error.httpStatus, error.errorCode, error.message, error.fields);
}

export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function noExternalIdField(segment: string): ApiError {
  return new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${segment}`);
}

/** A failed save as the single-record endpoints print it: `errorCode`, `duplicateResut`. */
export function saveErrorReply(
  result: Exclude<SaveResult, { success: true }>,
  urlOf: (id: string) => string,
): ApiReply {
  if ('multiple' in result) return { status: 300, body: result.multiple.map(urlOf) };
  return { status: result.httpStatus, body: result.errors.map(restError) };
}

function restError(error: RowError): RestError {
  return {
    message: error.message,
    errorCode: error.statusCode,
    ...(error.fields && { fields: error.fields }),
    ...(error.duplicateResult && { duplicateResut: error.duplicateResult }),
  };
}

/**
 * Runs the function of the request's method.
 * @throws ApiError 405, with the list of methods in Salesforce's order ([K]).
 */
export function byMethod(request: ApiRequest, methods: Partial<Record<Method, () => ApiReply>>): ApiReply {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const run = methods[method as Method];
  if (run) return run();
  const allowed = Object.keys(methods).flatMap((name) => (name === 'GET' ? ['HEAD', 'GET'] : [name]));
  throw new ApiError(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${request.method}' not allowed. Allowed are ${allowed.join(',')}`,
  );
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The body as a JSON object.
 * @throws ApiError 400 JSON_PARSER_ERROR.
 */
export function objectBody(request: ApiRequest): Record<string, unknown> {
  const { body } = request;
  if (body === undefined) {
    throw jsonError('The HTTP entity body is required, but this request has no entity body.');
  }
  if (!isObject(body)) {
    const token = Array.isArray(body) ? 'START_ARRAY' : 'VALUE_STRING';
    throw jsonError(`Cannot deserialize instance of object from ${token} value at [line:1, column:1]`);
  }
  return body;
}

export function jsonError(message: string): ApiError {
  return new ApiError(400, 'JSON_PARSER_ERROR', message);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a body as a message tells it: any JSON, an object with a `toString` of its own too. */
export function told(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value));
}
