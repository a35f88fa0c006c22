import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pauseOrg, type OrgPause } from '../../src/bookings/deliver/org-pause.ts';
import { connectionError, limitError } from '../../src/salesforce/classify.ts';
import { DataError, TransientError, type SalesforceError } from '../../src/salesforce/errors.ts';
import { text } from '../../src/texts/text.ts';

const now = new Date('2026-11-20T09:00:00.000Z');
const busy = (outcome: 'unknown' | 'notExecuted') =>
  new TransientError(outcome, {
    code: 'SERVER_UNAVAILABLE',
    detail: text('transient.busy'),
    fix: text('transient.fix'),
  });
const limit = limitError('dailyRequests', 'REQUEST_LIMIT_EXCEEDED');
const connection = connectionError('inactiveUser', 'USER_NOT_ACTIVE');

/** Seconds of each wait when the same error comes again and again. */
function waits(error: SalesforceError, times: number): number[] {
  let pause: OrgPause | undefined;
  return Array.from({ length: times }, () => {
    const next = pauseOrg(pause, error, now);
    pause = next.pause;
    return (next.until.getTime() - now.getTime()) / 1_000;
  });
}

describe('an org that cannot be delivered to', () => {
  it('is probed after 1, 2, 4, … at most 15 minutes when a limit is used up', () => {
    assert.deepEqual(waits(limit, 6), [60, 120, 240, 480, 900, 900]);
  });

  it('is probed after seconds, at most five minutes, when Salesforce is away', () => {
    assert.deepEqual(waits(busy('notExecuted'), 10), [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    assert.equal(waits(busy('notExecuted'), 2_000).at(-1), 300);
  });

  it('is probed every 15 minutes when the connection is lost', () => {
    assert.deepEqual(waits(connection, 3), [900, 900, 900]);
  });

  it('tells since when, how often, why, and what to do', () => {
    const first = pauseOrg(undefined, limit, now).pause;
    const second = pauseOrg(first, limit, new Date(now.getTime() + 60_000)).pause;
    assert.deepEqual(second, {
      cause: 'limit',
      code: 'REQUEST_LIMIT_EXCEEDED',
      kind: 'dailyRequests',
      sentence: limit.detail,
      fix: limit.fix,
      since: now.toISOString(),
      failures: 2,
      outcomeUnknown: false,
    });
  });

  it('begins anew with another cause', () => {
    const first = pauseOrg(pauseOrg(undefined, limit, now).pause, limit, now).pause;
    const later = new Date(now.getTime() + 60_000);
    const { pause, until } = pauseOrg(first, busy('notExecuted'), later);
    assert.equal(pause.failures, 1);
    assert.equal(pause.since, later.toISOString());
    assert.equal(until.getTime() - later.getTime(), 1_000);
  });

  it('says when a write may have been committed although its answer is lost', () => {
    assert.equal(pauseOrg(undefined, busy('unknown'), now).pause.outcomeUnknown, true);
    assert.equal(pauseOrg(undefined, busy('notExecuted'), now).pause.outcomeUnknown, false);
  });

  it('rests as for a passing error when Salesforce refuses what concerns no single booking', () => {
    const error = new DataError([], {
      code: 'INVALID_FIELD',
      detail: text('refused.request'),
      fix: text('refused.request.fix'),
    });
    const { pause, until } = pauseOrg(undefined, error, now);
    assert.equal(pause.cause, 'transient');
    assert.equal(until.getTime() - now.getTime(), 1_000);
  });
});
