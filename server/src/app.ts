import express, { type Express, type Request } from 'express';
import { pinoHttp } from 'pino-http';
import { randomUUID } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import { BookingActions } from './bookings/booking-actions.ts';
import { BookingList } from './bookings/booking-list.ts';
import { bookingRoutes } from './bookings/booking-routes.ts';
import { BookingStore } from './bookings/booking-store.ts';
import { deliveryView } from './bookings/booking-view.ts';
import { Deliverer } from './bookings/deliver/deliverer.ts';
import { DeliveryStore } from './bookings/deliver/delivery-store.ts';
import type { OrgPause } from './bookings/deliver/org-pause.ts';
import { Intake } from './bookings/intake.ts';
import { intakeRoutes } from './bookings/intake-routes.ts';
import { IntakeStore } from './bookings/intake-store.ts';
import { RecentBookings } from './bookings/recent-bookings.ts';
import type { Clock } from './platform/clock.ts';
import type { Vault } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { loggablePath } from './platform/http/loggable-path.ts';
import { problemResponse, unknownPath } from './platform/http/problem-response.ts';
import { Leases } from './platform/leases.ts';
import type { Logger } from './platform/log.ts';
import { ApiUsageStore } from './setup/api-usage-store.ts';
import { orgCallerOf } from './setup/org-caller.ts';
import { orgRoutes } from './setup/org-routes.ts';
import { SalesforceOrgs } from './setup/salesforce-orgs.ts';
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
}

const { version } = packageJson;

/** The backend, wired together; `http` is the web application, `start` begins to deliver. */
export interface App extends SetupStores {
  http: Express;
  deliverer: Deliverer;
  start(): Promise<void>;
  /** Finishes what is in hand. The caller closes the server before and the database after. */
  stop(): Promise<void>;
}

export function createApp({ database, vault, clock, log, processId = randomUUID() }: AppParts): App {
  const { orgs, keys, pairing, sources, settings } = setupStores(database, vault, clock);
  const usage = new ApiUsageStore(database, log);
  const salesforce = new SalesforceOrgs(orgs, usage, clock);
  const leases = new Leases(database, clock, processId);
  const store = new DeliveryStore(database);
  const deliverer = new Deliverer({
    store,
    leases,
    clock,
    log,
    salesforceOf: (orgId) => salesforce.get(orgId),
    settingsOf: (orgId) => settings.settings(orgId),
  });
  const intake = new Intake({ store: new IntakeStore(database), clock, wake: (orgId) => deliverer.wake(orgId) });

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
  const recent = new RecentBookings(database);
  const desk = new SettingsDesk({
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
      desk,
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
  http.use(schemaRoutes({ desk, recent, bookings, clock, callerOf, schemaReadAt }));
  http.use(unknownPath);
  http.use(problemResponse(log));

  return {
    http,
    orgs,
    keys,
    pairing,
    sources,
    settings,
    deliverer,
    async start() {
      await orgs.checkEncryptionKey();
      if (database.exclusive) await leases.releaseAbandoned();
      deliverer.start();
    },
    async stop() {
      await deliverer.stop();
      await usage.flush();
    },
  };
}
