import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { forecastOf } from '../../src/diagnostics/api-budget/forecast.ts';
import { dayMilliseconds, hourMilliseconds, hourOf, type OwnCalls } from '../../src/diagnostics/api-budget/ledger.ts';
import { mayCall, type Known, type Question } from '../../src/diagnostics/api-budget/may-call.ts';
import { budgetBody, changedThresholds, defaultThresholds } from '../../src/diagnostics/api-budget/thresholds.ts';
import { InvalidRequest } from '../../src/platform/problem.ts';
import type { Purpose } from '../../src/salesforce/types.ts';
import { inWords, languages } from '../../src/texts/text.ts';

const now = new Date('2026-11-20T09:20:00Z');
const minute = 60_000;
const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
const known = (used: number, more: Partial<Known> = {}): Known => ({
  sample: { at: now, used, allowed: 100_000 },
  own: [],
  thresholds: defaultThresholds,
  now,
  ...more,
});
const may = (facts: Known, purpose: Purpose, more: Partial<Question> = {}) =>
  mayCall(facts, { purpose, calls: 1, ...more });
const order: Purpose[] = ['bookings', 'setup', 'diagnostics', 'replication'];

const anyKnown = fc
  .record({
    used: fc.integer({ min: 0, max: 2_000 }),
    allowed: fc.integer({ min: 0, max: 1_500 }),
    age: fc.integer({ min: 0, max: 20 * minute }),
    own: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 200 }))),
    thresholds: fc.record({
      warn: fc.constant(80),
      replication: fc.integer({ min: 5, max: 100 }),
      bookings: fc.integer({ min: 50, max: 100 }),
      ownCap: fc.option(fc.integer({ min: 100, max: 2_000 })),
    }),
  })
  .filter(({ thresholds }) => thresholds.bookings >= thresholds.replication)
  .map(({ used, allowed, age, own, thresholds }): Known => ({
    sample: { at: before(age), used, allowed },
    own: own.map(([hours, calls]): OwnCalls => {
      return { hour: hourOf(before(hours * hourMilliseconds)), purpose: 'bookings', calls };
    }),
    thresholds,
    now,
  }));

