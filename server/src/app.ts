import express, { type Express, type Request } from 'express';
import { pinoHttp } from 'pino-http';
import { randomUUID } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import type { AlertKeeper, AlertWatcher } from './alerts/alert-keeper.ts';
import { Alerts } from './alerts/alerts.ts';
import { apiOperations } from './api-operations.ts';
import { BookingActions } from './bookings/booking-actions.ts';
import { BookingList } from './bookings/booking-list.ts';
import { BookingOwners } from './bookings/booking-owners.ts';
import { bookingRoutes } from './bookings/booking-routes.ts';
import { BookingStore } from './bookings/booking-store.ts';
import { TestRecords } from './bookings/test-records.ts';
import { deliveryView } from './bookings/booking-view.ts';
import { Deliverer } from './bookings/deliver/deliverer.ts';
import { RuleExplainer } from './bookings/deliver/rule-explainer.ts';
import { DeliveryStore } from './bookings/deliver/delivery-store.ts';
import type { OrgPause } from './bookings/deliver/org-pause.ts';
import { FallbackReport } from './bookings/fallback-report.ts';
import { neededAccess } from './bookings/plan/needed-access.ts';
import { Intake } from './bookings/intake.ts';
import { intakeRoutes } from './bookings/intake-routes.ts';
import { IntakeStore } from './bookings/intake-store.ts';
import type { Diagnostics } from './diagnostics/diagnostics.ts';
import type { DryRunKeeper } from './diagnostics/dry-run/dry-run-keeper.ts';
import { ApiBudget } from './diagnostics/api-budget/api-budget.ts';
import { ApiUsageStore } from './diagnostics/api-budget/api-usage-store.ts';
import { BudgetStore } from './diagnostics/api-budget/budget-store.ts';
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
import type { OnUsage } from './salesforce/limits.ts';
import type { SalesforceOrg } from './salesforce/salesforce-org.ts';
import { AskedOnce } from './setup/asked-once.ts';
import { campaignRoutes } from './setup/campaigns/campaign-routes.ts';
import { SalesforceCampaigns } from './setup/campaigns/salesforce-campaigns.ts';
import { ConnectionDesk } from './setup/connection/connection-desk.ts';
import { ConnectionHealth } from './setup/connection/connection-health.ts';
import { ConnectionKeeper } from './setup/connection/connection-keeper.ts';
import { connectionRoutes } from './setup/connection/connection-routes.ts';
import { ConnectionTokens } from './setup/connection/connection-tokens.ts';
import { oauthRoutes } from './setup/connection/oauth-routes.ts';
import { WebAuthorization } from './setup/connection/web-authorization.ts';
import { orgCallerOf } from './setup/org-caller.ts';
import { orgRoutes } from './setup/org-routes.ts';
import { SalesforceOrgs } from './setup/salesforce-orgs.ts';
import { installationRoutes } from './setup/installation/installation-routes.ts';
import { SalesforcePeople } from './setup/users/salesforce-people.ts';
import { userRoutes } from './setup/users/user-routes.ts';
import { sourceRoutes } from './setup/sources/source-routes.ts';
import { fallbackRoutes } from './setup/settings/fallback-routes.ts';
import { schemaRoutes } from './setup/settings/schema-routes.ts';
import { SettingsDesk } from './setup/settings/settings-desk.ts';
import { settingsRoutes } from './setup/settings/settings-routes.ts';
import { setupStores, type SetupStores } from './setup/setup-stores.ts';
import { wireDiagnostics } from './wire-diagnostics.ts';

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
  /** What is looked at besides, once a minute an org; for tests. */
  watchers?: AlertWatcher[];
}

const noAlerts: AlertConfig = { webhook: undefined, email: undefined, language: 'en' };

const { version } = packageJson;

/** The backend, wired together; `http` is the web application, `start` begins to deliver. */
export interface App extends SetupStores {
  http: Express;
  /** Background work asks it before each call to Salesforce. */
  budget: ApiBudget;
  /** The client of a connected org; undefined when there is no such org. */
  salesforceOf(orgId: string): Promise<SalesforceOrg | undefined>;
  deliverer: Deliverer;
  explainer: RuleExplainer;
  keeper: ConnectionKeeper;
  alertKeeper: AlertKeeper;
  diagnostics: Diagnostics;
  dryRunKeeper: DryRunKeeper;
  start(): Promise<void>;
  /** Finishes what is in hand. The caller closes the server before and the database after. */
  stop(): Promise<void>;
}

