import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkApex, missingJava } from '../../scripts/checks/check-apex.ts';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { skipUnlessRequired } from '../checks/skip-unless-required.ts';
import { cliWorld } from '../support/salesforce-cli.ts';

/** File by file: what is broken in it, and what must be said about which line. */
const broken: [what: string, file: string, breakIt: (text: string) => string, place: RegExp, reason: RegExp][] = [
  [
    'component',
    'lwc/inletBookings/inletBookings.js',
    (text) => `${text}\nexport const broken = ;\n`,
    /^export const broken/,
    /Unexpected token/,
  ],
  [
    'permission set',
    'permissionsets/Inlet_User.permissionset-meta.xml',
    (text) => text.replace(/<editable>\w+<\/editable>/, '<editable>maybe</editable>'),
    /<editable>maybe/,
    /'maybe' is not a valid value for the type xsd:boolean/,
  ],
  [
    'Apex class',
    'classes/InletRelay.cls',
    (text) => `${text.trimEnd().slice(0, -1)}\n  public static Integer broken() { return 1 + ; }\n}\n`,
    /return 1 \+ ;/,
    /\S/,
  ],
];

describe('the sf CLI and a broken package', { skip: skipUnlessRequired(missingChecks()) }, () => {
  let world: Awaited<ReturnType<typeof cliWorld>>;
  before(async () => {
    world = await cliWorld();
  });
  after(() => world.close());

  for (const [what, name, breakIt, place, reason] of broken) {
    it(`a broken ${what} fails with file, line and reason, and exit code 1`, async () => {
      const file = path.join(world.project, 'force-app/main/default', name);
      const whole = await readFile(file, 'utf8');
      const wrong = breakIt(whole);
      await writeFile(file, wrong);
      try {
        const { exitCode, result, stdout } = await world.sf('project deploy start', '--source-dir', 'force-app');
        assert.equal(exitCode, 1, stdout);
        const failed = result.files.filter(({ state }: { state: string }) => state === 'Failed');
        assert.equal(failed.length, 1, JSON.stringify(failed));
        assert.equal(failed[0].filePath, file);
        assert.match(wrong.split('\n')[failed[0].lineNumber - 1] ?? '', place);
        assert.match(failed[0].error, reason);
        assert.deepEqual(world.sandbox.state.metadata.all(), [], 'nothing of a failed deploy stays');
      } finally {
        await writeFile(file, whole);
      }
    });
  }

  it('a class of wrong types fails too, where Java is', { skip: skipUnlessRequired(missingJava()) }, async () => {
    const file = path.join(world.project, 'force-app/main/default/classes/InletVersion.cls');
    const whole = await readFile(file, 'utf8');
    const line = "  public static Integer count() { return 'three'; }";
    await writeFile(file, `${whole.trimEnd().slice(0, -1)}${line}\n}\n`);
    world.sandbox.state.metadataJobs.checkApexTypes = checkApex;
    try {
      const { exitCode, result, stdout } = await world.sf('project deploy start', '--source-dir', 'force-app');
      assert.equal(exitCode, 1, stdout);
      const [failed, ...more] = result.files.filter(({ state }: { state: string }) => state === 'Failed');
      assert.deepEqual(more, []);
      assert.equal(failed.filePath, file);
      assert.ok((await readFile(file, 'utf8')).split('\n')[failed.lineNumber - 1]?.includes("return 'three'"));
      assert.match(failed.error, /Integer/);
    } finally {
      world.sandbox.state.metadataJobs.checkApexTypes = undefined;
      await writeFile(file, whole);
    }
  });

  it('shows the failures as a table with their places', async () => {
    const [, name, breakIt] = broken[1]!;
    const file = path.join(world.project, 'force-app/main/default', name);
    await writeFile(file, breakIt(await readFile(file, 'utf8')));
    const { exitCode, stdout } = await world.run(['project', 'deploy', 'start', '--source-dir', 'force-app']);
    assert.equal(exitCode, 1);
    assert.match(stdout, /Component Failures \[1\]/);
    assert.match(stdout, /PermissionSet[\s│]+Inlet_User[\s│]+'maybe' .*\d+:\d+/);
  });
});
