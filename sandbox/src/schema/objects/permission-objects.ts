import { auditFields } from '../common-fields.ts';
import { checkbox, dateTime, id, lookup, picklist, text } from '../field.ts';
import { child, setupObject } from '../sobject.ts';
import { alwaysVisible, createOnly, nameField, readOnly, required, restricted, system } from '../traits.ts';
import { userPermissions } from '../user-permissions.ts';

/**
 * Who may do what, as records of Setup. [K] all from the field reference, with the fields that matter here: no capture
 * of their describes was at hand. Only assignments and roles are written through the API; a permission set comes by
 * deploy.
 */
const neverEmpty = { ...readOnly, nillable: false };
const parent = lookup('ParentId', 'Permission Set ID', 'Parent', ['PermissionSet'], neverEmpty);

export const permissionSet = setupObject({
  name: 'PermissionSet',
  label: 'Permission Set',
  labelPlural: 'Permission Set',
  keyPrefix: '0PS',
  childRelationships: [
    child('Assignments', 'PermissionSetAssignment', 'PermissionSetId', 'cascades'),
    child('ObjectPerms', 'ObjectPermissions', 'ParentId', 'cascades'),
    child('FieldPerms', 'FieldPermissions', 'ParentId', 'cascades'),
    child('SetupEntityAccessItems', 'SetupEntityAccess', 'ParentId', 'cascades'),
  ],
  fields: [
    id('PermissionSet ID'),
    text('Name', 'Permission Set Name', 80, neverEmpty, nameField),
    text('Label', 'Permission Set Label', 80, neverEmpty),
    text('Description', 'Description', 255, readOnly),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    checkbox('IsCustom', 'Custom', system),
    checkbox('IsOwnedByProfile', 'Is Owned By Profile', system),
    lookup('ProfileId', 'Profile ID', 'Profile', ['Profile'], readOnly),
    lookup('PermissionSetGroupId', 'Permission Set Group ID', null, ['PermissionSetGroup'], readOnly),
    picklist('Type', 'Type', 40, ['Regular', 'Profile', 'Group', 'Session', 'Standard'], readOnly, restricted),
    ...userPermissions.map(({ name, label }) => checkbox(`Permissions${name}`, label, system)),
    ...auditFields(),
  ],
});

export const permissionSetAssignment = setupObject({
  name: 'PermissionSetAssignment',
  label: 'Permission Set Assignment',
  labelPlural: 'Permission Set Assignment',
  keyPrefix: '0Pa',
  createable: true,
  deletable: true,
  fields: [
    id('PermissionSetAssignment ID'),
    lookup('PermissionSetId', 'PermissionSet ID', 'PermissionSet', ['PermissionSet'], required, createOnly),
    lookup('PermissionSetGroupId', 'PermissionSetGroup ID', null, ['PermissionSetGroup'], readOnly),
    lookup('AssigneeId', 'Assignee ID', 'Assignee', ['User'], required, createOnly),
    checkbox('IsActive', 'Is Active', system, { defaultValue: true }),
    dateTime('ExpirationDate', 'Expiration Date', readOnly),
    dateTime('SystemModstamp', 'Date Assigned', system),
  ],
});

export const objectPermissions = setupObject({
  name: 'ObjectPermissions',
  label: 'Object Permissions',
  labelPlural: 'Object Permissions',
  keyPrefix: '110',
  fields: [
    id('ObjectPermissions ID'),
    parent,
    text('SobjectType', 'Sobject Type Name', 40, neverEmpty),
    checkbox('PermissionsCreate', 'Create Records', system),
    checkbox('PermissionsRead', 'Read Records', system),
    checkbox('PermissionsEdit', 'Edit Records', system),
    checkbox('PermissionsDelete', 'Delete Records', system),
    checkbox('PermissionsViewAllRecords', 'Read All Records', system),
    checkbox('PermissionsModifyAllRecords', 'Edit All Records', system),
    ...auditFields(),
  ],
});

export const fieldPermissions = setupObject({
  name: 'FieldPermissions',
  label: 'Field Permissions',
  labelPlural: 'Field Permissions',
  keyPrefix: '01k',
  fields: [
    id('FieldPermissions ID'),
    parent,
    text('SobjectType', 'Sobject Type Name', 40, neverEmpty),
    text('Field', 'Field Name', 255, neverEmpty),
    checkbox('PermissionsEdit', 'Edit Field', system),
    checkbox('PermissionsRead', 'Read Field', system),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ],
});

const entityTypes = ['ApexClass', 'CustomPermission', 'ExternalCredentialParameter', 'TabSet'];

export const setupEntityAccess = setupObject({
  name: 'SetupEntityAccess',
  label: 'Setup Entity Access',
  labelPlural: 'Setup Entity Access',
  keyPrefix: '0J0',
  fields: [
    id('SetupEntityAccess ID'),
    parent,
    lookup('SetupEntityId', 'Setup Entity ID', null, ['SetupEntity'], neverEmpty),
    picklist('SetupEntityType', 'Setup Entity Type', 40, entityTypes, readOnly, restricted),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ],
});

export const userRole = setupObject({
  name: 'UserRole',
  label: 'Role',
  labelPlural: 'Role',
  keyPrefix: '00E',
  createable: true,
  updateable: true,
  fields: [
    id('Role ID'),
    text('Name', 'Name', 80, required, nameField),
    lookup('ParentRoleId', 'Parent Role ID', null, ['UserRole'], alwaysVisible),
    text('DeveloperName', 'Developer Name', 80, alwaysVisible),
    lookup('PortalAccountId', 'Portal Account ID', null, ['Account'], readOnly),
    ...auditFields(),
  ],
});

/** Here for its object permissions: whoever calls out through a named credential reads it. [K] also its key prefix. */
export const userExternalCredential = setupObject({
  name: 'UserExternalCredential',
  label: 'User External Credential',
  labelPlural: 'User External Credentials',
  keyPrefix: '0yr',
  fields: [id('User External Credential ID'), ...auditFields()],
});

export const permissionObjects = [
  permissionSet,
  permissionSetAssignment,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  userRole,
  userExternalCredential,
];
