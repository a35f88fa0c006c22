import type { ApiUsageStore } from '../api-budget/api-usage-store.ts';
import type { BudgetStore } from '../api-budget/budget-store.ts';
import { forecastOf } from '../api-budget/forecast.ts';
import { dayMilliseconds, ownInWindow } from '../api-budget/ledger.ts';
import type { UsageFacts } from './facts.ts';

/** The org's count as its newest answer told it, from the ledger; null where none was given in the last 24 hours. */
export async function readUsageFacts(
  orgId: string,
  now: Date,
  { usage, budgets }: { usage: ApiUsageStore; budgets: BudgetStore },
): Promise<UsageFacts | null> {
  const [{ own, samples }, thresholds] = await Promise.all([
    usage.ledger(orgId, new Date(now.getTime() - dayMilliseconds)),
    budgets.thresholds(orgId),
  ]);
  const last = samples.at(-1);
  if (!last) return null;
  const { runsOutAt, sentence } = forecastOf(samples, now);
  const { used, allowed, at: sampledAt } = last;
  const { warn, bookings } = thresholds;
  return {
    ...{ used, allowed, sampledAt, own: ownInWindow(own, now), warn, bookings },
    forecast: runsOutAt && sentence,
  };
}
