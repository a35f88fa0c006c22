import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { chainState } from '../../src/bookings/chain.ts';
import { sources } from '../../src/bookings/sources/sources.ts';
import { messageOf } from './parse-with.ts';

/** Samples of the vendors, which are no part of this repository. */
const folder = new URL('../../../../shared/webhooks/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

describe("the vendors' own samples", { skip: !existsSync(folder) && 'the samples are not on this machine' }, () => {
  const expected = [
    ['oncehub', 'oncehub-booking.scheduled.json', 'BKNG-J4FR05BKEWEX', 'scheduled', '2020-03-22T05:30:00.000Z', 3],
    [
      'calendly',
      'calendly-invitee-created.json',
      '1a2b3c4d-5e6f-4a7b-8c9d-000000000001',
      'scheduled',
      '2026-10-14T21:30:00.000Z',
      3,
    ],
    [
      'calendly',
      'calendly-invitee-canceled.json',
      '1a2b3c4d-5e6f-4a7b-8c9d-000000000002',
      'canceled',
      '2026-10-16T22:00:00.000Z',
      3,
    ],
    ['calcom', 'calcom-BOOKING_CREATED.json', 'bFJeNb2uX8ANpT3JL5EfXw', 'scheduled', '2023-05-25T10:30:00.000Z', 0],
  ] as const;
  for (const [kind, file, id, status, end, answers] of expected) {
    it(`${file} becomes a whole booking`, () => {
      const state = chainState([messageOf(sources[kind], read(file))]);
      assert.equal(state.kind, 'known');
      if (state.kind !== 'known') return;
      assert.deepEqual([state.externalId, state.status, state.details.end, state.whole], [id, status, end, true]);
      assert.equal(state.details.answers?.length ?? 0, answers);
    });
  }
});
