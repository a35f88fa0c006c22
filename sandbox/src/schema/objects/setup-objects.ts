import { auditFields } from '../common-fields.ts';
import { checkbox, dateTime, id, lookup, phone, picklist, text } from '../field.ts';
import { languages, locales } from '../locales.ts';
import { child, setupObject } from '../sobject.ts';
import { timeZoneKeys } from '../time-zones.ts';
import { auditObjects } from './audit-objects.ts';
import { automationObjects } from './automation-objects.ts';
import { orgObjects } from './org-objects.ts';
import { permissionObjects } from './permission-objects.ts';
import { userLogin } from './user-login.ts';
import { alwaysVisible, createOnly, nameField, readOnly, required, restricted, system } from '../traits.ts';

/**
 * Objects of Setup that are read by query. [K] all from the field reference, with the fields that matter here:
 * no capture of their describes was at hand.
 */
const neverEmpty = { ...readOnly, nillable: false };
const objectNames = ['Account', 'Campaign', 'Case', 'Contact', 'Event', 'Lead', 'Opportunity', 'Task'];

const profile = setupObject({
  name: 'Profile',
  label: 'Profile',
  labelPlural: 'Profile',
  keyPrefix: '00e',
  fields: [
    id('Profile ID'),
    text('Name', 'Name', 255, neverEmpty, nameField),
    checkbox('PermissionsApiEnabled', 'API Enabled', system),
    checkbox('PermissionsModifyAllData', 'Modify All Data', system),
    checkbox('PermissionsViewAllData', 'View All Data', system),
    checkbox('PermissionsViewSetup', 'View Setup and Configuration', system),
    checkbox('PermissionsCustomizeApplication', 'Customize Application', system),
    lookup('UserLicenseId', 'User License ID', 'UserLicense', ['UserLicense'], neverEmpty),
    picklist('UserType', 'User Type', 40, ['Standard', 'Guest', 'CsnOnly=Chatter Free'], readOnly, restricted),
    text('Description', 'Description', 255, readOnly),
    ...auditFields(),
  ],
});

const group = setupObject({
  name: 'Group',
  label: 'Group',
  labelPlural: 'Group',
  keyPrefix: '00G',
  createable: true,
  updateable: true,
  deletable: true,
  childRelationships: [
    child('GroupMembers', 'GroupMember', 'GroupId', 'cascades'),
    child('QueueSobjects', 'QueueSobject', 'QueueId', 'cascades'),
  ],
  fields: [
    id('Group ID'),
    text('Name', 'Name', 40, required, nameField),
    text('DeveloperName', 'Developer Name', 80, alwaysVisible),
    lookup('RelatedId', 'Related ID', 'Related', ['User', 'UserRole'], readOnly),
    picklist('Type', 'Type', 40, ['Regular', 'Queue', 'Role', 'Organization'], alwaysVisible, restricted, {
      defaultedOnCreate: true,
      defaultValue: 'Regular',
      updateable: false,
    }),
    text('Email', 'Email', 255, alwaysVisible),
    lookup('OwnerId', 'Owner ID', 'Owner', ['Organization', 'User'], readOnly),
    checkbox('DoesSendEmailToMembers', 'Send Email to Members', alwaysVisible),
    checkbox('DoesIncludeBosses', 'Include Bosses', alwaysVisible),
    ...auditFields(),
  ],
});

const queueSobject = setupObject({
  name: 'QueueSobject',
  label: 'Queue Sobject',
  labelPlural: 'Queue Sobject',
  keyPrefix: '03g',
  createable: true,
  deletable: true,
  fields: [
    id('Queue Sobject ID'),
    lookup('QueueId', 'Group ID', 'Queue', ['Group'], required, createOnly),
    text('SobjectType', 'Sobject Type', 40, required, createOnly),
    lookup('CreatedById', 'Created By ID', 'CreatedBy', ['User'], system),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ],
});

