import { Router, type Request } from 'express';
import { z } from 'zod';
import type { BookingStore } from '../../bookings/booking-store.ts';
import { bookingSummary } from '../../bookings/booking-view.ts';
import type { FallbackReport } from '../../bookings/fallback-report.ts';
import type { Clock } from '../../platform/clock.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { parseQuery } from '../../platform/http/query.ts';

export interface FallbackRoutesParts {
  report: FallbackReport;
  bookings: BookingStore;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
}

const bookingsAPage = 50;

/** The query of `GET /v1/org/fallbacks`. */
export const fallbackQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be the `next` of the page before')
    .optional()
    .describe('The next of the page before.'),
});

/** `/v1/org/fallbacks`: which records hold a value that nobody gave. */
export function fallbackRoutes({ report, bookings, clock, callerOf }: FallbackRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/fallbacks', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { cursor } = parseQuery(fallbackQuery, request.query);
    const [rows, total, delivery] = await Promise.all([
      report.page(orgId, cursor, bookingsAPage + 1),
      report.total(orgId),
      bookings.delivery(orgId),
    ]);
    const shown = rows.slice(0, bookingsAPage);
    const reader = { now: clock.now(), language: languageOf(request) };
    response.json({
      total,
      bookings: shown.map((row) => {
        const { id, state, customer, page, start, deliveredAt, fallbacks } = bookingSummary(row, delivery, reader);
        return { id, state, customer, page, start, deliveredAt, fallbacks };
      }),
      next: rows.length > bookingsAPage ? shown.at(-1)!.seq : null,
    });
  });

  return router;
}
