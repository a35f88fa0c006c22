import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { BookingMessage } from '../server/src/bookings/booking.ts';
import { signCalcom, signCalendly, signOncehub, signStandard } from '../server/test/support/sign.ts';
import { assertWellFormed, mutated, mutation, type Json } from '../server/test/bookings/mutations.ts';
import {
  apiBooking,
  calcomEvent,
  calendlyEvent,
  meetingEnded,
  oncehubEvent,
} from '../server/test/bookings/payloads.ts';
import { TestBackend } from '../server/test/support/backend.ts';
import { runSandbox, type RunningSandbox } from '../server/test/support/running-sandbox.ts';
import { engines, type TestDatabase } from '../server/test/support/test-database.ts';
import { eventually } from './support/api-client.ts';

const payloads = Number(process.env['FUZZ_PAYLOADS'] ?? 10_000);
const atOnce = 8;

type Kind = 'oncehub' | 'calendly' | 'calcom' | 'api';

const uri = (n: number) => `https://api.calendly.com/scheduled_events/EV-${n}/invitees/INV-${n}`;
const person = (n: number) => ({ email: `mei${n}@customer.test`, name: 'Mei Tanaka', timeZone: 'Asia/Tokyo' });
/** Every kind of message, of booking number n. */
const seeds: { kind: Kind; body: (n: number) => Json }[] = [
  { kind: 'oncehub', body: (n) => oncehubEvent('booking.scheduled', { id: `BKNG-${n}` }) },
  {
    kind: 'oncehub',
    body: (n) =>
      oncehubEvent('booking.canceled_then_rescheduled', {
        ...{ id: `BKNG-${n}`, status: 'canceled', rescheduled_booking_id: `BKNG-${n + 1}` },
      }),
  },
  { kind: 'calendly', body: (n) => calendlyEvent('invitee.created', { uri: uri(n), email: `omar${n}@customer.test` }) },
  { kind: 'calendly', body: (n) => calendlyEvent('invitee.canceled', { uri: uri(n), old_invitee: uri(n + 1) }) },
  { kind: 'calendly', body: (n) => calendlyEvent('invitee_no_show.created', { uri: uri(n) }) },
  { kind: 'calcom', body: (n) => calcomEvent('BOOKING_CREATED', { uid: `uid-${n}`, attendees: [person(n)] }) },
  { kind: 'calcom', body: (n) => calcomEvent('BOOKING_CANCELLED', { uid: `uid-${n}` }) },
  { kind: 'calcom', body: (n) => meetingEnded({ uid: `uid-${n}` }) },
  { kind: 'api', body: (n) => apiBooking({ id: `B-${n}` }, { email: `kim${n}@customer.test` }) },
  {
    kind: 'api',
    body: (n) => [
      apiBooking({ id: `B-${n}`, status: 'canceled', updatedAt: '2026-11-03T10:00:00Z' }),
      apiBooking({ id: `C-${n}`, replaces: `B-${n + 1}` }, { email: `kim${n}@customer.test` }),
    ],
  },
];

const mutatedSeed = fc.oneof(
  ...seeds.map((seed) =>
    fc.record({
      seed: fc.constant(seed),
      mutations: fc.array(mutation(seed.body(0)), { minLength: 1, maxLength: 3 }),
      /** Bytes laid over the JSON text, now and then. */
      bytes: fc.option(fc.record({ at: fc.nat(2_000), bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }) }), {
        freq: 10,
        nil: undefined,
      }),
    }),
  ),
);
type MutatedSeed = typeof mutatedSeed extends fc.Arbitrary<infer T> ? T : never;

