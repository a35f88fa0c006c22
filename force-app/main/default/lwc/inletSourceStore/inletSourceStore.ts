import { request } from 'c/inletBackend';

export type SourceKind = 'oncehub' | 'calendly' | 'calcom' | 'api';

/** A product, or a program, that sends bookings. */
export interface Source {
  id: string;
  kind: SourceKind;
  name: string;
  enabled: boolean;
  url: string;
  createdAt: string;
  lastMessageAt: string | null;
  messages24h: number;
  rotation: { until: string } | null;
}

/** What is shown once: the backend keeps no copy that could be read. */
export interface SourceKeys {
  url?: string;
  key?: string;
  secret?: string;
  until?: string;
}

/** What an admin may say of a test booking; all of it may be left out. */
export interface TestBooking {
  customerEmail?: string;
  ownerEmail?: string;
  pageId?: string;
  pageName?: string;
  answers?: Record<string, string>;
}

export async function listSources(): Promise<Source[]> {
  return (await request<{ sources: Source[] }>('GET', path)).sources;
}

export function createSource(kind: SourceKind, name: string): Promise<SourceKeys & { id: string }> {
  return request('POST', path, { kind, name });
}

export function changeSource(id: string, change: { name?: string; enabled?: boolean }): Promise<unknown> {
  return request('PATCH', pathOf(id), change);
}

/** A new secret, or a new address; the old one is good for a while, until `until`. */
export function rotateSource(id: string, what: 'secret' | 'key'): Promise<SourceKeys> {
  return request('POST', `${pathOf(id)}/rotate`, { what });
}

/** Sends a booking by the source's own way; gives its id, to be followed. */
export async function sendTestBooking(id: string, booking: TestBooking): Promise<string> {
  return (await request<{ bookingId: string }>('POST', `${pathOf(id)}/test`, booking)).bookingId;
}

/** Takes the records of a test booking out of Salesforce again. */
export function removeTestRecords(bookingId: string): Promise<{ removed: object[]; kept: object[] }> {
  return request('DELETE', `/v1/org/bookings/${encodeURIComponent(bookingId)}/records`);
}

const path = '/v1/org/sources';

function pathOf(id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}
