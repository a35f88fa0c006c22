import type { Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../sandbox-state.ts';
import { bodyOf, refused } from './console-request.ts';

const change = z.strictObject({
  object: z.enum(['Account', 'Activity', 'Campaign', 'Case', 'Contact', 'Lead', 'Opportunity']),
  access: z.enum(['private', 'read', 'readWrite', 'controlledByParent']),
});

/** Org-wide defaults: what users may do with the records of others. */
export function sharingRoutes(router: Router, { org }: SandboxState): void {
  router.get('/sharing', (_request, response) => response.json(org.sharing()));
  router.post('/sharing', (request, response) => {
    const { object, access } = bodyOf(change, request);
    refused('access', () => org.setSharing(object, access));
    response.json(org.sharing());
  });
}
