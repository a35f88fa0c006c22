import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { parseBody, rawBody } from '../../platform/http/json-body.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { InvalidRequest } from '../../platform/problem.ts';
import { loginOrigin } from '../../salesforce/address.ts';
import { text } from '../../texts/text.ts';
import { asProblem, type ConnectionDesk } from './connection-desk.ts';
import type { ConnectionStore } from './connection-store.ts';
import { connectionView } from './connection-view.ts';
import type { WebAuthorization } from './web-authorization.ts';

export interface ConnectionRoutesParts {
  store: ConnectionStore;
  desk: ConnectionDesk;
  web: WebAuthorization;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  callbackUrl: string;
  /** Admits a sandbox org on this machine. */
  allowLoopback: boolean;
}

const loginUrl = z.string().trim().min(1, 'is required').max(300);
const clientId = z.string().trim().min(1, 'is required').max(1_000);
const clientSecret = z.string().trim().min(1, 'is required').max(1_000);
const confirmOtherOrg = z.boolean().default(false);

export const clientCredentialsBody = z.object({ loginUrl, clientId, clientSecret, confirmOtherOrg });
export const jwtBody = z.object({
  loginUrl,
  clientId,
  username: z.string().trim().min(1, 'is required').max(320),
  confirmOtherOrg,
});
export const webServerBody = z.object({ loginUrl, clientId, clientSecret: clientSecret.optional() });

/** `/v1/org/connection…`: how the org is reached, and connecting it in three ways. */
export function connectionRoutes(parts: ConnectionRoutesParts): Router {
  const { store, desk, web, clock, callerOf, callbackUrl, allowLoopback } = parts;
  const router = Router();
  const path = '/v1/org/connection';

  const view = async (orgId: string, request: Request) =>
    connectionView((await store.connection(orgId))!, {
      callbackUrl,
      pending: await web.pending(orgId),
      now: clock.now(),
      language: languageOf(request),
    });
  const originOf = (address: string, genericHosts: boolean): string => {
    const origin = loginOrigin(address, { genericHosts, loopback: allowLoopback });
    if (origin !== undefined) return origin;
    const detail = text(genericHosts ? 'problem.loginAddress' : 'problem.myDomainAddress');
    throw new InvalidRequest([{ pointer: '/loginUrl', detail }]);
  };

  router.get(path, async (request, response) => {
    const { orgId } = await callerOf(request);
    response.json(await view(orgId, request));
  });

  router.post(`${path}/client-credentials`, rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const body = parseBody(clientCredentialsBody, request.body);
    await desk.clientCredentials(orgId, { ...body, loginUrl: originOf(body.loginUrl, false) }, by);
    await web.cancel(orgId);
    response.json(await view(orgId, request));
  });

  router.post(`${path}/jwt/certificate`, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const { certificate, expiresAt } = await desk.makeKeyPair(orgId, by);
    response.status(201).json({ certificate, expiresAt: expiresAt.toISOString() });
  });

  router.post(`${path}/jwt`, rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const body = parseBody(jwtBody, request.body);
    await desk.jwt(orgId, { ...body, loginUrl: originOf(body.loginUrl, false) }, by);
    await web.cancel(orgId);
    response.json(await view(orgId, request));
  });

  router.post(`${path}/web-server`, rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const body = parseBody(webServerBody, request.body);
    const { url, expiresAt } = await web.offer(orgId, { ...body, loginUrl: originOf(body.loginUrl, true) }, by);
    response.json({ authorizeUrl: url, expiresAt: expiresAt.toISOString() });
  });

  router.delete(`${path}/web-server`, async (request, response) => {
    const { orgId } = await callerOf(request);
    await web.cancel(orgId);
    response.json(await view(orgId, request));
  });

  router.post(`${path}/check`, async (request, response) => {
    const { orgId } = await callerOf(request);
    try {
      await desk.check(orgId);
    } catch (error) {
      throw asProblem(error);
    }
    response.json(await view(orgId, request));
  });

  router.post(`${path}/reconnect`, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    await desk.reconnect(orgId, by);
    response.json(await view(orgId, request));
  });

  router.delete(path, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    await web.cancel(orgId);
    await desk.disconnect(orgId, by);
    response.json(await view(orgId, request));
  });

  return router;
}
