import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Connection } from 'jsforce/lib/connection.js';
import 'jsforce/lib/api/metadata.js';
import { unzipSync, zipSync } from 'fflate';
import { resourceUrls } from '../../src/lightning/static-resources.ts';
import { testSandbox } from '../api-support.ts';
import { bundleMeta, zipOf } from './packages.ts';

const { url, keys, admin, state } = await testSandbox();
const jsforce = new Connection({ instanceUrl: url, accessToken: keys.accessToken, version: '66.0' });
jsforce.metadata.pollInterval = 20;

const meta = (contentType: string) =>
  `<StaticResource xmlns="http://soap.sforce.com/2006/04/metadata"><cacheControl>Public</cacheControl><contentType>${contentType}</contentType></StaticResource>`;
const resource = (name: string, contentType: string, content: string | Uint8Array) => ({
  [`staticresources/${name}.resource`]: content,
  [`staticresources/${name}.resource-meta.xml`]: meta(contentType),
});
const names = (...all: string[]) => ({ StaticResource: all });

async function deploy(zip: Buffer) {
  const result = await jsforce.metadata.deploy(zip, {}).complete(true);
  const failures = [result.details?.componentFailures ?? []].flat().map(({ fileName, problem }) => [fileName, problem]);
  return { success: result.success, failures };
}

const archive = zipSync({
  'css/a.css': Buffer.from('p { color: red }'),
  'lib/a.js': Buffer.from('1'),
});
/** Bytes that are no text. */
const bytes = Uint8Array.from([0, 255, 254, 128]);

describe('a static resource', () => {
  beforeEach(() => admin('DELETE', '/package'));

  it('is deployed, served at the address that components import, and retrieved byte for byte', async () => {
    const files = {
      ...resource('Lib', 'text/javascript', 'window.lib = 1;'),
      ...resource('Archive', 'application/zip', archive),
      ...resource('Icon', 'image/png', bytes),
    };
    assert.deepEqual(await deploy(zipOf(names('Lib', 'Archive', 'Icon'), files)), { success: true, failures: [] });

    const urls = resourceUrls(state.metadata);
    const get = async (address: string) => {
      const response = await fetch(url + address);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    assert.match(urls['Lib'] ?? '', /^\/resource\/\d{13}\/Lib$/);
    assert.deepEqual(await get(urls['Lib']!), [200, 'text/javascript; charset=utf-8', 'window.lib = 1;']);
    assert.deepEqual(await get(`${urls['Archive']}/css/a.css`), [200, 'text/css; charset=utf-8', 'p { color: red }']);
    for (const address of [`${urls['Archive']}/css/b.css`, `${urls['Lib']}/css/a.css`, '/resource/0/Nothing']) {
      assert.equal((await get(address))[0], 404, address);
    }

    const { zipFile } = await jsforce.metadata
      .retrieve({
        apiVersion: '66.0',
        unpackaged: { version: '66.0', types: [{ name: 'StaticResource', members: ['*'] }] },
      } as never)
      .complete();
    const retrieved = unzipSync(Buffer.from(zipFile, 'base64'));
    assert.deepEqual(retrieved['unpackaged/staticresources/Icon.resource'], bytes);
    assert.equal(
      Buffer.from(retrieved['unpackaged/staticresources/Icon.resource-meta.xml']!).toString(),
      meta('image/png'),
    );
  });

  it('without content, without a type, too large, or no archive although it says so, is refused', async () => {
    const large = Buffer.alloc(5 * 1024 * 1024 + 1);
    const cases: [name: string, files: Record<string, string | Uint8Array>, problem: RegExp][] = [
      ['Empty', { 'staticresources/Empty.resource-meta.xml': meta('text/css') }, /does not exist: .*Empty\.resource$/],
      ['Large', resource('Large', 'text/plain', large), /Maximum size/],
      ['Zip', resource('Zip', 'application/zip', 'no zip'), /application\/zip/],
      ['Two__Lines', resource('Two__Lines', 'text/css', 'x'), /Invalid fullName/],
      [
        'Plain',
        {
          ...resource('Plain', '', 'x'),
          'staticresources/Plain.resource-meta.xml': '<StaticResource></StaticResource>',
        },
        /Required field is missing: cacheControl/,
      ],
    ];
    for (const [name, files, problem] of cases) {
      const { success, failures } = await deploy(zipOf(names(name), files));
      assert.equal(success, false, name);
      assert.match(String(failures[0]?.[1]), problem);
    }
  });

  it('that a component loads must be there, and stays as long as it does', async () => {
    const component = {
      'lwc/user/user.js':
        "import { LightningElement } from 'lwc';\nimport lib from '@salesforce/resourceUrl/Lib';\nexport default class User extends LightningElement { lib = lib; }",
      'lwc/user/user.js-meta.xml': bundleMeta,
    };
    const bundle = { LightningComponentBundle: ['user'] };
    const alone = await deploy(zipOf(bundle, component));
    assert.match(String(alone.failures[0]?.[1]), /Lib of type StaticResource: there is no such static resource/);
    const files = { ...component, ...resource('Lib', 'text/javascript', '1') };
    assert.equal((await deploy(zipOf({ ...bundle, ...names('Lib') }, files))).success, true);
    const gone =
      '<Package><types><members>Lib</members><name>StaticResource</name></types><version>66.0</version></Package>';
    const { failures } = await deploy(zipOf({}, { 'destructiveChanges.xml': gone }));
    assert.deepEqual(
      failures.map(([, problem]) => problem),
      ['This static resource is referenced elsewhere in salesforce.com. : Lightning Web Component - user.'],
    );
  });
});
