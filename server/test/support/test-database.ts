import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
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
    const database = await openDatabase({ dataDir: directory });
    return extend(database, {}, async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    });
  },
};

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
