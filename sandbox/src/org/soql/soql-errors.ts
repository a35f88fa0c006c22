import { ApiError } from '../types.ts';

const WINDOW = 50;

/**
 * A query's error with the place, as Salesforce lays it out: the text around the token, a caret under its beginning,
 * row and column, the reason. Without the token in the text (outside of quotes) the place is the beginning. A token may
 * stand there several times: the one before `operator` is meant.
 */
export function errorAt(soql: string, token: string, errorCode: string, reason: string, operator?: string): ApiError {
  const offset = Math.max(offsetOf(soql, token, operator), 0);
  const lineStart = soql.lastIndexOf('\n', offset - 1) + 1;
  const nextLine = soql.indexOf('\n', offset);
  const line = soql.slice(lineStart, nextLine < 0 ? soql.length : nextLine);
  const column = offset - lineStart;
  const { snippet, caret } = excerpt(line, column);
  const row = soql.slice(0, offset).split('\n').length;
  const place = `\n${snippet}\n${' '.repeat(caret)}^\nERROR at Row:${row}:Column:${column + 1}\n`;
  return new ApiError(400, errorCode, `${place}${reason}`);
}

/** About fifty characters on either side, cut between words. */
function excerpt(line: string, column: number): { snippet: string; caret: number } {
  let start = Math.max(column - WINDOW, 0);
  if (start > 0) start += /^\S*\s*/.exec(line.slice(start))?.[0].length ?? 0;
  start = Math.min(start, column);
  let end = Math.min(column + WINDOW, line.length);
  if (end < line.length) end = Math.max(line.lastIndexOf(' ', end), column + 1);
  return { snippet: line.slice(start, end).replace(/[\s,]+$/, ''), caret: column - start };
}

/** Where a name stands as a whole word outside of quoted text; -1 when it does not. */
function offsetOf(soql: string, token: string, operator?: string): number {
  const unquoted = soql.replace(/'(?:[^'\\]|\\.)*'/g, (quoted) => "'".padEnd(quoted.length, '.'));
  const word = `(?<![\\w.])${escapeRegExp(token)}(?![\\w.])`;
  const compared = operator === undefined ? '' : `(?=\\s*${operator.split(/\s+/).map(escapeRegExp).join('\\s+')})`;
  const found = new RegExp(word + compared, 'i').exec(unquoted) ?? new RegExp(word, 'i').exec(unquoted);
  return found?.index ?? -1;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';

export function noSuchColumn(soql: string, token: string, column: string, entity: string): ApiError {
  const reason =
    `No such column '${column}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append ` +
    `the '__c' after the custom field name. ${REFERENCE}`;
  return errorAt(soql, token, 'INVALID_FIELD', reason);
}

export function noSuchObject(soql: string, name: string): ApiError {
  const reason =
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
    `'__c' after the entity name. ${REFERENCE}`;
  return errorAt(soql, name, 'INVALID_TYPE', reason);
}

export function noSuchRelationship(
  soql: string,
  token: string,
  relationship: string,
  where: 'path' | 'from',
): ApiError {
  const place = where === 'path' ? 'field path' : 'FROM part of query call';
  const reason =
    `Didn't understand relationship '${relationship}' in ${place}. If you are attempting to use a custom relationship, ` +
    `be sure to append the '__r' after the custom relationship name. ${REFERENCE}`;
  return errorAt(soql, token, where === 'path' ? 'INVALID_FIELD' : 'INVALID_TYPE', reason);
}

export function malformed(message: string): ApiError {
  return new ApiError(400, 'MALFORMED_QUERY', message);
}

export function unsupported(what: string): ApiError {
  return malformed(`${what} is not supported by the sandbox org; Salesforce may know it.`);
}