describe('whatever comes in', () => {
  let sandbox: RunningSandbox;
  let database: TestDatabase;
  let backend: TestBackend;

  before(async () => {
    const [pglite] = await engines();
    [sandbox, database] = await Promise.all([runSandbox(), pglite!.create()]);
    backend = await TestBackend.start(database, sandbox);
  });
  after(async () => {
    await backend?.close();
    await Promise.all([sandbox.stop(), database.destroy()]);
  });

  /** Sends bytes; fails on a 5xx, and on a refusal that is not application/problem+json. */
  const send = async (path: string, body: Uint8Array | string, headers: Record<string, string>): Promise<number> => {
    const response = await fetch(`${backend.url}${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    assert.ok(response.status < 500, `${response.status} ${text}`);
    if (response.status >= 400) {
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, text);
      const problem = JSON.parse(text) as { status: number; title: string; detail: string };
      assert.equal(problem.status, response.status);
      assert.ok(problem.title && problem.detail);
    } else assert.ok(JSON.parse(text));
    return response.status;
  };
  const signed = (kind: Kind, raw: Buffer): Promise<number> => {
    const { key, id, secret } = backend.org.sources[kind];
    if (kind === 'api') {
      const signature = signStandard(secret, raw, new Date());
      return send('/v1/bookings', raw, { 'inlet-source': id, ...signature });
    }
    const sign = { oncehub: signOncehub, calendly: signCalendly, calcom: signCalcom }[kind];
    return send(`/v1/hooks/${key}`, raw, { 'content-type': 'application/json', ...sign(secret, raw, new Date()) });
  };
  const storedMessages = async () => {
    const rows = await database.kysely.selectFrom('booking_messages').select('message').execute();
    return rows.map((row) => row.message as BookingMessage);
  };

  it(`${payloads} mutated payloads, signed: none fails, each refusal says why, nothing malformed is stored`, async (test) => {
    // First all in, then all delivered: what is stored must not stop the delivery either.
    await database.kysely
      .updateTable('orgs')
      .set({ paused_until: new Date('2100-01-01') })
      .execute();
    const answers: Record<number, number> = {};
    let sent = 0;
    const post = async ({ seed, mutations, bytes }: MutatedSeed) => {
      // Some messages of the same booking, few enough that its chain stays short.
      const body = mutated(seed.body(sent++ % 1_000), mutations);
      const raw = Buffer.from(JSON.stringify(body) ?? '');
      if (bytes) raw.set(bytes.bytes.slice(0, Math.max(0, raw.length - bytes.at)), Math.min(bytes.at, raw.length));
      const status = await signed(seed.kind, raw);
      answers[status] = (answers[status] ?? 0) + 1;
    };
    const begun = Date.now();
    await fc.assert(
      fc.asyncProperty(fc.array(mutatedSeed, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
        await Promise.all(batch.map(post));
      }),
      { numRuns: payloads / atOnce, endOnFailure: true },
    );
    test.diagnostic(`answers ${JSON.stringify(answers)} after ${Date.now() - begun} ms`);
    assert.equal(sent, payloads);
    assert.deepEqual(Object.keys(answers).map(Number), [200, 202, 400], 'all of them were met, and no other');

    const messages = await storedMessages();
    assert.ok(messages.length > payloads / 10);
    for (const message of messages) assertWellFormed(message);

    await database.kysely.updateTable('orgs').set({ paused_until: null }).execute();
    const dueOrWorse = () =>
      database.kysely
        .selectFrom('bookings')
        .select(['id', 'state', 'diagnosis'])
        .where((where) => where.or([where('due_at', 'is not', null), where('state', '=', 'held')]))
        .where('state', '<>', 'delivered')
        .execute();
    await eventually(
      'all delivered or told',
      async () => (await dueOrWorse()).every(({ state }) => state === 'held'),
      60_000,
    );
    const held = await dueOrWorse();
    test.diagnostic(`${JSON.stringify(await backend.counts())} after ${Date.now() - begun} ms`);
    for (const { diagnosis } of held) {
      const { cause, sentence, fix } = diagnosis as { cause: string; sentence: string; fix: string };
      assert.equal(cause, 'data', sentence);
      assert.ok(sentence && fix);
    }
    assert.ok(held.length < messages.length / 100, 'and nearly all of it can be delivered');
  });

  it('bytes without a signature, or with a wrong one, are refused and store nothing', async () => {
    const before = (await storedMessages()).length;
    const statuses = new Set<number>();
    const paths = [
      ...Object.values(backend.org.sources).map(({ key }) => `/v1/hooks/${key}`),
      '/v1/hooks/x',
      '/v1/bookings',
    ];
    const header = fc.constantFrom(
      'oncehub-signature',
      'calendly-webhook-signature',
      'x-cal-signature-256',
      'webhook-signature',
      'inlet-source',
      'authorization',
    );
    const value = fc.oneof(
      fc.constantFrom('Bearer', 'Bearer x', 't=,s=', 't=1,v1=', 't=99999999999999999999,s=00', 'v1,', 'v1,AAAA', ','),
      fc.string({ maxLength: 60 }),
    );
    const request = fc.record({
      path: fc.constantFrom(...paths),
      headers: fc.dictionary(header, value, { maxKeys: 3 }),
      body: fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...seeds.map(({ body }) => Buffer.from(JSON.stringify(body(1))))),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: atOnce, maxLength: atOnce }), async (requests) => {
        for (const status of await Promise.all(requests.map(({ path, body, headers }) => send(path, body, headers)))) {
          statuses.add(status);
        }
      }),
      { numRuns: 100 },
    );
    assert.deepEqual([...statuses], [401]);
    assert.equal((await storedMessages()).length, before);
  });

  it('content types, encodings, lengths and depths that nobody expects are answered, and never by a 5xx', async () => {
    const raw = Buffer.from(JSON.stringify(apiBooking({ id: 'odd' }, { email: 'odd@customer.test' })));
    const bearer = { authorization: `Bearer ${backend.org.apiKey}` };
    const post = (body: Uint8Array | string, headers = {}) => send('/v1/bookings', body, { ...bearer, ...headers });

    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'a', ';;=', '']) {
      assert.equal(await post(raw, { 'content-type': type }), 202, `a signed JSON body counts, not the type ${type}`);
    }
    assert.equal(await post(gzipSync(raw), { 'content-encoding': 'gzip' }), 202);
    assert.equal(await post(raw, { 'content-encoding': 'gzip' }), 400);
    assert.equal(await post(raw, { 'content-encoding': 'x-unheard-of' }), 415);
    assert.equal(await post(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }), 413);
    assert.equal(await post(Buffer.from(raw.toString(), 'utf16le')), 400);
    assert.equal(await post(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), raw])), 202, 'a byte order mark');
    assert.equal(await post(''), 400);
    assert.equal(await post(Buffer.alloc(1_048_577, 0x20)), 413);

    const deep = (levels: number, open: string, close: string) => open.repeat(levels) + '1' + close.repeat(levels);
    for (const body of [
      ...[deep(300_000, '[', ']'), deep(150_000, '{"a":', '}'), '['.repeat(1_000_000)],
      JSON.stringify(apiBooking()).replace('"Software"', deep(200_000, '[', ']')),
      JSON.stringify(apiBooking()).replace('"Software"', deep(100_000, '{"":', '}')),
    ]) {
      assert.equal(await post(body), 400);
    }
    for (const kind of ['oncehub', 'calendly', 'calcom'] as const) {
      const events = { oncehub: oncehubEvent(), calendly: calendlyEvent(), calcom: calcomEvent() };
      const text = JSON.stringify({ ...events[kind], more: 'HERE' });
      for (const replacement of [deep(200_000, '[', ']'), deep(100_000, '{"":', '}')]) {
        await signed(kind, Buffer.from(text.replace('"HERE"', replacement)));
      }
    }
    for (const path of [
      '/v1/hooks/%E0%A4%A',
      '/v1/hooks/%00',
      '/v1/hooks/',
      `/v1/hooks/${'x'.repeat(10_000)}`,
      '//',
      '/%',
    ]) {
      const status = await send(path, randomBytes(10), bearer);
      assert.ok(status >= 400 && status < 500);
    }
  });
});
