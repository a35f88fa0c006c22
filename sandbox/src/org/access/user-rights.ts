import { standardMasterOf } from '../../schema/master.ts';
import { contactFieldOf } from '../../schema/person-account.ts';
import type { Field, SObjectType } from '../../schema/types.ts';
import type { OrgDatabase } from '../org-database.ts';
import type { OrgSchema } from '../org-schema.ts';
import { hasObjectPermissions } from './check-permission-set.ts';
import { profileFields, stronger } from './field-access.ts';
import type { FieldAccess } from './field-access.ts';
import type { ObjectPermission, PermissionSetDefinition } from './permission-set.ts';
import { profileGrants } from './profiles.ts';
import type { ProfileGrants } from './profiles.ts';

export type ObjectRights = Omit<ObjectPermission, 'object'>;
export type TabVisibility = PermissionSetDefinition['tabSettings'][number]['visibility'];

/** What somebody may do, whatever the record. */
export interface UserRights {
  readonly userId: string;
  has(userPermission: string): boolean;
  hasCustomPermission(name: string): boolean;
  hasClass(name: string): boolean;
  /** Whether the App Launcher has the app. */
  hasApplication(name: string): boolean;
  /** `Visible`: in the bar of its app; `Available`: by its address; `None`: not at all. */
  tab(name: string): TabVisibility;
  object(type: SObjectType): ObjectRights;
  field(type: SObjectType, field: Field): FieldAccess;
}

/** The org itself, which asks before anybody has signed in: everything, fields that nobody was granted included. */
export function systemRights(userId: string): UserRights {
  const object: ObjectRights = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
  return {
    userId,
    has: () => true,
    hasCustomPermission: () => true,
    hasClass: () => true,
    hasApplication: () => true,
    tab: () => 'Visible',
    object: () => object,
    field: () => 'edit',
  };
}

/** Profile and permission sets of a user added up. A user who is not there has no rights. */
export function userRights(
  database: OrgDatabase,
  schema: OrgSchema,
  userId: string,
  assigned: PermissionSetDefinition[],
): UserRights {
  const { records } = database;
  const profile = records.get('Profile', String(records.get('User', userId)?.['ProfileId']));
  const base = profileGrants(String(profile?.['Name']));
  const permissions = new Set([...base.userPermissions, ...assigned.flatMap((set) => set.userPermissions)]);
  const custom = new Set(assigned.flatMap((set) => set.customPermissions));
  const classes = new Set(assigned.flatMap((set) => set.classAccesses));
  // A tab or an app that was deployed is hidden from every profile, System Administrator included, until somebody makes it
  // visible: reported by those who deploy from source (github.com/jamessimone/apex-rollup/pull/22). Profiles cannot be
  // changed here, so permission sets alone do. Of several settings the most permissive applies (help, "Tab Settings").
  const applications = new Set(assigned.flatMap((set) => set.applications));
  const tabs = assigned.flatMap((set) => set.tabSettings);
  const objects = new Map<string, ObjectRights>();
  const fields = grantedFields(assigned);
  const ofProfile = profileFields(database)[String(profile?.['Name'])] ?? {};
  const has = (name: string) => permissions.has(name);
  const object = (type: SObjectType): ObjectRights => {
    const known = objects.get(type.name) ?? workOut(type);
    objects.set(type.name, known);
    return known;
  };
  const workOut = (type: SObjectType): ObjectRights => {
    const master = schema.object(standardMasterOf(type.name)?.object ?? '');
    return master ? rightsOfDetail(object(master)) : objectRights(type, base, assigned, has);
  };
  return {
    userId,
    has,
    hasCustomPermission: (name) => custom.has(name),
    hasClass: (name) => classes.has(name) || has('AuthorApex'),
    hasApplication: (name) => applications.has(name),
    tab: (name) => {
      const settings = tabs.flatMap(({ tab, visibility }) => (tab === name ? [visibility] : []));
      return (['Visible', 'Available'] as const).find((one) => settings.includes(one)) ?? 'None';
    },
    object,
    field: (ofType, ofField) => {
      const [type, field] = governing(schema, ofType, ofField);
      const isGoverned =
        field.permissionable &&
        (hasObjectPermissions(type) || isActivity(type) || standardMasterOf(type.name) !== undefined);
      if (!isGoverned) return 'edit';
      const name = `${type.name}.${wholeOf(field)}`;
      const granted = fields.get(name) ?? 'hidden';
      if (!base.fields || schema.isOnlyGranted(type.name, field)) return granted;
      return stronger(ofProfile[name] ?? 'edit', granted);
    },
  };
}

