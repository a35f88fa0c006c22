import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Query } from '@jetstreamapp/soql-parser-js';
import { malformed } from './soql-errors.ts';

const LONGEST = 100_000;

/** Text to a parsed query. Throws ApiError MALFORMED_QUERY with the token that was not expected. */
export function parseSoql(soql: string): Query {
  if (soql.length > LONGEST) throw malformed('SOQL statements cannot be longer than 100000 characters.');
  if (soql.trim() === '') throw malformed('A query string has to be specified');
  let query: Query;
  try {
    query = parseQuery(soql);
  } catch (error) {
    throw malformed(unexpectedToken(soql, (error as Error).message));
  }
  if (!query.sObject || !query.fields?.length) throw malformed("unexpected token: '<EOF>'");
  return query;
}

/** The parser's complaint in Salesforce's words. */
function unexpectedToken(soql: string, complaint: string): string {
  const found = /found:?(?: -->)? '?([^'<]*)/.exec(complaint)?.[1]?.trim() ?? '';
  if (found === '') return "unexpected token: '<EOF>'";
  // `SELECT Id FORM Lead`: the parser takes FORM for an alias and stumbles over the next word; Salesforce over FORM.
  const isFromMissing = complaint.includes('--> FROM <--');
  const alias =
    isFromMissing && /^\w+$/.test(found) ? new RegExp(`[\\w.)]\\s+(\\w+)\\s+${found}\\b`).exec(soql)?.[1] : undefined;
  return `unexpected token: '${alias ?? found}'`;
}
