import { spawnSync } from 'node:child_process';

/** A command of the Salesforce CLI that failed, with what it said. */
export class CliFailure extends Error {}

/** Runs `sf` before the reader's eyes. Throws CliFailure when it fails or is not installed. */
export function sf(...args: string[]): void {
  console.log(`> sf ${args.join(' ')}`);
  const { status, error } = spawnSync('sf', args, { stdio: 'inherit' });
  if (error) throw notInstalled(error);
  if (status !== 0) throw new CliFailure(`"sf ${args.slice(0, 3).join(' ')} …" failed: what it says stands above.`);
}

/** Runs `sf … --json` and gives its result. Throws CliFailure with the CLI's own message. */
export function sfResult<T>(...args: string[]): T {
  const { stdout, error } = spawnSync('sf', [...args, '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw notInstalled(error);
  const answer = JSON.parse(stdout) as { status: number; message?: string; result: T };
  if (answer.status !== 0) throw new CliFailure(`"sf ${args.slice(0, 3).join(' ')} …": ${answer.message}`);
  return answer.result;
}

function notInstalled(error: Error): CliFailure {
  return new CliFailure(
    `The Salesforce CLI did not start (${error.message}). Install it: npm install -g @salesforce/cli`,
  );
}

/** Ends the script as a person should see it end: the sentence, no stack, exit code 1. */
export function endWith(error: unknown): void {
  if (!(error instanceof CliFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
