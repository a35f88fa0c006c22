import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploy } from '../../sandbox/src/metadata/deploy.ts';
import { MetadataStore } from '../../sandbox/src/metadata/metadata-store.ts';
import { readPackage } from '../../sandbox/src/metadata/read-package.ts';
import { Org } from '../../sandbox/src/org/org.ts';
import { SEED } from '../../sandbox/src/org/seed.ts';
import { packageFiles, packageZip } from '../../scripts/package/package-files.ts';

/** Deploys to the org, which must take it. */
function install(org: Org, files: ReadonlyMap<string, Uint8Array>): MetadataStore {
  const store = new MetadataStore(org);
  const options = {
    checkOnly: false,
    rollbackOnError: true,
    ignoreWarnings: false,
    testLevel: 'NoTestRun',
    runTests: [],
  };
  const { status, failures, errorMessage } = deploy({ org, store }, readPackage(packageZip(files)), options);
  assert.deepEqual({ failures, errorMessage }, { failures: [], errorMessage: undefined });
  assert.equal(status, 'Succeeded');
  return store;
}

describe('the Salesforce package', () => {
  it('is accepted by the sandbox whole, and a second time over itself', async () => {
    const org = new Org();
    const files = await packageFiles();
    install(org, files);
    const store = install(org, files);
    assert.deepEqual(
      org
        .permissionSets()
        .flatMap(({ name }) => (name.startsWith('Inlet_') ? [name] : []))
        .toSorted(),
      ['Inlet_API_User', 'Inlet_API_User_Diagnostics', 'Inlet_Admin', 'Inlet_User'],
    );
    const components = store.ofType('LightningComponentBundle').map(({ fullName }) => fullName);
    assert.ok(components.includes('inletBookings') && components.includes('inletCustomerBookings'));
    org.close();
  });

  it('brings fields that were not there before, seen by those only whom a permission set grants them', async () => {
    const org = new Org();
    const names = (user: string, object: string) =>
      (org.objectSeenBy({ userId: user }, object)?.fields ?? [])
        .map(({ name }) => name)
        .filter((name) => name.startsWith('Inlet_'));
    const objects = ['Event', 'Task', 'Case', 'Lead', 'Contact', 'Account'];
    assert.deepEqual(
      objects.flatMap((object) => names(SEED.admin, object)),
      [],
    );
    install(org, await packageFiles());
    assert.deepEqual(
      objects.flatMap((object) => names(SEED.admin, object)),
      [],
    );
    org.assignPermissionSet(SEED.admin, 'Inlet_API_User');
    const onActivity = ['Id', 'Page', 'Reason', 'Status'].map((word) => `Inlet_Booking_${word}__c`);
    assert.deepEqual(names(SEED.admin, 'Event').toSorted(), [...onActivity, 'Inlet_Meeting_Link__c']);
    assert.deepEqual(names(SEED.admin, 'Lead').toSorted(), ['Inlet_Contact_Id__c', 'Inlet_Customer_Id__c']);
    for (const [object, name] of [
      ['Event', 'Inlet_Booking_Id__c'],
      ['Task', 'Inlet_Booking_Id__c'],
      ['Case', 'Inlet_Booking_Id__c'],
      ['Lead', 'Inlet_Customer_Id__c'],
      ['Contact', 'Inlet_Customer_Id__c'],
      ['Account', 'Inlet_Customer_Id__c'],
    ] as const) {
      const field = org.object(object)?.fields.find((one) => one.name === name);
      assert.ok(field?.unique && field.externalId && field.idLookup && !field.caseSensitive, `${object}.${name}`);
      assert.deepEqual([field.length, field.nillable], [64, true], `${object}.${name}`);
    }
    org.close();
  });
});
