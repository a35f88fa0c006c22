import { Router, type Request } from 'express';
import { AlertKeeper, type AlertWatcher } from './alerts/alert-keeper.ts';
import { AlertMessageStore } from './alerts/alert-message-store.ts';
import { alertRoutes } from './alerts/alert-routes.ts';
import { alertSenders } from './alerts/alert-senders.ts';
import { AlertStore } from './alerts/alert-store.ts';
import type { AlertReach, Alerts } from './alerts/alerts.ts';
import { BookingHealthReader } from './bookings/booking-health.ts';
import type { BookingOwners } from './bookings/booking-owners.ts';
import type { BookingStore } from './bookings/booking-store.ts';
import type { DeliveryStore } from './bookings/deliver/delivery-store.ts';
import { isForApiCalls } from './bookings/deliver/org-pause.ts';
import { factsOf, type RecentBookings } from './bookings/recent-bookings.ts';
import { alertCauses, watchedTopics } from './diagnostics/alert-causes.ts';
import type { ApiBudget } from './diagnostics/api-budget/api-budget.ts';
import { apiBudgetRoutes } from './diagnostics/api-budget/api-budget-routes.ts';
import type { ApiUsageStore } from './diagnostics/api-budget/api-usage-store.ts';
import { AppUsage } from './diagnostics/api-budget/app-usage.ts';
import type { BudgetStore } from './diagnostics/api-budget/budget-store.ts';
import { createDiagnostics, type Diagnostics } from './diagnostics/diagnostics.ts';
import { DryRunDesk } from './diagnostics/dry-run/dry-run-desk.ts';
import { DryRunKeeper } from './diagnostics/dry-run/dry-run-keeper.ts';
import { dryRunRoutes } from './diagnostics/dry-run/dry-run-routes.ts';
import { DryRunStore } from './diagnostics/dry-run/dry-run-store.ts';
import { dryRunFacts } from './diagnostics/facts/dry-run-facts.ts';
import { readUsageFacts } from './diagnostics/facts/usage-facts.ts';
import type { Clock } from './platform/clock.ts';
import type { AlertConfig } from './platform/config.ts';
import type { Database } from './platform/database/database.ts';
import type { OrgCaller } from './platform/http/org-caller.ts';
import type { Logger } from './platform/log.ts';
import type { SalesforceOrgs } from './setup/salesforce-orgs.ts';
import type { SetupStores } from './setup/setup-stores.ts';

export interface DiagnosticsWiring {
  database: Database;
  clock: Clock;
  log: Logger;
  /** Of the backend. */
  version: string;
  callerOf: (request: Request) => Promise<OrgCaller>;
  salesforce: SalesforceOrgs;
  stores: Pick<SetupStores, 'connections' | 'settings'>;
  bookings: BookingStore;
  delivery: DeliveryStore;
  recent: RecentBookings;
  owners: BookingOwners;
  usage: ApiUsageStore;
  budgets: BudgetStore;
  budget: ApiBudget;
  alerts: Alerts;
  reach: AlertReach;
  alertConfig: AlertConfig;
  allowLoopback: boolean;
  /** In place of those that look at every org; for tests. */
  watchers: AlertWatcher[] | undefined;
  /** The org may have something to deliver now. */
  wake: (orgId: string) => void;
}

/** Checks, test bookings, alerts and the API budget, wired together. */
export interface WiredDiagnostics {
  routes: Router;
  diagnostics: Diagnostics;
  alertKeeper: AlertKeeper;
  dryRunKeeper: DryRunKeeper;
  /** Resolves when nothing is under way that nobody waits for. */
  idle(): Promise<void>;
}

