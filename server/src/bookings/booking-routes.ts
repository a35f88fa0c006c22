import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { bearerToken } from '../platform/http/bearer-token.ts';
import { InvalidRequest, NotFound, Problem, Unauthorized } from '../platform/problem.ts';
import { bookingDetail, bookingSummary } from './booking-view.ts';
import type { BookingStore } from './booking-store.ts';

export interface BookingRoutesParts {
  store: BookingStore;
  clock: Clock;
  /** The org of an API key. */
  orgOfApiKey: (key: string) => Promise<string | undefined>;
  /** Called when a booking of the org was made due. */
  retried: (orgId: string) => void;
}

const listQuery = z.object({
  state: z.enum(['waiting', 'delivered', 'held', 'merged']).optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'must be a cursor as given in "next"')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /v1/org/bookings`, `GET /v1/org/bookings/:id`, `POST /v1/org/bookings/:id/retry`, for the org's API key. */
export function bookingRoutes({ store, clock, orgOfApiKey, retried }: BookingRoutesParts): Router {
  const router = Router();

  const orgOf = async (request: Request<object>): Promise<string> => {
    const key = bearerToken(request as Request);
    const orgId = key === undefined ? undefined : await orgOfApiKey(key);
    if (orgId === undefined) throw new Unauthorized('Send the API key of the org as "Authorization: Bearer …".');
    return orgId;
  };

  router.get('/v1/org/bookings', async (request, response) => {
    const orgId = await orgOf(request);
    const { state, before, limit } = parseQuery(request.query);
    const filter = { ...(state && { state }), ...(before && { before }), limit: limit + 1 };
    const [rows, delivery, counts] = await Promise.all([
      store.list(orgId, filter),
      store.delivery(orgId),
      store.countByState(orgId),
    ]);
    const page = rows.slice(0, limit);
    const now = clock.now();
    response.json({
      bookings: page.map((row) => bookingSummary(row, delivery, now)),
      counts,
      next: rows.length > limit ? page.at(-1)!.seq : null,
    });
  });

  router.get('/v1/org/bookings/:id', async (request: Request<{ id: string }>, response) => {
    const orgId = await orgOf(request);
    const row = await store.find(orgId, request.params.id);
    if (!row) throw unknownBooking(request.params.id);
    const [delivery, attempts, messages] = await Promise.all([
      store.delivery(orgId),
      store.attempts(orgId, row.id),
      store.messages(orgId, row.id),
    ]);
    response.json(bookingDetail(row, delivery, attempts, messages, clock.now()));
  });

  router.post('/v1/org/bookings/:id/retry', async (request: Request<{ id: string }>, response) => {
    const orgId = await orgOf(request);
    const row = await store.find(orgId, request.params.id);
    if (!row) throw unknownBooking(request.params.id);
    if (!(await store.retry(orgId, row.id, clock.now()))) {
      throw new Problem(
        409,
        'Nothing to retry',
        row.state === 'delivered'
          ? 'The booking is in Salesforce as it is.'
          : 'The booking is not complete yet; it is delivered when the rest of it arrives.',
      );
    }
    retried(orgId);
    response.status(202).json({ id: row.id, state: 'waiting' });
  });

  return router;
}

function unknownBooking(id: string): NotFound {
  return new NotFound(`This org has no booking ${id.slice(0, 100)}.`);
}

function parseQuery(query: unknown): z.infer<typeof listQuery> {
  const parsed = listQuery.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(
    parsed.error.issues.map((issue) => ({ pointer: `?${issue.path.join('.')}`, detail: issue.message })),
  );
}
