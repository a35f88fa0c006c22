import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Connection } from 'jsforce/lib/connection.js';
import 'jsforce/lib/api/metadata.js';
import { unzipSync } from 'fflate';
import { testSandbox } from '../api-support.ts';
import {
  bundleMeta,
  classMeta,
  goodComponent,
  goodPackage,
  grant,
  object,
  permissionSet,
  textField,
  zipOf,
} from './packages.ts';

const { url, keys, ask, admin } = await testSandbox();
const jsforce = new Connection({ instanceUrl: url, accessToken: keys.accessToken, version: '66.0' });
const pause = { pollInterval: 20, pollTimeout: 20_000 };

async function deploy(zip: Buffer, options: object = {}) {
  jsforce.metadata.pollInterval = pause.pollInterval;
  return jsforce.metadata.deploy(zip, options).complete(true);
}
async function failuresOf(zip: Buffer) {
  const result = await deploy(zip);
  assert.equal(result.success, false);
  return [result.details?.componentFailures ?? []].flat().map((one) => ({
    file: one.fileName,
    line: Number(one.lineNumber),
    problem: one.problem,
  }));
}
const query = async (soql: string) => (await jsforce.query(soql)).records;
const leadFields = async () =>
  (await jsforce.describe('Lead')).fields.filter(({ custom }) => custom).map(({ name }) => name);

describe('a deploy by jsforce', () => {
  it('makes fields real, seen by whoever a permission set grants them', async () => {
    const result = await deploy(goodPackage());
    assert.equal(result.success, true, JSON.stringify(result.details));
    assert.equal(Number(result.numberComponentsDeployed), 5);
    assert.equal((await leadFields()).includes('Shoe_Size__c'), false, 'a deployed field is seen by nobody at first');
    const [set] = await query("SELECT Id FROM PermissionSet WHERE Name = 'Shoes'");
    const [user] = await query(`SELECT Id FROM User WHERE Username = '${keys.username}'`);
    const adminUser = (await jsforce.identity()).user_id;
    assert.ok(set && user);
    await jsforce.create('PermissionSetAssignment', { PermissionSetId: set.Id!, AssigneeId: adminUser });
    assert.equal((await leadFields()).includes('Shoe_Size__c'), true);
  });

  it('over what is there changes it and keeps the data', async () => {
    await deploy(goodPackage());
    const longer = object(textField('Shoe_Size__c').replace('<length>20', '<length>90'));
    const result = await deploy(zipOf({ CustomField: ['Lead.Shoe_Size__c'] }, { 'objects/Lead.object': longer }));
    assert.equal(result.success, true, JSON.stringify(result.details));
    const field = (await jsforce.describe('Lead')).fields.find(({ name }) => name === 'Shoe_Size__c');
    assert.equal(field?.length, 90);
  });

  it('as a dry run changes nothing', async () => {
    const zip = zipOf({ CustomField: ['Lead.Dry__c'] }, { 'objects/Lead.object': object(textField('Dry__c')) });
    const result = await deploy(zip, { checkOnly: true });
    assert.equal(result.success, true);
    const { body } = await admin('GET', '/package');
    assert.equal(
      body.components.some(({ fullName }: { fullName: string }) => fullName === 'Lead.Dry__c'),
      false,
    );
  });

  it('of which one component is wrong changes nothing', async () => {
    const zip = zipOf(
      { CustomField: ['Lead.Good__c'], PermissionSet: ['Bad'] },
      {
        'objects/Lead.object': object(textField('Good__c')),
        'permissionsets/Bad.permissionset': permissionSet(grant('Lead.Good__c'), grant('Lead.Missing__c')),
      },
    );
    assert.deepEqual(await failuresOf(zip), [
      {
        file: 'permissionsets/Bad.permissionset',
        line: 5,
        problem: 'In field: field - no CustomField named Lead.Missing__c found',
      },
    ]);
    assert.deepEqual(await query("SELECT Id FROM PermissionSet WHERE Name = 'Bad'"), []);
  });

  it('puts a field of Activity on events and tasks', async () => {
    const zip = zipOf(
      { CustomField: ['Activity.Room__c'], PermissionSet: ['Rooms'] },
      {
        'objects/Activity.object': object(textField('Room__c')),
        'permissionsets/Rooms.permissionset': permissionSet(grant('Event.Room__c'), grant('Task.Room__c')),
      },
    );
    const result = await deploy(zip);
    assert.equal(result.success, true, JSON.stringify(result.details));
  });

  it('that asks for Apex tests is told that none can run', async () => {
    const result = await deploy(goodPackage(), { testLevel: 'RunLocalTests' });
    assert.equal(result.success, false);
    assert.match(String(result.errorMessage), /cannot run Apex/);
  });

  it('by somebody without the permission is refused', async () => {
    const token = (
      await ask('POST', '/services/oauth2/token', {
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: keys.clientId,
          client_secret: keys.clientSecret,
          username: 'rep@inlet.sandbox',
          password: keys.password,
        }),
      })
    ).body.access_token;
    const rep = new Connection({ instanceUrl: url, accessToken: token, version: '66.0' });
    await assert.rejects(rep.metadata.deploy(goodPackage(), {}).complete(), /INSUFFICIENT_ACCESS/);
  });
});