describe('who may call Salesforce', () => {
  it('goes by the order bookings, setup by a person, diagnostics, replication, whatever the figures', () => {
    fc.assert(
      fc.property(anyKnown, fc.integer({ min: 1, max: 300 }), (facts, calls) => {
        const answers = order.map((purpose) => may(facts, purpose, { calls }).allowed);
        assert.deepEqual(
          answers,
          answers.toSorted((a, b) => Number(b) - Number(a)),
          'once no, then no for all after',
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('says until when, which is always to come and never more than a day and an hour away', () => {
    fc.assert(
      fc.property(anyKnown, fc.constantFrom(...order), (facts, purpose) => {
        const answer = may(facts, purpose);
        if (answer.allowed) return;
        assert.ok(answer.until > now && answer.until.getTime() <= now.getTime() + dayMilliseconds + hourMilliseconds);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stops background work at 75 % and bookings at 95 %', () => {
    assert.ok(may(known(74_900), 'replication').allowed);
    assert.ok(!may(known(74_990), 'replication').allowed, 'diagnostics have the last calls of the background');
    assert.ok(may(known(74_990), 'diagnostics').allowed);
    assert.ok(!may(known(75_000), 'diagnostics').allowed);
    assert.ok(may(known(94_999), 'bookings').allowed);
    assert.ok(!may(known(95_000), 'bookings').allowed);
    assert.ok(may(known(94_000), 'setup').allowed);
    assert.ok(!may(known(94_995), 'setup').allowed, 'bookings have the last calls before 95 %');
  });

  it('never takes a person who pressed a button for background work', () => {
    assert.ok(!may(known(80_000), 'diagnostics').allowed);
    assert.ok(may(known(80_000), 'diagnostics', { byPerson: true }).allowed);
  });

  it('says it in words, with until when, in each language', () => {
    const answer = may(known(81_234), 'replication');
    assert.ok(!answer.allowed);
    assert.deepEqual(answer.until, new Date('2026-11-20T09:35:00Z'));
    assert.equal(
      inWords(answer.sentence, 'en'),
      'The org has used 81 % of its API calls of the last 24 hours (81,234 of 100,000). Background work stops at 75 %, so that bookings have the rest; it goes on by itself.',
    );
    for (const language of languages) assert.doesNotMatch(inWords(answer.sentence, language), /[{}]/);
  });

  it('believes no counter that is older than 15 minutes, or than the caller has waited for', () => {
    const old = (age: number) => known(100_000, { sample: { at: before(age), used: 100_000, allowed: 100_000 } });
    assert.ok(!may(old(14 * minute), 'replication').allowed);
    assert.deepEqual(may(old(15 * minute), 'replication'), { allowed: true, look: true });
    assert.ok(!may(old(2 * minute), 'bookings', { notBefore: before(3 * minute) }).allowed);
    const look = may(old(4 * minute), 'bookings', { notBefore: before(3 * minute) });
    assert.deepEqual(look, { allowed: true, look: true });
    assert.deepEqual(may(known(0, { sample: undefined }), 'replication'), { allowed: true });
  });

  it('holds the own cap in every window of 24 hours, and says when there is room again', () => {
    let refusals = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(...order)), {
          minLength: 200,
          maxLength: 400,
        }),
        (asked) => {
          const thresholds = { ...defaultThresholds, ownCap: 100 };
          const own: OwnCalls[] = [];
          const made: number[] = [];
          let time = now.getTime();
          for (const [minutes, purpose] of asked) {
            time += minutes * minute;
            const facts = { sample: undefined, own, thresholds, now: new Date(time) };
            const answer = mayCall(facts, { purpose, calls: 1 });
            if (answer.allowed) {
              own.push({ hour: hourOf(facts.now), purpose, calls: 1 });
              made.push(time);
            } else {
              refusals += 1;
              assert.ok(mayCall({ ...facts, now: answer.until }, { purpose, calls: 1 }).allowed, 'it keeps its word');
            }
            assert.ok(made.filter((at) => at > time - dayMilliseconds).length <= 100);
          }
        },
      ),
      { numRuns: 50 },
    );
    assert.ok(refusals > 0, 'the cap was reached');
  });
});

describe('the thresholds', () => {
  const fieldsOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof InvalidRequest);
      return error.errors.map(({ pointer }) => pointer);
    }
    return [];
  };

  it('keep what a change does not name', () => {
    const after = changedThresholds({ ...defaultThresholds, ownCap: 500 }, { warn: 60 });
    assert.deepEqual(after, { warn: 60, replication: 75, bookings: 95, ownCap: 500 });
    assert.equal(changedThresholds(after, { ownCap: null }).ownCap, null);
  });

  it('refuse that bookings stop before background work, and name the field that was changed', () => {
    assert.deepEqual(
      fieldsOf(() => changedThresholds(defaultThresholds, { bookings: 70 })),
      ['/bookings'],
    );
    assert.deepEqual(
      fieldsOf(() => changedThresholds(defaultThresholds, { replication: 96 })),
      ['/replication'],
    );
    assert.deepEqual(
      fieldsOf(() => changedThresholds(defaultThresholds, { replication: 90, bookings: 90 })),
      [],
    );
  });

  it('stay within sane limits', () => {
    const bad = [{ warn: 9 }, { bookings: 49 }, { bookings: 101 }, { replication: 4.5 }, { ownCap: 99 }, { other: 1 }];
    for (const change of bad) assert.ok(!budgetBody.safeParse(change).success, JSON.stringify(change));
  });
});

describe('the forecast of when the API calls run out', () => {
  const sample = (hoursAgo: number, used: number) => {
    return { at: before(hoursAgo * hourMilliseconds), used, allowed: 100_000 };
  };
  const keyOf = (samples: ReturnType<typeof sample>[]) => {
    const { sentence, runsOutAt } = forecastOf(samples, now);
    return ['key' in sentence && sentence.key, runsOutAt];
  };

  it('follows the trend of the last hours', () => {
    const { runsOutAt, sentence } = forecastOf([sample(9, 0), sample(3, 40_000), sample(0, 70_000)], now);
    assert.deepEqual(runsOutAt, new Date(now.getTime() + 3 * hourMilliseconds));
    assert.equal(
      inWords(sentence, 'en'),
      'As the last hours went (10,000 more calls an hour), the API calls run out in about 3 h.',
    );
  });

  it('says nothing when it cannot know', () => {
    assert.deepEqual(keyOf([]), ['budget.forecast.notRead', null]);
    assert.deepEqual(keyOf([sample(5, 10), sample(3, 90_000)]), ['budget.forecast.notRead', null]);
    assert.deepEqual(keyOf([sample(0.5, 10), sample(0, 90_000)]), ['budget.forecast.tooShort', null]);
  });

  it('knows when they do not run out, and when they have', () => {
    assert.deepEqual(keyOf([sample(3, 70_000), sample(0, 60_000)]), ['budget.forecast.enough', null]);
    assert.deepEqual(keyOf([sample(3, 10_000), sample(0, 10_100)]), ['budget.forecast.enough', null]);
    assert.deepEqual(keyOf([sample(3, 10_000), sample(0, 100_001)]), ['budget.forecast.usedUp', now]);
  });

  it('lies between the last sample and a day later, and comes nearer the more was used', () => {
    const used = fc.integer({ min: 0, max: 99_000 });
    fc.assert(
      fc.property(used, used, fc.integer({ min: 1, max: 999 }), (first, last, more) => {
        const [less, sooner] = [last, last + more].map((at) => forecastOf([sample(4, first), sample(0, at)], now));
        if (!less!.runsOutAt) return;
        assert.ok(less!.runsOutAt > now && less!.runsOutAt.getTime() <= now.getTime() + dayMilliseconds);
        assert.ok(sooner!.runsOutAt! < less!.runsOutAt);
      }),
    );
  });
});
