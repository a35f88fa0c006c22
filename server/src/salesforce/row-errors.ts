import type { RowError } from './types.ts';

/**
 * Error elements of any shape that Salesforce sends: the array of REST, a single object, the `errors` of a save result;
 * `errorCode` of single records and `statusCode` of collections. Empty when the body holds none.
 */
export function readRowErrors(body: unknown): RowError[] {
  if (Array.isArray(body)) return body.flatMap((element) => readElement(element));
  if (typeof body === 'object' && body !== null && 'errors' in body && Array.isArray(body.errors)) {
    return readRowErrors(body.errors);
  }
  return readElement(body);
}

function readElement(element: unknown): RowError[] {
  if (typeof element !== 'object' || element === null) return [];
  const { errorCode, statusCode, message, fields, duplicateResut, duplicateResult } = element as Record<
    string,
    unknown
  >;
  const code = typeof errorCode === 'string' ? errorCode : statusCode;
  if (typeof code !== 'string' || code === '') return [];
  const error: RowError = {
    errorCode: code,
    message: typeof message === 'string' ? message : '',
    fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
  };
  const duplicate = duplicateResut ?? duplicateResult;
  if (duplicate !== undefined) error.duplicateResult = duplicate;
  return [error];
}
