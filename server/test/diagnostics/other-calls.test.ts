import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayMilliseconds, hourMilliseconds, hourOf, type Ledger } from '../../src/diagnostics/api-budget/ledger.ts';
import { otherCalls } from '../../src/diagnostics/api-budget/other-calls.ts';

const minute = 60_000;
const start = Date.parse('2026-11-18T00:00:00Z');
const allowed = 100_000;

interface Call {
  at: number;
  ours: boolean;
}

/** An org that counts exactly, over a rolling day; each call of ours tells us its counter, and the last of an hour is kept. */
function ledgerOf(calls: Call[]): Ledger {
  const own = new Map<number, number>();
  const samples = new Map<number, { at: Date; used: number; allowed: number }>();
  for (const { at } of calls.filter(({ ours }) => ours)) {
    const hour = hourOf(new Date(at)).getTime();
    own.set(hour, (own.get(hour) ?? 0) + 1);
    const used = calls.filter((one) => one.at > at - dayMilliseconds && one.at <= at).length;
    samples.set(hour, { at: new Date(at), used, allowed });
  }
  return {
    own: [...own].map(([hour, number]) => ({ hour: new Date(hour), purpose: 'bookings' as const, calls: number })),
    samples: [...samples.values()],
  };
}

/** Calls of others between the last samples of an hour and of the hour before. */
function truth(calls: Call[], { samples }: Ledger, hour: number): number {
  const to = samples.find(({ at }) => hourOf(at).getTime() === hour)!.at.getTime();
  const from = samples.findLast(({ at }) => at.getTime() < hour)!.at.getTime();
  return calls.filter(({ at, ours }) => !ours && at > from && at <= to).length;
}

/** Ours and others' at any minutes of three days; what was before them we never saw. */
const traffic = fc
  .record({
    ours: fc.array(fc.integer({ min: 25 * 60, max: 96 * 60 }), { maxLength: 150 }),
    others: fc.array(fc.tuple(fc.integer({ min: 0, max: 96 * 60 }), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }),
  })
  .map(({ ours, others }) =>
    [
      ...ours.map((at) => ({ at: start + at * minute, ours: true })),
      ...others.flatMap(([at, times]) =>
        Array.from({ length: times }, () => ({ at: start + at * minute, ours: false })),
      ),
    ].toSorted((a, b) => a.at - b.at || Number(a.ours) - Number(b.ours)),
  );

describe('the calls of other applications, hour by hour', () => {
  it('are within their bounds, whatever anybody calls and whenever it is looked at', () => {
    fc.assert(
      fc.property(traffic, (calls) => {
        const ledger = ledgerOf(calls);
        for (const [hour, { least, most }] of otherCalls(ledger)) {
          const others = truth(calls, ledger, hour);
          assert.ok(least <= others && others <= most, `${least} <= ${others} <= ${most}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not told of an hour without a sample, nor of one that follows it', () => {
    fc.assert(
      fc.property(traffic, (calls) => {
        const ledger = ledgerOf(calls);
        const sampled = new Set(ledger.samples.map(({ at }) => hourOf(at).getTime()));
        for (const hour of otherCalls(ledger).keys()) {
          assert.ok(sampled.has(hour) && sampled.has(hour - hourMilliseconds));
        }
      }),
    );
  });

  it('are told exactly when others were quiet for the day before: each burst stands in its hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 24, maxLength: 70 }), (bursts) => {
        // We call at the 50th minute of each hour, the others at the 20th, from the second day on.
        const calls = [
          ...Array.from({ length: 24 + bursts.length }, (_, hour) => ({ hour, times: 1, at: 50, ours: true })),
          ...bursts.map((times, index) => ({ hour: 24 + index, times, at: 20, ours: false })),
        ]
          .flatMap(({ hour, times, at, ours }) =>
            Array.from({ length: times }, () => ({ at: start + hour * hourMilliseconds + at * minute, ours })),
          )
          .toSorted((a, b) => a.at - b.at);
        const told = otherCalls(ledgerOf(calls));
        bursts.forEach((times, index) => {
          assert.deepEqual(told.get(start + (24 + index) * hourMilliseconds), { least: times, most: times });
        });
      }),
      { numRuns: 50 },
    );
  });

  it('are not made up where they call evenly from before we came: a rolling sum tells no hour from another', () => {
    const calls = Array.from({ length: 96 * 2 }, (_, half) => ({
      at: start + half * 30 * minute + (half % 2) * minute,
      ours: half % 2 === 1 && half > 48,
    }));
    const told = [...otherCalls(ledgerOf(calls)).values()];
    assert.ok(told.length > 60);
    for (const { least, most } of told) assert.ok(least < most, 'bounds that do not meet');
  });
});
