import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { compileMetadataTypes } from '../../../scripts/package/compile-metadata-types.ts';
import { packageFiles, packageZip } from '../../../scripts/package/package-files.ts';
import { Org } from '../../src/org/org.ts';
import { checkStructure, metadataTypesFile } from '../../src/metadata/checks/check-structure.ts';
import { componentsOf } from '../../src/metadata/component.ts';
import { deploy } from '../../src/metadata/deploy.ts';
import { MetadataStore } from '../../src/metadata/metadata-store.ts';
import { readPackage } from '../../src/metadata/read-package.ts';
import { parseXml } from '../../src/metadata/xml-element.ts';
import { classMeta, zipOf } from './packages.ts';

const options = { checkOnly: true, rollbackOnError: true, ignoreWarnings: false, testLevel: 'NoTestRun', runTests: [] };

function deployed(zip: Uint8Array) {
  const org = new Org();
  try {
    return deploy({ org, store: new MetadataStore(org) }, readPackage(zip), options);
  } finally {
    org.close();
  }
}

/** `<line>:<column> <problem>` of each. */
function problemsOf(type: string, ...lines: string[]): string[] {
  const xml = [`<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`, ...lines, `</${type}>`].join('\n');
  return checkStructure(type, parseXml(xml)).map(({ message, line, column }) => `${line}:${column} ${message}`);
}

describe('metadata is checked against the types of the Metadata API', () => {
  const namespace = '{http://soap.sforce.com/2006/04/metadata}';
  const label = '<label>Inlet</label>';

  it('a tab that is as it should be has no problem', () => {
    assert.deepEqual(problemsOf('CustomTab', label, '<lwcComponent>x</lwcComponent>', '<motif>Custom1</motif>'), []);
  });

  it('names an element that the type does not have, with its place', () => {
    assert.deepEqual(problemsOf('CustomTab', label, '  <colour>red</colour>'), [
      `3:3 Element ${namespace}colour invalid at this location in type CustomTab`,
    ]);
  });

  it('names an element that comes twice and may come once', () => {
    assert.deepEqual(problemsOf('CustomTab', label, label), [
      `3:1 Element ${namespace}label is duplicated at this location in type CustomTab`,
    ]);
  });

  it('names an element that is missing, in the element that lacks it', () => {
    assert.deepEqual(problemsOf('CustomLabels', '<labels><language>de</language>', '<value>x</value></labels>'), [
      '2:1 Required field is missing: protected',
      '2:1 Required field is missing: shortDescription',
    ]);
  });

  it('names a value that is not of its type', () => {
    assert.deepEqual(
      problemsOf('CustomField', '<type>Hologram</type>', '<length>long</length>', '<unique>yes</unique>'),
      [
        "2:1 'Hologram' is not a valid value for the enum 'FieldType'",
        "3:1 'long' is not a valid value for the type xsd:double",
        "4:1 'yes' is not a valid value for the type xsd:boolean",
      ],
    );
  });

  it('names text where elements belong, and elements where text belongs', () => {
    assert.deepEqual(problemsOf('PermissionSet', label, '<fieldPermissions>all</fieldPermissions>').slice(-1), [
      '3:1 Unexpected text "all" in type PermissionSetFieldPermissions',
    ]);
    assert.deepEqual(problemsOf('CustomTab', '<label><b>Inlet</b></label>'), [
      `2:8 Element ${namespace}b invalid at this location in type string`,
    ]);
  });

  it('blames the -meta.xml of a class, not its code', () => {
    const meta = classMeta.replace('Active', '\nActivated');
    const { failures } = deployed(
      zipOf({ ApexClass: ['Shoes'] }, { 'classes/Shoes.cls': 'class Shoes {}', 'classes/Shoes.cls-meta.xml': meta }),
    );
    assert.deepEqual(
      failures.map(({ fileName, lineNumber, problem }) => [fileName, lineNumber, problem]),
      [['classes/Shoes.cls-meta.xml', 1, "'Activated' is not a valid value for the enum 'ApexCodeUnitStatus'"]],
    );
  });

  it('knows the types that the installed version of @salesforce/types has', () => {
    const help = 'Run node scripts/package/write-metadata-types.ts and look at what changed.';
    assert.ok(readFileSync(metadataTypesFile, 'utf8') === compileMetadataTypes(), help);
  });
});

it('the metadata of the package is what the Metadata API allows', async () => {
  const components = componentsOf(readPackage(packageZip(await packageFiles())));
  const problems = components.flatMap(({ type, file, metadata }) =>
    metadata ? checkStructure(type, metadata).map(({ line, message }) => `${file}:${line} ${message}`) : [],
  );
  assert.deepEqual(problems, []);
  assert.ok(components.some(({ fullName }) => fullName === 'Inlet_API_User'));
});

it('XML that is a trap is a problem of its component', () => {
  const { failures } = deployed(
    zipOf({ CustomTab: ['Trap'] }, { 'tabs/Trap.tab': '<CustomTab><constructor>x</constructor></CustomTab>' }),
  );
  assert.deepEqual(
    failures.map(({ fileName }) => fileName),
    ['tabs/Trap.tab'],
  );
});
