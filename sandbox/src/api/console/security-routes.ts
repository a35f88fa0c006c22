import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { isKnownVersion } from '../versions.ts';
import { bodyOf } from './console-request.ts';

const change = z.strictObject({
  isOrganizationLocked: z.boolean().optional(),
  isApiAccessControlled: z.boolean().optional(),
  maintenance: z.enum(['readOnly', 'down']).nullable().optional(),
  oldestApiVersion: z
    .string()
    .refine(isKnownVersion, { error: 'A version that the sandbox speaks, such as 64.0, or null.' })
    .nullable()
    .optional(),
});

/** What the whole org does about logins, sessions and API versions; `DELETE` takes all of it back. */
export function securityRoutes(router: Router, { security }: SandboxState): void {
  router.get('/security', (_request, response) => response.json(security.policy));
  router.post('/security', (request, response) => {
    const changes = Object.entries(bodyOf(change, request)).filter(([, value]) => value !== undefined);
    response.json(security.changePolicy(Object.fromEntries(changes)));
  });
  router.delete('/security', (_request, response) => {
    security.resetPolicy();
    response.json(security.policy);
  });
}
