import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BookingMessage } from '../../src/bookings/booking.ts';
import { chainState, contentHash } from '../../src/bookings/chain.ts';
import { parseApiBookings } from '../../src/bookings/sources/api.ts';
import { sources } from '../../src/bookings/sources/sources.ts';
import { InvalidRequest } from '../../src/platform/problem.ts';
import { apiBooking, calcomEvent, calendlyEvent, meetingEnded, oncehubEvent } from './payloads.ts';

type Json = Record<string, unknown> | unknown[];

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

const seeds: { name: string; body: Json; parse: (body: unknown) => BookingMessage[] }[] = [
  ...[
    ['oncehub', oncehubEvent()] as const,
    ['oncehub', oncehubEvent('booking.canceled_then_rescheduled', { status: 'canceled' })] as const,
    ['calendly', calendlyEvent()] as const,
    ['calendly', calendlyEvent('invitee_no_show.created')] as const,
    ['calcom', calcomEvent()] as const,
    ['calcom', calcomEvent('BOOKING_NO_SHOW_UPDATED', { bookingUid: 'u' })] as const,
    ['calcom', meetingEnded()] as const,
  ].map(([kind, body]) => ({
    name: `${kind} ${JSON.stringify(body).slice(0, 60)}`,
    body,
    parse: (changedBody: unknown) => {
      const parsed = sources[kind].parse(changedBody);
      return parsed.kind === 'message' ? [parsed.message] : [];
    },
  })),
  {
    name: 'our form',
    body: [apiBooking(), apiBooking({ id: 'BKNG-2' })],
    parse: (body) => parseApiBookings(body).messages,
  },
];

describe('mutated payloads', () => {
  for (const { name, body, parse } of seeds) {
    it(`are read or refused with the fields named, and nothing malformed gets through (${name}…)`, () => {
      const mutation = fc.tuple(fc.constantFrom(...places(body)), junk, fc.option(newKey, { nil: undefined, freq: 4 }));
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
          let mutated: unknown = body;
          for (const [path, value, key] of mutations) {
            // A path may have gone with an earlier change.
            try {
              mutated = changed(mutated as Json, path, value, key);
            } catch {
              continue;
            }
          }
          let messages: BookingMessage[];
          try {
            messages = parse(mutated);
          } catch (error) {
            assert.ok(error instanceof InvalidRequest, String(error));
            assert.ok(error.errors.length > 0 && error.errors.every(({ detail }) => detail !== ''));
            return;
          }
          for (const message of messages) {
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
          chainState(messages);
        }),
        { numRuns: Number(process.env.FUZZ_RUNS ?? 1_250) },
      );
    });
  }
});
