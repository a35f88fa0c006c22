import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError, readConfig } from '../../sandbox/src/config.ts';
import { ConfigError, parseConfig } from '../../server/src/platform/config.ts';

/** What `npm start` runs the two processes with. */
export interface StartConfig {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * Reads the environment as both processes will; makes the encryption key and keeps it in DATA_DIR when none is given.
 * Throws ConfigError with the problems of both.
 */
export function readStartConfig(given: NodeJS.ProcessEnv): StartConfig {
  const dataDir = path.resolve(given['DATA_DIR'] || '.data');
  const environment: NodeJS.ProcessEnv = {
    ...given,
    LOG_LEVEL: given['LOG_LEVEL'] || 'warn',
    DATA_DIR: dataDir,
    INLET_ENCRYPTION_KEY: given['INLET_ENCRYPTION_KEY'] || keptKey(dataDir),
    // The sandbox org is on this machine.
    ALLOW_LOOPBACK: given['ALLOW_LOOPBACK'] || 'true',
  };
  const problems = [...problemsOf(() => parseConfig(environment)), ...problemsOf(() => readConfig(environment))];
  if (problems.length > 0) throw new ConfigError(problems);
  return { dataDir, environment };
}

function problemsOf(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof ConfigError || error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

function keptKey(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'encryption.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
