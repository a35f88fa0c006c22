import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { sql, type Kysely } from 'kysely';
import { DataDirInUse, lockDataDir } from '../src/platform/data-dir-lock.ts';
import { openDatabase, type Database } from '../src/platform/database/database.ts';
import type { Tables } from '../src/platform/database/tables.ts';
import { engines, postgres, type TestDatabase } from './support/test-database.ts';

const at = new Date('2026-11-20T09:00:00.123Z');
const orgRow = {
  ...{ id: 'org_1', name: 'One', salesforce_org_id: '00D000000000001AAA', login_url: 'http://localhost' },
  ...{ client_id: 'id', client_secret: 'sealed', creation_rules: '{"a":[1,{"b":null}]}' },
  ...{ paused_until: at, pause: '{"cause":"limit"}', created_at: at },
};

/** A row of each table, with every column set, as the code writes them. */
async function fillEveryTable({ kysely }: Database): Promise<void> {
  const org_id = orgRow.id;
  const booking_id = 'bk_1';
  await kysely.insertInto('orgs').values(orgRow).execute();
  await kysely
    .insertInto('connections')
    .values({
      ...{ org_id, revision: 2, state: 'broken', kind: 'jwt', login_url: 'http://localhost', client_id: 'id' },
      ...{ client_secret: 'sealed', username: 'u', private_key: 'sealed', certificate: 'pem' },
      ...{ next_private_key: 'sealed', next_certificate: 'pem', instance_url: 'http://localhost' },
      ...{ access_token: 'sealed', refresh_token: 'sealed', token_at: at, refresh_number: 3, refresh_until: at },
      ...{ refresh_unanswered: 1, api_user: '{}', connected_at: at, connected_by: '{}', checked_at: at },
      ...{ check_due_at: at, cause: '{"kind":"tokenEnded"}' },
    })
    .execute();
  await kysely
    .insertInto('connection_changes')
    .values({ org_id, change: 'connected', by_id: 'operator', by_name: 'Operator', detail: '{}', at })
    .execute();
  await kysely
    .insertInto('alerts')
    .values({
      ...{ org_id, id: 'alert_1', topic: 'page', subject: 'page:1', kind: 'failing', sentence: '{}', fix: '{}' },
      ...{ since: at, resolved_at: at },
    })
    .execute();
  await kysely
    .insertInto('alert_messages')
    .values({
      ...{ org_id, id: 'msg_1', alert_id: 'alert_1', event: 'raised', channel: 'email', recipient: 'a@b.test' },
      ...{ content: '{}', created_at: at, attempts: 1, due_at: at, sent_at: at, last_error: 'e' },
    })
    .execute();
  await kysely
    .insertInto('dry_runs')
    .values({
      ...{ org_id, page_id: '', scenario: 'stranger', id: 'bk_dryrun_1', page_name: 'Demo', state: 'ok' },
      ...{ result: '{}', api_calls: 3, by_name: 'N', at },
    })
    .execute();
  await kysely
    .insertInto('dry_run_settings')
    .values({
      ...{ org_id, acknowledged_at: at, acknowledged_by: 'N', nightly: true, stopped: '{}', schema_hash: 'h' },
      due_at: at,
    })
    .execute();
  await kysely.insertInto('alert_settings').values({ org_id, emails: '[]', language: 'de', watched_at: at }).execute();
  await kysely
    .insertInto('diagnostics_orgs')
    .values({
      ...{ org_id, due_at: at, due_because: 'held', held_seen_at: at, cause_seen: '2026', running_until: at },
      ...{ checked_at: at, from_org: '{}' },
    })
    .execute();
  await kysely
    .insertInto('diagnostics_checks')
    .values({ org_id, check_id: 'connection', answer: '{}', checked_at: at, api_calls: 1 })
    .execute();
  await kysely
    .insertInto('diagnostics_runs')
    .values({
      ...{ org_id, because: 'asked', by_name: 'Ada', started_at: at, finished_at: at, api_calls: 1, state: 'ok' },
    })
    .execute();
  await kysely
    .insertInto('oauth_authorizations')
    .values({
      ...{ org_id, id: '1', stage: 'asking', login_url: 'http://localhost', client_id: 'id' },
      ...{ client_secret: 'sealed', code_verifier: 'sealed', ticket_hash: 'h', state_hash: 'h', browser_hash: 'h' },
      ...{ csrf_hash: 'h', started_by: '{}', started_at: at, expires_at: at, instance_url: 'http://localhost' },
      ...{ access_token: 'sealed', refresh_token: 'sealed', api_user: '{}', salesforce_org_id: '00D' },
    })
    .execute();
  await kysely
    .insertInto('settings_versions')
    .values({ org_id, version: 1, settings: '{"a":[1]}', by_id: '005', by_name: 'N', note: 'n', at })
    .execute();
  await kysely
    .insertInto('api_keys')
    .values({ org_id, id: 'key_1', name: 'key', key_hash: 'hash', salesforce_org_id: '00D', created_at: at })
    .execute();
  await kysely
    .insertInto('sources')
    .values({
      ...{ org_id, id: 'src_1', kind: 'api', key_hash: 'hash', secret: 'sealed', previous_secret: 'sealed' },
      ...{ previous_secret_until: at, name: 'API', enabled: true, key_hint: 'hook_abcd' },
      ...{ previous_key_hash: 'hash', previous_key_until: at, created_at: at },
    })
    .execute();
  await kysely
    .insertInto('bookings')
    .values({
      ...{ org_id, id: booking_id, source_id: 'src_1', source_kind: 'api', external_id: 'B-1', state: 'waiting' },
      ...{ booking: '{"kind":"known","n":1.5}', revision: 1, delivered_revision: 1, due_at: at, attempts: 3 },
      ...{ alone: true, page_id: 'p', page_name: 'P', owner_email: 'o@b.test' },
      ...{ customer_name: 'N', customer_email: 'a@b.test', status: 'scheduled', starts_at: at, records: '{}' },
      ...{ plan: '{}', diagnosis: '{}', cause_key: 'c', api_calls: 2, api_call_share: 0.5, merged_into: 'bk_2' },
      ...{ dismissal: '{}', fallbacks: '[]' },
      ...{ created_at: at, updated_at: at, delivered_at: at },
    })
    .execute();
  await kysely
    .insertInto('booking_ids')
    .values({ org_id, source_id: 'src_1', external_id: 'B-1', booking_id })
    .execute();
  await kysely
    .insertInto('booking_messages')
    .values({ org_id, booking_id, source_id: 'src_1', hash: 'h', message: '{"a":"ü\\n"}', received_at: at })
    .execute();
  await kysely
    .insertInto('booking_attempts')
    .values({
      ...{ org_id, booking_id, revision: 1, outcome: 'delivered', api_calls: 2, batch_size: 75, detail: '{}', at },
    })
    .execute();
  await kysely
    .insertInto('booking_actions')
    .values({ org_id, booking_id, action: 'dismissed', by_id: 'key_1', by_name: 'key', reason: 'r', at })
    .execute();
  await kysely
    .insertInto('source_changes')
    .values({ org_id, source_id: 'src_1', change: 'created', by_id: 'key_1', by_name: 'key', at })
    .execute();
  await kysely.insertInto('pairing_codes').values({ org_id, code_hash: 'hash', expires_at: at }).execute();
  await kysely
    .insertInto('leases')
    // Beyond what a number holds exactly.
    .values({ org_id, owner: 'process', token: '9007199254740993', expires_at: at })
    .execute();
  await kysely.insertInto('api_usage').values({ org_id, hour: at, purpose: 'bookings', calls: 7 }).execute();
  await kysely
    .insertInto('api_limits')
    .values({ org_id, hour: at, used: 1, allowed: 100_000, sampled_at: at })
    .execute();
  await kysely
    .insertInto('api_budgets')
    .values({
      ...{ org_id, warn: 80, replication: 75, bookings: 95, own_cap: 1_000 },
      ...{ by_id: 'key_1', by_name: 'key', changed_at: at },
    })
    .execute();
  await kysely
    .insertInto('api_event_logs')
    .values({
      ...{ org_id, read_at: at, log_file_id: '0AT000000000001', log_date: at },
      ...{ apps: '[]', hours: '[]', unknown: '{}' },
    })
    .execute();
}

