import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { defaultCreationRules } from '../server/src/bookings/creation-rules.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { Vault } from '../server/src/platform/crypto.ts';
import { connectOrg } from '../server/src/setup/connect-org.ts';
import { setupStores } from '../server/src/setup/setup-stores.ts';
import { runSandbox } from '../server/test/support/running-sandbox.ts';
import { asAdmin, rows } from '../server/test/support/sandbox-records.ts';
import { postgres, postgresIsReachable } from '../server/test/support/test-database.ts';
import { bookingOf, countsOf, eventually, postBookings } from './support/api-client.ts';
import { backendEnvironment, startBackend, type RunningProcess } from './support/backend-process.ts';

const orgCount = 20;
const bookingsAnOrg = 100;
const all = orgCount * bookingsAnOrg;
const skip = (await postgresIsReachable())
  ? false
  : 'PostgreSQL tests: several processes need one database, and no PostgreSQL is reachable';

/** Bookings that a process said it delivered. */
function deliveredBy(backend: RunningProcess): number {
  return backend
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes('"turn"'))
    .reduce((sum, line) => sum + (JSON.parse(line) as { delivered: number }).delivered, 0);
}

describe('two backend processes on one PostgreSQL', { skip }, () => {
  it('share 2,000 bookings of 20 orgs: all delivered, nothing twice, and both work', async (test) => {
    const [sandbox, database] = await Promise.all([runSandbox(), postgres.create()]);
    const backends: RunningProcess[] = [];
    after(async () => {
      await Promise.all(backends.map((backend) => backend.stop()));
      await Promise.all([sandbox.stop(), database.destroy()]);
    });
    const environment = backendEnvironment({ dataDir: '/nowhere', databaseUrl: database.url }, { LOG_LEVEL: 'info' });
    const vault = new Vault([Buffer.from(environment['INLET_ENCRYPTION_KEY']!, 'base64')]);
    const setup = setupStores(database, vault, systemClock);
    const login = { loginUrl: sandbox.url, clientId: sandbox.org.clientId, clientSecret: sandbox.org.clientSecret };
    const connected = await Promise.all(
      Array.from({ length: orgCount }, (_, n) =>
        connectOrg({ name: `Org ${n}`, ...login }, defaultCreationRules, setup),
      ),
    );
    backends.push(...(await Promise.all([startBackend(environment), startBackend(environment)])));

    // Each array of ten goes to one process; every fifth array to both at the same moment.
    const begun = Date.now();
    const posts = connected.flatMap(({ apiKey }, org) =>
      Array.from({ length: bookingsAnOrg / 10 }, (_, part) => ({
        apiKey,
        to: part % 5 === 0 ? backends : [backends[(org + part) % 2]!],
        bookings: Array.from({ length: 10 }, (_, n) => bookingOf(`O${org}-${part * 10 + n}`)),
      })),
    );
    const ids = new Map<string, string>();
    const post = async () => {
      for (let next = posts.shift(); next; next = posts.shift()) {
        const { apiKey, to, bookings } = next;
        const answers = await Promise.all(to.map(({ url }) => postBookings(url, apiKey, bookings)));
        for (const answer of answers) assert.equal(answer?.status, 202);
        const accepted = answers.map((answer) => answer!.body.results.map(({ id }: { id: string }) => id) as string[]);
        for (const other of accepted) assert.deepEqual(other, accepted[0], 'the same booking has one id');
        bookings.forEach((booking, n) => ids.set(booking['id'] as string, accepted[0]![n]!));
      }
    };
    await Promise.all(Array.from({ length: 8 }, post));
    const accepted = Date.now() - begun;

    const allDelivered = async () => {
      const counts = await Promise.all(connected.map(({ apiKey }, n) => countsOf(backends[n % 2]!.url, apiKey)));
      return counts.every((count) => count['delivered'] === bookingsAnOrg);
    };
    await eventually('all delivered', allDelivered, 90_000);
    const shares = backends.map(deliveredBy);
    test.diagnostic(`accepted after ${accepted} ms, delivered after ${Date.now() - begun} ms: ${shares.join(' and ')}`);
    assert.ok(
      shares.every((share) => share > 0),
      `both work: ${shares}`,
    );
    assert.equal(shares[0]! + shares[1]!, all, 'no booking was delivered by both');

    const admin = await asAdmin(sandbox);
    const events = await rows(admin, 'SELECT Subject, Inlet_Booking_Id__c FROM Event');
    assert.equal(events.length, all, 'no Event twice');
    const strayed = events.filter((event) => ids.get(String(event['Subject'])) !== event['Inlet_Booking_Id__c']);
    assert.deepEqual(strayed.slice(0, 3), [], 'an Event for every booking, under the id that was acknowledged');
    const leads = await rows(admin, 'SELECT Email FROM Lead');
    assert.equal(leads.length, all, 'no Lead twice');
    assert.equal(new Set(leads.map((lead) => lead['Email'])).size, all);
  });
});
