/** SOQL's escapes; any other backslash is an error there. */
const escapes: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A SOQL string literal, quotes included. Half a surrogate pair becomes U+FFFD: it cannot be sent. */
export function soqlString(value: string): string {
  const escaped = value
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- control characters are what is escaped
    .replace(/[\\'"\u0000-\u001f]/g, (character) => {
      return escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  return `'${escaped}'`;
}

/** `Email IN ('a','b')`. Refuses an empty list, which SOQL cannot say: ask nothing instead. */
export function soqlIn(field: string, values: Iterable<string>): string {
  const literals = [...new Set(values)].map(soqlString);
  if (literals.length === 0) throw new RangeError(`no values for ${field} IN (…)`);
  return `${field} IN (${literals.join(',')})`;
}

/** `Name LIKE '%100\\%%'`: whether the field holds the text anywhere; wildcards in it are taken as they stand. */
export function soqlContains(field: string, text: string): string {
  const literal = soqlString(text).slice(1, -1).replace(/[%_]/g, '\\$&');
  return `${field} LIKE '%${literal}%'`;
}

/** Address of a query as a subrequest. */
export function queryPath(soql: string): string {
  return `/query?q=${encodeURIComponent(soql)}`;
}

/**
 * Address of a record by external id (upsert, look-up). Refuses the empty value and the dot segments, which URLs lose
 * even when they are encoded.
 */
export function externalIdPath(object: string, field: string, value: string): string {
  if (value === '' || value === '.' || value === '..') throw new RangeError(`"${value}" cannot be an external id`);
  return `/sobjects/${object}/${field}/${encodeURIComponent(value.toWellFormed())}`;
}

/** Address of a record by its id. */
export function recordPath(object: string, id: string): string {
  return `/sobjects/${object}/${encodeURIComponent(id)}`;
}
