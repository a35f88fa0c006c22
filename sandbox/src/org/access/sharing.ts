import { ApiError } from '../types.ts';

/** What users may do with records that others own. */
export type Sharing = 'private' | 'read' | 'readWrite' | 'controlledByParent';

/** The objects that have an org-wide default of their own; Activity is for events and tasks together. */
export type SharedObject = 'Account' | 'Activity' | 'Campaign' | 'Case' | 'Contact' | 'Lead' | 'Opportunity';

const CHOICES: Record<SharedObject, readonly Sharing[]> = {
  Account: ['private', 'read', 'readWrite'],
  Activity: ['private', 'controlledByParent'],
  Campaign: ['private', 'read', 'readWrite'],
  Case: ['private', 'read', 'readWrite'],
  Contact: ['private', 'read', 'readWrite', 'controlledByParent'],
  Lead: ['private', 'read', 'readWrite'],
  Opportunity: ['private', 'read', 'readWrite'],
};

/** Open, so that an admin of the sandbox closes what a test is about. New orgs have Activity private. */
export const DEFAULT_SHARING: Record<SharedObject, Sharing> = {
  Account: 'readWrite',
  Activity: 'controlledByParent',
  Campaign: 'readWrite',
  Case: 'readWrite',
  Contact: 'controlledByParent',
  Lead: 'readWrite',
  Opportunity: 'readWrite',
};

/** What an org-wide default may be set to. */
export function sharingChoices(object: SharedObject): readonly Sharing[] {
  return CHOICES[object];
}

/** Throws ApiError for an object without an org-wide default, and for a value that it cannot have. */
export function checkSharing(object: string, value: string): void {
  const choices = (CHOICES as Record<string, readonly string[] | undefined>)[object];
  if (!choices) {
    const known = Object.keys(CHOICES).join(', ');
    throw new ApiError(400, 'INVALID_TYPE', `${object} has no org-wide default; these have: ${known}.`);
  }
  if (choices.includes(value)) return;
  const message = `The org-wide default of ${object} is one of ${choices.join(', ')}, not ${value}.`;
  throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message);
}
