import { auditFields } from '../common-fields.ts';
import { checkbox, dateTime, id, int, picklist, text, textArea } from '../field.ts';
import { setupObject } from '../sobject.ts';
import { nameField, readOnly, restricted, system } from '../traits.ts';

/**
 * What runs when a record is saved, as Setup tells it by query. FlowDefinitionView's fields are those of the field
 * reference; [K] the values of its picklists, and all of ApexTrigger's describe.
 */
const neverEmpty = { ...readOnly, nillable: false };
const usages = ['BeforeInsert', 'AfterInsert', 'BeforeUpdate', 'AfterUpdate', 'BeforeDelete', 'AfterDelete'];

const apexTrigger = setupObject({
  name: 'ApexTrigger',
  label: 'Apex Trigger',
  labelPlural: 'Apex Triggers',
  keyPrefix: '01q',
  fields: [
    id('Trigger ID'),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('Name', 'Name', 255, neverEmpty, nameField),
    text('TableEnumOrId', 'Custom Object Definition ID', 40, readOnly),
    ...[...usages, 'AfterUndelete', 'IsBulk'].map((usage) => checkbox(`Usage${usage}`, usage, system)),
    int('ApiVersion', 'Api Version', 9, neverEmpty),
    picklist('Status', 'Status', 40, ['Inactive', 'Active', 'Deleted'], neverEmpty, restricted),
    checkbox('IsValid', 'Is Valid', system),
    textArea('Body', 'Body', 1_000_000, readOnly),
    ...auditFields(),
  ],
});

const flowDefinitionView = setupObject({
  name: 'FlowDefinitionView',
  label: 'Flow Definition View',
  labelPlural: 'Flow Definition Views',
  keyPrefix: '300',
  fields: [
    id('Flow Definition View ID'),
    text('DurableId', 'Durable ID', 255, readOnly),
    text('ApiName', 'Flow API Name', 255, readOnly),
    text('Label', 'Flow Label', 255, readOnly, nameField),
    text('Description', 'Flow Description', 255, readOnly),
    picklist('ProcessType', 'Process Type', 255, ['AutoLaunchedFlow', 'Flow', 'Workflow'], readOnly, restricted),
    picklist(
      'TriggerType',
      'Trigger',
      255,
      ['RecordBeforeSave', 'RecordAfterSave', 'RecordBeforeDelete', 'Scheduled', 'PlatformEvent'],
      readOnly,
      restricted,
    ),
    picklist(
      'RecordTriggerType',
      'Record Trigger Type',
      255,
      ['Create', 'Update', 'CreateAndUpdate', 'Delete'],
      readOnly,
      restricted,
    ),
    text('TriggerObjectOrEventId', 'Entity Definition ID', 512, readOnly),
    text('TriggerObjectOrEventLabel', 'Triggering Object or Platform Event Label', 255, readOnly),
    int('TriggerOrder', 'Trigger Order', 9, readOnly),
    text('ActiveVersionId', 'Active Flow Version API Name or ID', 255, readOnly),
    text('LatestVersionId', 'Latest Flow Version API Name or ID', 255, readOnly),
    int('VersionNumber', 'Version Number', 9, readOnly),
    int('ApiVersion', 'API Version', 9, readOnly),
    text('Builder', 'Built with', 255, readOnly),
    checkbox('IsActive', 'Active', system),
    checkbox('IsOutOfDate', 'Is Using an Older Version', system),
    checkbox('IsTemplate', 'Template', system),
    picklist('ManageableState', 'Package State', 255, ['unmanaged', 'installed'], readOnly, restricted),
    text('NamespacePrefix', 'Flow Namespace', 255, readOnly),
    text('InstalledPackageName', 'Package Name', 240, readOnly),
    text('LastModifiedBy', 'Last Modified By', 255, readOnly),
    dateTime('LastModifiedDate', 'Last Modified Date', readOnly),
  ],
});

export const automationObjects = [apexTrigger, flowDefinitionView];
