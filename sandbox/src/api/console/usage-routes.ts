import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf } from './console-request.ts';

/** How many calls are told in full. */
const MOST_CALLS = 1000;

const limits = z.strictObject({ used: z.int().min(0).optional(), max: z.int().min(0).optional() });

/** The API allowance, and the calls that were counted. */
export function usageRoutes(router: Router, { usage, calls }: SandboxState): void {
  router.get('/limits', (_request, response) => response.json(usage.current()));
  router.post('/limits', (request, response) => {
    usage.set(bodyOf(limits, request));
    response.json(usage.current());
  });
  router.get('/calls', (request, response) => {
    const since = Number(request.query.since ?? 0);
    if (!Number.isInteger(since) || since < 0) throw badField('since', 'A mark, as an earlier answer gave it.');
    const { username } = request.query;
    if (username !== undefined && typeof username !== 'string') throw badField('username', 'One user name.');
    const limit = Number(request.query.limit ?? MOST_CALLS);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_CALLS) {
      throw badField('limit', `A number from 1 to ${MOST_CALLS}.`);
    }
    const { counted, byKind, calls: list } = calls.since(since, { username, limit });
    // The number of calls outlives a restart, the list of them does not.
    const total = username === undefined ? Math.max(0, usage.total - since) : counted;
    response.json({ mark: usage.total, total, byKind, calls: list });
  });
  router.post('/calls/mark', (_request, response) => response.json({ mark: usage.total }));
}
