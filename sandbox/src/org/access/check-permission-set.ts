import { standardMasterOf } from '../../schema/master.ts';
import type { Field } from '../../schema/types.ts';
import { userPermissions } from '../../schema/user-permissions.ts';
import type { OrgSchema } from '../org-schema.ts';
import { ApiError } from '../types.ts';
import type { FieldPermission, ObjectPermission, PermissionSetDefinition } from './permission-set.ts';

/**
 * The definition with names as the org writes them. Throws ApiError, in the words of a deploy, for what the org has not
 * and for a permission without those that it depends on. Custom permissions, classes and apps are metadata, which the
 * deploy knows and the engine does not.
 */
export function checkedPermissionSet(schema: OrgSchema, definition: PermissionSetDefinition): PermissionSetDefinition {
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(definition.name) || definition.name.length > 80) {
    throw refusal(
      `The Permission Set API Name can only contain underscores and alphanumeric characters. It must be unique, begin ` +
        `with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores: ` +
        definition.name,
    );
  }
  checkUserPermissions(definition.userPermissions);
  const objectPermissions = definition.objectPermissions.map((permission) => named(schema, permission));
  for (const permission of objectPermissions) checkDependencies(permission, objectPermissions);
  const fieldPermissions = definition.fieldPermissions.map((permission) => checkedField(schema, permission));
  return structuredClone({ ...definition, objectPermissions, fieldPermissions });
}

function checkUserPermissions(names: string[]): void {
  for (const name of names) {
    const permission = userPermissions.find((one) => one.name === name);
    if (!permission) throw refusal(`Unknown user permission: ${name}`);
    const missing = permission.needs.filter((needed) => !names.includes(needed));
    if (missing.length > 0) throw dependsOn(name, missing);
  }
}

function named(schema: OrgSchema, permission: ObjectPermission): ObjectPermission {
  const type = schema.object(permission.object);
  if (!type) throw refusal(`In field: object - no CustomObject named ${permission.object} found`);
  if (!hasObjectPermissions(type)) {
    // Assumption: the wording. Events and tasks follow Edit Events and Edit Tasks; Setup's objects their own rules.
    throw refusal(`Entity ${type.name} does not support object permissions`);
  }
  return { ...permission, object: type.name };
}

/** Whether permissions on an object are given per object: not for activities, users and nearly all of Setup. */
export function hasObjectPermissions(type: { name: string; layoutable: boolean }): boolean {
  if (type.name === 'UserExternalCredential') return true;
  return type.layoutable && !['Event', 'Task', 'User'].includes(type.name) && !standardMasterOf(type.name);
}

/** [K] Whoever reads one of these has to read the others. */
const READ_WITH: Record<string, string[]> = {
  Contact: ['Account'],
  Opportunity: ['Account'],
  Case: ['Account', 'Contact'],
};

function checkDependencies(permission: ObjectPermission, all: ObjectPermission[]): void {
  const { object } = permission;
  const grants: [asked: boolean, verb: string, needs: [boolean, string][]][] = [
    [permission.create, 'Create', [[permission.read, 'Read']]],
    [permission.edit, 'Edit', [[permission.read, 'Read']]],
    [
      permission.delete,
      'Delete',
      [
        [permission.read, 'Read'],
        [permission.edit, 'Edit'],
      ],
    ],
    [permission.viewAll, 'Read All', [[permission.read, 'Read']]],
    [
      permission.modifyAll,
      'Modify All',
      [
        [permission.read, 'Read'],
        [permission.edit, 'Edit'],
        [permission.delete, 'Delete'],
        [permission.viewAll, 'Read All'],
      ],
    ],
  ];
  for (const [asked, verb, needs] of grants) {
    const missing = needs.filter(([has]) => !has).map(([, needed]) => `${needed} ${object}`);
    if (asked && missing.length > 0) throw dependsOn(`${verb} ${object}`, missing);
  }
  if (!permission.read) return;
  const unread = (READ_WITH[object] ?? []).filter((name) => !all.some((one) => one.object === name && one.read));
  if (unread.length > 0) {
    throw dependsOn(
      `Read ${object}`,
      unread.map((name) => `Read ${name}`),
    );
  }
}

function checkedField(schema: OrgSchema, permission: FieldPermission): FieldPermission {
  const [object = '', name = ''] = permission.field.split('.');
  const type = schema.object(object);
  const field = type && schema.field(type.name, name);
  // [K] The parts of an address or of a geolocation are as visible as the whole, which alone can be named.
  const isPart = field !== undefined && field.compoundFieldName !== null && field.compoundFieldName !== 'Name';
  if (!type || !field || isPart) throw refusal(`In field: field - no CustomField named ${permission.field} found`);
  const fullName = `${type.name}.${field.name}`;
  if (!field.permissionable) throw refusal(`You cannot deploy to a required field: ${fullName}`);
  if (permission.editable && !permission.readable) {
    // Assumption: the wording.
    throw refusal(`Field ${fullName} cannot be editable without being readable`);
  }
  return { ...permission, field: fullName, editable: permission.editable && isWritable(field) };
}

function isWritable(field: Field): boolean {
  return field.createable || field.updateable || field.type === 'address' || field.type === 'location';
}

function dependsOn(permission: string, needed: string[]): ApiError {
  return refusal(`Permission ${permission} depends on permission(s): ${needed.join(', ')}`);
}

function refusal(message: string): ApiError {
  return new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message);
}
