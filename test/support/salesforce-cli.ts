import { execFile } from 'node:child_process';
import { cp, glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../../sandbox/src/api/server.ts';
import { Org } from '../../sandbox/src/org/org.ts';
import { checksDirectory } from '../../scripts/checks/install-checks.ts';
import { transpileComponent } from '../../scripts/package/transpile-component.ts';

const root = path.join(import.meta.dirname, '../..');
const cli = path.join(checksDirectory, 'node_modules/@salesforce/cli/bin/run.js');

/** What a run of `sf` came to. */
export interface CliRun {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Of a run with --json. */
  // Tests look into results of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  result: any;
}

/**
 * A sandbox org to which nothing was deployed, the real sf CLI logged in to it as its admin, and a copy of the project that tests
 * may break. The CLI has a home of its own, and runs on this Node.
 */
export async function cliWorld() {
  const sandbox = await startSandbox({ org: new Org() });
  const home = await mkdtemp(path.join(tmpdir(), 'inlet-cli-'));
  const project = path.join(home, 'project');
  const environment = {
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: home,
    USERPROFILE: home,
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_ACCESS_TOKEN: sandbox.state.adminToken,
    FORCE_COLOR: '0',
    CI: 'true',
  };
  await writeProject(project);

  const run = (args: string[], more: Record<string, string> = {}) =>
    new Promise<CliRun>((resolve) => {
      const options = { cwd: project, env: { ...environment, ...more }, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
        const exitCode = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        resolve({ exitCode, stdout, stderr, result: args.includes('--json') ? resultOf(stdout) : undefined });
      });
    });
  /** Runs `sf <words> <more arguments> --json`. */
  const sf = (words: string, ...more: string[]) => run([...words.split(' '), ...more, '--json']);
  const login = await run([
    'org',
    'login',
    'access-token',
    '--instance-url',
    sandbox.url,
    '--no-prompt',
    '--set-default',
  ]);
  if (login.exitCode !== 0) throw new Error(`The CLI could not log in:\n${login.stdout}${login.stderr}`);
  const close = async () => {
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  };
  return { sandbox, project, login, run, sf, close };
}

function resultOf(stdout: string): unknown {
  try {
    return (JSON.parse(stdout) as { result?: unknown }).result;
  } catch {
    return undefined;
  }
}

/** force-app with each component's JavaScript, whatever compiled files lie about in the working copy. */
async function writeProject(project: string): Promise<void> {
  const isWritten = (file: string) => !file.includes('__tests__') && !/[\\/]lwc[\\/].*(?<!\.config)\.js$/.test(file);
  await cp(path.join(root, 'force-app'), path.join(project, 'force-app'), { recursive: true, filter: isWritten });
  for (const file of ['sfdx-project.json', '.forceignore']) await cp(path.join(root, file), path.join(project, file));
  for await (const file of glob('force-app/**/lwc/**/*.ts', { cwd: project })) {
    const source = path.join(project, file);
    if (file.endsWith('.d.ts')) continue;
    await writeFile(source.replace(/\.ts$/, '.js'), transpileComponent(await readFile(source, 'utf8'), file));
  }
}
