import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { CliFailure, endWith, sf } from './org/salesforce-cli.ts';
import { probes } from './verify-org/probes.ts';
import { ProbedOrg } from './verify-org/probed-org.ts';

/**
 * `node scripts/verify-org.ts <scratch org>`: deploys the package into a real scratch org, runs its Apex tests there, and
 * tries each assumption about Salesforce that a script can try (docs/assumptions.md). What a probe makes it deletes; use an
 * org that can be thrown away all the same.
 */
const org = process.argv[2];
process.chdir(path.join(import.meta.dirname, '..'));
if (org === undefined) {
  console.error('Say which scratch org: node scripts/verify-org.ts my-scratch-org');
  process.exitCode = 1;
} else {
  await verify(org).catch(endWith);
}

async function verify(org: string): Promise<void> {
  sf('project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', org);
  for (const name of ['Inlet_Admin', 'Inlet_API_User']) assign(name, org);
  sf(
    'apex',
    'run',
    'test',
    '--test-level',
    'RunLocalTests',
    '--code-coverage',
    '--result-format',
    'human',
    '--wait',
    '20',
    '--target-org',
    org,
  );
  const probed = ProbedOrg.open(org);
  let refuted = 0;
  for (const probe of probes) {
    const { found, left } = await probed.take(probe, `probe-${randomUUID()}`);
    console.log(found === true ? `confirmed  ${probe.claim}` : `REFUTED    ${probe.claim}: ${found}`);
    if (found !== true) {
      console.log(`           Relied on by: ${probe.reliedOnBy}`);
      refuted++;
    }
    if (left.length > 0) console.log(`           Could not be deleted: ${left.join(', ')}`);
  }
  console.log(`${probes.length - refuted} confirmed, ${refuted} refuted`);
  if (refuted > 0) process.exitCode = 1;
}

/** A second run finds the permission set assigned, which the CLI takes for an error. */
function assign(name: string, org: string): void {
  try {
    sf('org', 'assign', 'permset', '--name', name, '--target-org', org);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
  }
}
