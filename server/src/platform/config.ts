import path from 'node:path';
import { z } from 'zod';
import { parseEncryptionKeys } from './crypto.ts';
import type { Language } from '../texts/text.ts';

/** Where alerts go. Nowhere unless the operator says so. */
export interface AlertConfig {
  webhook: { url: string; secret: string } | undefined;
  /** Without `to`, mail goes to the addresses that orgs enter alone. */
  email: { smtpUrl: string; from: string; to: string | undefined } | undefined;
  language: Language;
}

/** What the environment sets. README.md lists every variable with its default. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Absent: PGlite in `dataDir`. */
  databaseUrl: string | undefined;
  /** The first seals; the others open what they once sealed. */
  encryptionKeys: [Buffer, ...Buffer[]];
  logLevel: string;
  /** Where browsers, Salesforce and scheduling products reach the backend; without a slash at the end. */
  publicUrl: string | undefined;
  /** Where a browser on this machine reaches it: what logins come back to while there is no `publicUrl`. */
  localUrl: string;
  /** Admits a sandbox org and a webhook on this machine; for development. */
  allowLoopback: boolean;
  alerts: AlertConfig;
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
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an https:// address' })
    .refine(isPublicOrigin, 'must be https, unless on this machine, and have no path')
    .transform((url) => new URL(url).origin)
    .optional(),
  ALLOW_LOOPBACK: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an https:// address' }).optional(),
  ALERT_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, 'must be `whsec_` and at least 24 random bytes in base64')
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  ALERT_EMAIL_FROM: z.string().min(3).optional(),
  ALERT_EMAIL_TO: z.string().min(3).optional(),
  ALERT_LANGUAGE: z.enum(['en', 'de']).default('en'),
});

/** Variables that only make sense together. */
const groups = [
  ['ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET'],
  ['SMTP_URL', 'ALERT_EMAIL_FROM'],
];

function isPublicOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || isHere) && pathname === '/' && !search && !hash && !username;
}

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
  let encryptionKeys: [Buffer, ...Buffer[]] | undefined;
  if (set['INLET_ENCRYPTION_KEY']) {
    try {
      encryptionKeys = parseEncryptionKeys(set['INLET_ENCRYPTION_KEY']);
    } catch (error) {
      problems.push(`INLET_ENCRYPTION_KEY: ${(error as Error).message}`);
    }
  }
  for (const group of groups) {
    const missing = group.filter((name) => set[name] === undefined);
    if (missing.length > 0 && missing.length < group.length) {
      const given = group.filter((name) => set[name] !== undefined);
      problems.push(...missing.map((name) => `${name}: is required together with ${given.join(' and ')}`));
    }
  }
  if (set['ALERT_EMAIL_TO'] !== undefined && set['SMTP_URL'] === undefined) {
    problems.push('SMTP_URL: is required together with ALERT_EMAIL_TO');
  }
  if (!parsed.success || !encryptionKeys || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    encryptionKeys,
    logLevel: values.LOG_LEVEL,
    publicUrl: values.PUBLIC_URL,
    localUrl: `http://localhost:${values.PORT}`,
    allowLoopback: values.ALLOW_LOOPBACK === 'true',
    alerts: {
      webhook: values.ALERT_WEBHOOK_URL
        ? { url: values.ALERT_WEBHOOK_URL, secret: values.ALERT_WEBHOOK_SECRET! }
        : undefined,
      email: values.SMTP_URL
        ? { smtpUrl: values.SMTP_URL, from: values.ALERT_EMAIL_FROM!, to: values.ALERT_EMAIL_TO }
        : undefined,
      language: values.ALERT_LANGUAGE,
    },
  };
}
