import type { BookingMessage } from './booking.ts';
import type { ActionRow } from './booking-actions.ts';
import type { BookingFilters } from './booking-list.ts';
import { readRow, type BookingRow } from './booking-row.ts';
import type { AttemptRow, OrgDelivery } from './booking-store.ts';
import { diagnosisView, type Diagnosis } from './diagnosis.ts';
import type { BookingPlan, Operation, PlannedValue } from './plan/plan.ts';
import { inWords, sentences, text, type Language, type Text } from '../texts/text.ts';

/** Who looks: when, and in which language. */
export interface Reader {
  now: Date;
  language: Language;
}

/** A booking as the list shows it. Times are ISO 8601 in UTC. */
export function bookingSummary(row: BookingRow, delivery: OrgDelivery, { now, language }: Reader) {
  const diagnosis = diagnosisOf(row, delivery, now);
  const { state, records } = readRow(row);
  const details = state.kind === 'known' ? state.details : {};
  const link = (object: string, id: string) => ({
    object,
    id,
    url: `${delivery.loginUrl.replace(/\/+$/, '')}/lightning/r/${object}/${id}/view`,
  });
  return {
    id: row.id,
    state: row.state,
    status: row.status,
    /** Sent by an admin to try a source. */
    test: row.test,
    source: { id: row.source_id, kind: row.source_kind, bookingId: row.external_id },
    customer: { name: row.customer_name, email: row.customer_email, phone: details.customer?.phone ?? null },
    page: row.page_id === null ? null : { id: row.page_id, name: row.page_name },
    owner: row.owner_email,
    start: details.start ?? null,
    end: details.end ?? null,
    receivedAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    records: [
      ...(records.person ? [link(records.person.object, records.person.id)] : []),
      ...(records.case ? [link('Case', records.case.id)] : []),
      ...(records.event ? [link('Event', records.event.id)] : []),
    ],
    /** Calls that this booking took part in, and its part of them: a batch of 75 shares its two. */
    apiCalls: row.api_calls,
    apiCallShare: Math.round(row.api_call_share * 1000) / 1000,
    /** In a row, since the booking last changed or was retried by hand. */
    failedAttempts: row.attempts,
    diagnosis: diagnosis && diagnosisView(diagnosis, language, delivery.loginUrl),
    /** The same for all bookings that fail for the same reason. */
    causeKey: row.cause_key,
    nextAttemptAt: nextAttempt(row, delivery),
  };
}

/** What happened to a booking so far. */
export interface BookingHistory {
  attempts: AttemptRow[];
  messages: { receivedAt: Date; message: BookingMessage }[];
  actions: ActionRow[];
  sameCause: number;
}

/** One booking with everything that is known of it: what came, what was planned and why, each attempt. */
export function bookingDetail(row: BookingRow, delivery: OrgDelivery, history: BookingHistory, reader: Reader) {
  const { language } = reader;
  const { state, dismissal } = readRow(row);
  const { attempts, messages, actions, sameCause } = history;
  const plan = row.plan as BookingPlan | null;
  return {
    ...bookingSummary(row, delivery, reader),
    revision: row.revision,
    deliveredRevision: row.delivered_revision,
    /** How many other bookings fail for the same reason. */
    sameCause,
    dismissal:
      row.state === 'dismissed' && dismissal ? { at: dismissal.at, by: dismissal.by, reason: dismissal.reason } : null,
    details: state.kind === 'known' ? state.details : null,
    messages: messages.map(({ receivedAt, message }) => ({ receivedAt: receivedAt.toISOString(), ...message })),
    plan: plan && planView(plan, language),
    attempts: attempts.map(({ at, outcome, api_calls, batch_size, revision, detail }) => ({
      at: at.toISOString(),
      revision,
      outcome,
      apiCalls: api_calls,
      batchSize: batch_size,
      ...attemptView(detail as AttemptDetail, delivery, language),
    })),
    actions: actions.map(({ at, ...action }) => ({ at: at.toISOString(), ...action })),
  };
}

