import path from 'node:path';
import express from 'express';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import { z } from 'zod';
import type { SandboxState } from '../api/sandbox-state.ts';
import { ApiError } from '../org/types.ts';
import { apexRoutes } from './apex-routes.ts';
import { designSystem, packageVersion } from './build/module-folders.ts';
import type { ShellBuilder } from './build/shell-builder.ts';
import { dataRoutes } from './data-routes.ts';
import { guard } from './guard.ts';
import { installedApp } from './installed-app.ts';
import { ShellError } from './shell-error.ts';
import { shellPage } from './shell-page.ts';
import { chooseLanguage, chooseViewer, viewerOf } from './viewer.ts';

const APP = 'Inlet';
/** Where style sheets and their like are. The version is in the address, so that what is cached for good is never an old one. */
export const ASSETS = `/lightning/assets/${packageVersion('@salesforce-ux/design-system')}`;

/** Everything from the page itself; styles also inline, as the components' engine and base components write them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const session = z.strictObject({ userId: z.string().optional(), language: z.string().optional() });

/** `/lightning/…`: the org's pages as a user sees them, compiled from what is deployed. */
export function lightning(state: SandboxState, builder: ShellBuilder): Router {
  const router = express.Router();
  router.use(guard, (_request, response, next) => {
    response.set({
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
    });
    next();
  });
  const forever = { immutable: true, maxAge: '1y', index: false, fallthrough: true } as const;
  router.use(`${ASSETS}/slds`.slice('/lightning'.length), express.static(path.join(designSystem, 'assets'), forever));
  const own = path.join(import.meta.dirname, 'static');
  router.use(ASSETS.slice('/lightning'.length), express.static(own, { index: false, maxAge: 0 }));
  router.get('/build/:version/:file', (request: Request<{ version: string; file: string }>, response, next) => {
    const built = builder.state();
    const isCurrent = built.status === 'ready' && built.version === request.params.version;
    if (!isCurrent || !/^[\w-]+\.js$/.test(request.params.file)) return next();
    response.sendFile(path.join(built.directory, request.params.file), { ...forever, dotfiles: 'allow' });
  });

  router.use(express.json({ limit: '2mb' }));
  router.post('/session', (request, response) => {
    const { userId, language } = session.parse(request.body ?? {});
    if (userId !== undefined && !chooseViewer(state, response, userId)) {
      throw new ShellError(400, 'The org has no active user with this id.');
    }
    if (language !== undefined && !chooseLanguage(state, viewerOf(state, request), language)) {
      throw new ShellError(400, 'This language is not offered.');
    }
    response.status(204).end();
  });
  router.get('/status', async (_request, response) => {
    const { status } = await builder.settled();
    response.set('Cache-Control', 'no-store').json({ status });
  });
  apexRoutes(router, state);
  dataRoutes(router, state);

  router.get('/app/:app', (request: Request<{ app: string }>, response) => {
    const name = request.params.app.replace(/^c__/, '');
    const viewer = viewerOf(state, request);
    const app = state.org.hasApplication(viewer.id, name) && installedApp(state.metadata, name, viewer.language);
    const first = app && app.tabs.find((tab) => state.org.tabVisibility(viewer.id, tab.name) === 'Visible');
    if (first) response.redirect(`/lightning/n/${first.name}`);
    else send(request, response, { isAppAddress: true });
  });
  router.get('/n/:tab', (request: Request<{ tab: string }>, response) =>
    send(request, response, { tab: request.params.tab }),
  );
  router.get(['/r/:object/:id/:action', '/o/:object/:action'], (request, response) => send(request, response));

  function send(
    request: Pick<Request, 'headers'>,
    response: Response,
    { tab, isAppAddress = false }: { tab?: string; isAppAddress?: boolean } = {},
  ): void {
    const viewer = viewerOf(state, request);
    const { status, html } = shellPage(state, {
      ...{ viewer, app: APP, tab, isAppAddress, build: builder.state(), assets: ASSETS },
    });
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  }

  router.use(() => {
    throw new ShellError(404, 'The sandbox org has no such page.');
  });
  router.use(failed);
  return router;
}

/** `GET /`: the app, where one is installed, else the Org console. */
export function homePage(state: SandboxState): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    const isInstalled = state.metadata.get('CustomApplication', APP) !== undefined;
    response.redirect(isInstalled ? `/lightning/app/${APP}` : '/sandbox/');
  });
  return router;
}

const failed: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, _next) => {
  const isInvalid = error instanceof z.ZodError;
  const status = error instanceof ApiError ? error.httpStatus : isInvalid ? 400 : (error.status ?? 500);
  if (status >= 500) console.error(error);
  if (response.headersSent) return void response.destroy();
  const message = isInvalid ? 'The request is not what the page sends.' : error.message;
  response.status(status).json({ error: { message: status >= 500 ? 'An unexpected error occurred.' : message } });
};
