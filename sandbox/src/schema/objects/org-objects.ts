import { number, id, picklist, text, dateTime } from '../field.ts';
import { setupObject } from '../sobject.ts';
import { readOnly, restricted, system } from '../traits.ts';

/**
 * What Setup tells of licences and sharing by query. [K] all from the field reference, with the fields that matter
 * here: no capture of their describes was at hand.
 */
export const userLicense = setupObject({
  name: 'UserLicense',
  label: 'User License',
  labelPlural: 'User Licenses',
  keyPrefix: '100',
  fields: [
    id('User License ID'),
    text('LicenseDefinitionKey', 'License Def. ID', 40, readOnly),
    text('Name', 'Name', 40, readOnly, { nameField: true }),
    number('TotalLicenses', 'Total Licenses', 8, 0, readOnly),
    number('UsedLicenses', 'Used Licenses', 8, 0, readOnly),
    picklist('Status', 'Status', 40, ['Active', 'Disabled'], readOnly, restricted),
    dateTime('SystemModstamp', 'System Modstamp', system),
  ],
});

const sharingModels = ['ControlledByParent', 'FullAccess', 'Private', 'Read', 'ReadWrite', 'ReadWriteTransfer'];

/** An object's org-wide default among others. Real rows all have the id 000000000000000AAA. */
export const entityDefinition = setupObject({
  name: 'EntityDefinition',
  label: 'Object',
  labelPlural: 'Objects',
  keyPrefix: '4ie',
  fields: [
    id('Object ID'),
    text('DurableId', 'Durable Id', 255, readOnly),
    text('QualifiedApiName', 'Qualified Object Name', 70, readOnly, { nameField: true }),
    text('DeveloperName', 'Object Name', 40, readOnly),
    text('KeyPrefix', 'Key Prefix', 3, readOnly),
    picklist('InternalSharingModel', 'Internal Sharing Model', 255, sharingModels, readOnly, restricted),
    picklist('ExternalSharingModel', 'External Sharing Model', 255, sharingModels, readOnly, restricted),
  ],
});

export const orgObjects = [userLicense, entityDefinition];
