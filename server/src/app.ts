import express, { type Express, type Request } from 'express';
import { pinoHttp } from 'pino-http';
import { randomUUID } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import { apiOperations } from './api-operations.ts';
import { BookingActions } from './bookings/booking-actions.ts';
import { BookingList } from './bookings/booking-list.ts';
import { BookingOwners } from './bookings/booking-owners.ts';
import { bookingRoutes } from './bookings/booking-routes.ts';
import { BookingStore } from './bookings/booking-store.ts';
import { TestRecords } from './bookings/test-records.ts';
import { deliveryView } from './bookings/booking-view.ts';
import { Deliverer } from './bookings/deliver/deliverer.ts';
import { DeliveryStore } from './bookings/deliver/delivery-store.ts';
import type { OrgPause } from './bookings/deliver/org-pause.ts';
import { neededAccess } from './bookings/plan/needed-access.ts';
import { Intake } from './bookings/intake.ts';
import { intakeRoutes } from './bookings/intake-routes.ts';
import { IntakeStore } from './bookings/intake-store.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import type { AlertConfig } from './platform/config.ts';
import { RecentBookings } from './bookings/recent-bookings.ts';
import type { Clock } from './platform/clock.ts';
import type { Vault } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { publicAddress } from './platform/http/public-address.ts';
import { loggablePath } from './platform/http/loggable-path.ts';
import { problemResponse, unknownPath } from './platform/http/problem-response.ts';
import { Leases } from './platform/leases.ts';
import type { Logger } from './platform/log.ts';
import { ApiUsageStore } from './setup/api-usage-store.ts';
import { ConnectionDesk } from './setup/connection/connection-desk.ts';
import { ConnectionHealth } from './setup/connection/connection-health.ts';
import { ConnectionKeeper } from './setup/connection/connection-keeper.ts';
import { connectionRoutes } from './setup/connection/connection-routes.ts';
import { ConnectionTokens } from './setup/connection/connection-tokens.ts';
import type { NoticeChannel } from './setup/connection/notice.ts';
import { noticeSenders } from './setup/connection/notice-senders.ts';
import { NoticeStore } from './setup/connection/notice-store.ts';
import { oauthRoutes } from './setup/connection/oauth-routes.ts';
import { WebAuthorization } from './setup/connection/web-authorization.ts';
import { orgCallerOf } from './setup/org-caller.ts';
import { orgRoutes } from './setup/org-routes.ts';
import { SalesforceOrgs } from './setup/salesforce-orgs.ts';
import { installationRoutes } from './setup/installation/installation-routes.ts';
import { SalesforcePeople } from './setup/users/salesforce-people.ts';
import { userRoutes } from './setup/users/user-routes.ts';
import { sourceRoutes } from './setup/sources/source-routes.ts';
import { schemaRoutes } from './setup/settings/schema-routes.ts';
import { SettingsDesk } from './setup/settings/settings-desk.ts';
import { settingsRoutes } from './setup/settings/settings-routes.ts';
import { setupStores, type SetupStores } from './setup/setup-stores.ts';

export interface AppParts {
  database: Database;
  vault: Vault;
  clock: Clock;
  log: Logger;
  /** Unique to this process: names it as the holder of leases. */
  processId?: string;
  /** Where everybody reaches the backend, as the operator says: shown for pasting, and what logins come back to. */
  publicUrl?: string | undefined;
  /** What logins come back to where the operator says nothing; never what a request claims. */
  localUrl?: string;
  /** Admits a sandbox org and a webhook on this machine. */
  allowLoopback?: boolean;
  alerts?: AlertConfig;
}

const noAlerts: AlertConfig = { webhook: undefined, email: undefined, language: 'en' };

const { version } = packageJson;

/** The backend, wired together; `http` is the web application, `start` begins to deliver. */
export interface App extends SetupStores {
  http: Express;
  deliverer: Deliverer;
  keeper: ConnectionKeeper;
  start(): Promise<void>;
  /** Finishes what is in hand. The caller closes the server before and the database after. */
  stop(): Promise<void>;
}

