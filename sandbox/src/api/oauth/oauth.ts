import express from 'express';
import type { Request, Response, Router } from 'express';
import type { OrgUser } from '../identity.ts';
import { writeReply, writeText } from '../reply.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { signedIn } from '../signed-in.ts';
import { bearerToken, identityOf, userInfo } from '../user-info.ts';
import { authorize } from './authorize.ts';
import { discovery } from './discovery.ts';
import { introspect } from './introspection.ts';
import { OAuthError } from './oauth-error.ts';
import { baseOf, parametersOf } from './parameters.ts';
import { token } from './token.ts';

const NOT_CACHED = { 'Cache-Control': 'no-cache,must-revalidate,max-age=0,no-store,private' };

/** `/services/oauth2/…`, the identity URL `/id/<org>/<user>` and discovery. None of it counts as an API call. */
export function oauth(state: SandboxState): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  authorize(router, state);
  router.post('/services/oauth2/token', form, (request, response) => answer(response, () => token(state, request)));
  router.post('/services/oauth2/introspect', form, (request, response) =>
    answer(response, () => introspect(state, request)),
  );
  router.all(['/services/oauth2/token', '/services/oauth2/introspect'], (_request, response) =>
    answer(response, () => {
      throw new OAuthError('invalid_request', 'must use HTTP POST');
    }),
  );
  router.all('/services/oauth2/revoke', form, (request, response) => {
    if (state.sessions.revoke(parametersOf(request).token ?? '')) response.writeHead(200).end();
    else {
      const body = 'error=unsupported_token_type&error_description=this+token+type+is+not+supported'; // [K] the texts
      writeText(response, 400, 'application/x-www-form-urlencoded;charset=UTF-8', body);
    }
  });
  router.all('/services/oauth2/userinfo', (request, response) => {
    const user = userOf(state, request, response);
    if (user) writeReply(response, { status: 200, body: userInfo(baseOf(request), state.org.organizationId, user) });
  });
  router.get('/.well-known/openid-configuration', (request, response) => {
    writeReply(response, { status: 200, body: discovery(baseOf(request)) });
  });
  router.get('/id/keys', async (_request, response) => {
    writeReply(response, { status: 200, body: await state.keys.published() });
  });
  router.get('/id/:org/:user', (request, response) => {
    const user = userOf(state, request, response);
    if (!user) return;
    const { org, user: id } = request.params;
    const isOwn =
      org.slice(0, 15) === state.org.organizationId.slice(0, 15) && id.slice(0, 15) === user.id.slice(0, 15);
    if (!isOwn)
      writeText(response, 403, 'text/plain;charset=UTF-8', 'Wrong_Org'); // [K]
    else writeReply(response, { status: 200, body: identityOf(baseOf(request), state.org.organizationId, user) });
  });
  return router;
}

async function answer(response: Response, work: () => object | Promise<object>): Promise<void> {
  try {
    writeReply(response, { status: 200, body: await work() }, NOT_CACHED);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    writeReply(response, { status: 400, body: error.body }, NOT_CACHED);
  }
}

/** The user of a bearer token, or the plain-text 403 that userinfo and identity answer ([K]). */
function userOf(state: SandboxState, request: Request, response: Response): OrgUser | undefined {
  const text = bearerToken(request.headers.authorization);
  const caller = text === undefined ? undefined : signedIn(state, text);
  if (caller) return caller.user;
  writeText(response, 403, 'text/plain;charset=UTF-8', text === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return undefined;
}
