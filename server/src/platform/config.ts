import path from 'node:path';
import { z } from 'zod';
import { parseEncryptionKey } from './crypto.ts';

/** What the environment sets. README.md lists every variable with its default. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Absent: PGlite in `dataDir`. */
  databaseUrl: string | undefined;
  encryptionKey: Buffer;
  logLevel: string;
}

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be at most 65535')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  INLET_ENCRYPTION_KEY: z.string({
    error: 'is required: 32 random bytes in base64, for example from `openssl rand -base64 32`',
  }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Stops the start: lists every variable that is wrong, not only the first. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Parses the environment once. An empty variable counts as absent. Throws ConfigError with all problems. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(set);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  let encryptionKey: Buffer | undefined;
  if (set['INLET_ENCRYPTION_KEY']) {
    try {
      encryptionKey = parseEncryptionKey(set['INLET_ENCRYPTION_KEY']);
    } catch (error) {
      problems.push(`INLET_ENCRYPTION_KEY: ${(error as Error).message}`);
    }
  }
  if (!parsed.success || !encryptionKey) throw new ConfigError(problems);
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    encryptionKey,
    logLevel: values.LOG_LEVEL,
  };
}
