import { contactFieldOf } from '../../schema/person-account.ts';
import type { Field, SObjectType } from '../../schema/types.ts';
import type { OrgDatabase } from '../org-database.ts';
import { ApiError } from '../types.ts';
import type { FieldPermission, PermissionSetDefinition } from './permission-set.ts';
import type { PermissionSets } from './permission-sets.ts';
import { profileGrants } from './profiles.ts';

export type FieldAccess = 'hidden' | 'read' | 'edit';

/** Whose access to a field is changed: one holder's, or all that gives it to a user. */
export type Holder = { profile: string } | { permissionSet: string } | { userId: string };

const KEY = 'access/profile-fields';
const STRENGTH: readonly FieldAccess[] = ['hidden', 'read', 'edit'];

/** What profiles take away of the fields that they would show, by profile and `Lead.Phone`. */
export function profileFields(database: OrgDatabase): Record<string, Record<string, FieldAccess>> {
  return database.readDocument<Record<string, Record<string, FieldAccess>>>(KEY) ?? {};
}

export function stronger(one: FieldAccess, other: FieldAccess): FieldAccess {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}

/** Forgets what was said of fields that are no more. */
export function forgetProfileFields(database: OrgDatabase, names: readonly string[]): void {
  const kept = Object.entries(profileFields(database)).map(
    ([profile, fields]) =>
      [profile, Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))] as const,
  );
  database.writeDocument(KEY, Object.fromEntries(kept));
}

interface Options {
  database: OrgDatabase;
  permissionSets: PermissionSets;
  /** What the user's profile and permission sets give now. */
  accessOf: (userId: string) => FieldAccess;
}

/**
 * Sets field-level security. For a user: of the profile and of every permission set of the user, and so for everybody
 * who shares them. Throws ApiError for what cannot be hidden and for who is not there.
 */
export function setFieldAccess(
  { database, permissionSets, accessOf }: Options,
  { type, field }: { type: SObjectType; field: Field },
  access: FieldAccess,
  holder: Holder,
): void {
  const isPart = field.compoundFieldName !== null && field.compoundFieldName !== 'Name';
  if (isPart) {
    throw refusal(`${field.name} is a part of ${field.compoundFieldName}, which is hidden and shown as a whole.`);
  }
  const ofContact = type.name === 'Account' ? contactFieldOf(field.name) : undefined;
  if (ofContact !== undefined) throw refusal(`Account.${field.name} is seen as Contact.${ofContact} is: set that.`);
  if (!field.permissionable) {
    throw refusal(`${type.name}.${field.name} is always visible: it is required, or the platform needs it.`);
  }
  const name = `${type.name}.${field.name}`;
  if ('profile' in holder) return setInProfile(database, holder.profile, name, access);
  const sets = permissionSets.all();
  if ('permissionSet' in holder) {
    const set = sets.find((one) => one.name.toLowerCase() === holder.permissionSet.toLowerCase());
    if (!set) throw refusal(`The org has no permission set ${holder.permissionSet}.`);
    return permissionSets.save(withField(set, name, access));
  }
  const { userId } = holder;
  const profile = profileOf(database, userId);
  if (profileGrants(profile).fields) setInProfile(database, profile, name, access);
  const names = permissionSets.namesOf(userId);
  const assigned = sets.filter((set) => names.includes(set.name));
  for (const set of assigned.filter((one) => one.fieldPermissions.some(({ field: said }) => said === name))) {
    permissionSets.save(withField(set, name, access));
  }
  if (accessOf(userId) === access) return;
  const granting = assigned.find((set) => grantsObject(set, type.name));
  if (!granting) {
    throw refusal(
      `No permission set of the user grants ${type.name}: assign one that does, then the field can be given.`,
    );
  }
  permissionSets.save(withField(granting, name, access));
}

/** What a holder gives of a field now; of a user all that gives it. */
export function accessOfHolder(
  { database, permissionSets, accessOf }: Options,
  { type, field }: { type: SObjectType; field: Field },
  holder: Holder,
): FieldAccess {
  if ('userId' in holder) return accessOf(holder.userId);
  const name = `${type.name}.${field.name}`;
  if ('profile' in holder) {
    const shown = profileGrants(holder.profile).fields ? 'edit' : 'hidden';
    return profileFields(database)[holder.profile]?.[name] ?? shown;
  }
  const set = permissionSets.all().find((one) => one.name.toLowerCase() === holder.permissionSet.toLowerCase());
  const granted = set?.fieldPermissions.find((one) => one.field === name);
  if (granted?.editable) return 'edit';
  return granted?.readable ? 'read' : 'hidden';
}

function setInProfile(database: OrgDatabase, profile: string, name: string, access: FieldAccess): void {
  const exists = [...database.records.all('Profile')].some((one) => one['Name'] === profile);
  if (!exists) throw refusal(`The org has no profile ${profile}.`);
  if (!profileGrants(profile).fields && access !== 'hidden') {
    throw refusal(`The profile ${profile} shows no fields in this sandbox: give the field by a permission set.`);
  }
  const all = profileFields(database);
  const { [name]: _before, ...others } = all[profile] ?? {};
  const fields = access === 'edit' ? others : { ...others, [name]: access };
  database.writeDocument(KEY, { ...all, [profile]: fields });
}

/** A field that a set hides stays named in it, so that it is known which set to give it back with. */
function withField(set: PermissionSetDefinition, field: string, access: FieldAccess): PermissionSetDefinition {
  const permission: FieldPermission = { field, readable: access !== 'hidden', editable: access === 'edit' };
  const others = set.fieldPermissions.filter((one) => one.field !== field);
  return { ...set, fieldPermissions: [...others, permission] };
}

function grantsObject(set: PermissionSetDefinition, object: string): boolean {
  if (object === 'Event' || object === 'Task') return set.userPermissions.includes('ActivitiesAccess');
  return set.objectPermissions.some((one) => one.object === object && one.read);
}

function profileOf({ records }: OrgDatabase, userId: string): string {
  const user = records.get('User', userId);
  if (!user) throw refusal(`The org has no user ${userId}.`);
  return String(records.get('Profile', String(user['ProfileId']))?.['Name']);
}

function refusal(message: string): ApiError {
  return new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message);
}
