import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkApex, missingJava } from '../../scripts/checks/check-apex.ts';
import { sayFinding } from '../../scripts/checks/finding.ts';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { skipUnlessRequired } from './skip-unless-required.ts';

const root = path.join(import.meta.dirname, '../..');
const skip = skipUnlessRequired(missingChecks() ?? missingJava());

describe('the package’s Apex, by apex-ls', { skip }, () => {
  let project = '';
  before(async () => {
    // Of its own: apex-ls reads everything that lies below a project.
    project = await mkdtemp(path.join(tmpdir(), 'inlet-apex-'));
    await cp(path.join(root, 'force-app'), path.join(project, 'force-app'), { recursive: true });
    await cp(path.join(root, 'sfdx-project.json'), path.join(project, 'sfdx-project.json'));
  });
  after(() => rm(project, { recursive: true, force: true }));

  it('is type-checked without a finding', async () => {
    assert.deepEqual((await checkApex(project)).map(sayFinding), []);
  });

  it('is found out when a type, a label or a field is wrong', async () => {
    const source = `public with sharing class InletBroken {
  public static String text() {
    Integer count = 'three';
    Event event = new Event(Inlet_Booking_Sttus__c = System.Label.Inlet_There_Is_No_Such_Label);
    return event.Subject;
  }
}
`;
    const classFile = path.join(project, 'force-app/main/default/classes/InletBroken.cls');
    await writeFile(classFile, source);
    await writeFile(
      `${classFile}-meta.xml`,
      '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>',
    );
    const found = await checkApex(project);
    assert.deepEqual(
      found.map(({ file, line }) => [path.basename(file), line]),
      [
        ['InletBroken.cls', 3],
        ['InletBroken.cls', 4],
        ['InletBroken.cls', 4],
      ],
    );
  });
});
