import { jsonError } from './errors.ts';

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
  const before = text.slice(0, position).split('\n');
  const place = ` at [line:${before.length}, column:${(before.at(-1) ?? '').length + 1}]`;
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
