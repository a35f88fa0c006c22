import assert from 'node:assert/strict';
import type { BookingMessage } from '../../src/bookings/booking.ts';
import type { Source } from '../../src/bookings/sources/source.ts';
import { InvalidRequest } from '../../src/platform/problem.ts';

/** What the source made of the body, which must be a message. */
export function messageOf(source: Source, body: unknown): BookingMessage {
  const parsed = source.parse(body);
  assert.equal(parsed.kind, 'message', 'expected a message');
  return (parsed as { message: BookingMessage }).message;
}

/** Why the source has no use for the body. */
export function ignored(source: Source, body: unknown): string {
  const parsed = source.parse(body);
  assert.equal(parsed.kind, 'ignored', 'expected the event to be ignored');
  return (parsed as { reason: string }).reason;
}

/** The fields that a refusal names; fails when nothing is refused. */
export function refusedPointers(attempt: () => unknown): string[] {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    for (const { detail } of error.errors) assert.doesNotMatch(String(detail), /invalid input|zod/i);
    return error.errors.map((problem) => problem.pointer);
  }
  assert.fail('expected a refusal');
}

export const pointersOf = (source: Source, body: unknown): string[] => refusedPointers(() => source.parse(body));