/** Who may edit the master makes, edits and deletes what belongs to it. */
function rightsOfDetail({ read, edit, viewAll, modifyAll }: ObjectRights): ObjectRights {
  return { create: edit, read, edit, delete: edit, viewAll, modifyAll };
}

/** What a person account shows of its Contact is seen by whoever sees that field of Contacts. */
function governing(schema: OrgSchema, type: SObjectType, field: Field): [SObjectType, Field] {
  const name = type.name === 'Account' ? contactFieldOf(field.name) : undefined;
  const contact = schema.object('Contact');
  const source = name === undefined ? undefined : schema.field('Contact', name);
  return contact && source ? [contact, source] : [type, field];
}

/** An address and a geolocation are granted as a whole. */
function wholeOf({ compoundFieldName, name }: Field): string {
  return compoundFieldName === null || compoundFieldName === 'Name' ? name : compoundFieldName;
}

function isActivity({ name }: SObjectType): boolean {
  return name === 'Event' || name === 'Task';
}

function grantedFields(assigned: PermissionSetDefinition[]): Map<string, FieldAccess> {
  const fields = new Map<string, FieldAccess>();
  for (const { field, readable, editable } of assigned.flatMap((set) => set.fieldPermissions)) {
    if (editable) fields.set(field, 'edit');
    else if (readable && !fields.has(field)) fields.set(field, 'read');
  }
  return fields;
}

function objectRights(
  type: SObjectType,
  base: ProfileGrants,
  assigned: PermissionSetDefinition[],
  has: (permission: string) => boolean,
): ObjectRights {
  if (!hasObjectPermissions(type)) return rightsWithoutGrants(type.name, has);
  const granted = assigned.flatMap((set) => set.objectPermissions).filter(({ object }) => object === type.name);
  const all = [...granted, ...[base.object(type) ?? []].flat()];
  const may = (right: keyof ObjectRights) => all.some((one) => one[right]);
  const modifyAll = has('ModifyAllData') || may('modifyAll');
  const viewAll = has('ViewAllData') || modifyAll || may('viewAll');
  return {
    create: has('ModifyAllData') || may('create'),
    read: viewAll || may('read'),
    edit: modifyAll || may('edit'),
    delete: modifyAll || may('delete'),
    viewAll,
    modifyAll,
  };
}

/** Who reads and who writes objects that no permission is given on. [K] as the object reference says of each. */
function rightsWithoutGrants(object: string, has: (permission: string) => boolean): ObjectRights {
  const rights = (read: boolean, write: boolean, all: ObjectRights['viewAll'] = true): ObjectRights => ({
    create: read && write,
    read,
    edit: read && write,
    delete: read && write,
    viewAll: all,
    modifyAll: all,
  });
  switch (object) {
    case 'Event':
      return activityRights(has, 'EditEvent');
    case 'Task':
      return activityRights(has, 'EditTask');
    case 'User':
      return rights(true, has('ManageUsers'));
    case 'UserLogin':
      return rights(has('ManageUsers'), has('ManageUsers'));
    case 'UserRole':
    case 'Group':
    case 'GroupMember':
    case 'QueueSobject':
      return rights(true, has('ManageUsers'));
    case 'Organization':
      return rights(true, has('CustomizeApplication'));
    case 'PermissionSet':
    case 'PermissionSetAssignment':
      return rights(has('ViewSetup') || has('AssignPermissionSets'), has('AssignPermissionSets'));
    case 'EventLogFile':
      return rights(has('ViewEventLogFiles') || has('ViewAllData'), false);
    // [K] for these two.
    case 'ApexTrigger':
    case 'FlowDefinitionView':
    case 'DuplicateRule':
    case 'EntityDefinition':
    case 'FieldPermissions':
    case 'ObjectPermissions':
    case 'SetupAuditTrail':
    case 'SetupEntityAccess':
      return rights(has('ViewSetup'), false);
    default:
      return rights(true, false);
  }
}

function activityRights(has: (permission: string) => boolean, editing: string): ObjectRights {
  const edit = has(editing);
  return {
    create: edit,
    read: has('ActivitiesAccess'),
    edit,
    delete: edit,
    viewAll: has('ViewAllData'),
    modifyAll: has('ModifyAllData'),
  };
}
