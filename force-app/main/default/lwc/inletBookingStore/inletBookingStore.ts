import { request } from 'c/inletBackend';
import type { BookingState } from 'c/inletBookingWords';

export interface RecordLink {
  object: string;
  id: string;
}

export interface Diagnosis {
  cause: string;
  code: string;
  sentence: string;
  fix: string;
  salesforceMessage?: string;
}

/** A booking as the backend lists it. Times are ISO 8601 in UTC. */
export interface Booking {
  id: string;
  state: BookingState;
  status: string | null;
  source: { kind: string; bookingId: string };
  customer: { name: string | null; email: string | null; phone: string | null };
  page: { id: string; name: string | null } | null;
  owner: string | null;
  start: string | null;
  end: string | null;
  receivedAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  records: RecordLink[];
  apiCalls: number;
  diagnosis: Diagnosis | null;
  causeKey: string | null;
  nextAttemptAt: string | null;
}

export interface PlannedOperation {
  action: string;
  object: string;
  reason: string;
  values: Record<string, unknown>;
}

export interface BookingDetail extends Booking {
  sameCause: number;
  dismissal: { at: string; by: { name: string }; reason: string } | null;
  messages: { receivedAt: string; status: string }[];
  plan: {
    operations: PlannedOperation[];
    notes: string[];
    fallbacks: { object: string; label: string; value: string | number }[];
  } | null;
  attempts: { at: string; outcome: string; apiCalls: number; diagnosis?: Diagnosis; reason?: string }[];
  actions: { at: string; action: string; by: { name: string }; reason: string | null }[];
}

export interface BookingPage {
  bookings: Booking[];
  counts: Record<string, number>;
  total: number;
  next: string | null;
}

export interface Choices {
  pages: { id: string; name: string | null }[];
  sources: { id: string; kind: string }[];
  owners: string[];
  causes: { key: string; count: number; sentence: string }[];
}

export interface Delivery {
  state: 'running' | 'paused';
  sentence?: string;
  fix?: string;
}

/** What is asked of the list; empty texts filter nothing. */
export interface BookingQuery {
  state: string;
  search: string;
  page: string;
  owner: string;
  cause: string;
  status: string;
  sort: string;
  direction: 'asc' | 'desc';
  cursor: string;
}

const pageLength = 25;

export function listBookings(query: BookingQuery): Promise<BookingPage> {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const parameters = [...given, ['limit', String(pageLength)]].map((pair) => pair.map(encodeURIComponent).join('='));
  return request('GET', `/v1/org/bookings?${parameters.join('&')}`);
}

export function listChoices(): Promise<Choices> {
  return request('GET', '/v1/org/bookings/filters');
}

export async function readDelivery(): Promise<Delivery> {
  return (await request<{ delivery: Delivery }>('GET', '/v1/org')).delivery;
}

export function readBooking(id: string): Promise<BookingDetail> {
  return request('GET', pathOf(id));
}

export function retryBooking(id: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/retry`);
}

/** Retries all bookings that fail for the same reason; how many. */
export async function retryCause(cause: string): Promise<number> {
  return (await request<{ retried: number }>('POST', '/v1/org/bookings/retry', { cause })).retried;
}

export function dismissBooking(id: string, reason: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/dismiss`, { reason });
}

export function reopenBooking(id: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/reopen`);
}

function pathOf(id: string): string {
  return `/v1/org/bookings/${encodeURIComponent(id)}`;
}
