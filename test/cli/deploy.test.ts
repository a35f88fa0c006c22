import assert from 'node:assert/strict';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { parseXml } from '../../sandbox/src/metadata/xml-element.ts';
import type { XmlElement } from '../../sandbox/src/metadata/xml-element.ts';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { packageFiles } from '../../scripts/package/package-files.ts';
import { skipUnlessRequired } from '../checks/skip-unless-required.ts';
import { cliWorld } from '../support/salesforce-cli.ts';

const source = ['--source-dir', 'force-app'];

describe('the sf CLI deploys the package', { skip: skipUnlessRequired(missingChecks()) }, () => {
  let world: Awaited<ReturnType<typeof cliWorld>>;
  before(async () => {
    world = await cliWorld();
  });
  after(() => world.close());

  const fields = async (object: string) => {
    const { result } = await world.sf('sobject describe', '--sobject', object);
    return (result.fields as { name: string }[]).map(({ name }) => name).filter((name) => name.startsWith('Inlet_'));
  };

  it('a dry run is accepted by the sandbox and changes nothing', async () => {
    assert.deepEqual(await fields('Lead'), [], 'a fresh org has no package');
    const { exitCode, stdout, result } = await world.sf('project deploy start', ...source, '--dry-run');
    assert.equal(exitCode, 0, stdout);
    assert.deepEqual([result.success, result.checkOnly], [true, true]);
    assert.deepEqual(world.sandbox.state.metadata.all(), []);
  });

  it('is accepted by the sandbox by SOAP, and again over itself by REST', async () => {
    const bySoap = await world.sf('project deploy start', ...source);
    assert.equal(bySoap.exitCode, 0, bySoap.stdout);
    const created = bySoap.result.files.every(({ state }: { state: string }) => state === 'Created');
    assert.ok(created, 'every component is new');
    const byRest = await world.run(['project', 'deploy', 'start', ...source], { SF_ORG_METADATA_REST_DEPLOY: 'true' });
    assert.equal(byRest.exitCode, 0, byRest.stdout + byRest.stderr);
    assert.match(byRest.stdout, /using the v\d+\.0 REST\s+API/);
  });

  it('assigns a permission set, which shows the fields', async () => {
    assert.deepEqual(await fields('Lead'), [], 'nobody sees a field that no set grants');
    const { exitCode, stdout } = await world.sf('org assign permset', '--name', 'Inlet_API_User');
    assert.equal(exitCode, 0, stdout);
    assert.ok((await fields('Event')).includes('Inlet_Booking_Id__c'));
    assert.deepEqual((await fields('Lead')).toSorted(), ['Inlet_Contact_Id__c', 'Inlet_Customer_Id__c']);
  });

  it('retrieves what was deployed, as it was', async () => {
    const files = ['classes/InletRelay.cls', 'lwc/inletBookings/inletBookings.html'];
    const local = (file: string) => path.join(world.project, 'force-app/main/default', file);
    const before = await Promise.all(files.map((file) => readFile(local(file), 'utf8')));
    for (const file of files) await appendFile(local(file), '\n<!-- changed here -->');
    const metadata = ['--metadata', 'ApexClass:InletRelay', 'LightningComponentBundle:inletBookings', 'PermissionSet'];
    const { exitCode, stdout } = await world.sf('project retrieve start', ...metadata);
    assert.equal(exitCode, 0, stdout);
    assert.deepEqual(await Promise.all(files.map((file) => readFile(local(file), 'utf8'))), before);
  });

  it('sends what npm start installs', async () => {
    const { exitCode, stdout } = await world.sf('project convert source', '--output-dir', 'converted');
    assert.equal(exitCode, 0, stdout);
    const converted = path.join(world.project, 'converted');
    const entries = await readdir(converted, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(converted, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
    const ours = await packageFiles(world.project);
    assert.deepEqual(names.toSorted(), [...ours.keys()].toSorted());
    for (const name of names.filter((name) => name !== 'package.xml')) {
      const bytes = await readFile(path.join(converted, name));
      // An archive holds when it was made.
      if (name.endsWith('.resource')) {
        assert.deepEqual(unzipSync(bytes), unzipSync(Buffer.from(ours.get(name)!)), name);
        continue;
      }
      const theirs = bytes.toString('utf8');
      const mine = String(ours.get(name));
      // The CLI writes some XML anew, with other blanks.
      if (theirs.startsWith('<?xml')) assert.deepEqual(content(theirs), content(mine), name);
      else assert.equal(theirs, mine, name);
    }
  });
});

function content(xml: string): unknown {
  const plain = ({ name, text, children }: XmlElement): unknown => [name, text, children.map(plain)];
  const root = parseXml(xml);
  // Labels come in any order.
  return [root.name, root.children.map((child) => JSON.stringify(plain(child))).toSorted()];
}
