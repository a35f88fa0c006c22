import type { Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { BookingsTable } from '../platform/database/tables.ts';
import { chainState, type ChainState } from './chain.ts';
import type { BookingMessage } from './booking.ts';
import type { Diagnosis } from './diagnosis.ts';
import { pageName, type DeliveredRecords } from './plan/plan-person.ts';

/**
 * waiting: due now or later, or until more of it arrives. held: needs the admin. delivered: Salesforce has the latest
 * revision. merged: turned out to be part of another chain. dismissed: a person put it aside.
 */
export type BookingState = 'waiting' | 'delivered' | 'held' | 'merged' | 'dismissed';

/** Who did something: a user of the panel, or the API key of a program. */
export interface Actor {
  id: string;
  name: string;
}

/** Why a booking was put aside, by whom, and what undoing it goes back to. */
export interface Dismissal {
  /** ISO 8601. */
  at: string;
  by: Actor;
  reason: string;
  before: 'waiting' | 'held';
}

export type BookingRow = Selectable<BookingsTable>;

/** Time-ordered, of letters, digits and an underscore: fits Salesforce's reference ids and external ids as it is. */
export function newBookingId(now: Date): string {
  return `bk_${uuidv7({ msecs: now.getTime() }).replaceAll('-', '')}`;
}

/** Whether a text can be one of our ids at all. What comes from an address is asked this first. */
export function isBookingId(text: string): boolean {
  return /^bk_[0-9a-f]{32}$/.test(text);
}

/** The columns that follow from a chain's messages. */
function columnsOf(state: ChainState, externalId: string) {
  const known = state.kind === 'known' ? state : undefined;
  const details = known?.details ?? {};
  const { customer } = details;
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ');
  return {
    booking: JSON.stringify(state),
    external_id: known?.externalId ?? externalId,
    status: known?.status ?? null,
    page_id: details.page?.id ?? null,
    page_name: pageName(details) ?? null,
    owner_email: details.owner?.email ?? null,
    customer_name: name || null,
    customer_email: customer?.email ?? null,
    starts_at: details.start === undefined ? null : new Date(details.start),
  };
}

/** Columns of a row whose booking changed: a new revision, due now if it is whole; waits and faults of the old are over. */
export function changed(row: { revision: number; external_id: string }, state: ChainState, now: Date) {
  const whole = state.kind === 'known' && state.whole;
  return {
    ...columnsOf(state, row.external_id),
    revision: row.revision + 1,
    state: 'waiting' satisfies BookingState,
    due_at: whole ? now : (null as Date | null),
    attempts: 0,
    alone: false,
    diagnosis: null,
    cause_key: null,
    dismissal: null,
    updated_at: now,
  };
}

/** The row of a chain that nobody knew before. */
export function newRow(
  identity: { orgId: string; sourceId: string; sourceKind: string; test: boolean },
  messages: BookingMessage[],
  now: Date,
) {
  const columns = changed({ revision: 0, external_id: messages[0]!.externalId }, chainState(messages), now);
  return {
    org_id: identity.orgId,
    id: newBookingId(now),
    source_id: identity.sourceId,
    source_kind: identity.sourceKind,
    test: identity.test,
    ...columns,
    records: JSON.stringify({}),
    created_at: now,
  };
}

/** What a row's jsonb columns hold; written by this folder only. */
export function readRow(row: BookingRow) {
  return {
    state: row.booking as ChainState,
    records: row.records as DeliveredRecords,
    diagnosis: row.diagnosis as Diagnosis | null,
    dismissal: row.dismissal as Dismissal | null,
  };
}
