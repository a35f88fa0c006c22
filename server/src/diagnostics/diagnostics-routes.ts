import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseBody, rawBody } from '../platform/http/json-body.ts';
import { languageOf } from '../platform/http/language-of.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import { checkIds } from './checks/check.ts';
import type { DiagnosticsDesk } from './diagnostics-desk.ts';
import { diagnosticsView } from './diagnostics-view.ts';
import { fromOrgSchema } from './facts/from-org.ts';

export interface DiagnosticsRoutesParts {
  desk: DiagnosticsDesk;
  callerOf: (request: Request) => Promise<OrgCaller>;
}

/** The body of `POST /v1/org/diagnostics/run`. */
export const runBody = z.strictObject({
  checks: z.array(z.enum(checkIds)).min(1).max(checkIds.length).optional().describe('Only these, and what they need.'),
  fromOrg: fromOrgSchema.nullish().describe('What the tab saw in the org without an API call.'),
});

/** `/v1/org/diagnostics`: why bookings do not arrive, and what to do. */
export function diagnosticsRoutes({ desk, callerOf }: DiagnosticsRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/diagnostics', async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(diagnosticsView(await desk.latest(orgId), languageOf(request)));
  });

  router.post('/v1/org/diagnostics/run', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const isEmpty = !Buffer.isBuffer(request.body) || request.body.length === 0;
    const { checks, fromOrg } = isEmpty ? {} : parseBody(runBody, request.body);
    const asked = { checks: checks && [...new Set(checks)], fromOrg, because: 'asked' as const, by: by.name };
    response.json(diagnosticsView(await desk.run(orgId, asked), languageOf(request)));
  });

  return router;
}
