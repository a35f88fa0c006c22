import { newId } from '../schema/index.ts';
import type { SharedObject, Sharing } from './access/sharing.ts';
import type { OrgDatabase } from './org-database.ts';
import { SEED } from './seed.ts';

const MODELS: Record<Sharing, string> = {
  private: 'Private',
  read: 'Read',
  readWrite: 'ReadWrite',
  controlledByParent: 'ControlledByParent',
};

const LICENSES = [
  {
    id: newId('100', 1),
    name: 'Salesforce',
    key: 'SFDC',
    profiles: [SEED.adminProfile, SEED.standardProfile, SEED.minimumProfile],
  },
  // The free licence of integration users.
  { id: newId('100', 2), name: 'Salesforce Integration', key: 'SFDC_Integration', profiles: [SEED.integrationProfile] },
];

/**
 * Puts what Setup tells of licences and sharing in line with how the org is; an org that an older version made
 * gets it at its next start.
 */
export function followSetup(database: OrgDatabase, sharing: Record<SharedObject, Sharing>): void {
  database.transaction(() => {
    for (const { id, name, key, profiles } of LICENSES) {
      const used = [...database.records.all('User')].filter((user) => profiles.includes(String(user['ProfileId'])));
      const values = { Name: name, LicenseDefinitionKey: key, TotalLicenses: 10, UsedLicenses: used.length };
      database.put('UserLicense', { Id: id, IsDeleted: false, ...values, Status: 'Active' });
      for (const profileId of profiles) {
        const profile = database.records.get('Profile', profileId);
        if (profile && profile['UserLicenseId'] !== id) database.put('Profile', { ...profile, UserLicenseId: id });
      }
    }
    Object.entries({ ...sharing, Event: sharing.Activity, Task: sharing.Activity }).forEach(([name, value], index) => {
      const model = MODELS[value];
      const names = { QualifiedApiName: name, DeveloperName: name, DurableId: name };
      const models = { InternalSharingModel: model, ExternalSharingModel: model };
      database.put('EntityDefinition', { Id: newId('4ie', index + 1), IsDeleted: false, ...names, ...models });
    });
  });
}
