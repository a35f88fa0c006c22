import { sql } from 'kysely';
import { BookingOwners } from '../../server/src/bookings/booking-owners.ts';
import { BookingList } from '../../server/src/bookings/booking-list.ts';
import { parseBookingListQuery } from '../../server/src/bookings/booking-list-query.ts';
import { engines } from '../../server/test/support/test-database.ts';
import type { TestDatabase } from '../../server/test/support/test-database.ts';

/**
 * How long a page of the list takes, beside the simplest query of the same connection in the same run:
 * `node scripts/benchmarks/booking-list.ts`. The embedded database with 10,000 bookings, PostgreSQL with 100,000 as well.
 */
const RUNS = 30;
const ORG = 'bench';
const sizes = { PGlite: [10_000], PostgreSQL: [10_000, 100_000] };

for (const engine of await engines()) {
  for (const count of sizes[engine.name]) {
    const database = await engine.create();
    try {
      await fill(database, count);
      console.log(`\n${engine.name}, ${count.toLocaleString('en-US')} bookings, ${RUNS} runs each`);
      console.table(await measure(database, count));
    } finally {
      await database.destroy();
    }
  }
}

/** Bookings in every state, of two sources, 40 pages and 300 owners, with a body as large as a real one; every twentieth fails. */
async function fill({ kysely }: TestDatabase, count: number): Promise<void> {
  await sql`insert into orgs (id, name, login_url, client_id, client_secret, creation_rules, created_at)
    values (${ORG}, 'Benchmark', 'https://example.test', 'x', 'x', '{}', now())`.execute(kysely);
  await sql`insert into sources (org_id, id, kind, key_hash, secret, created_at)
    values (${ORG}, 'api', 'api', 'x', 'x', now()), (${ORG}, 'calendly', 'calendly', 'y', 'x', now())`.execute(kysely);
  await sql`insert into bookings (org_id, id, source_id, source_kind, external_id, state, booking, revision, attempts,
      alone, page_id, page_name, owner_email, customer_name, customer_email, status, starts_at, records, diagnosis,
      cause_key, created_at, updated_at)
    select ${ORG}, 'B-' || n, s, s, 'E-' || n,
      case when n % 20 = 0 then 'held' when n % 37 = 0 then 'waiting' when n % 41 = 0 then 'dismissed' else 'delivered' end,
      json_build_object('filler', repeat(md5(n::text), 60)), 1, 0, false,
      'page-' || n % 40, 'Page ' || n % 40, 'owner' || n % 300 || '@example.test',
      'Given' || n || ' Family' || n % 977, 'customer' || n || '@example.test', 'scheduled',
      now() + n * interval '1 minute', '{}',
      case when n % 20 = 0 then json_build_object('cause', 'data', 'code', 'X', 'sentence', 's', 'fix', 'f') end,
      case when n % 20 = 0 then 'data|X|' || n % 12 end, now(), now() + n * interval '1 second'
    from generate_series(1, ${count}::integer) n,
      lateral (select case when n % 10 = 0 then 'calendly' else 'api' end) source (s)`.execute(kysely);
  await sql`analyze`.execute(kysely);
}

async function measure(database: TestDatabase, count: number): Promise<object> {
  const list = new BookingList(database);
  const ninetyDaysAgo = new Date(Date.now() - 90 * 86_400_000);
  const page = (parameters: object) => list.page(ORG, parseBookingListQuery(parameters));
  const deep = await deepCursor(list, {}, Math.floor(count / 2));
  const [today, week] = [0, 7].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  const deepByCustomer = await deepCursor(list, { sort: 'customer' }, Math.floor(count / 2));
  const cases: Record<string, () => Promise<unknown>> = {
    'baseline: select 1': () => sql`select 1`.execute(database.kysely),
    'first page': () => page({}),
    'first page, held only': () => page({ state: 'held' }),
    'first page by start': () => page({ sort: 'start' }),
    'first page by customer': () => page({ sort: 'customer' }),
    'one source': () => page({ source: 'calendly' }),
    'starts today': () => page({ from: today, to: today, timeZone: 'Europe/Berlin' }),
    'starts this week, by start': () => page({ from: today, to: week, timeZone: 'Europe/Berlin', sort: 'start' }),
    'starts this week, one source, held': () => page({ from: today, to: week, source: 'calendly', state: 'held' }),
    'search for one': () => page({ search: `customer${count - 7}@` }),
    'search for nobody': () => page({ search: 'nobody at all' }),
    'search for many': () => page({ search: 'family1' }),
    'deep page': () => page({ cursor: deep }),
    'deep page by customer': () => page({ cursor: deepByCustomer, sort: 'customer' }),
    'choices of the filters': () => list.filters(ORG),
    'owners of 90 days': () => new BookingOwners(database).seenSince(ORG, ninetyDaysAgo),
  };
  const baseline = await times(cases['baseline: select 1']!);
  const rows = [];
  for (const [name, work] of Object.entries(cases)) {
    const taken = await times(work);
    const [p50, p95] = [quantile(taken, 0.5), quantile(taken, 0.95)];
    const ratio = Math.round(p50 / quantile(baseline, 0.5));
    rows.push([name, { 'p50 ms': p50.toFixed(1), 'p95 ms': p95.toFixed(1), 'p50 to baseline': ratio }] as const);
  }
  return Object.fromEntries(rows);
}

/** The cursor of the page that begins about `depth` bookings down. */
async function deepCursor(list: BookingList, parameters: object, depth: number): Promise<string> {
  let next: string | null | undefined;
  for (let read = 0; read < depth; read += 200) {
    const query = parseBookingListQuery({ ...parameters, limit: 200, ...(next && { cursor: next }) });
    ({ next } = await list.page(ORG, query));
  }
  if (!next) throw new Error(`There is no page ${depth} bookings down.`);
  return next;
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken.toSorted((one, other) => one - other);
}

function quantile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
