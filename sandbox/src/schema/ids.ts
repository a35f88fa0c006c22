const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Stands for the instance and the reserved character that real ids carry after the key prefix. */
const instance = '5e0';

/**
 * The id of the `count`-th record of an object, 18 characters: key prefix, instance, count in base 62, checksum.
 * Counts up to Number.MAX_SAFE_INTEGER fit into the nine digits; anything else is a programming error.
 */
export function newId(keyPrefix: string, count: number): string {
  if (!/^[0-9A-Za-z]{3}$/.test(keyPrefix)) throw new Error(`A key prefix has three characters, not "${keyPrefix}".`);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`Record number ${count} cannot be written as an id.`);
  return withChecksum(`${keyPrefix}${instance}${base62(count).padStart(9, '0')}`);
}

function base62(count: number): string {
  let rest = count;
  let written = '';
  do {
    written = digits.charAt(rest % 62) + written;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return written;
}

/** The 18-character form of a 15-character id: each of the three last characters tells which of five are capitals. */
export function withChecksum(id15: string): string {
  return id15 + checksumOf(id15);
}

function checksumOf(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const capitals = [...id15.slice(start, start + 5)].map((c) => (c >= 'A' && c <= 'Z' ? 1 : 0));
      return checksumDigits.charAt(capitals.reduce<number>((sum, bit, i) => sum + (bit << i), 0));
    })
    .join('');
}

/**
 * The 18-character form of an id, or null where the text is no id. 18-character ids whose capitals got lost
 * (all lower or all upper case, as spreadsheets do) are restored from the checksum [K].
 */
export function normaliseId(value: string): string | null {
  if (/^[0-9A-Za-z]{15}$/.test(value)) return withChecksum(value);
  if (!/^[0-9A-Za-z]{18}$/.test(value)) return null;
  const id15 = value.slice(0, 15);
  const checksum = value.slice(15);
  if (checksumOf(id15) === checksum) return value;
  if (value !== value.toLowerCase() && value !== value.toUpperCase()) return null;
  const restored = restoreCapitals(id15, checksum.toUpperCase());
  return restored !== null && checksumOf(restored) === checksum.toUpperCase() ? withChecksum(restored) : null;
}

function restoreCapitals(id15: string, checksum: string): string | null {
  const groups = [...checksum].map((c) => checksumDigits.indexOf(c));
  if (groups.includes(-1)) return null;
  return [...id15.toLowerCase()]
    .map((c, i) => (((groups[Math.floor(i / 5)] ?? 0) >> (i % 5)) & 1 ? c.toUpperCase() : c))
    .join('');
}

/** Whether two texts are the same record's id, in whatever form. */
export function isSameId(a: string, b: string): boolean {
  const id = normaliseId(a);
  return id !== null && id === normaliseId(b);
}