const expectedOf: Record<string, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  int8: (value) => typeof value === 'string' && /^\d+$/.test(value),
  int4: (value) => Number.isInteger(value),
  float8: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  jsonb: (value) => typeof value === 'object' && value !== null && !(value instanceof Date),
  timestamptz: (value) => value instanceof Date && value.getTime() === at.getTime(),
};

for (const engine of await engines()) {
  describe(`the database on ${engine.name}`, () => {
    let database: TestDatabase;
    before(async () => {
      database = await engine.create();
    });
    after(() => database.destroy());

    it('gives every column of every table as the same kind of value as the other engine does', async () => {
      await fillEveryTable(database);
      const columns = await sql<{ table_name: string; column_name: string; udt_name: string }>`
        select table_name, column_name, udt_name from information_schema.columns
        where table_schema = current_schema() and table_name not like 'kysely%'
          -- Written by the version before only.
          and table_name <> 'connection_notices'
        order by table_name, ordinal_position`.execute(database.kysely);
      const tables = [...new Set(columns.rows.map((column) => column.table_name))];
      assert.ok(tables.length >= 10);
      for (const table of tables) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database.kysely);
        assert.equal(rows.length, 1, `${table} has a row`);
        for (const { column_name, udt_name } of columns.rows.filter((column) => column.table_name === table)) {
          const value = rows[0]![column_name];
          assert.ok(expectedOf[udt_name], `${table}.${column_name} is of a type that no test knows: ${udt_name}`);
          assert.ok(
            expectedOf[udt_name](value),
            `${table}.${column_name} (${udt_name}) came as ${typeof value} ${value}`,
          );
        }
      }
      const lease = await database.kysely.selectFrom('leases').select('token').executeTakeFirstOrThrow();
      assert.equal(lease.token, '9007199254740993', 'to the last digit');
      const org = await database.kysely.selectFrom('orgs').select('creation_rules').executeTakeFirstOrThrow();
      assert.deepEqual(org.creation_rules, { a: [1, { b: null }] });
    });

    it('says how many rows a write changed, and counts as numbers, alike', async () => {
      await database.empty();
      await fillEveryTable(database);
      const { numUpdatedRows } = await database.kysely
        .updateTable('bookings')
        .set({ attempts: 0 })
        .executeTakeFirstOrThrow();
      assert.equal(numUpdatedRows, 1n);
    });

    it('opens a second time without a change to its tables or rows', async () => {
      const own = await mkdtemp(path.join(tmpdir(), 'inlet-twice-'));
      after(() => rm(own, { recursive: true, force: true }));
      const open = () => openDatabase({ databaseUrl: database.url, dataDir: own });
      const done = ({ kysely }: { kysely: Kysely<Tables> }) =>
        sql<{ name: string }>`select name, timestamp from kysely_migration`.execute(kysely).then(({ rows }) => rows);
      const first = await open();
      await first.kysely.deleteFrom('orgs').execute();
      await first.kysely
        .insertInto('orgs')
        .values({ ...orgRow, id: 'org_kept' })
        .execute();
      const migrated = await done(first);
      await first.close();
      const second = await open();
      assert.deepEqual(await done(second), migrated);
      assert.deepEqual(await second.kysely.selectFrom('orgs').select('id').execute(), [{ id: 'org_kept' }]);
      await second.close();
    });

    if (engine === postgres) {
      it('is made once by several processes that start on it, empty, at the same time', async () => {
        const fresh = await postgres.create();
        after(() => fresh.destroy());
        const schema = sql.id(new URL(fresh.url!).searchParams.get('options')!.split('=')[1]!);
        await sql`drop schema ${schema} cascade`.execute(fresh.kysely);
        await sql`create schema ${schema}`.execute(fresh.kysely);
        const opened = await Promise.all(
          Array.from({ length: 3 }, () => openDatabase({ databaseUrl: fresh.url, dataDir: '' })),
        );
        await fillEveryTable(opened[2]!);
        assert.equal((await opened[0]!.kysely.selectFrom('bookings').select('id').execute()).length, 1);
        await Promise.all(opened.map((database) => database.close()));
      });
    }
  });
}

