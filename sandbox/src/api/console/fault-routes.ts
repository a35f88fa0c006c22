import type { Router } from 'express';
import { z } from 'zod';
import { normaliseId } from '../../schema/index.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { bodyOf, unknown } from './console-request.ts';

const scope = {
  count: z.int().positive().optional(),
  durationMilliseconds: z.int().positive().optional(),
  match: z.string().min(1).optional(),
  username: z.string().min(1).optional(),
};

/** In its 18-character form. */
const recordId = z.string().transform((id, context) => {
  const normalised = normaliseId(id);
  if (normalised !== null) return normalised;
  context.addIssue('is no id of a record: 15 or 18 characters');
  return z.NEVER;
});

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.int().min(0).max(600_000), ...scope }),
  z.strictObject({
    kind: z.literal('serverError'),
    status: z.union([z.literal(500), z.literal(502), z.literal(503)]),
    html: z.boolean().optional(),
    ...scope,
  }),
  z.strictObject({ kind: z.literal('answerLost'), ...scope }),
  z.strictObject({ kind: z.literal('requestLost'), ...scope }),
  z.strictObject({ kind: z.literal('sessionExpired'), ...scope }),
  z.strictObject({ kind: z.literal('concurrentLimit'), ...scope }),
  z.strictObject({
    kind: z.literal('lock'),
    object: z.string().min(1).optional(),
    record: recordId.optional(),
    ...scope,
  }),
]);

/** What the world does to the next requests. */
export function faultRoutes(router: Router, { faults }: SandboxState): void {
  router.get('/faults', (_request, response) => response.json({ faults: faults.list() }));
  router.post('/faults', (request, response) => {
    const { durationMilliseconds, count, ...rest } = bodyOf(fault, request);
    const until = durationMilliseconds === undefined ? undefined : Date.now() + durationMilliseconds;
    // Neither a number nor a duration: the next request only.
    const left = count ?? (until === undefined ? 1 : undefined);
    response.status(201).json(faults.add({ ...rest, ...(until && { until }), ...(left && { count: left }) }));
  });
  router.delete('/faults/:id', (request, response) => {
    if (!faults.remove(Number(request.params.id))) throw unknown(`fault ${request.params.id}`);
    response.status(204).end();
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
}
