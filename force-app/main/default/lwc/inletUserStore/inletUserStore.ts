import { request } from 'c/inletBackend';

export interface SalesforceUser {
  id: string;
  name: string;
  username: string;
  email: string;
  isActive: boolean;
}

/** Somebody who owned bookings lately, and the Salesforce user for them. */
export interface BookingOwner {
  email: string;
  name: string | null;
  bookings: number;
  match: { userId: string; name: string; isActive: boolean; how: 'email' | 'byHand' } | null;
  problem: string | null;
  fix: string | null;
}

export interface DefaultOwner {
  userId: string;
  name: string | null;
  isActive: boolean;
  problem: string | null;
  fix: string | null;
}

export interface Users {
  owners: BookingOwner[];
  defaultOwner: DefaultOwner | null;
}

export function listUsers(): Promise<Users> {
  return request('GET', '/v1/org/users');
}

export async function searchUsers(search: string): Promise<SalesforceUser[]> {
  const path = `/v1/org/salesforce-users?search=${encodeURIComponent(search)}`;
  return (await request<{ users: SalesforceUser[] }>('GET', path)).users;
}

export async function listQueues(object: 'Lead' | 'Case'): Promise<{ id: string; name: string }[]> {
  return (await request<{ queues: { id: string; name: string }[] }>('GET', `/v1/org/queues?object=${object}`)).queues;
}
