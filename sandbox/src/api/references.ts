import { isObject, told } from './errors.ts';

const EXPRESSION = /@\{([^}]*)\}/g;
const WHOLE = /^@\{([^}]*)\}$/;
const PATH = /^([A-Za-z0-9]\w*)((?:\[\d+\]|\.\w+)*)$/;

/** A reference that has no value. The text is what Salesforce answers for the subrequest that uses it. */
export class UnresolvedReference extends Error {
  constructor(expression: string) {
    const reference = /^\w+/.exec(expression)?.[0] ?? expression;
    super(`Invalid reference specified. No value for ${expression} found in ${reference}`);
    this.name = 'UnresolvedReference';
  }
}

/** Bodies of the successful subrequests so far, by referenceId. */
export type Results = Map<string, unknown>;

/**
 * Replaces `@{ref.field}` in a URL.
 * @throws UnresolvedReference, also for a null, which cannot stand in an address.
 */
export function resolveUrl(url: string, results: Results): string {
  return url.replace(EXPRESSION, (_whole, expression: string) => {
    const value = lookUp(expression, results);
    if (value === null || typeof value === 'object') throw new UnresolvedReference(expression);
    return encodeURIComponent(String(value));
  });
}

/**
 * Replaces `@{ref.field}` anywhere in a body. A string that is nothing but one expression takes the value's type, so
 * that null is passed on (API 52.0 and later).
 * @throws UnresolvedReference
 */
export function resolveBody(body: unknown, results: Results): unknown {
  if (typeof body === 'string') {
    const whole = WHOLE.exec(body)?.[1];
    if (whole !== undefined) return lookUp(whole, results);
    return body.replace(EXPRESSION, (_whole, expression: string) => told(lookUp(expression, results) ?? ''));
  }
  if (Array.isArray(body)) return body.map((item) => resolveBody(item, results));
  if (isObject(body)) {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, resolveBody(value, results)]));
  }
  return body;
}

/** The referenceIds that a subrequest's URL and body name. */
export function referencesOf(url: string, body: unknown): string[] {
  const text = `${url} ${JSON.stringify(body ?? null)}`;
  return [...text.matchAll(EXPRESSION)].map(([, expression = '']) => /^\w+/.exec(expression)?.[0] ?? expression);
}

/** Names are case-sensitive: a created record answers `id`, a queried one `Id`. */
function lookUp(expression: string, results: Results): unknown {
  const [, reference = '', path = ''] = PATH.exec(expression) ?? [];
  if (!results.has(reference)) throw new UnresolvedReference(expression);
  let value = results.get(reference);
  for (const [, index, name] of path.matchAll(/\[(\d+)\]|\.(\w+)/g)) {
    const key = index ?? name ?? '';
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      throw new UnresolvedReference(expression);
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
