import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BookingMessage } from '../../src/bookings/booking.ts';
import { contentHash } from '../../src/bookings/chain.ts';

export type Json = Record<string, unknown> | unknown[];

/** Every place in a JSON value, as paths. */
function places(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [at, ...keys.flatMap((key) => places((value as Record<string | number, unknown>)[key], [...at, key]))];
}

/** The body with the value at the path changed, taken away (undefined), or put under another key. */
function changed(body: Json, path: (string | number)[], value: unknown, newKey: string | undefined): unknown {
  if (path.length === 0) return value;
  const copy = structuredClone(body);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  if (newKey !== undefined && !Array.isArray(parent)) {
    const moved = parent[path.at(-1)!];
    delete parent[path.at(-1)!];
    Object.defineProperty(parent, newKey, { value: moved, enumerable: true, configurable: true, writable: true });
  } else if (value === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = value;
  return copy;
}

const junk = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', '\u0000', '\ud800', 'x'.repeat(33_000), [], {}, [null], -0, 1e308, true),
  fc.constantFrom('2026-13-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-20T15:00:00.000Z', '<script>', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const newKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '', '\u0000', '\ud800', 'x'.repeat(3_000)),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

export interface Mutation {
  path: (string | number)[];
  value: unknown;
  /** The value goes under this key instead of being replaced. */
  key: string | undefined;
}

/** One change somewhere in a body: junk in place of a value, a value gone, or a key renamed. */
export function mutation(body: Json): fc.Arbitrary<Mutation> {
  return fc.record({
    path: fc.constantFrom(...places(body)),
    value: junk,
    key: fc.option(newKey, { nil: undefined, freq: 4 }),
  });
}

/** The body after the changes; one whose place went with an earlier change is passed over. */
export function mutated(body: Json, mutations: Mutation[]): unknown {
  return mutations.reduce<unknown>((before, { path, value, key }) => {
    try {
      return changed(before as Json, path, value, key);
    } catch {
      return before;
    }
  }, body);
}

/** Fails unless the message is one that may be stored: texts that survive, ids, times in order, a hash. */
export function assertWellFormed(message: BookingMessage): void {
  const stored = JSON.stringify(message);
  assert.ok(stored.isWellFormed() && !stored.includes('\\u0000') && !/\\ud[89a-f]/.test(stored));
  assert.deepEqual(JSON.parse(stored), message);
  const { externalId, replaces, replacedBy, clock, details } = message;
  assert.ok(externalId.length > 0 && externalId.length <= 255);
  assert.ok(replaces !== externalId && replacedBy !== externalId);
  for (const instant of [clock, details.start ?? clock, details.end ?? clock]) {
    assert.match(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  if (details.start && details.end) assert.ok(details.start < details.end);
  assert.match(contentHash(message), /^[0-9a-f]{64}$/);
}
