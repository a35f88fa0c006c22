import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { SecretNotReadable } from '../src/platform/crypto.ts';
import { signOncehub } from './support/sign.ts';
import type { ConnectedOrg } from '../src/setup/connect-org.ts';
import { countsOf, eventually } from '../../test/support/api-client.ts';
import { backendEnvironment, connectByOperator, startBackend } from '../../test/support/backend-process.ts';
import { oncehubEvent } from './bookings/payloads.ts';
import { TestBackend } from './support/backend.ts';
import { BookingWorld, isDelivered, stranger, type Row } from './support/booking-world.ts';
import { runSandbox } from './support/running-sandbox.ts';
import { engines } from './support/test-database.ts';

const graphCall = 'POST /composite/graph';

/** A shuffle that is the same in every run. */
function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31);
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Everything that opens a door, of a connected org. */
function secretsOf(org: ConnectedOrg, clientSecret: string): string[] {
  const sources = Object.values(org.sources).flatMap(({ key, secret }) => [key, secret]);
  return [clientSecret, org.apiKey, ...sources, ...sources.map((secret) => secret.replace('whsec_', ''))];
}

for (const engine of await engines()) {
  describe(`guarantees on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const fault = (body: object) => world.sandbox.console('faults', body);
    const request = (method: string, target: string, key = world.backend.org.apiKey, body?: string) =>
      fetch(`${world.backend.url}${target}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
        ...(body === undefined ? {} : { body }),
      });

    describe('1. An acknowledged booking reaches Salesforce exactly once, or waits in sight of the admin', () => {
      // `kill -9` in the middle of 500 bookings: test/kill.test.ts.
      it('through lost answers, expired sessions, 503, locks, the API limit, restarts, repeats and disorder', async () => {
        await world.sandbox.console('validation-rules', {
          object: 'Lead',
          name: 'No_robots',
          formula: 'Company = "Robots"',
          message: 'No robots.',
        });
        // Bookings by 30 people, some of them twice; every third is moved, every fifth canceled, every tenth is bad.
        const bookings = Array.from({ length: 40 }, (_, n) => {
          const customer = {
            email: `p${n % 30}@example.test`,
            name: `P${n % 30} Person`,
            company: n % 30 === 7 ? 'Robots' : 'Acme',
          };
          const scheduled = stranger({ id: `G-${n}`, customer });
          const moved = {
            ...scheduled,
            status: 'rescheduled',
            start: '2026-12-02T15:00:00Z',
            end: '2026-12-02T16:00:00Z',
          };
          const canceled = { ...scheduled, status: 'canceled' };
          const changes = [
            scheduled,
            ...(n % 3 === 0 ? [{ ...moved, updatedAt: '2026-11-21T09:00:00Z' }] : []),
            ...(n % 5 === 0 ? [{ ...canceled, updatedAt: '2026-11-22T09:00:00Z' }] : []),
          ];
          return { changes, last: changes.at(-1)! as Row };
        });
        const messages = shuffled(
          bookings.flatMap(({ changes }, n) => (n % 4 === 0 ? [...changes, ...changes] : changes)),
          engine.name.length,
        );
        const acknowledged = new Map<string, string>();
        const post = async (message: Row): Promise<void> => {
          for (;;) {
            const { status, body } = await world.backend.post(message);
            // A sender repeats what was not acknowledged.
            if (status >= 500) continue;
            assert.equal(status, 202);
            const known = acknowledged.get(message['id']);
            assert.ok(known === undefined || known === body.id, 'a booking keeps its id');
            acknowledged.set(message['id'], body.id);
            return;
          }
        };
        const troubles = [
          () => fault({ kind: 'answerLost', match: graphCall, count: 2 }),
          () => fault({ kind: 'sessionExpired', count: 2 }),
          () => fault({ kind: 'serverError', status: 503, count: 2 }),
          () => fault({ kind: 'lock', object: 'Lead', count: 2 }),
          () => fault({ kind: 'requestLost', count: 1 }),
          () => fault({ kind: 'serverError', status: 502, match: graphCall }),
          () => world.sandbox.console('limits', { used: 100_000 }),
          () => world.sandbox.console('sessions/expire', {}),
          () => world.restart(),
          () => world.database.breakOff?.(),
          () => fault({ kind: 'answerLost', match: graphCall, count: 1 }),
        ];
        const share = Math.ceil(messages.length / troubles.length);
        for (const [n, trouble] of troubles.entries()) {
          await trouble();
          await Promise.all(messages.slice(n * share, (n + 1) * share).map(post));
          world.clock.advance(1_000);
        }
        // A process that died while it held the org.
        await world.backend.app.deliverer.idle();
        await world.database.kysely
          .updateTable('leases')
          .set({
            owner: 'a dead process',
            token: sql`token + 1`,
            expires_at: new Date(world.clock.now().getTime() + 30_000),
          })
          .execute();
        await world.sandbox.console('limits', { used: 0 });
        await world.settled(30 * 60);

        const events = await world.query(
          "SELECT Inlet_Booking_Id__c, Inlet_Booking_Status__c, StartDateTime, Who.Email FROM Event WHERE Who.Name != 'Warm Up'",
        );
        const good = bookings.filter(({ last }) => last['customer'].company !== 'Robots');
        assert.equal(events.length, good.length, 'every Event once');
        for (const { last } of good) {
          const event = events.find((row) => row['Inlet_Booking_Id__c'] === acknowledged.get(last['id']));
          assert.ok(event, `${last['id']} is there`);
          assert.equal(String(event['Inlet_Booking_Status__c']).toLowerCase(), last['status']);
          assert.equal(Date.parse(event['StartDateTime']), Date.parse(last['start']));
          assert.equal(event['Who']?.['Email'], last['customer'].email);
        }
        const leads = await world.query("SELECT Email FROM Lead WHERE Name != 'Warm Up'");
        assert.equal(leads.length, 29, 'every person once');
        assert.equal(new Set(leads.map((row) => row['Email'])).size, 29);
        for (const { last } of bookings.filter(({ last }) => last['customer'].company === 'Robots')) {
          const { state, diagnosis } = await world.backend.get(acknowledged.get(last['id'])!);
          assert.deepEqual([state, diagnosis!.rule], ['held', 'No robots.']);
        }
        assert.deepEqual(await world.backend.counts(), {
          delivered: good.length + 1,
          held: bookings.length - good.length,
        });
      });
    });

    describe('2. No Salesforce outage makes the intake refuse a booking', () => {
      const nobody = 'http://127.0.0.1:9';
      const reconnect = (change: { loginUrl?: string; clientSecret?: string } = {}) => world.reconnect(change);
      const outages: [string, () => Promise<unknown>, string, () => Promise<unknown>][] = [
        [
          '503 to everything',
          () => fault({ kind: 'serverError', status: 503, count: 10_000 }),
          'transient',
          () => world.sandbox.console('reset', { keepPackage: true }),
        ],
        ['nobody listening', () => reconnect({ loginUrl: nobody }), 'transient', () => reconnect()],
        [
          'credentials that are refused',
          () => reconnect({ clientSecret: 'no longer' }),
          'connection',
          () => reconnect(),
        ],
        [
          'the API limit used up',
          () => world.sandbox.console('limits', { used: 100_000 }),
          'limit',
          () => world.sandbox.console('limits', { used: 0 }),
        ],
      ];
      for (const [name, begin, cause, end] of outages) {
        it(`${name}: accepted, shown as waiting with the reason, delivered afterwards`, async () => {
          await begin();
          const ids = [await world.post(stranger()), ...(await world.postAll([stranger(), stranger()]))];
          const hook = await world.backend.hook('oncehub', oncehubEvent());
          assert.equal(hook.status, 202);
          await world.backend.app.deliverer.idle();
          for (const id of [...ids, hook.body.id]) {
            const { state, diagnosis } = await world.backend.get(id);
            assert.deepEqual([state, diagnosis?.cause], ['waiting', cause]);
            assert.ok(diagnosis!.sentence && diagnosis!.fix);
          }
          assert.equal((await fetch(`${world.backend.url}/readyz`)).status, 200, 'still ready for bookings');
          await end();
          for (const id of ids) await world.until(id, isDelivered, 20 * 60);
        });
      }

      it('a call that hangs: bookings are accepted meanwhile', async () => {
        await fault({ kind: 'latency', milliseconds: 2_000 });
        const first = await world.post(stranger());
        const second = await world.post(stranger());
        assert.equal((await world.backend.get(first)).state, 'waiting', 'the call still hangs');
        for (const id of [first, second]) await world.until(id, isDelivered);
      });
    });

    describe('3. Nothing is sent to an org that its admin did not connect; no org can see another’s data', () => {
      it('a login that leads to another org than the one that was connected sends nothing', async () => {
        await world.reconnect({ salesforceOrgId: '00D000000000099AAA' });
        const { total } = await world.callsOf(async () => {
          const id = await world.post(stranger());
          await world.backend.app.deliverer.idle();
          const { state, diagnosis } = await world.backend.get(id);
          assert.deepEqual([state, diagnosis?.cause], ['waiting', 'connection']);
          assert.match(diagnosis!.sentence, /another Salesforce org/);
        });
        assert.equal(total, 0);
      });

      it('every tenant table leads its keys with org_id, and refers to others by it', async () => {
        const { rows } = await sql<{ table: string; kind: string; columns: string[] }>`
          select t.relname as table, c.contype::text as kind,
            array(select a.attname::text from unnest(c.conkey) with ordinality k(n, place)
              join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by place) as columns
          from pg_constraint c join pg_class t on t.oid = c.conrelid
          where c.contype in ('p', 'u', 'f') and t.relnamespace = current_schema()::regnamespace
          and t.relname not like 'kysely%'`.execute(world.database.kysely);
        const tables = new Set(rows.map(({ table }) => table));
        for (const table of ['bookings', 'booking_ids', 'booking_messages', 'booking_attempts', 'sources', 'api_keys'])
          assert.ok(tables.has(table), table);
        for (const { table, kind, columns } of rows) {
          // A key that opens a door is recognised by its hash alone: that says whose it is.
          const opensDoor = kind === 'u' && ['key_hash', 'previous_key_hash'].includes(columns.join());
          if (table === 'orgs' || opensDoor) continue;
          assert.equal(columns[0], 'org_id', `${table} (${columns.join()})`);
        }
      });

      it('one org’s key opens nothing of another’s, by any address', async () => {
        const other = await TestBackend.start(world.database, world.sandbox, { clock: world.clock });
        try {
          const id = await world.post(stranger());
          await world.until(id, isDelivered);
          for (const [method, target] of [
            ['GET', `/v1/org/bookings/${id}`],
            ['POST', `/v1/org/bookings/${id}/retry`],
          ] as const)
            assert.equal((await request(method, target, other.org.apiKey)).status, 404);
          const list = (await (await request('GET', '/v1/org/bookings', other.org.apiKey)).json()) as Row;
          assert.deepEqual([list['bookings'], list['total'], list['next']], [[], 0, null]);
          assert.deepEqual([...new Set(Object.values(list['counts']))], [0]);
        } finally {
          await other.close();
        }
      });

      it('a secret moved to another org, or to another column, does not open', async () => {
        const other = await TestBackend.start(world.database, world.sandbox, { clock: world.clock });
        try {
          const { kysely } = world.database;
          const mine = await kysely
            .selectFrom('connections')
            .select(['client_secret', 'access_token'])
            .where('org_id', '=', world.backend.org.orgId)
            .executeTakeFirstOrThrow();
          await kysely.updateTable('connections').set(mine).where('org_id', '=', other.org.orgId).execute();
          const moved = (await other.app.connections.row(other.org.orgId))!;
          assert.throws(() => other.app.connections.open(moved, 'client_secret'), SecretNotReadable);
          assert.throws(() => other.app.connections.open(moved, 'access_token'), SecretNotReadable);
          const own = (await other.app.connections.row(world.backend.org.orgId))!;
          const swapped = { ...own, refresh_token: own.access_token };
          assert.throws(() => other.app.connections.open(swapped, 'refresh_token'), SecretNotReadable);
          await kysely.updateTable('sources').set({ secret: mine.client_secret! }).execute();
          await assert.rejects(world.backend.app.sources.ofId(world.backend.org.sources.api.id));
        } finally {
          await other.close();
        }
      });
    });

    describe('4. Secrets are encrypted at rest, never logged, never sent to the browser', () => {
      it('no row of the database holds one, and no answer of the API', async () => {
        await world.deliver(stranger());
        await world.backend.app.sources.rotateSecret(world.backend.org.orgId, world.backend.org.sources.calcom.id);
        const secrets = secretsOf(world.backend.org, world.sandbox.org.clientSecret);
        const { rows: tables } = await sql<{ name: string }>`
          select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(
          world.database.kysely,
        );
        assert.ok(tables.length >= 10);
        for (const { name } of tables) {
          const { rows } = await sql`select * from ${sql.table(name)}`.execute(world.database.kysely);
          const text = JSON.stringify(rows);
          for (const secret of secrets) assert.ok(!text.includes(secret), `a secret in ${name}`);
        }
        const list = await (await request('GET', '/v1/org/bookings')).text();
        const ids = (JSON.parse(list) as { bookings: { id: string }[] }).bookings.map(({ id }) => id);
        const details = await Promise.all(
          ids.map(async (id) => (await request('GET', `/v1/org/bookings/${id}`)).text()),
        );
        const refusals = await Promise.all(
          ['/v1/org/bookings', '/v1/org/bookings/x'].map(async (target) =>
            (await request('GET', target, 'inlet_no')).text(),
          ),
        );
        for (const answer of [list, ...details, ...refusals])
          for (const secret of secrets) assert.ok(!answer.includes(secret), answer.slice(0, 200));
      });
    });

    describe('5. Bad input gets a 4xx that names the field; it is never stored and never a 5xx', () => {
      const everything = async () => {
        const count = async (table: 'bookings' | 'booking_messages' | 'booking_ids') =>
          (await world.database.kysely.selectFrom(table).select('org_id').execute()).length;
        return Promise.all([count('bookings'), count('booking_messages'), count('booking_ids')]);
      };

      it('in the body of each door', async () => {
        const before_ = await everything();
        const bad: [unknown, string][] = [
          [stranger({ status: 'lost' }), '/status'],
          [stranger({ customer: { email: 'a@b' } }), '/customer/email'],
          [[stranger(), stranger({ updatedAt: 5 })], '/1/updatedAt'],
          [stranger({ start: '1066-10-14T09:00:00Z' }), '/start'],
        ];
        for (const [body, pointer] of bad) {
          const answer = await world.backend.post(body);
          assert.equal(answer.status, 400);
          assert.deepEqual(
            answer.body.errors.map((error: Row) => error['pointer']),
            [pointer],
          );
        }
        const hook = await world.backend.hook('oncehub', oncehubEvent(undefined, { duration_minutes: -1 }));
        assert.equal(hook.status, 400);
        assert.deepEqual(
          hook.body.errors.map((error: Row) => error['pointer']),
          ['/data/duration_minutes'],
        );
        assert.deepEqual(await everything(), before_);
      });

      it('in the address, the query and the headers', async () => {
        const before_ = await everything();
        const nasty = ['%00', '%E0%A4%A', '%ff', "'--", '..%2f..', '%F0%9F%92%A9', 'x'.repeat(5_000), '__proto__'];
        for (const text of nasty) {
          for (const [method, target] of [
            ['GET', `/v1/org/bookings/${text}`],
            ['POST', `/v1/org/bookings/${text}/retry`],
            ['POST', `/v1/hooks/${text}`],
            ['GET', `/v1/org/bookings?state=${text}`],
            ['GET', `/v1/org/bookings?cursor=${text}`],
            ['GET', `/v1/org/bookings?state=held&state=${text}`],
          ] as const) {
            const { status, headers } = await request(method, target);
            assert.ok(status >= 400 && status < 500, `${method} ${target.slice(0, 60)} was answered ${status}`);
            assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
          }
        }
        for (const headers of [
          { 'inlet-source': '__proto__' },
          { 'inlet-source': 'x'.repeat(9_000) },
          { authorization: 'Bearer ' },
          { authorization: `Bearer ${'x'.repeat(9_000)}` },
          { authorization: `Bearer ${world.backend.org.apiKey}`, 'content-encoding': 'br' },
          { authorization: `Bearer ${world.backend.org.apiKey}`, 'content-encoding': 'gzip' },
        ]) {
          const response = await fetch(`${world.backend.url}/v1/bookings`, {
            method: 'POST',
            headers: headers as Record<string, string>,
            body: '{}',
          });
          assert.ok(
            response.status >= 400 && response.status < 500,
            `${JSON.stringify(headers).slice(0, 60)} ${response.status}`,
          );
        }
        assert.deepEqual(await everything(), before_);
      });
    });
  });
}

describe('4. Secrets are encrypted at rest, never logged', () => {
  it('neither a log at its most talkative nor any file of the embedded database holds one', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'inlet-secrets-'));
    const sandbox = await runSandbox();
    try {
      const environment = backendEnvironment({ dataDir }, { LOG_LEVEL: 'debug' });
      const org = (await connectByOperator(environment, sandbox)) as unknown as ConnectedOrg;
      const secrets = secretsOf(org, sandbox.org.clientSecret);
      const backend = await startBackend(environment);
      const email = `${randomUUID()}@example.test`;
      try {
        const post = (target: string, headers: Record<string, string>, body: string) =>
          fetch(`${backend.url}${target}`, { method: 'POST', headers, body });
        const bearer = { authorization: `Bearer ${org.apiKey}`, cookie: 'session=42' };
        const { key, secret } = org.sources.oncehub;
        const body = JSON.stringify(oncehubEvent());
        await sandbox.console('faults', { kind: 'serverError', status: 500, count: 1 });
        const statuses = [
          await post('/v1/bookings', bearer, JSON.stringify(stranger({ customer: { email, name: 'Secret Person' } }))),
          await post(`/v1/hooks/${key}`, signOncehub(secret, body, new Date()), body),
          await post(`/v1/hooks/${key}`, { 'oncehub-signature': 't=1,s=00' }, body),
          await post(`/v1/hooks/${key}?key=${key}`, signOncehub(secret, '{', new Date()), '{'),
          await post('/v1/bookings', { ...bearer, 'content-encoding': 'gzip' }, '{}'),
          await fetch(`${backend.url}/v1/org/bookings?api_key=${org.apiKey}`, { headers: bearer }),
          await fetch(`${backend.url}/v1/nothing/${org.apiKey}`),
        ].map(({ status }) => status);
        assert.deepEqual(statuses, [202, 202, 401, 400, 400, 400, 404]);
        const delivered = async () => (await countsOf(backend.url, org.apiKey))['delivered'] === 2;
        await eventually('both delivered', delivered, 30_000);
      } finally {
        await backend.stop();
      }
      const log = backend.output();
      assert.match(log, /"orgId":"org_/, 'the log tells of the delivery');
      assert.match(log, /v1\/hooks/, 'and of requests');
      for (const secret of [...secrets, email, 'Secret Person', 'session=42'])
        assert.ok(!log.includes(secret), `in the log: ${log.split('\n').find((line) => line.includes(secret))}`);
      const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
      const contents = await Promise.all(
        files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name))),
      );
      assert.ok(
        contents.some((content) => content.includes(email)),
        'the files were read: what is no secret is found',
      );
      for (const content of contents) for (const secret of secrets) assert.ok(!content.includes(secret));
    } finally {
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
