import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import { consolePage } from '../../console-page/console-page.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { appRoutes } from './app-routes.ts';
import { automationRoutes } from './automation-routes.ts';
import { ConsoleError } from './console-request.ts';
import { faultRoutes } from './fault-routes.ts';
import { fieldRoutes } from './field-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { otherEventRoutes } from './other-event-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { orgRoutes } from './org-routes.ts';
import { packageRoutes } from './package-routes.ts';
import { permissionSetRoutes } from './permission-set-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { recordTypeRoutes } from './record-type-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { securityRoutes } from './security-routes.ts';
import { sharingRoutes } from './sharing-routes.ts';
import { usageRoutes } from './usage-routes.ts';
import { userRoutes } from './user-routes.ts';

/**
 * `/sandbox/…`: what an admin does in Setup, and what the world does. By design it asks for no password and hands out
 * the org's keys: it answers loopback clients only, and no web page of another site.
 */
export function sandboxConsole(state: SandboxState): Router {
  const router = express.Router();
  router.use(loopbackOnly, express.json());
  router.use(consolePage());
  overviewRoutes(router, state);
  orgRoutes(router, state);
  faultRoutes(router, state);
  usageRoutes(router, state);
  objectRoutes(router, state);
  fieldRoutes(router, state);
  queueRoutes(router, state);
  recordTypeRoutes(router, state);
  ruleRoutes(router, state);
  automationRoutes(router, state);
  userRoutes(router, state);
  otherEventRoutes(router, state);
  appRoutes(router, state);
  securityRoutes(router, state);
  packageRoutes(router, state);
  permissionSetRoutes(router, state);
  sharingRoutes(router, state);
  router.use((request) => {
    throw new ConsoleError(404, `The console has no ${request.method} ${request.originalUrl}; see docs/sandbox.md.`);
  });
  const failed: ErrorRequestHandler = (
    error: Error & { status?: number; problems?: object },
    _request,
    response,
    _next,
  ) => {
    const status = error.status ?? 500;
    if (status >= 500) console.error(error);
    response.status(status).json({ error: error.message, problems: error.problems ?? [] });
  };
  router.use(failed);
  return router;
}

const loopbackOnly: RequestHandler = (request, _response, next) => {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isLoopback = address === '::1' || address.startsWith('127.');
  const { origin } = request.headers;
  const isForeignPage = origin !== undefined && !isLoopbackUrl(origin);
  if (isLoopback && !isForeignPage && isLoopbackUrl(`http://${request.headers.host ?? ''}`)) return next();
  throw new ConsoleError(403, 'The console answers programs on this machine only: call it by localhost.');
};

/** Also the Host header is asked: a foreign name that resolves to this machine is a page that wants in. */
function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
