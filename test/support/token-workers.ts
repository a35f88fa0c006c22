import { Alerts } from '../../server/src/alerts/alerts.ts';
import { ApiUsageStore } from '../../server/src/diagnostics/api-budget/api-usage-store.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import { Vault } from '../../server/src/platform/crypto.ts';
import { openDatabase } from '../../server/src/platform/database/database.ts';
import { createLogger } from '../../server/src/platform/log.ts';
import { ConnectionHealth } from '../../server/src/setup/connection/connection-health.ts';
import { ConnectionTokens } from '../../server/src/setup/connection/connection-tokens.ts';
import { SalesforceOrgs } from '../../server/src/setup/salesforce-orgs.ts';
import type { OnUsage } from '../../server/src/salesforce/limits.ts';
import { setupStores } from '../../server/src/setup/setup-stores.ts';

/**
 * A process with many workers that call one org, each with a client of its own, so that nothing but the database stands
 * between them. Says `ready`, begins at a line of input, and prints how many calls succeeded.
 */
const [orgId, workers] = [process.argv[2]!, Number(process.argv[3])];
const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir: '' });
const vault = new Vault([Buffer.from(process.env['INLET_ENCRYPTION_KEY']!, 'base64')]);
const { connections } = setupStores(database, vault, systemClock);
const health = new ConnectionHealth(
  database,
  systemClock,
  new Alerts(database, systemClock, { webhook: false, email: undefined }),
);
const log = createLogger('silent');
const usage = new ApiUsageStore(database, log);
const onUsage: OnUsage = (sample, { purpose }) => usage.record(sample, purpose);
const clients = await Promise.all(
  Array.from({ length: workers }, async () => {
    const tokens = new ConnectionTokens({ store: connections, health, clock: systemClock });
    const orgs = new SalesforceOrgs({ connections, tokens, health, onUsage, clock: systemClock, log });
    return (await orgs.get(orgId))!;
  }),
);
const call = (client: (typeof clients)[number]) =>
  client.composite([{ referenceId: 'q', method: 'GET', url: '/query?q=SELECT+Id+FROM+Organization' }], {
    purpose: 'bookings',
  });
// All hold the token that is about to die.
await Promise.all(clients.map(call));
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
const results = await Promise.allSettled(clients.map(call));
for (const result of results) if (result.status === 'rejected') console.log(String(result.reason));
console.log(`succeeded ${results.filter(({ status }) => status === 'fulfilled').length}`);
await usage.flush();
await database.close();
process.exit(0);
