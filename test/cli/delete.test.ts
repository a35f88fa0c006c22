import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { skipUnlessRequired } from '../checks/skip-unless-required.ts';
import { cliWorld } from '../support/salesforce-cli.ts';

describe('the sf CLI deletes what was deployed', { skip: skipUnlessRequired(missingChecks()) }, () => {
  let world: Awaited<ReturnType<typeof cliWorld>>;
  const source = (file: string) => path.join(world.project, 'force-app/main/default', file);
  const has = (type: string, name: string) => world.sandbox.state.metadata.get(type, name) !== undefined;
  before(async () => {
    world = await cliWorld();
    const { exitCode, stdout } = await world.sf('project deploy start', '--source-dir', 'force-app');
    assert.equal(exitCode, 0, stdout);
  });
  after(() => world.close());

  it('not while something refers to it: the CLI shows what', async () => {
    const { exitCode, stdout } = await world.run([
      'project',
      'delete',
      'source',
      '--metadata',
      'ApexClass:InletRelay',
      '--no-prompt',
    ]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /This apex class is referenced elsewhere in salesforce\.com\. : .*InletPairing/);
    assert.ok(has('ApexClass', 'InletRelay'));
  });

  it('by project delete source, of which permission sets forget what they granted', async () => {
    const metadata = ['--metadata', 'CustomTab:Inlet_Bookings', '--metadata', 'CustomApplication:Inlet'];
    const { exitCode, stdout, result } = await world.sf('project delete source', ...metadata, '--no-prompt');
    assert.equal(exitCode, 0, stdout);
    const deleted = result.deletedSource.map(({ fullName, state }: Record<string, string>) => [fullName, state]);
    assert.deepEqual(deleted.toSorted(), [
      ['Inlet', 'Deleted'],
      ['Inlet_Bookings', 'Deleted'],
    ]);
    assert.ok(!has('CustomTab', 'Inlet_Bookings') && !has('CustomApplication', 'Inlet'));
    const set = world.sandbox.state.org.permissionSets().find(({ name }) => name === 'Inlet_Admin');
    const tabs = set?.tabSettings.map(({ tab }) => tab);
    assert.deepEqual([set?.applications, tabs], [[], ['Inlet_Diagnostics', 'Inlet_Setup']]);
  });

  it('by a manifest after a deploy', async () => {
    const file = path.join(world.project, 'destructiveChangesPost.xml');
    const manifest = path.join(world.project, 'package.xml');
    const types = (name: string, ...members: string[]) =>
      `<types>${members.map((one) => `<members>${one}</members>`).join('')}<name>${name}</name></types>`;
    const packageOf = (...parts: string[]) =>
      `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${parts.join('')}<version>66.0</version></Package>`;
    await writeFile(file, packageOf(types('CustomPermission', 'Inlet_Admin', 'Not_There')));
    await writeFile(manifest, packageOf());
    const { exitCode, stdout } = await world.sf(
      'project deploy start',
      ...['--manifest', manifest, '--post-destructive-changes', file],
    );
    assert.equal(exitCode, 0, stdout);
    assert.ok(!has('CustomPermission', 'Inlet_Admin'));
  });

  it('and with --ignore-errors keeps what succeeded', async () => {
    const file = source('classes/InletVersion.cls');
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.replace('VALUE', 'VALUE +'));
    await writeFile(source('classes/InletNew.cls'), 'public class InletNew {}');
    await writeFile(source('classes/InletNew.cls-meta.xml'), await readFile(`${file}-meta.xml`));
    const { exitCode, result } = await world.sf(
      'project deploy start',
      ...['--metadata', 'ApexClass:InletVersion', '--metadata', 'ApexClass:InletNew', '--ignore-errors'],
    );
    assert.equal(result.status, 'SucceededPartial');
    // The CLI's own code for a partial success.
    assert.equal(exitCode, 68);
    assert.ok(has('ApexClass', 'InletNew'));
    assert.equal(
      world.sandbox.state.metadata.get('ApexClass', 'InletVersion')?.files['classes/InletVersion.cls'],
      before,
    );
    await rm(source('classes/InletNew.cls'));
  });
});
