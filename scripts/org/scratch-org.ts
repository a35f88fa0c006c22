import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { endWith, sf } from './salesforce-cli.ts';

/**
 * `node scripts/org/scratch-org.ts [alias]`: a scratch org from nothing, with the package, its permission sets and sample
 * data, opened in the browser. Needs the Salesforce CLI and a default Dev Hub (`sf org login web --set-default-dev-hub`).
 */
const alias = process.argv[2] ?? 'inlet';
const root = path.join(import.meta.dirname, '../..');
process.chdir(root);
try {
  sf(
    'org',
    'create',
    'scratch',
    '--definition-file',
    'config/project-scratch-def.json',
    '--alias',
    alias,
    '--set-default',
  );
  spawnSync(process.execPath, ['scripts/package/write-javascript.ts'], { stdio: 'inherit' });
  sf('project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', alias);
  // The API user's too: what the sample data writes is what the connector writes.
  for (const name of ['Inlet_Admin', 'Inlet_User', 'Inlet_API_User']) {
    sf('org', 'assign', 'permset', '--name', name, '--target-org', alias);
  }
  sf('apex', 'run', '--file', 'scripts/org/data/sample-bookings.apex', '--target-org', alias);
  sf('org', 'open', '--path', '/lightning/app/c__Inlet', '--target-org', alias);
} catch (error) {
  endWith(error);
}
