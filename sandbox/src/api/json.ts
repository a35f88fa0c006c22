import { jsonError } from './errors.ts';

/**
 * Parses a request body; an empty one is undefined.
 * @throws ApiError 400 JSON_PARSER_ERROR with the place in Salesforce's form. The reason's wording is V8's own, where
 * Salesforce prints Jackson's.
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
  return `Unexpected character ('${character}' (code ${character.charCodeAt(0)}))${place}`;
}

/** V8 names the position, or only the character, whose first place is then a good guess. */
function positionOf(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const token = /^Unexpected token '(.+?)', /su.exec(message)?.[1];
  const found = token === undefined ? -1 : text.indexOf(token);
  return found === -1 ? text.length : found;
}
