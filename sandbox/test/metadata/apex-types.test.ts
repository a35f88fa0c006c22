import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Connection } from 'jsforce/lib/connection.js';
import 'jsforce/lib/api/metadata.js';
import { checkApex, missingJava } from '../../../scripts/checks/check-apex.ts';
import { missingChecks } from '../../../scripts/checks/install-checks.ts';
import { testSandbox } from '../api-support.ts';
import { classMeta, goodPackage, zipOf } from './packages.ts';

const { url, keys, state } = await testSandbox();
const jsforce = new Connection({ instanceUrl: url, accessToken: keys.accessToken, version: '66.0' });
Object.assign(jsforce.metadata, { pollInterval: 100, pollTimeout: 120_000 });
const missing = missingChecks() ?? missingJava();
const skip = missing ?? false;

/** Deploys a class, and a label beside it: the org's own labels stay. */
async function deploy(source: string) {
  const label =
    '<fullName>Foot</fullName><language>en_US</language><protected>false</protected><shortDescription>Foot</shortDescription><value>Foot</value>';
  const labels = `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels>${label}</labels></CustomLabels>`;
  const files = {
    'labels/CustomLabels.labels': labels,
    'classes/Feet.cls': source,
    'classes/Feet.cls-meta.xml': classMeta,
  };
  const result = await jsforce.metadata
    .deploy(zipOf({ ApexClass: ['Feet'], CustomLabel: ['Foot'] }, files), {})
    .complete(true);
  const failures = [result.details?.componentFailures ?? []].flat();
  return { ...result, failures: failures.map((one) => [one.fileName, Number(one.lineNumber), one.problem]) };
}

it('Apex is type-checked with what the org has, each problem with file and line', { skip }, async () => {
  state.metadataJobs.checkApexTypes = checkApex;
  assert.equal((await jsforce.metadata.deploy(goodPackage(), {}).complete()).success, true);

  const good = await deploy(
    'public with sharing class Feet {\n  public Lead grow() {\n    return new Lead(Shoe_Size__c = Shoes.size(), LastName = Label.Hello + Label.Foot);\n  }\n}',
  );
  assert.deepEqual([good.success, good.failures], [true, []]);

  const bad = await deploy(
    'public with sharing class Feet {\n  public Lead grow() {\n    return new Lead(Nope__c = Shoes.weight());\n  }\n}',
  );
  assert.equal(bad.success, false);
  assert.ok(bad.failures.length > 0);
  for (const failure of bad.failures) assert.deepEqual(failure.slice(0, 2), ['classes/Feet.cls', 3]);
  assert.match(JSON.stringify(bad.failures), /Nope__c/);
});

it('a type checker that does not run leaves the syntax check, and the deploy is not lost', async (context) => {
  const said = context.mock.method(console, 'error', () => undefined);
  state.metadataJobs.checkApexTypes = () => Promise.reject(new Error('no Java'));
  assert.equal((await deploy('public class Feet {}')).success, true);
  assert.match(String(said.mock.calls[0]?.arguments[0]), /syntax only/);
  const bad = await deploy('public class Feet {\n  Integer x = ;\n}');
  assert.deepEqual(bad.failures[0]?.slice(0, 2), ['classes/Feet.cls', 2]);
});
