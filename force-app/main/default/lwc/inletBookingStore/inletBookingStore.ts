import { request } from 'c/inletBackend';
import timeZone from '@salesforce/i18n/timeZone';
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
  /** The org's own rules behind it, where they are known. */
  rules?: { name: string; setupUrl: string }[];
  /** The page of Setup where it is mended. */
  setupUrl?: string;
}

/** A booking as the backend lists it. Times are ISO 8601 in UTC. */
export interface Booking {
  id: string;
  state: BookingState;
  status: string | null;
  source: { id: string; kind: string; bookingId: string };
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
  reference: string;
  /** By id once the record is known; the first time by an external id, which makes it or finds it. */
  target: { id: string } | { field: string; value: string };
  values: Record<string, SentValue>;
}

/** A reference stands for the id of the record that another operation saves. */
export type SentValue = string | number | boolean | null | { reference: string };

export interface Attempt {
  at: string;
  /** delivered, held, retry, again or org. */
  outcome: string;
  apiCalls: number;
  operations: PlannedOperation[];
  diagnosis?: Diagnosis;
  reason?: string;
}

export interface BookingDetail extends Booking {
  sameCause: number;
  dismissal: { at: string; by: { name: string }; reason: string } | null;
  messages: { receivedAt: string; status: string; replacedBy?: string }[];
  plan: {
    operations: PlannedOperation[];
    notes: string[];
    fallbacks: { object: string; label: string; value: string | number }[];
  } | null;
  attempts: Attempt[];
  actions: { at: string; action: string; by: { name: string }; reason: string | null }[];
}

export interface BookingPage {
  bookings: Booking[];
  counts: Record<string, number>;
  total: number;
  next: string | null;
  /** Null on the first page and on the second. */
  previous: string | null;
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
  source: string;
  /** First and last day of the start, in the user's time zone. */
  from: string;
  to: string;
  sort: string;
  direction: 'asc' | 'desc';
  cursor: string;
}

/** The list without any filter, the newest first. */
export const everyBooking: BookingQuery = {
  state: '',
  search: '',
  page: '',
  owner: '',
  cause: '',
  status: '',
  source: '',
  from: '',
  to: '',
  sort: 'received',
  direction: 'desc',
  cursor: '',
};

const pageLength = 25;

export function listBookings(query: BookingQuery): Promise<BookingPage> {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  if (query.from || query.to) given.push(['timeZone', timeZone]);
  const parameters = [...given, ['limit', String(pageLength)]].map((pair) => pair.map(encodeURIComponent).join('='));
  return request('GET', `/v1/org/bookings?${parameters.join('&')}`);
}

export function listChoices(): Promise<Choices> {
  return request('GET', '/v1/org/bookings/filters');
}

export async function readDelivery(): Promise<Delivery> {
  return (await readOrg()).delivery;
}

/** The org as the backend knows it; `pairedAt` tells when it got its key. */
export function readOrg(): Promise<{ delivery: Delivery; pairedAt: string | null }> {
  return request('GET', '/v1/org');
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
