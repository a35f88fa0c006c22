import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newRow, type BookingRow } from '../../src/bookings/booking-row.ts';
import { mostAttempts, retryDelay } from '../../src/bookings/deliver/backoff.ts';
import type { Outcome } from '../../src/bookings/deliver/outcome.ts';
import { settle } from '../../src/bookings/deliver/settlement.ts';
import { causeKey, type Diagnosis } from '../../src/bookings/diagnosis.ts';
import { limitError } from '../../src/salesforce/classify.ts';
import { dueBooking, planningTime, someDetails } from '../support/planning.ts';
import { text } from '../../src/texts/text.ts';

const later = new Date(planningTime.getTime() + 1_000);
const records = { person: { object: 'Lead' as const, id: '00Q1' }, event: { id: '00U1' } };
const diagnosis: Diagnosis = {
  cause: 'data',
  code: 'CODE',
  object: 'Lead',
  sentence: text('fault.converted'),
  fix: text('fault.converted.fix'),
};

function row(more: Partial<BookingRow> = {}): BookingRow {
  const identity = { orgId: 'org_1', sourceId: 'src_1', sourceKind: 'api', test: false };
  const message = {
    externalId: 'B-1',
    status: 'scheduled' as const,
    clock: '2026-11-20T09:00:00.000Z',
    details: someDetails,
  };
  const stored = {
    ...newRow(identity, [message], planningTime),
    seq: '1',
    delivered_revision: 0,
    plan: null,
    api_calls: 0,
    api_call_share: 0,
    merged_into: null,
    delivered_at: null,
  };
  return { ...(stored as unknown as BookingRow), ...more };
}

function settled(outcome: Outcome, stored = row(), revision = 1) {
  const booking = dueBooking('bk_1', { revision });
  const result = { booking, outcome, apiCalls: 1, apiCallShare: 1, batchSize: 1 };
  return settle(stored, result, later, () => 0);
}

describe('a booking after an attempt', () => {
  it('is delivered when Salesforce has its latest revision, and its faults are over', () => {
    const stored = row({ attempts: 3, alone: true, diagnosis, cause_key: 'x' });
    assert.deepEqual(settled({ kind: 'delivered', records }, stored), {
      state: 'delivered',
      due_at: null,
      attempts: 0,
      alone: false,
      records,
      delivered_revision: 1,
      diagnosis: null,
      cause_key: null,
      delivered_at: later,
    });
  });

  it('is held with its diagnosis when it is the admin’s', () => {
    const to = settled({ kind: 'held', records: {}, diagnosis }, row({ alone: true }));
    assert.equal(to.state, 'held');
    assert.equal(to.due_at, null);
    assert.equal(to.alone, false);
    assert.equal(to.diagnosis, diagnosis);
    assert.equal(to.cause_key, causeKey(diagnosis));
  });

  it('waits longer after each failure, and shows why', () => {
    for (const [attempts, seconds] of [
      [0, 1],
      [1, 2],
      [5, 32],
      [20, 3_600],
    ]) {
      const to = settled({ kind: 'retry', records, diagnosis, lookAgain: false }, row({ attempts: attempts! }));
      assert.equal(to.state, 'waiting');
      assert.equal(to.attempts, attempts! + 1);
      assert.equal(to.due_at!.getTime() - later.getTime(), seconds! * 1_000);
      assert.equal(to.diagnosis, diagnosis);
    }
  });

  it('gives a row that somebody else holds more time, wherever the lock was met', () => {
    const inFlow = 'The flow failed: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record';
    for (const reason of [
      { code: 'UNABLE_TO_LOCK_ROW' },
      { code: 'CANNOT_EXECUTE_FLOW_TRIGGER', salesforceMessage: inFlow },
    ]) {
      const waits = [1, 2, 3, 4, 20].map((attempt) => retryDelay(attempt, reason, () => 0) / 1_000);
      assert.deepEqual(waits, [5, 10, 20, 40, 3_600]);
    }
    const to = settled(
      { kind: 'retry', records, diagnosis: { ...diagnosis, code: 'UNABLE_TO_LOCK_ROW' }, lookAgain: false },
      row(),
    );
    assert.equal(to.due_at!.getTime() - later.getTime(), 5_000);
  });

  it('is held after ninety attempts, and not before 76 hours of waiting, whatever the dice say', () => {
    const retry: Outcome = { kind: 'retry', records, diagnosis, lookAgain: false };
    assert.equal(settled(retry, row({ attempts: 88 })).state, 'waiting');
    assert.equal(settled(retry, row({ attempts: 89 })).state, 'held');
    for (const random of [() => 0, () => 0.999_999]) {
      let waited = 0;
      for (let attempt = 1; attempt < mostAttempts; attempt++) waited += retryDelay(attempt, diagnosis, random);
      assert.ok(waited >= 76 * 3_600_000, `${waited / 3_600_000} hours`);
    }
  });

  it('is due again at once and costs no attempt when it was not its fault', () => {
    const to = settled({ kind: 'again', records, reason: text('again.halted'), alone: true }, row({ attempts: 4 }));
    assert.equal(to.state, 'waiting');
    assert.equal(to.attempts, 4);
    assert.equal(to.alone, true);
    assert.equal(to.due_at, later);
    // Once alone, always alone until it is settled.
    assert.equal(
      settled({ kind: 'again', records, reason: text('again.halted'), alone: false }, row({ alone: true })).alone,
      true,
    );
  });

  it('stays as it is when the org is at fault: the org waits, not the booking', () => {
    const stored = row({ attempts: 2 });
    const to = settled({ kind: 'org', records, error: limitError('storage', 'STORAGE_LIMIT_EXCEEDED') }, stored);
    assert.equal(to.state, 'waiting');
    assert.equal(to.attempts, 2);
    assert.equal(to.due_at, stored.due_at);
    assert.equal(to.diagnosis, null);
    // What stands in Salesforce all the same is not forgotten.
    assert.equal(to.records, records);
  });
});

describe('a booking that changed while it was being delivered', () => {
  const changed = row({ revision: 2 });

  it('stays due with its new revision, and takes over what stands in Salesforce now', () => {
    assert.deepEqual(settled({ kind: 'delivered', records }, changed), {
      state: 'waiting',
      due_at: changed.due_at,
      attempts: 0,
      alone: false,
      records,
      delivered_revision: 1,
      diagnosis: null,
      cause_key: null,
      delivered_at: later,
    });
  });

  it('is neither held nor put off for a fault of the old revision', () => {
    const faults: Outcome[] = [
      { kind: 'held', records, diagnosis },
      { kind: 'retry', records, diagnosis, lookAgain: true },
      { kind: 'again', records, reason: text('again.halted'), alone: true },
    ];
    for (const outcome of faults) {
      const to = settled(outcome, changed);
      assert.deepEqual(
        [to.state, to.due_at, to.attempts, to.alone, to.diagnosis, to.delivered_revision],
        ['waiting', changed.due_at, 0, false, null, 0],
      );
    }
  });

  it('is called off when it was merged into another: due as it stands, with the Event that has to go', () => {
    const merged = row({ revision: 2, merged_into: 'bk_2' });
    const to = settled({ kind: 'delivered', records }, merged);
    assert.equal(to.state, 'waiting');
    assert.equal(to.due_at, merged.due_at);
    assert.deepEqual(to.records.event, records.event);
  });

  it('is merged, not delivered, once its Event has been called off', () => {
    const to = settled({ kind: 'delivered', records: {} }, row({ merged_into: 'bk_2' }));
    assert.equal(to.state, 'merged');
    assert.equal(to.due_at, null);
  });
});
