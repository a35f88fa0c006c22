import { z } from 'zod';
import { InvalidRequest } from '../../platform/problem.ts';
import { text } from '../../texts/text.ts';

/** When what gives way, in percent of the API calls that the org may make in 24 hours. */
export interface Thresholds {
  /** The panel warns. */
  warn: number;
  /** Background work stops: replication, and diagnostics that nobody asked for. */
  replication: number;
  /** Bookings stop too, so that something is left for the org's other applications. */
  bookings: number;
  /** Our own calls in 24 hours, whatever the org has left; null where the admin set none. */
  ownCap: number | null;
}

export const defaultThresholds: Thresholds = { warn: 80, replication: 75, bookings: 95, ownCap: null };

const percent = (least: number) => z.int('budget.percent').min(least, 'budget.percent').max(100, 'budget.percent');

/** The body of `PUT /v1/org/api-budget`: what is not named stays as it is. */
export const budgetBody = z.strictObject({
  warn: percent(10).optional(),
  replication: percent(5).optional(),
  bookings: percent(50).optional(),
  ownCap: z.int('budget.ownCap').min(100, 'budget.ownCap').max(100_000_000, 'budget.ownCap').nullable().optional(),
});
export type BudgetChange = z.infer<typeof budgetBody>;

/** The thresholds after a change. Throws InvalidRequest, with the field named, where background work would outlast bookings. */
export function changedThresholds(before: Thresholds, change: BudgetChange): Thresholds {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Thresholds = { ...before, ...said };
  if (after.bookings >= after.replication) return after;
  const { bookings, replication } = after;
  const pointer = change.bookings === undefined ? '/replication' : '/bookings';
  throw new InvalidRequest([{ pointer, detail: text('budget.bookingsFirst', { bookings, replication }) }]);
}
