import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `npm start` hands to the two processes; they check the values themselves. */
export interface StartConfig {
  dataDir: string;
  port: string;
  sandboxPort: string;
  environment: NodeJS.ProcessEnv;
}

/** Reads the environment; makes the encryption key and keeps it in DATA_DIR when none is given. */
export function readStartConfig(environment: NodeJS.ProcessEnv): StartConfig {
  const dataDir = path.resolve(environment['DATA_DIR'] || '.data');
  mkdirSync(dataDir, { recursive: true });
  const encryptionKey = environment['INLET_ENCRYPTION_KEY'] || keptKey(path.join(dataDir, 'encryption.key'));
  return {
    dataDir,
    port: environment['PORT'] || '3000',
    sandboxPort: environment['SANDBOX_PORT'] || '3001',
    environment: {
      LOG_LEVEL: 'warn',
      ...environment,
      DATA_DIR: dataDir,
      INLET_ENCRYPTION_KEY: encryptionKey,
    },
  };
}

function keptKey(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