export function createApp(parts: AppParts): App {
  const { database, vault, clock, log, processId = randomUUID() } = parts;
  const { publicUrl, localUrl = 'http://localhost:3000', allowLoopback = false } = parts;
  const { alerts: alertConfig = noAlerts } = parts;
  const browserUrl = publicUrl ?? localUrl;
  const stores = setupStores(database, vault, clock);
  const { orgs, connections, authorizations, keys, pairing, sources, settings } = stores;
  const usage = new ApiUsageStore(database, log);
  const { webhook, email } = alertConfig;
  const reach = { webhook: webhook !== undefined, email: email && { operator: email.to !== undefined } };
  const alerts = new Alerts(database, clock, reach);
  const health = new ConnectionHealth(database, clock, alerts);
  const budgets = new BudgetStore(database);
  const budget = new ApiBudget({ usage, budgets, clock });
  const onUsage: OnUsage = (sample, { purpose }) => budget.record(sample, purpose);
  const tokens = new ConnectionTokens({ store: connections, health, clock });
  const salesforce = new SalesforceOrgs({ connections, tokens, health, onUsage, clock, log });
  const leases = new Leases(database, clock, processId);
  const store = new DeliveryStore(database);
  const explainer = new RuleExplainer({
    ...{ database, clock, log },
    salesforceOf: (orgId) => salesforce.get(orgId),
    mayAsk: async (orgId, calls) => (await budget.mayCall(orgId, 'diagnostics', calls)).allowed,
  });
  const deliverer = new Deliverer({
    ...{ store, leases, clock, log },
    salesforceOf: (orgId) => salesforce.get(orgId),
    settingsOf: (orgId) => settings.settings(orgId),
    refused: (orgId, error) => salesforce.failed(orgId, error),
    wantsRules: (orgId) => explainer.wake(orgId),
    mayCall: (orgId, calls, notBefore) => budget.mayCall(orgId, 'bookings', calls, { notBefore }),
  });
  const intake = new Intake({ store: new IntakeStore(database), clock, wake: (orgId) => deliverer.wake(orgId) });
  const wake = (orgId: string) => deliverer.wake(orgId);
  const desk = new ConnectionDesk({ store: connections, tokens, health, salesforce, onUsage, clock, log, wake });
  const callbackUrl = `${browserUrl}/oauth/callback`;
  const web = new WebAuthorization({
    ...{ authorizations, connections, desk, log, callbackUrl },
    ...{ startUrl: `${browserUrl}/oauth/start`, questionUrl: `${browserUrl}/oauth/question` },
  });
  const keeper = new ConnectionKeeper({ store: connections, desk, web, clock, log });

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
  const asked = new AskedOnce(
    (orgId) => salesforce.get(orgId),
    () => clock.now(),
  );
  http.use(
    userRoutes({
      people: new SalesforcePeople(asked),
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
  http.use(campaignRoutes({ campaigns: new SalesforceCampaigns(asked), callerOf }));
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
  http.use(fallbackRoutes({ report: new FallbackReport(database), bookings, clock, callerOf }));
  http.use(schemaRoutes({ desk: settingsDesk, recent, bookings, clock, callerOf, schemaReadAt }));
  const wired = wireDiagnostics({
    ...{ database, clock, log, version, callerOf, salesforce, stores, bookings, delivery: store, recent, owners },
    ...{ usage, budgets, budget, alerts, reach, alertConfig, allowLoopback, watchers: parts.watchers, wake },
  });
  const { diagnostics, alertKeeper, dryRunKeeper } = wired;
  http.use(wired.routes);
  http.use(docsRoutes(apiOperations, version));
  http.use(unknownPath);
  http.use(problemResponse(log));

  return {
    http,
    budget,
    salesforceOf: (orgId) => salesforce.get(orgId),
    ...stores,
    deliverer,
    explainer,
    keeper,
    alertKeeper,
    diagnostics,
    dryRunKeeper,
    async start() {
      await connections.adopt();
      await connections.checkEncryptionKey();
      if (database.exclusive) {
        await leases.releaseAbandoned();
        await connections.releaseAbandoned();
        await diagnostics.store.releaseAbandoned();
      }
      deliverer.start();
      keeper.start();
      alertKeeper.start();
      dryRunKeeper.start();
      diagnostics.keeper.start();
    },
    async stop() {
      const keepers = [keeper, alertKeeper, dryRunKeeper, diagnostics.keeper];
      await Promise.all([deliverer.stop(), ...keepers.map((one) => one.stop())]);
      await Promise.all([explainer.idle(), wired.idle()]);
      await salesforce.flush();
      await usage.flush();
    },
  };
}