describe('a component that is wrong fails with file, line and reason', () => {
  const bundle = (files: Record<string, string>) =>
    zipOf({ LightningComponentBundle: ['bad'] }, { 'lwc/bad/bad.js-meta.xml': bundleMeta, ...files });
  const cases: [name: string, zip: Buffer, file: string, line: number, problem: RegExp][] = [
    [
      'a syntax error in a Lightning web component',
      bundle({
        'lwc/bad/bad.js':
          "import { LightningElement } from 'lwc';\nexport default class Bad extends LightningElement {\n  x = ;\n}",
      }),
      'lwc/bad/bad.js',
      3,
      /Unexpected token/,
    ],
    [
      'a template that does not close',
      bundle({
        'lwc/bad/bad.js': goodComponent.replaceAll('Shoes', 'Bad').replace(/import (label|size).*\n/g, ''),
        'lwc/bad/bad.html': '<template>\n  <div>\n</template>',
      }),
      'lwc/bad/bad.html',
      3,
      /open-child-elements/,
    ],
    [
      'a label that is not there',
      bundle({
        'lwc/bad/bad.js':
          "import { LightningElement } from 'lwc';\nimport x from '@salesforce/label/c.Nowhere';\nexport default class Bad extends LightningElement {\n  x = x;\n}",
      }),
      'lwc/bad/bad.js',
      2,
      /Nowhere.*no such custom label/,
    ],
    [
      'an Apex class that does not parse',
      zipOf(
        { ApexClass: ['Bad'] },
        {
          'classes/Bad.cls': 'public class Bad {\n  public void run() {\n    Integer x = ;\n  }\n}',
          'classes/Bad.cls-meta.xml': classMeta,
        },
      ),
      'classes/Bad.cls',
      3,
      /;/,
    ],
    [
      'a permission set that grants a class that is not there',
      zipOf(
        { PermissionSet: ['Bad'] },
        {
          'permissionsets/Bad.permissionset': permissionSet(
            '<classAccesses>\n<apexClass>Nowhere</apexClass><enabled>true</enabled></classAccesses>',
          ),
        },
      ),
      'permissionsets/Bad.permissionset',
      3,
      /no ApexClass named Nowhere found/,
    ],
    [
      'metadata that is no XML',
      zipOf(
        { PermissionSet: ['Bad'] },
        { 'permissionsets/Bad.permissionset': '<PermissionSet>\n<label>x</PermissionSet>' },
      ),
      'permissionsets/Bad.permissionset',
      2,
      /label/,
    ],
    [
      'a field of a type that the org has not',
      zipOf(
        { CustomField: ['Lead.Odd__c'] },
        { 'objects/Lead.object': object(textField('Odd__c').replace('<type>Text', '\n<type>Hologram')) },
      ),
      'objects/Lead.object',
      3,
      /Hologram/,
    ],
    [
      'a member without a file',
      zipOf({ CustomTab: ['Nowhere'] }, {}),
      'package.xml',
      NaN,
      /not found in zipped directory/,
    ],
  ];
  for (const [name, zip, file, line, problem] of cases) {
    it(name, async () => {
      const [failure, ...others] = await failuresOf(zip);
      assert.deepEqual(others, []);
      assert.equal(failure?.file, file);
      assert.deepEqual(failure?.line, line);
      assert.match(String(failure?.problem), problem);
      assert.doesNotMatch(String(failure?.problem), /\/(?:home|work|tmp|Users)\//);
    });
  }

  it('bytes that are no zip', async () => {
    const result = await deploy(Buffer.from('no zip'));
    assert.equal(result.success, false);
    assert.match(String(result.errorMessage), /cannot be read/);
  });
});

const manifest = (...members: [type: string, ...names: string[]][]) =>
  `<Package>${members.map(([type, ...names]) => `<types>${names.map((one) => `<members>${one}</members>`).join('')}<name>${type}</name></types>`).join('')}<version>66.0</version></Package>`;
const messages = (found: unknown) =>
  [found ?? []].flat().map((one) => {
    const { componentType, fullName, deleted, problem } = one as Record<string, string>;
    return [`${componentType} ${fullName}`, String(deleted) === 'true', problem].filter((part) => part !== undefined);
  });

describe('a deletion', () => {
  const destroy = (file: string, ...members: [type: string, ...names: string[]][]) =>
    deploy(zipOf({}, { [file]: manifest(...members) }));
  const installed = async (): Promise<string[]> =>
    (await admin('GET', '/package')).body.components.map(
      ({ type, fullName }: { type: string; fullName: string }) => `${type}/${fullName}`,
    );

  beforeEach(() => admin('DELETE', '/package'));

  it('names what still refers to it, and deletes nothing then', async () => {
    await deploy(goodPackage());
    const { body: rule } = await admin('POST', '/validation-rules', {
      ...{ object: 'Lead', name: 'Shod', formula: 'ISBLANK(Shoe_Size__c)', message: 'x' },
    });
    await admin('POST', '/permission-sets/assignments', { user: keys.username, permissionSet: 'Shoes' });
    const result = await destroy(
      'destructiveChanges.xml',
      ['ApexClass', 'Shoes'],
      ['CustomLabel', 'Hello'],
      ['CustomField', 'Lead.Shoe_Size__c'],
      ['PermissionSet', 'Shoes'],
    );
    assert.deepEqual([result.success, result.status], [false, 'Failed']);
    const said = (noun: string, user: string) => `This ${noun} is referenced elsewhere in salesforce.com. : ${user}.`;
    assert.deepEqual(messages(result.details?.componentFailures), [
      ['ApexClass Shoes', false, said('apex class', 'Lightning Web Component - shoes')],
      ['CustomLabel Hello', false, said('custom label', 'Lightning Web Component - shoes')],
      ['CustomField Lead.Shoe_Size__c', false, said('custom field', 'Validation Rule - Lead.Shod')],
      ['PermissionSet Shoes', false, said('permission set', 'Assignment - Ada Admin')],
    ]);
    assert.equal((await installed()).length, 5);
    await admin('DELETE', `/validation-rules/${rule.id}`);
  });

  it('takes field, values, grants, classes, labels and components away, together with what refers to them', async () => {
    await deploy(goodPackage());
    await admin('POST', '/permission-sets/assignments', { user: keys.username, permissionSet: 'Shoes' });
    const lead = await jsforce.create('Lead', { LastName: 'x', Company: 'x', Shoe_Size__c: '46' });
    const result = await destroy(
      'destructiveChangesPost.xml',
      ['LightningComponentBundle', 'shoes'],
      ['ApexClass', 'Shoes', 'Boots'],
      ['CustomLabel', 'Hello'],
      ['CustomField', 'Lead.Shoe_Size__c'],
    );
    assert.equal(result.success, true, JSON.stringify(result.details));
    assert.deepEqual(messages(result.details?.componentSuccesses), [
      ['LightningComponentBundle shoes', true],
      ['ApexClass Shoes', true],
      ['ApexClass Boots', false, 'No ApexClass named: Boots found'],
      ['CustomLabel Hello', true],
      ['CustomField Lead.Shoe_Size__c', true],
    ]);
    assert.deepEqual((await installed()).toSorted(), ['CustomLabels/CustomLabels', 'PermissionSet/Shoes']);
    assert.equal((await leadFields()).includes('Shoe_Size__c'), false);
    // Its own set no longer grants what is gone, in the sources either: it can be deployed again as it is retrieved.
    const set = (await admin('GET', '/permission-sets')).body.permissionSets.find(
      ({ name }: { name: string }) => name === 'Shoes',
    );
    assert.deepEqual(set.fieldPermissions, []);
    await deploy(goodPackage());
    assert.equal(((await jsforce.retrieve('Lead', lead.id!)) as Record<string, unknown>)['Shoe_Size__c'], null);
    await admin('POST', '/permission-sets/assignments', {
      ...{ user: keys.username, permissionSet: 'Shoes', assigned: false },
    });
    assert.equal((await destroy('destructiveChangesPost.xml', ['PermissionSet', 'Shoes'])).success, true);
  });

  it('after the deploy may delete what the deploy stopped to use; before it, may not', async () => {
    await deploy(goodPackage());
    const files = {
      'lwc/shoes/shoes.js':
        "import { LightningElement } from 'lwc';\nexport default class Shoes extends LightningElement { label }",
      'lwc/shoes/shoes.html': '<template><p>{label}</p></template>',
      'lwc/shoes/shoes.js-meta.xml': bundleMeta,
    };
    const members = { LightningComponentBundle: ['shoes'] };
    const gone = manifest(['ApexClass', 'Shoes']);
    const first = await deploy(zipOf(members, { ...files, 'destructiveChangesPre.xml': gone }));
    assert.equal(first.success, false);
    const last = await deploy(zipOf(members, { ...files, 'destructiveChangesPost.xml': gone }));
    assert.equal(last.success, true, JSON.stringify(last.details));
    assert.equal((await installed()).includes('ApexClass/Shoes'), false);
  });

  it('as a dry run deletes nothing, and of an unknown type or of everything is refused', async () => {
    await deploy(goodPackage());
    const dry = await deploy(zipOf({}, { 'destructiveChanges.xml': manifest(['CustomField', 'Lead.Shoe_Size__c']) }), {
      checkOnly: true,
    });
    assert.equal(dry.success, true);
    assert.ok((await installed()).includes('CustomField/Lead.Shoe_Size__c'));
    const refused = await destroy('destructiveChanges.xml', ['Workflow', 'X'], ['ApexClass', '*']);
    assert.deepEqual(
      messages(refused.details?.componentFailures).map(([, , problem]) => problem),
      [
        "Unknown type name 'Workflow' specified in destructiveChanges.xml",
        'Wildcards are not allowed in a manifest of deletions',
      ],
    );
  });
});

describe('a deploy without rollbackOnError', () => {
  const mixed = () =>
    zipOf(
      { CustomField: ['Lead.Good__c', 'Lead.Odd__c'], PermissionSet: ['Fine', 'Odd'] },
      {
        'objects/Lead.object': object(textField('Good__c'), textField('Odd__c').replace('Text', 'Hologram')),
        'permissionsets/Fine.permissionset': permissionSet(grant('Lead.Good__c')),
        'permissionsets/Odd.permissionset': permissionSet(grant('Lead.Odd__c')),
      },
    );
  it('keeps what succeeded, and fails what needs the rest', async () => {
    const result = await deploy(mixed(), { rollbackOnError: false });
    assert.deepEqual([result.status, String(result.rollbackOnError)], ['SucceededPartial', 'false']);
    assert.deepEqual(
      messages(result.details?.componentSuccesses).map(([what]) => what),
      [...['CustomField Lead.Good__c', 'PermissionSet Fine']],
    );
    assert.deepEqual(
      messages(result.details?.componentFailures).map(([what]) => what),
      [...['CustomField Lead.Odd__c', 'PermissionSet Odd']],
    );
    const sets = (await query("SELECT Name FROM PermissionSet WHERE Name IN ('Fine', 'Odd')")).map(
      (one) => one['Name'],
    );
    assert.deepEqual(sets, ['Fine']);
  });
  it('of which nothing succeeds is failed', async () => {
    const odd = object(textField('Odd__c').replace('Text', 'Hologram'));
    const result = await deploy(zipOf({ CustomField: ['Lead.Odd__c'] }, { 'objects/Lead.object': odd }), {
      rollbackOnError: false,
    });
    assert.deepEqual([result.success, result.status], [false, 'Failed']);
  });
});

describe('the other doors', () => {
  it('deploys over REST, as multipart', async () => {
    const form = new FormData();
    const json = JSON.stringify({ deployOptions: { checkOnly: false } });
    form.set('json', new Blob([json], { type: 'application/json' }));
    form.set('file', new Blob([new Uint8Array(goodPackage())], { type: 'application/zip' }), 'package.zip');
    const headers = { Authorization: `Bearer ${keys.accessToken}` };
    const path = '/services/data/v66.0/metadata/deployRequest';
    const { status, body } = await ask('POST', path, { headers, body: form });
    assert.equal(status, 201, JSON.stringify(body));
    const { deployResult } = (await ask('GET', `${path}/${body.id}?includeDetails=true`, { headers })).body;
    assert.deepEqual([deployResult.done, deployResult.success], [true, true]);
    assert.equal(deployResult.details.componentSuccesses.length, 5);
    assert.equal((await ask('POST', path, { body: form })).status, 401);
  });

  it('gives back what was deployed', async () => {
    await deploy(goodPackage());
    const request = {
      apiVersion: '66.0',
      unpackaged: {
        types: [
          { members: ['shoes'], name: 'LightningComponentBundle' },
          { members: ['Lead.Shoe_Size__c'], name: 'CustomField' },
        ],
        version: '66.0',
      },
    };
    jsforce.metadata.pollInterval = 20;
    const { zipFile } = await jsforce.metadata.retrieve(request as never).complete();
    const files = unzipSync(Buffer.from(zipFile, 'base64'));
    assert.equal(Buffer.from(files['unpackaged/lwc/shoes/shoes.js']!).toString(), goodComponent);
    assert.match(
      Buffer.from(files['unpackaged/objects/Lead.object']!).toString(),
      /<fullName>Shoe_Size__c<\/fullName>/,
    );
    assert.match(Buffer.from(files['unpackaged/package.xml']!).toString(), /<members>Lead.Shoe_Size__c<\/members>/);
    const listed = await jsforce.metadata.list([{ type: 'ApexClass' }], '66.0');
    assert.deepEqual(
      [listed].flat().map(({ fullName }) => fullName),
      ['Shoes'],
    );
    assert.ok(
      (await jsforce.metadata.describe('66.0')).metadataObjects.some(({ xmlName }) => xmlName === 'PermissionSet'),
    );
  });

  it('uninstalls: the fields go with their values', async () => {
    await deploy(goodPackage());
    assert.equal((await admin('GET', '/package')).body.installed, true);
    assert.equal((await admin('DELETE', '/package')).status, 204);
    assert.equal((await admin('GET', '/package')).body.installed, false);
    assert.equal((await leadFields()).includes('Shoe_Size__c'), false);
    assert.deepEqual(await query("SELECT Id FROM PermissionSet WHERE Name = 'Shoes'"), []);
  });
});
