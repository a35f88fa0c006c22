import { Router, type Request } from 'express';
import type { Clock } from '../../platform/clock.ts';
import { parseBody, rawBody } from '../../platform/http/json-body.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import type { Text } from '../../texts/text.ts';
import type { ApiBudget } from './api-budget.ts';
import { apiUsageView } from './api-usage-view.ts';
import type { ApiUsageStore } from './api-usage-store.ts';
import type { AppUsage } from './app-usage.ts';
import type { BudgetStore } from './budget-store.ts';
import { dayMilliseconds } from './ledger.ts';
import { budgetBody } from './thresholds.ts';

export interface ApiBudgetRoutesParts {
  usage: ApiUsageStore;
  budgets: BudgetStore;
  budget: ApiBudget;
  apps: AppUsage;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** Why the org's bookings wait for its API calls; null when they do not. */
  bookingsPauseOf: (orgId: string) => Promise<{ until: Date; sentence: Text } | null>;
  /** Other thresholds hold now: what waited for the old ones may go. */
  changed: (orgId: string) => Promise<void>;
}

/** What is looked at to tell others' calls: the hours of the day before are needed for those of this one. */
const daysLookedAt = 3;

/** `/v1/org/api-usage` and `/v1/org/api-budget`: what the org's API calls go to, and who gives way when they get few. */
export function apiBudgetRoutes(parts: ApiBudgetRoutesParts): Router {
  const { usage, budgets, budget, apps, clock, callerOf, bookingsPauseOf, changed } = parts;
  const router = Router();

  async function view(orgId: string, request: Request) {
    await usage.flush();
    const now = clock.now();
    const [ledger, thresholds, { log, unknown }, bookingsPause] = await Promise.all([
      usage.ledger(orgId, new Date(now.getTime() - daysLookedAt * dayMilliseconds)),
      budgets.thresholds(orgId),
      apps.known(orgId),
      bookingsPauseOf(orgId),
    ]);
    return apiUsageView({ ledger, thresholds, log, unknown, bookingsPause, now }, languageOf(request));
  }

  router.get('/v1/org/api-usage', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(await view(orgId, request));
  });

  router.put('/v1/org/api-budget', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    await budgets.change(orgId, parseBody(budgetBody, request.body), by, clock.now());
    budget.forget(orgId);
    await changed(orgId);
    response.json(await view(orgId, request));
  });

  return router;
}