export function createApp(parts: AppParts): App {
  const { database, vault, clock, log, processId = randomUUID() } = parts;
  const { publicUrl, localUrl = 'http://localhost:3000', allowLoopback = false, alerts = noAlerts } = parts;
  const browserUrl = publicUrl ?? localUrl;
  const stores = setupStores(database, vault, clock);
  const { orgs, connections, authorizations, keys, pairing, sources, settings } = stores;
  const usage = new ApiUsageStore(database, log);
  const senders = noticeSenders(alerts, { allowLoopback });
  const health = new ConnectionHealth(database, clock, Object.keys(senders) as NoticeChannel[]);
  const tokens = new ConnectionTokens({ store: connections, health, clock });
  const salesforce = new SalesforceOrgs({ connections, tokens, health, usage, clock, log });
  const leases = new Leases(database, clock, processId);
  const store = new DeliveryStore(database);
  const deliverer = new Deliverer({
    ...{ store, leases, clock, log },
    salesforceOf: (orgId) => salesforce.get(orgId),
    settingsOf: (orgId) => settings.settings(orgId),
    refused: (orgId, error) => salesforce.failed(orgId, error),
  });
  const intake = new Intake({ store: new IntakeStore(database), clock, wake: (orgId) => deliverer.wake(orgId) });
  const wake = (orgId: string) => deliverer.wake(orgId);
  const desk = new ConnectionDesk({ store: connections, tokens, health, salesforce, usage, clock, log, wake });
  const callbackUrl = `${browserUrl}/oauth/callback`;
  const web = new WebAuthorization({
    ...{ authorizations, connections, desk, log, callbackUrl },
    ...{ startUrl: `${browserUrl}/oauth/start`, questionUrl: `${browserUrl}/oauth/question` },
  });
  const keeper = new ConnectionKeeper({
    ...{ store: connections, desk, web, senders, clock, log },
    notices: new NoticeStore(database),
  });

  const http = express();
  http.disable('x-powered-by');
  http.disable('etag');
  http.use(
    pinoHttp({
      logger: log,
      genReqId: () => randomUUID(),
      serializers: {
        req: ({ id, method, url }) => ({ id, method, url: loggablePath(String(url)) }),
      },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    }),
  );
  http.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  http.get('/readyz', async (_request, response) => {
    const ready = await database.isReachable();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'the database does not answer' });
  });
  http.use(
    intakeRoutes(intake, {
      ofKey: (key) => sources.ofKey(key),
      ofId: (id) => sources.ofId(id),
      ofApiKey: async (key) => {
        const holder = await keys.holder(key);
        return holder?.key.kind === 'machine' ? sources.firstOfKind(holder.orgId, 'api') : undefined;
      },
    }),
  );
  const callerOf = (request: Request) => orgCallerOf(request, (key) => keys.holder(key));
  http.use(
    bookingRoutes({
      list: new BookingList(database),
      store: new BookingStore(database),
      actions: new BookingActions(database),
      testRecords: new TestRecords({ database, clock, salesforceOf: (orgId) => salesforce.get(orgId) }),
      clock,
      callerOf,
      retried: (orgId) => {
        // Whoever presses Retry has changed something, most likely in the schema.
        salesforce.known(orgId)?.forgetSchema({ always: true });
        deliverer.wake(orgId);
      },
    }),
  );
  http.use(
    orgRoutes({
      orgs,
      keys,
      pairing,
      callerOf,
      deliveryOf: ({ pausedUntil, pause }, language) =>
        deliveryView({ pausedUntil, pause: pause as OrgPause | undefined }, { now: clock.now(), language }),
      version,
    }),
  );
  http.use(connectionRoutes({ store: connections, desk, web, clock, callerOf, callbackUrl, allowLoopback }));
  http.use(oauthRoutes(web, browserUrl));
  http.use(
    sourceRoutes({
      sources,
      clock,
      callerOf,
      addressOf: publicAddress(publicUrl),
      sendTest: (source, booking) => intake.test(source, booking),
    }),
  );
  const owners = new BookingOwners(database);
  http.use(
    userRoutes({
      people: new SalesforcePeople(
        (orgId) => salesforce.get(orgId),
        () => clock.now(),
      ),
      clock,
      callerOf,
      ownersSince: (orgId, since) => owners.seenSince(orgId, since),
      ownersOf: async (orgId) => (await settings.settings(orgId)).users,
    }),
  );
  http.use(
    installationRoutes({
      callerOf,
      salesforceOf: (orgId) => salesforce.get(orgId),
      async neededBy(orgId) {
        const current = await settings.settings(orgId);
        return (schema) => neededAccess(current, schema);
      },
    }),
  );
  const recent = new RecentBookings(database);
  const settingsDesk = new SettingsDesk({
    store: settings,
    recent,
    actions: new BookingActions(database),
    clock,
    salesforceOf: (orgId) => salesforce.get(orgId),
    wake: (orgId) => deliverer.wake(orgId),
  });
  const bookings = new BookingStore(database);
  http.use(
    settingsRoutes({
      store: settings,
      desk: settingsDesk,
      recent,
      clock,
      callerOf,
      bookingOf: (orgId, id) => bookings.find(orgId, id),
      nameOf: async (orgId) => {
        const { name, salesforceOrgId } = (await orgs.profile(orgId))!;
        return { name, salesforceOrgId };
      },
    }),
  );
  const schemaReadAt = (orgId: string) => salesforce.known(orgId)?.schemaReadAt;
  http.use(schemaRoutes({ desk: settingsDesk, recent, bookings, clock, callerOf, schemaReadAt }));
  http.use(docsRoutes(apiOperations, version));
  http.use(unknownPath);
  http.use(problemResponse(log));

  return {
    http,
    ...stores,
    deliverer,
    keeper,
    async start() {
      await connections.adopt();
      await connections.checkEncryptionKey();
      if (database.exclusive) {
        await leases.releaseAbandoned();
        await connections.releaseAbandoned();
      }
      deliverer.start();
      keeper.start();
    },
    async stop() {
      await Promise.all([deliverer.stop(), keeper.stop()]);
      await salesforce.flush();
      await usage.flush();
    },
  };
}
