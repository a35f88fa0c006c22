import type { BookingRow, BookingState } from '../booking-row.ts';
import { causeKey, type Diagnosis } from '../diagnosis.ts';
import type { FallbackUse } from '../plan/plan.ts';
import type { DeliveredRecords } from '../plan/plan-person.ts';
import { mostAttempts, retryDelay } from './backoff.ts';
import type { BookingResult } from './due-booking.ts';

/** What settling writes to a booking's row. */
export interface Settlement {
  state: BookingState;
  due_at: Date | null;
  attempts: number;
  alone: boolean;
  records: DeliveredRecords;
  delivered_revision: number;
  diagnosis: Diagnosis | null;
  cause_key: string | null;
  delivered_at: Date | null;
}

/**
 * What becomes of a booking after an attempt. Never overwrites a newer revision: when the booking changed (or was merged
 * into another) while it was being delivered, only what now stands in Salesforce is taken over, and the change stays due.
 */
export function settle(row: BookingRow, result: BookingResult, now: Date, random: () => number): Settlement {
  const { booking, outcome } = result;
  const kept: Settlement = {
    state: row.state as BookingState,
    due_at: row.due_at,
    attempts: row.attempts,
    alone: row.alone,
    records: outcome.records,
    delivered_revision: row.delivered_revision,
    diagnosis: row.diagnosis as Diagnosis | null,
    cause_key: row.cause_key,
    delivered_at: row.delivered_at,
  };
  if (row.revision !== booking.revision) return settleChanged(result, kept, now);
  // Put aside while it was under way: only its arrival counts for more.
  if (row.state === 'dismissed' && outcome.kind !== 'delivered') return kept;
  switch (outcome.kind) {
    case 'delivered':
      return {
        ...kept,
        state: row.merged_into === null ? 'delivered' : 'merged',
        due_at: null,
        attempts: 0,
        alone: false,
        delivered_revision: booking.revision,
        diagnosis: null,
        cause_key: null,
        delivered_at: now,
      };
    case 'held':
      return { ...kept, ...held(outcome.diagnosis) };
    case 'retry': {
      const attempts = row.attempts + 1;
      if (attempts >= mostAttempts) return { ...kept, attempts, ...held(outcome.diagnosis) };
      return {
        ...kept,
        attempts,
        due_at: new Date(now.getTime() + retryDelay(attempts, outcome.diagnosis, random)),
        diagnosis: outcome.diagnosis,
        cause_key: causeKey(outcome.diagnosis),
      };
    }
    case 'again':
      return { ...kept, alone: row.alone || outcome.alone, due_at: now };
    case 'org':
      return kept;
  }
}

/** The stand-ins in the booking's records after an attempt: those of new records, without those replaced since. */
export function fallbacksAfter(before: FallbackUse[], { plan, outcome }: BookingResult): FallbackUse[] {
  if (!plan || outcome.kind !== 'delivered') return before;
  const isReplaced = (use: FallbackUse) =>
    plan.operations.some(({ object, values }) => object === use.object && (values[use.field] ?? null) !== null);
  return [...before.filter((use) => !isReplaced(use)), ...plan.fallbacks];
}

function settleChanged({ booking, outcome }: BookingResult, kept: Settlement, now: Date): Settlement {
  const delivered = outcome.kind === 'delivered' ? { delivered_revision: booking.revision, delivered_at: now } : {};
  return { ...kept, ...delivered };
}

function held(diagnosis: Diagnosis) {
  return { state: 'held' as const, due_at: null, alone: false, diagnosis, cause_key: causeKey(diagnosis) };
}
