import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BookingMessage } from '../../src/bookings/booking.ts';
import { chainState } from '../../src/bookings/chain.ts';
import { parseApiBookings } from '../../src/bookings/sources/api.ts';
import { sources } from '../../src/bookings/sources/sources.ts';
import { InvalidRequest } from '../../src/platform/problem.ts';
import { assertWellFormed, mutated, mutation, type Json } from './mutations.ts';
import { apiBooking, calcomEvent, calendlyEvent, meetingEnded, oncehubEvent } from './payloads.ts';

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
    parse: (changed: unknown) => {
      const parsed = sources[kind].parse(changed);
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
      fc.assert(
        fc.property(fc.array(mutation(body), { minLength: 1, maxLength: 3 }), (mutations) => {
          const changed = mutated(body, mutations);
          let messages: BookingMessage[];
          try {
            messages = parse(changed);
          } catch (error) {
            assert.ok(error instanceof InvalidRequest, String(error));
            assert.ok(error.errors.length > 0 && error.errors.every(({ detail }) => detail !== ''));
            return;
          }
          for (const message of messages) {
            assertWellFormed(message);
          }
          chainState(messages);
        }),
        { numRuns: Number(process.env.FUZZ_RUNS ?? 1_250) },
      );
    });
  }
});
