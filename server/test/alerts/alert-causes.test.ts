import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrgPause } from '../../src/bookings/deliver/org-pause.ts';
import { alertCauses, type WatchedFacts } from '../../src/diagnostics/alert-causes.ts';
import { english, text } from '../../src/texts/text.ts';

const now = new Date('2026-11-20T09:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const well: WatchedFacts = {
  ...{ now, isConnected: true, pause: undefined, waiting: 0, oldestWaiting: null, failingPages: [] },
  usage: {
    ...{ used: 100, allowed: 1_000, sampledAt: now, own: 10, warn: 80, bookings: 95, forecast: null },
  },
};
const pausedBy = (cause: OrgPause['cause'], code: string): OrgPause => ({
  ...{ cause, code, since: minutesAgo(40).toISOString(), failures: 3, outcomeUnknown: false },
  ...{ sentence: text('limit.dailyRequests'), fix: text('limit.dailyRequests.fix') },
});
const subjects = (facts: Partial<WatchedFacts>, open: string[] = []) =>
  alertCauses({ ...well, ...facts }, new Set(open)).map(({ subject, kind }) => [subject, kind]);
const used = (percent: number): Partial<WatchedFacts> => ({ usage: { ...well.usage!, used: percent * 10 } });

describe('what alerts are raised for', () => {
  it('nothing, while all is well or nothing is known', () => {
    assert.deepEqual(subjects({}), []);
    assert.deepEqual(subjects({ usage: null }), []);
    assert.deepEqual(subjects({ waiting: 5, oldestWaiting: minutesAgo(14) }), []);
  });

  it('API requests that come near the limit, once around the threshold', () => {
    assert.deepEqual(subjects(used(79.9)), []);
    assert.deepEqual(subjects(used(80)), [['apiUsage', 'near']]);
    assert.deepEqual(subjects(used(79), ['apiUsage']), [['apiUsage', 'near']], 'not over yet');
    assert.deepEqual(subjects(used(77.9), ['apiUsage']), []);
  });

  it('used-up requests are one alert, and not another for the bookings that wait for them', () => {
    const facts = { ...used(100), waiting: 9, oldestWaiting: minutesAgo(60) };
    assert.deepEqual(subjects({ ...facts, pause: pausedBy('limit', 'REQUEST_LIMIT_EXCEEDED') }), [
      ['apiUsage', 'waiting'],
    ]);
  });

  it('bookings that wait for long, but not those that wait for a connection: that is told of by itself', () => {
    const old = { waiting: 9, oldestWaiting: minutesAgo(16) };
    assert.deepEqual(subjects(old), [['backlog', 'old']]);
    assert.deepEqual(subjects({ ...old, pause: pausedBy('transient', 'HTTP_503') }), [['backlog', 'HTTP_503']]);
    assert.deepEqual(subjects({ ...old, pause: pausedBy('connection', 'X') }), []);
    assert.deepEqual(subjects({ ...old, isConnected: false }), []);
  });

  it('a page that fails is named, with why and what to do', () => {
    const diagnosis = {
      ...{ cause: 'data' as const, code: 'X', sentence: text('limit.storage'), fix: text('limit.storage.fix') },
    };
    const [cause] = alertCauses(
      { ...well, failingPages: [{ id: '12', name: 'Demo', held: 7, since: minutesAgo(30), diagnosis }] },
      new Set(),
    );
    assert.equal(cause!.subject, 'page:12');
    assert.match(english(cause!.sentence), /newest bookings of "Demo" were all refused; 7 are held.*storage/);
  });
});
