import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploy } from '../../sandbox/src/metadata/deploy.ts';
import { MetadataStore } from '../../sandbox/src/metadata/metadata-store.ts';
import { readPackage } from '../../sandbox/src/metadata/read-package.ts';
import { Org } from '../../sandbox/src/org/org.ts';
import { packageFiles, packageZip } from '../../scripts/package/package-files.ts';

describe('the Salesforce package', () => {
  it('is accepted by the sandbox whole, and a second time over itself', async () => {
    const org = new Org();
    const store = new MetadataStore(org);
    const zip = packageZip(await packageFiles());
    const options = {
      checkOnly: false,
      rollbackOnError: true,
      ignoreWarnings: false,
      testLevel: 'NoTestRun',
      runTests: [],
    };
    for (const time of ['first', 'second']) {
      const { status, failures, errorMessage } = deploy({ org, store }, readPackage(zip), options);
      assert.deepEqual({ failures, errorMessage }, { failures: [], errorMessage: undefined }, time);
      assert.equal(status, 'Succeeded');
    }
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
});
