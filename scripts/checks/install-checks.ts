import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where Salesforce's own tools are: the sf CLI, apex-ls and Code Analyzer's engines. Not part of the root's install. */
export const checksDirectory = path.join(import.meta.dirname, '../../tools/checks');

/**
 * Installs tools/checks once, and again when its lockfile has changed. Undefined when it is there; otherwise the reason
 * why these checks cannot run. Not to be called by two processes at the same time: `npm test` calls it before its tests.
 */
export function ensureChecks(): string | undefined {
  if (isUpToDate()) return undefined;
  console.log('Installing tools/checks (the sf CLI and Code Analyzer: 525 MB, once) …');
  // npm's own file name, so that it runs on this Node and not on one that lies earlier in PATH.
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const [command, prefix] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status, error, stderr } = spawnSync(command, [...prefix, ...args], {
    cwd: checksDirectory,
    encoding: 'utf8',
    shell: !npm && process.platform === 'win32',
  });
  if (status === 0) {
    writeFileSync(stampFile, lockfileHash());
    return undefined;
  }
  const said = error?.message ?? stderr.trim().split('\n').slice(-5).join(' ');
  return `tools/checks could not be installed (${said}). Run "npm ci" in tools/checks to see why.`;
}

/** Whether tools/checks is installed as its lockfile says; else the reason to skip a test. Installs nothing. */
export function missingChecks(): string | undefined {
  return isUpToDate() ? undefined : 'tools/checks is not installed: npm test installs it';
}

const stampFile = path.join(checksDirectory, 'node_modules/.inlet-lockfile-hash');

function isUpToDate(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockfileHash();
}

function lockfileHash(): string {
  return createHash('sha256')
    .update(readFileSync(path.join(checksDirectory, 'package-lock.json')))
    .digest('hex');
}
