import type { Router, Request } from 'express';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import type { Logger } from '../platform/log.ts';
import type { SalesforceOrg } from '../salesforce/salesforce-org.ts';
import { DiagnosticsDesk } from './diagnostics-desk.ts';
import { DiagnosticsKeeper } from './diagnostics-keeper.ts';
import { diagnosticsRoutes } from './diagnostics-routes.ts';
import { DiagnosticsStore } from './diagnostics-store.ts';
import { OrgReader, type MayCall } from './facts/org-reader.ts';
import type { OwnFactsParts } from './facts/own-facts.ts';

export interface DiagnosticsParts {
  database: Database;
  clock: Clock;
  log: Logger;
  callerOf: (request: Request) => Promise<OrgCaller>;
  own: OwnFactsParts;
  salesforceOf: (orgId: string) => Promise<SalesforceOrg | undefined>;
  /** Bookings come first: whether diagnostics may call the org now. */
  mayCall: MayCall;
  settled: (orgId: string) => Promise<void>;
  counted: (orgId: string, count: { used: number; allowed: number; at: Date }) => Promise<void>;
  resume: (orgId: string) => Promise<void>;
}

/** The checks, wired together. */
export interface Diagnostics {
  desk: DiagnosticsDesk;
  keeper: DiagnosticsKeeper;
  store: DiagnosticsStore;
  routes: Router;
}

export function createDiagnostics(parts: DiagnosticsParts): Diagnostics {
  const { database, clock, log, callerOf, own, salesforceOf, mayCall, settled, counted, resume } = parts;
  const store = new DiagnosticsStore(database);
  const reader = new OrgReader({ salesforceOf, mayCall, now: () => clock.now() });
  const desk = new DiagnosticsDesk({ own, reader, store, settled, counted, resume });
  const keeper = new DiagnosticsKeeper({ store, desk, clock, log });
  return { desk, keeper, store, routes: diagnosticsRoutes({ desk, callerOf }) };
}
