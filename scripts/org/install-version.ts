import { endWith, sf } from './salesforce-cli.ts';

/** `node scripts/org/install-version.ts <04t…> <org>`: installs a built package version into an org, for its admins only. */
const [version = '', org = ''] = process.argv.slice(2);
if (/^04t\w{12}(\w{3})?$/.test(version) && org !== '') {
  try {
    sf(
      'package',
      'install',
      '--package',
      version,
      '--target-org',
      org,
      '--security-type',
      'AdminsOnly',
      '--wait',
      '20',
    );
    sf('org', 'assign', 'permset', '--name', 'Inlet_Admin', '--target-org', org);
  } catch (error) {
    endWith(error);
  }
} else {
  console.error('Say which version and which org: node scripts/org/install-version.ts 04t… my-org');
  process.exitCode = 1;
}