const groupMember = setupObject({
  name: 'GroupMember',
  label: 'Group Member',
  labelPlural: 'Group Member',
  keyPrefix: '011',
  createable: true,
  deletable: true,
  fields: [
    id('Group Member ID'),
    lookup('GroupId', 'Group ID', 'Group', ['Group'], required, createOnly),
    lookup('UserOrGroupId', 'User/Group ID', null, ['Group', 'User'], required, createOnly),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ],
});

const recordType = setupObject({
  name: 'RecordType',
  label: 'Record Type',
  labelPlural: 'Record Types',
  keyPrefix: '012',
  fields: [
    id('Record Type ID'),
    text('Name', 'Name', 80, neverEmpty, nameField),
    text('DeveloperName', 'Record Type Name', 80, neverEmpty),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('Description', 'Description', 255, readOnly),
    picklist('SobjectType', 'Sobject Type Name', 40, objectNames, neverEmpty, restricted),
    checkbox('IsActive', 'Active', system),
    checkbox('IsPersonType', 'Is Person Type', system),
    ...auditFields(),
  ],
});

const assignmentRule = setupObject({
  name: 'AssignmentRule',
  label: 'Assignment Rule',
  labelPlural: 'Assignment Rule',
  keyPrefix: '01Q',
  fields: [
    id('Rule ID'),
    text('Name', 'Name', 120, readOnly, nameField),
    picklist('SobjectType', 'Sobject Type Name', 40, ['Case', 'Lead'], readOnly, restricted),
    checkbox('Active', 'Active', system),
    ...auditFields(),
  ],
});

const duplicateRule = setupObject({
  name: 'DuplicateRule',
  label: 'Duplicate Rule',
  labelPlural: 'Duplicate Rule',
  keyPrefix: '0Bm',
  fields: [
    id('Duplicate Rule ID'),
    checkbox('IsDeleted', 'Deleted', system),
    text('DeveloperName', 'Developer Name', 80, neverEmpty, nameField),
    picklist('Language', 'Master Language', 40, languages, neverEmpty, restricted),
    text('MasterLabel', 'Label', 80, neverEmpty),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    picklist('SobjectType', 'Object', 40, ['Account', 'Contact', 'Lead'], neverEmpty, restricted),
    picklist('SobjectSubtype', 'Object Subtype', 40, ['None', 'PersonAccount'], readOnly, restricted),
    checkbox('IsActive', 'Active', system),
    ...auditFields(),
  ],
});

const organization = setupObject({
  name: 'Organization',
  label: 'Organization',
  labelPlural: 'Organizations',
  keyPrefix: '00D',
  updateable: true,
  fields: [
    id('Organization ID'),
    text('Name', 'Name', 80, neverEmpty, nameField),
    text('Country', 'Country', 80, readOnly),
    phone('Phone', 'Phone', readOnly),
    text('PrimaryContact', 'Primary Contact', 80, readOnly),
    picklist('DefaultLocaleSidKey', 'Locale', 40, locales, neverEmpty, restricted),
    picklist('TimeZoneSidKey', 'Time Zone', 40, timeZoneKeys, neverEmpty, restricted),
    picklist('LanguageLocaleKey', 'Language', 40, languages, neverEmpty, restricted),
    picklist('OrganizationType', 'Edition', 40, ['Developer Edition', 'Enterprise Edition'], readOnly, restricted),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('InstanceName', 'Instance Name', 10, readOnly),
    checkbox('IsSandbox', 'Is Sandbox', system),
    checkbox('IsReadOnly', 'Is Read Only', system),
    dateTime('TrialExpirationDate', 'Trial Expiration Date', readOnly),
    ...auditFields(),
  ],
});

export const setupObjects = [
  profile,
  group,
  groupMember,
  queueSobject,
  recordType,
  assignmentRule,
  duplicateRule,
  organization,
  ...permissionObjects,
  userLogin,
  ...orgObjects,
  ...automationObjects,
  ...auditObjects,
];