export function wireDiagnostics(wiring: DiagnosticsWiring): WiredDiagnostics {
  const { database, clock, log, callerOf, salesforce, bookings, usage, budgets, budget, alerts, reach } = wiring;
  const alertStore = new AlertStore(database);
  const health = new BookingHealthReader(database);
  const dryRuns = new DryRunStore(database);
  const dryRunDesk = dryRunDeskOf(wiring, dryRuns);
  const dryRunKeeper = new DryRunKeeper({ desk: dryRunDesk, store: dryRuns, clock, log });
  const diagnostics = diagnosticsOf(wiring, { health, dryRuns, dryRunKeeper });
  const alertKeeper = new AlertKeeper({
    ...{ alerts, store: alertStore, clock, log },
    messages: new AlertMessageStore(database),
    senders: alertSenders(wiring.alertConfig, { allowLoopback: wiring.allowLoopback }),
    watchers: wiring.watchers ?? [watcherOf(wiring, health)],
  });
  const apps = new AppUsage({ budgets, budget, salesforceOf: (orgId) => salesforce.get(orgId), clock, log });

  const routes = Router();
  routes.use(diagnostics.routes);
  const orgUrlOf = async (orgId: string) => (await bookings.delivery(orgId)).loginUrl;
  routes.use(dryRunRoutes({ desk: dryRunDesk, store: dryRuns, callerOf, orgUrlOf }));
  routes.use(alertRoutes({ alerts, store: alertStore, reach, callerOf }));
  routes.use(
    apiBudgetRoutes({
      ...{ usage, budgets, budget, apps, clock, callerOf },
      async bookingsPauseOf(orgId) {
        const { pausedUntil, pause } = (await wiring.delivery.org(orgId)) ?? {};
        if (!pause || !pausedUntil || pausedUntil <= clock.now() || !isForApiCalls(pause)) return null;
        return { until: pausedUntil, sentence: pause.sentence };
      },
      async changed(orgId) {
        await wiring.delivery.endBudgetPause(orgId);
        wiring.wake(orgId);
      },
    }),
  );
  return { routes, diagnostics, alertKeeper, dryRunKeeper, idle: () => apps.idle() };
}

function dryRunDeskOf(
  { clock, log, salesforce, stores, recent, budget, alerts }: DiagnosticsWiring,
  store: DryRunStore,
) {
  return new DryRunDesk({
    ...{ store, clock, log },
    salesforceOf: (orgId) => salesforce.get(orgId),
    settingsOf: (orgId) => stores.settings.settings(orgId),
    async newestOf(orgId, pageId) {
      const row = await recent.newest(orgId, pageId);
      return row && factsOf(row);
    },
    pagesOf: async (orgId) => (await recent.contents(orgId)).pages.map(({ id, name }) => ({ id, name: name ?? id })),
    mayCall: (orgId, calls, byPerson) => budget.mayCall(orgId, 'diagnostics', calls, { byPerson }),
    alert: (orgId, causes) => alerts.settle(orgId, ['dryRun'], causes),
  });
}

function diagnosticsOf(
  wiring: DiagnosticsWiring,
  { health, dryRuns, dryRunKeeper }: { health: BookingHealthReader; dryRuns: DryRunStore; dryRunKeeper: DryRunKeeper },
): Diagnostics {
  const { database, clock, log, callerOf, salesforce, stores, bookings, recent, owners, usage, budgets, budget } =
    wiring;
  return createDiagnostics({
    ...{ database, clock, log, callerOf },
    own: {
      ...{ version: wiring.version, clock },
      connectionOf: (orgId) => stores.connections.connection(orgId),
      deliveryOf: (orgId) => bookings.delivery(orgId),
      healthOf: (orgId, now) => health.read(orgId, now),
      settingsOf: (orgId) => stores.settings.settings(orgId),
      recentOf: (orgId) => recent.facts(orgId),
      foundRequiredOf: (orgId) => recent.fieldsFoundRequired(orgId),
      ownersSince: (orgId, since) => owners.seenSince(orgId, since),
      usageOf: (orgId, now) => readUsageFacts(orgId, now, { usage, budgets }),
      dryRunsOf: async (orgId) => dryRunFacts(await dryRuns.runs(orgId)),
    },
    salesforceOf: (orgId) => salesforce.get(orgId),
    mayCall: (orgId, purpose, calls, options) => budget.mayCall(orgId, purpose, calls, options),
    async settled(orgId) {
      await Promise.all([salesforce.flush(), usage.flush()]);
      const schema = salesforce.known(orgId)?.knownSchema;
      if (schema) await dryRunKeeper.schemaRead(orgId, schema);
    },
    counted: (orgId, count) => budget.learn({ orgId, ...count }),
    async resume(orgId) {
      await stores.connections.liftPause(orgId);
      wiring.wake(orgId);
    },
  });
}

function watcherOf(
  { clock, stores, bookings, usage, budgets }: DiagnosticsWiring,
  health: BookingHealthReader,
): AlertWatcher {
  return {
    topics: watchedTopics,
    async causes(orgId, open) {
      const now = clock.now();
      const [connection, { pausedUntil, pause }, usageFacts, backlog, failingPages] = await Promise.all([
        stores.connections.connection(orgId),
        bookings.delivery(orgId),
        readUsageFacts(orgId, now, { usage, budgets }),
        health.backlog(orgId),
        health.failingPages(orgId, now),
      ]);
      const isPaused = pausedUntil !== null && pausedUntil > now;
      const facts = { now, usage: usageFacts, pause: isPaused ? pause : undefined, ...backlog, failingPages };
      return alertCauses({ ...facts, isConnected: connection?.state === 'connected' }, open);
    },
  };
}
