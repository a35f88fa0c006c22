import { hasAccess, neededAccess, type NeededAccess } from '../../bookings/plan/needed-access.ts';
import { apiUserPermissionSet } from '../../setup/installation/installation.ts';
import type { OrgSchema } from '../../salesforce/types.ts';
import { text } from '../../texts/text.ts';
import type { Facts, Reading } from '../facts/facts.ts';

/** hidden: it is there, and the API User does not see its fields. */
export type PackageState = 'present' | 'hidden' | 'absent' | 'unknown';

/** Whether Inlet's package is in the org, by what the API User sees of it and by the tab, which is a part of it. */
export function packageState({ org, fromOrg }: Facts): PackageState {
  if (!org.schema.known) return fromOrg ? 'present' : 'unknown';
  if (org.schema.value.packagePrefix !== undefined) return 'present';
  if (fromOrg) return 'hidden';
  const { apiUser } = org;
  if (!apiUser.known) return 'unknown';
  const { permissionSetExists, permissionSets } = apiUser.value;
  return permissionSetExists === true || permissionSets?.some(isOurs) ? 'hidden' : 'absent';
}

/** Whether the API User has the permission set; null where nobody may see it. */
export function hasPermissionSet({ org: { apiUser }, fromOrg }: Facts): boolean | null {
  const sets = apiUser.known ? apiUser.value.permissionSets : null;
  return sets?.some(isOurs) ?? fromOrg?.apiUser?.hasPermissionSet ?? null;
}

function isOurs({ name }: { name: string }): boolean {
  return name === apiUserPermissionSet;
}

const kept = new WeakMap<Facts, NeededAccess[]>();

/** What the settings need and the API User lacks; empty where the schema is not known. */
export function missingAccess(facts: Facts): NeededAccess[] {
  const known = kept.get(facts);
  if (known) return known;
  const { schema } = facts.org;
  const missing = schema.known
    ? neededAccess(facts.settings, schema.value).filter((access) => !hasAccess(access, schema.value))
    : [];
  kept.set(facts, missing);
  return missing;
}

/** What opens an object as such: its own permissions, and our keys, without which nothing can be written safely. */
export function isBasic({ field }: NeededAccess): boolean {
  return field === null || /^(\w+?__)?Inlet_\w+__c$/.test(field);
}

/** Why the API User has next to nothing, where that is one cause: its permission set, or the whole package. */
export function isStripped(facts: Facts): boolean {
  const state = packageState(facts);
  if (state === 'absent') return true;
  return hasPermissionSet(facts) === false && missingAccess(facts).some(isBasic);
}

/**
 * The schema as far as checks of single fields may rely on it: where the API User lost its permission set, everything is
 * hidden from it, and that says nothing about any field.
 */
export function reliableSchema(facts: Facts): Reading<OrgSchema> {
  const { schema } = facts.org;
  if (!schema.known || !isStripped(facts)) return schema;
  return { known: false, reason: 'permission', why: text('unknown.stripped') };
}
