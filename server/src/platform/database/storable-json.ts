/**
 * JSON for a jsonb column, of anything. PostgreSQL refuses U+0000 and half a surrogate pair, which a foreign text may
 * hold or a cut leave behind: both become U+FFFD, so that one such text never keeps a whole transaction from being stored.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\uFFFD') : part,
  );
}
