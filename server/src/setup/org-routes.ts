import { Router, type Request } from 'express';
import { z } from 'zod';
import { parseBody, rawBody } from '../platform/http/json-body.ts';
import { languageOf } from '../platform/http/language-of.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import type { Language } from '../texts/text.ts';
import type { KeyStore } from './key-store.ts';
import type { OrgProfile, OrgStore } from './org-store.ts';
import type { PairingDesk } from './pairing.ts';

export interface OrgRoutesParts {
  orgs: OrgStore;
  keys: KeyStore;
  pairing: PairingDesk;
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** What an org's delivery is doing, in the words of the flow that delivers. */
  deliveryOf: (profile: OrgProfile, language: Language) => object;
  version: string;
}

/** The body of `POST /v1/pairing`. */
export const exchange = z.object({
  code: z.string().min(1, 'is required').max(100),
  organizationId: z.string().regex(/^00D\w{12}(\w{3})?$/, 'must be the id of the Salesforce org (00D…)'),
});

/** `POST /v1/pairing`, `GET /v1/org`, `DELETE /v1/org/pairing`. */
export function orgRoutes({ orgs, keys, pairing, callerOf, deliveryOf, version }: OrgRoutesParts): Router {
  const router = Router();

  router.post('/v1/pairing', rawBody, async (request, response) => {
    const { code, organizationId } = parseBody(exchange, request.body);
    response.status(201).json(await pairing.exchange(code, organizationId));
  });

  router.get('/v1/org', async (request, response) => {
    const { orgId } = await callerOf(request);
    const [found, pairedAt] = await Promise.all([orgs.profile(orgId), keys.panelKeySince(orgId)]);
    const profile = found!;
    const { id, name, salesforceOrgId, loginUrl } = profile;
    response.json({
      ...{ id, name, salesforceOrgId, loginUrl, version },
      /** When the Salesforce package got its key; null where it has none. */
      pairedAt: pairedAt?.toISOString() ?? null,
      delivery: deliveryOf(profile, languageOf(request)),
    });
  });

  router.delete('/v1/org/pairing', async (request, response) => {
    const { orgId } = await callerOf(request);
    await keys.removePanelKey(orgId);
    response.status(204).end();
  });

  return router;
}