/** What a booking's plan writes, and why. */
export function planView({ operations, notes, fallbacks }: BookingPlan, language: Language) {
  return {
    operations: operations.map((operation) => operationView(operation, language)),
    notes: notes.map((note) => inWords(note, language)),
    fallbacks,
  };
}

function operationView({ reason, ...operation }: Operation, language: Language) {
  return { ...operation, reason: inWords(reason, language) };
}

/** What is shown of an attempt: the writes and why, and what came of them. */
export interface AttemptDetail {
  operations: Operation[];
  diagnosis?: Diagnosis;
  reason?: Text;
}

/** A long text is sent again with each attempt; it stands whole in the plan. */
const longestSentText = 1_000;

function attemptView({ operations, diagnosis, reason }: AttemptDetail, { loginUrl }: OrgDelivery, language: Language) {
  return {
    operations: operations.map(({ values, ...operation }) =>
      operationView({ ...operation, values: shortened(values) }, language),
    ),
    ...(diagnosis ? { diagnosis: diagnosisView(diagnosis, language, loginUrl) } : {}),
    ...(reason ? { reason: inWords(reason, language) } : {}),
  };
}

function shortened(values: Operation['values']): Operation['values'] {
  const short = (value: PlannedValue) =>
    typeof value === 'string' && value.length > longestSentText ? `${value.slice(0, longestSentText)}…` : value;
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, short(value)]));
}

/** A cause that bookings can be filtered and retried by. */
export function causeView({ key, count, diagnosis }: BookingFilters['causes'][number], language: Language) {
  const { object, field, page } = diagnosis;
  const sentence = inWords(diagnosis.sentence, language);
  const fix = inWords(diagnosis.fix, language);
  return { key, count, sentence, fix, object: object ?? null, field: field ?? null, page: page ?? null };
}

/** Whether bookings are sent to the org at the moment, and why not. */
export function deliveryView(
  { pausedUntil, pause }: Pick<OrgDelivery, 'pausedUntil' | 'pause'>,
  { now, language }: Reader,
) {
  if (!pause || !pausedUntil || pausedUntil <= now) return { state: 'running' };
  const { cause, code, sentence, fix } = pause;
  return {
    state: 'paused',
    pausedUntil: pausedUntil.toISOString(),
    cause,
    code,
    sentence: inWords(sentence, language),
    fix: inWords(fix, language),
  };
}

/** Why the booking is not in Salesforce: its own diagnosis, or what its org, or the booking itself, waits for. */
function diagnosisOf(row: BookingRow, delivery: OrgDelivery, now: Date): Diagnosis | null {
  const { state, diagnosis } = readRow(row);
  if (row.state === 'delivered' || row.state === 'merged') return null;
  if (diagnosis) return diagnosis;
  if (row.state !== 'waiting') return null;
  if (row.due_at === null) {
    const sentence = state.kind === 'pending' ? state.reason : (state.missing ?? text('waiting.incomplete'));
    return {
      cause: 'data',
      code: 'INCOMPLETE_BOOKING',
      sentence,
      fix: text('waiting.incomplete.fix'),
    };
  }
  const { pause, pausedUntil } = delivery;
  if (!pause || !pausedUntil || pausedUntil <= now) return null;
  const page = row.page_name;
  return {
    cause: pause.cause,
    code: pause.code,
    sentence: sentences(pause.sentence, text('waiting.orgPaused')),
    fix: pause.fix,
    ...(page === null ? {} : { page }),
  };
}

function nextAttempt(row: BookingRow, { pausedUntil }: OrgDelivery): string | null {
  if (row.state !== 'waiting' || row.due_at === null) return null;
  return (pausedUntil && pausedUntil > row.due_at ? pausedUntil : row.due_at).toISOString();
}
