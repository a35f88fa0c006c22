import { isObject, jsonError } from './errors.ts';
import type { ApiReply } from './request.ts';

/**
 * Parses a request body; an empty one is undefined.
 * @throws ApiError 400 JSON_PARSER_ERROR with the place and the reason in Salesforce's form, which is Jackson's.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw jsonError(reason(text, error instanceof Error ? error.message : ''));
  }
}

function reason(text: string, message: string): string {
  const position = positionOf(text, message);
  const place = placeOf(text, position);
  const character = text[position];
  if (character === undefined) return `Unexpected end-of-input${place}`;
  const [, expected = 'expected a valid value'] = EXPECTED.find(([complaint]) => complaint.test(message)) ?? [];
  return `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expected}${place}`;
}

/** V8's complaints in Jackson's words; the colon's was captured, the others are assumptions. */
const EXPECTED: [RegExp, string][] = [
  [/Expected ':'/, 'was expecting a colon to separate field name and value'],
  [/Expected ',' or '}'/, 'was expecting comma to separate OBJECT entries'],
  [/Expected ',' or ']'/, 'was expecting comma to separate ARRAY entries'],
  [/Expected (double-quoted )?property name/, 'was expecting double-quote to start field name'],
];

/** V8 names the position, or only the character, whose first place is then a good guess. */
function positionOf(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const token = /^Unexpected token '(.+?)', /su.exec(message)?.[1];
  const found = token === undefined ? -1 : text.indexOf(token);
  return found === -1 ? text.length : found;
}

const REFUSED_VALUE = /^(Cannot deserialize instance of \w+ from (\w+) value (.*)) at \[line:1, column:1\]$/s;

/**
 * The engine refuses a value without seeing the request's text: this finds the value in it and names its place.
 * Assumption: the place is where the value begins.
 */
export function withPlaces(reply: ApiReply, text: string): ApiReply {
  if (reply.status !== 400 || !Array.isArray(reply.body)) return reply;
  const body = reply.body.map((error: unknown) => {
    if (!isObject(error) || error.errorCode !== 'JSON_PARSER_ERROR') return error;
    const [, complaint, token, value = ''] = REFUSED_VALUE.exec(String(error.message)) ?? [];
    if (complaint === undefined) return error;
    const written = token === 'VALUE_STRING' ? JSON.stringify(value.slice(1, -1)) : value;
    const at = new RegExp(`:\\s*${written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).exec(text);
    return at ? { ...error, message: complaint + placeOf(text, at.index + at[0].length - written.length) } : error;
  });
  return { ...reply, body };
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return ` at [line:${before.length}, column:${(before.at(-1) ?? '').length + 1}]`;
}
