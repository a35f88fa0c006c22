import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { parseBody, rawBody } from '../platform/http/json-body.ts';
import { languageOf } from '../platform/http/language-of.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import { NotFound, Problem } from '../platform/problem.ts';
import { text, type Text } from '../texts/text.ts';
import type { BookingActions } from './booking-actions.ts';
import type { BookingList } from './booking-list.ts';
import { parseBookingListQuery } from './booking-list-query.ts';
import type { BookingRow } from './booking-row.ts';
import type { BookingStore } from './booking-store.ts';
import type { TestRecords } from './test-records.ts';
import { bookingDetail, bookingSummary, causeView } from './booking-view.ts';

export interface BookingRoutesParts {
  list: BookingList;
  store: BookingStore;
  actions: BookingActions;
  testRecords: TestRecords;
  clock: Clock;
  /** Throws when the request's key opens no org. */
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** Called when bookings of the org were made due. */
  retried: (orgId: string) => void;
}

type ById = Request<{ id: string }>;

/** The body of `POST /v1/org/bookings/retry`. */
export const byCause = z.object({ cause: z.string().min(1, 'is required').max(4_000) });
/** The body of `POST /v1/org/bookings/:id/dismiss`. */
export const dismissal = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'is required: whoever looks at the booking later wants to know why')
    .max(500, 'holds at most 500 characters')
    .refine((said) => !said.includes('\0') && said.isWellFormed(), 'holds characters that cannot be stored'),
});

/** `/v1/org/bookings…`: the org's bookings, and what one can do about them. */
export function bookingRoutes(parts: BookingRoutesParts): Router {
  const { list, store, actions, testRecords, clock, callerOf, retried } = parts;
  const router = Router();

  router.get('/v1/org/bookings', async (request, response) => {
    const { orgId } = await callerOf(request);
    const query = parseBookingListQuery(request.query);
    const [{ rows, ...page }, delivery] = await Promise.all([list.page(orgId, query), store.delivery(orgId)]);
    const reader = { now: clock.now(), language: languageOf(request) };
    response.json({ bookings: rows.map((row) => bookingSummary(row, delivery, reader)), ...page });
  });

  router.get('/v1/org/bookings/filters', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { causes, ...others } = await list.filters(orgId);
    const language = languageOf(request);
    response.json({ ...others, causes: causes.map((cause) => causeView(cause, language)) });
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
    const reader = { now: clock.now(), language: languageOf(request as Request) };
    response.json(bookingDetail(row, delivery, { attempts, messages, actions: done, sameCause }, reader));
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
      throw new Problem(409, text('problem.nothingToRetry'), whyNoRetry(row));
    }
    retried(orgId);
    response.status(202).json({ id: row.id, state: 'waiting' });
  });

  router.post('/v1/org/bookings/:id/dismiss', rawBody, async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const { reason } = parseBody(dismissal, request.body);
    const row = await bookingOf(orgId, request.params.id);
    if (!(await actions.dismiss(orgId, row.id, by, reason, clock.now()))) {
      const detail = row.state === 'dismissed' ? 'problem.dismissedAlready' : 'problem.inSalesforce';
      throw new Problem(409, text('problem.nothingToDismiss'), text(detail));
    }
    response.json({ id: row.id, state: 'dismissed' });
  });

  router.post('/v1/org/bookings/:id/reopen', async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const row = await bookingOf(orgId, request.params.id);
    const state = await actions.reopen(orgId, row.id, by, clock.now());
    if (state === undefined) throw new Problem(409, text('problem.nothingToReopen'), text('problem.notDismissed'));
    if (state === 'waiting') retried(orgId);
    response.json({ id: row.id, state });
  });

  router.delete('/v1/org/bookings/:id/records', async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const row = await bookingOf(orgId, request.params.id);
    response.json(await testRecords.remove(orgId, row.id, by, languageOf(request as Request)));
  });

  async function bookingOf(orgId: string, id: string): Promise<BookingRow> {
    const row = await store.find(orgId, id);
    if (row) return row;
    throw new NotFound(text('problem.noBooking', { id: id.slice(0, 100) }));
  }

  return router;
}

function whyNoRetry(row: BookingRow): Text {
  switch (row.state) {
    case 'delivered':
      return text('problem.inSalesforce');
    case 'dismissed':
      return text('problem.dismissedReopenFirst');
    default:
      return text('problem.incomplete');
  }
}
