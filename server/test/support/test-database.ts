import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/platform/database/database.ts';

/** The PostgreSQL that tests may use: TEST_DATABASE_URL, else the one on this machine. */
const postgresUrl = process.env['TEST_DATABASE_URL'] || 'postgres://postgres@127.0.0.1:5432/postgres';

export interface Engine {
  name: 'PGlite' | 'PostgreSQL';
  /** A database of its own, empty; `destroy` leaves nothing behind. */
  create(): Promise<TestDatabase>;
}

export interface TestDatabase extends Database {
  /** For a second process on the same data; PostgreSQL only. */
  url: string | undefined;
  /** Ends every connection to the data, as a restart of PostgreSQL does; gives their number. PostgreSQL only. */
  breakOff: (() => Promise<number>) | undefined;
  /** Empties all tables: cheaper than a new database between tests. */
  empty(): Promise<void>;
  destroy(): Promise<void>;
}

/** PGlite always; PostgreSQL where one is reachable (the test run says in its last lines when it was not). */
export async function engines(): Promise<Engine[]> {
  return [pglite, ...((await postgresIsReachable()) ? [postgres] : [])];
}

export async function postgresIsReachable(): Promise<boolean> {
  const client = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

const pglite: Engine = {
  name: 'PGlite',
  async create() {
    const directory = await mkdtemp(path.join(tmpdir(), 'inlet-backend-'));
    await cp(await template(), directory, { recursive: true });
    const database = await openDatabase({ dataDir: directory });
    return extend(database, {}, async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    });
  },
};

/**
 * An embedded database as it is after its first start, made once and kept in .test/: to make one takes seconds of both cores, to copy
 * one does not. By rename, as several test files may be the first.
 */
async function template(): Promise<string> {
  const parts = await Promise.all(templateOf.map((file) => readFile(new URL(file, import.meta.url))));
  const version = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 16);
  const kept = new URL('../../../.test/', import.meta.url).pathname;
  const directory = path.join(kept, `database-${version}`);
  if (existsSync(directory)) return directory;
  await mkdir(kept, { recursive: true });
  const fresh = await mkdtemp(path.join(kept, 'new-'));
  await (await openDatabase({ dataDir: fresh })).close();
  await rename(fresh, directory).catch(() => rm(fresh, { recursive: true, force: true }));
  return directory;
}

/** What the template depends on: when any of these changes, another one is made. */
const templateOf = [
  '../../src/platform/database/migrations.ts',
  '../../src/platform/database/api-budget-migration.ts',
  '../../src/platform/database/panel-migration.ts',
  '../../src/platform/database/connections-migration.ts',
  '../../src/platform/database/sources-migration.ts',
  '../../src/platform/database/settings-migration.ts',
  '../../src/platform/database/database.ts',
  '../../../node_modules/@electric-sql/pglite/package.json',
];

/** A schema of its own in the test database. */
export const postgres: Engine = {
  name: 'PostgreSQL',
  async create() {
    const schema = `inlet_${randomUUID().replaceAll('-', '')}`;
    await administrate(`create schema ${schema}`);
    const url = new URL(postgresUrl);
    url.searchParams.set('options', `-c search_path=${schema}`);
    url.searchParams.set('application_name', schema);
    const database = await openDatabase({ databaseUrl: url.href, dataDir: '' });
    const breakOff = () =>
      administrate(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${schema}'`);
    return extend(database, { url: url.href, breakOff }, async () => {
      await database.close();
      await administrate(`drop schema ${schema} cascade`);
    });
  },
};

/** Gives the number of rows. */
async function administrate(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

function extend(
  database: Database,
  { url, breakOff }: { url?: string; breakOff?: () => Promise<number> },
  destroy: () => Promise<void>,
): TestDatabase {
  const empty = async () => {
    await sql`truncate orgs cascade`.execute(database.kysely);
  };
  return { ...database, url, breakOff, empty, destroy };
}
