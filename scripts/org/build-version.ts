import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { endWith, sf } from './salesforce-cli.ts';

/**
 * `node scripts/org/build-version.ts 0.2.0 [--skip-validation]`: stamps the version into Apex and sfdx-project.json, then
 * builds a package version. Needs a Dev Hub and, once, `sf package create --name Inlet --package-type Managed --path
 * force-app` (docs/package.md).
 */
const [version = '', ...flags] = process.argv.slice(2);
process.chdir(path.join(import.meta.dirname, '../..'));
if (/^\d+\.\d+\.\d+$/.test(version)) build();
else {
  console.error('Say which version, for example: node scripts/org/build-version.ts 0.2.0');
  process.exitCode = 1;
}

function build(): void {
  stamp('force-app/main/default/classes/InletVersion.cls', /VALUE = '[^']+'/, `VALUE = '${version}'`);
  stamp('sfdx-project.json', /"versionNumber": "[^"]+"/, `"versionNumber": "${version}.NEXT"`);
  stamp('sfdx-project.json', /"versionName": "[^"]+"/, `"versionName": "${version.replace(/\.\d+$/, '')}"`);
  spawnSync(process.execPath, ['scripts/package/write-javascript.ts'], { stdio: 'inherit' });
  const checks = flags.includes('--skip-validation') ? ['--skip-validation'] : ['--code-coverage'];
  try {
    sf('package', 'version', 'create', '--package', 'Inlet', '--installation-key-bypass', '--wait', '60', ...checks);
  } catch (error) {
    endWith(error);
  }
}

function stamp(file: string, place: RegExp, text: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(place, text));
}
