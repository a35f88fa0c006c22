import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { lockDataDir } from '../data-dir-lock.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** The store: the same SQL and the same values from PGlite (in process) and from PostgreSQL. */
export interface Database {
  kysely: Kysely<Tables>;
  /** With PGlite this process is the only one on the data, so that what an earlier one left is certainly abandoned. */
  exclusive: boolean;
  /** True when a query gets through. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  databaseUrl?: string | undefined;
  /** Folder of the embedded database; ignored with `databaseUrl`. */
  dataDir: string;
}

/** Opens the database and brings its schema up to date. Throws DataDirInUse, or the database's own error. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = options.databaseUrl ? openPostgres(options.databaseUrl) : await openPglite(options.dataDir);
  try {
    await migrate(database.kysely);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function openPostgres(connectionString: string): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while idle would otherwise end the process; the pool replaces it by itself.
  pool.on('error', () => {});
  // The same for one that breaks while in use, whose query fails anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kysely,
    exclusive: false,
    isReachable: () => reachable(kysely),
    close: () => kysely.destroy(),
  };
}

async function openPglite(dataDir: string): Promise<Database> {
  const lock = lockDataDir(dataDir);
  const folder = path.join(dataDir, 'database');
  mkdirSync(folder, { recursive: true });
  // PGlite gives int8 as number or BigInt, by size; pg gives text. Text it is, on both.
  const pglite = await PGlite.create(folder, { parsers: { [pgliteTypes.INT8]: (value) => value } }).catch((error) => {
    lock.release();
    throw error;
  });
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kysely,
    exclusive: true,
    isReachable: () => reachable(kysely),
    close: async () => {
      await kysely.destroy();
      if (!pglite.closed) await pglite.close();
      lock.release();
    },
  };
}

async function migrate(kysely: Kysely<Tables>): Promise<void> {
  // Without a schema kysely takes its own tables in any schema of the database for those of ours.
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(kysely);
  const schema = rows[0]?.schema;
  const migrator = new Migrator({
    db: kysely,
    provider: migrations,
    ...(schema && { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function reachable(kysely: Kysely<Tables>): Promise<boolean> {
  try {
    await sql`select 1`.execute(kysely);
    return true;
  } catch {
    return false;
  }
}
