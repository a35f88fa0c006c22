import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploy } from '../../src/metadata/deploy.ts';
import { MetadataStore } from '../../src/metadata/metadata-store.ts';
import { orgLabels } from '../../src/metadata/org-labels.ts';
import { readPackage } from '../../src/metadata/read-package.ts';
import { textOf } from '../../src/metadata/xml-element.ts';
import { Org } from '../../src/org/org.ts';
import { zipOf } from './packages.ts';

const label = (name: string, value: string) =>
  `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>${name}</shortDescription><value>${value}</value></labels>`;
const labelsFile = (...labels: string[]) => ({
  'labels/CustomLabels.labels': `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">${labels.join('')}</CustomLabels>`,
});
const options = { checkOnly: false, rollbackOnError: true, ignoreWarnings: false, testLevel: '', runTests: [] };

test('a deploy of labels adds and replaces those that it names, and leaves the others alone', () => {
  const org = new Org();
  const store = new MetadataStore(org);
  const bring = (members: Record<string, string[]>, files: Record<string, string>) =>
    deploy({ org, store }, readPackage(zipOf(members, files)), options);
  const values = () => [...orgLabels(store)].map(([name, one]) => `${name}=${textOf(one, 'value')}`);

  const whole = { CustomLabels: ['CustomLabels'] };
  assert.equal(bring(whole, labelsFile(label('Bye', 'Bye'), label('Hello', 'Hello'))).status, 'Succeeded');
  // As the sf CLI sends one label: by its own name, in the file of all.
  const one = bring({ CustomLabel: ['Hello'] }, labelsFile(label('Hello', 'Hello &amp; welcome')));
  assert.deepEqual(
    one.successes.map(({ fullName, created, changed }) => ({ fullName, created, changed })),
    [{ fullName: 'Hello', created: false, changed: true }],
  );
  assert.equal(bring(whole, labelsFile(label('Thanks', 'Thanks'))).status, 'Succeeded');
  assert.deepEqual(values(), ['Bye=Bye', 'Hello=Hello & welcome', 'Thanks=Thanks']);

  const missing = bring({ CustomLabel: ['Nope'] }, labelsFile(label('Hello', 'Hello')));
  assert.match(missing.failures[0]?.problem ?? '', /'Nope' of type CustomLabel .* was not found/);
});
