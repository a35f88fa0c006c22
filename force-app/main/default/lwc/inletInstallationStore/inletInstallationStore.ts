import { request } from 'c/inletBackend';

export interface PermissionSet {
  name: string;
  label: string;
}

/** The user that the backend works as, as that user sees itself. What it may not see is null, with the reason in `unknown`. */
export interface ApiUser {
  id: string | null;
  username: string | null;
  isActive: boolean | null;
  profile: string | null;
  licence: string | null;
  apiEnabled: boolean | null;
  permissionSets: PermissionSet[] | null;
  unknown: Record<string, string>;
}

/** Something that the settings need of an object, or of one of its fields, and whether the API User has it. */
export interface Access {
  object: string;
  field: string | null;
  permission: 'read' | 'create' | 'edit' | 'delete';
  has: boolean;
  why: string;
}

export interface Installation {
  /** The version is told by Apex. */
  package: { installed: boolean; version: string | null; prefix: string | null };
  apiUser: ApiUser;
  access: Access[];
  eventsOfOthers: { scope: 'all' | 'ownAndBelow' | 'unknown'; sentence: string };
  hasPermissionSet: boolean | null;
  /** Whether the API User may assign the permission set to itself. */
  canAssign: boolean;
}

export function readInstallation(): Promise<Installation> {
  return request('GET', path);
}

/** Assigns the permission set Inlet API User to the API User, as that user. */
export function assignPermissionSet(): Promise<Installation> {
  return request('POST', `${path}/assign`, {});
}

const path = '/v1/org/installation';
