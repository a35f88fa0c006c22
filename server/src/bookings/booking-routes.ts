import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { parseBody, rawBody } from '../platform/http/json-body.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import { NotFound, Problem } from '../platform/problem.ts';
import type { BookingActions } from './booking-actions.ts';
import type { BookingList } from './booking-list.ts';
import { parseBookingListQuery } from './booking-list-query.ts';
import type { BookingRow } from './booking-row.ts';
import type { BookingStore } from './booking-store.ts';
import { bookingDetail, bookingSummary, causeView } from './booking-view.ts';

export interface BookingRoutesParts {
  list: BookingList;
  store: BookingStore;
  actions: BookingActions;
  clock: Clock;
  /** Throws when the request's key opens no org. */
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** Called when bookings of the org were made due. */
  retried: (orgId: string) => void;
}

type ById = Request<{ id: string }>;

const byCause = z.object({ cause: z.string().min(1, 'is required').max(4_000) });
const dismissal = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'is required: whoever looks at the booking later wants to know why')
    .max(500, 'holds at most 500 characters')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'holds characters that cannot be stored'),
});

/** `/v1/org/bookings…`: the org's bookings, and what one can do about them. */
export function bookingRoutes({ list, store, actions, clock, callerOf, retried }: BookingRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/bookings', async (request, response) => {
    const { orgId } = await callerOf(request);
    const query = parseBookingListQuery(request.query);
    const [{ rows, counts, total, next }, delivery] = await Promise.all([
      list.page(orgId, query),
      store.delivery(orgId),
    ]);
    const now = clock.now();
    response.json({ bookings: rows.map((row) => bookingSummary(row, delivery, now)), counts, total, next });
  });

  router.get('/v1/org/bookings/filters', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { causes, ...others } = await list.filters(orgId);
    response.json({ ...others, causes: causes.map(causeView) });
  });

  router.get('/v1/org/bookings/:id', async (request: ById, response) => {
    const { orgId } = await callerOf(request as Request);
    const row = await bookingOf(orgId, request.params.id);
    const [delivery, attempts, messages, done, sameCause] = await Promise.all([
      store.delivery(orgId),
      store.attempts(orgId, row.id),
      store.messages(orgId, row.id),
      actions.of(orgId, row.id),
      actions.sameCause(orgId, row),
    ]);
    response.json(bookingDetail(row, delivery, { attempts, messages, actions: done, sameCause }, clock.now()));
  });

  router.post('/v1/org/bookings/retry', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const { cause } = parseBody(byCause, request.body);
    const count = await actions.retryCause(orgId, cause, by, clock.now());
    if (count > 0) retried(orgId);
    response.status(202).json({ retried: count });
  });

  router.post('/v1/org/bookings/:id/retry', async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const row = await bookingOf(orgId, request.params.id);
    if (!(await actions.retry(orgId, row.id, by, clock.now()))) {
      throw new Problem(409, 'Nothing to retry', whyNoRetry(row));
    }
    retried(orgId);
    response.status(202).json({ id: row.id, state: 'waiting' });
  });

  router.post('/v1/org/bookings/:id/dismiss', rawBody, async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const { reason } = parseBody(dismissal, request.body);
    const row = await bookingOf(orgId, request.params.id);
    if (!(await actions.dismiss(orgId, row.id, by, reason, clock.now()))) {
      const detail =
        row.state === 'dismissed' ? 'The booking is dismissed already.' : 'The booking is in Salesforce as it is.';
      throw new Problem(409, 'Nothing to dismiss', detail);
    }
    response.json({ id: row.id, state: 'dismissed' });
  });

  router.post('/v1/org/bookings/:id/reopen', async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const row = await bookingOf(orgId, request.params.id);
    const state = await actions.reopen(orgId, row.id, by, clock.now());
    if (state === undefined) throw new Problem(409, 'Nothing to reopen', 'The booking is not dismissed.');
    if (state === 'waiting') retried(orgId);
    response.json({ id: row.id, state });
  });

  async function bookingOf(orgId: string, id: string): Promise<BookingRow> {
    const row = await store.find(orgId, id);
    if (row) return row;
    throw new NotFound(`This org has no booking ${id.slice(0, 100)}.`);
  }

  return router;
}

function whyNoRetry(row: BookingRow): string {
  switch (row.state) {
    case 'delivered':
      return 'The booking is in Salesforce as it is.';
    case 'dismissed':
      return 'The booking is dismissed. Reopen it first.';
    default:
      return 'The booking is not complete yet; it is delivered when the rest of it arrives.';
  }
}