describe('the lock on DATA_DIR', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'inlet-lock-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));
  const main = path.join(import.meta.dirname, '../src/main.ts');

  it('refuses a second process, which says what to do and ends', async () => {
    const lock = lockDataDir(path.join(directory, 'backend'));
    const env = {
      ...process.env,
      ...{
        PORT: '0',
        DATA_DIR: directory,
        DATABASE_URL: '',
        INLET_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
      },
    };
    const started = promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', main], { env });
    await assert.rejects(started, (error: { code: number; stderr: string }) => {
      assert.equal(error.code, 1);
      assert.equal(error.stderr.trim(), new DataDirInUse(path.join(directory, 'backend')).message);
      assert.match(error.stderr, /in use by another Inlet process. Stop that one, or .* DATA_DIR .* DATABASE_URL/);
      return true;
    });
    lock.release();
  });

  it('is free at once when its holder gives it back, and when its holder is killed with -9', async () => {
    lockDataDir(directory).release();
    const module = path.join(import.meta.dirname, '../src/platform/data-dir-lock.ts');
    const holder = spawn(process.execPath, [
      ...['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval'],
      `import { lockDataDir } from ${JSON.stringify(module)};
       lockDataDir(${JSON.stringify(directory)});
       console.log('held');
       setInterval(() => {}, 1000);`,
    ]);
    const exited = once(holder, 'exit');
    await once(holder.stdout, 'data');
    assert.throws(() => lockDataDir(directory), DataDirInUse);
    holder.kill('SIGKILL');
    await exited;
    lockDataDir(directory).release();
  });
});
