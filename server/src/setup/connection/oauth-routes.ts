import express, { Router, type Request, type Response } from 'express';
import { languageOf } from '../../platform/http/language-of.ts';
import { authorizationMinutes } from './authorization-store.ts';
import { finishedPage, pageHeaders, ticketRefusedPage } from './oauth-pages.ts';
import type { WebAuthorization } from './web-authorization.ts';

/** `GET /oauth/start`, `GET /oauth/callback`, `GET /oauth/question`, `POST /oauth/confirm`: what the admin's browser does at our side. */
export function oauthRoutes(authorization: WebAuthorization, publicUrl: string): Router {
  const router = Router();
  const isSecure = publicUrl.startsWith('https:');
  // The prefix makes the browser refuse one that another host, or plain http, tries to set.
  const cookieName = isSecure ? '__Host-inlet-oauth' : 'inlet-oauth';
  const cookieOptions = { httpOnly: true, secure: isSecure, sameSite: 'lax', path: '/' } as const;

  router.get('/oauth/start', async (request, response) => {
    const language = languageOf(request);
    const begun = await authorization.begin(textOf(request.query['ticket']) ?? '', language);
    if (!begun) return send(response, ticketRefusedPage(language));
    response.cookie(cookieName, begun.cookie, { ...cookieOptions, maxAge: authorizationMinutes * 60_000 });
    response.set(pageHeaders).redirect(303, begun.location);
  });

  router.get('/oauth/callback', async (request, response) => {
    const answer = Object.fromEntries(
      ['state', 'code', 'error', 'error_description'].map((name) => [name, textOf(request.query[name])]),
    );
    const finished = await authorization.finish(answer, cookieOf(request, cookieName));
    if (finished.kind === 'connected') response.clearCookie(cookieName, cookieOptions);
    send(response, finishedPage(finished, languageOf(request)));
  });

  router.get('/oauth/question', async (request, response) => {
    send(response, finishedPage(await authorization.question(cookieOf(request, cookieName)), languageOf(request)));
  });

  router.post('/oauth/confirm', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const form = (request.body ?? {}) as Record<string, unknown>;
    const keep = textOf(form['decision']) === 'keep';
    const finished = await authorization.decide(
      textOf(form['confirmation']) ?? '',
      keep,
      cookieOf(request, cookieName),
    );
    response.clearCookie(cookieName, cookieOptions);
    send(response, finishedPage(finished, languageOf(request)));
  });

  return router;
}

function send(response: Response, { status, html }: { status: number; html: string }): void {
  response.status(status).set(pageHeaders).type('html').send(html);
}

/** A parameter that is given once; one that is given twice is nobody's. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 4_000) : undefined;
}

function cookieOf(request: Request, name: string): string | undefined {
  const pair = (request.get('cookie') ?? '').split(/; */).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
