import { request } from 'c/inletBackend';

/** The user that the backend works as. What it may not see of itself is null, and `reason` says so. */
export interface ApiUser {
  username: string | null;
  isActive: boolean | null;
  profile: string | null;
  licence: string | null;
  apiEnabled: boolean | null;
  permissionSets: string[] | null;
  reason?: string | null;
}

/** Something that the settings need, and whether the API User has it. */
export interface Access {
  object: string;
  permission?: string;
  field?: string;
  has: boolean;
  why: string;
}

export interface Installation {
  package: { installed: boolean; version: string | null; prefix: string | null };
  apiUser: ApiUser;
  access: Access[];
  eventsOfOthers: { state: 'all' | 'ownAndBelow' | 'unknown'; sentence: string };
  canAssign: boolean;
}

export function readInstallation(): Promise<Installation> {
  return request('GET', '/v1/org/installation');
}

/** Assigns the permission set Inlet API User to the API User. */
export function assignPermissionSet(): Promise<unknown> {
  return request('POST', '/v1/org/installation/assign', {});
}
