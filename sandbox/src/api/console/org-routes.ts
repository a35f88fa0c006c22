import type { Request, Router } from 'express';
import { z } from 'zod';
import type { OrgUser } from '../identity.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, refused } from './console-request.ts';

const clock = z.union([
  z.strictObject({ advanceMilliseconds: z.int() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);
const options = z.strictObject({
  graphHeadersReachNodes: z.boolean().optional(),
  allOrNoneRollsBack: z.boolean().optional(),
  eventMonitoring: z.boolean().optional(),
  refreshTokenRotation: z.boolean().optional(),
  passwordLogin: z.boolean().optional(),
});
const features = z.strictObject({
  personAccounts: z.boolean().optional(),
  stateAndCountryPicklists: z.boolean().optional(),
});
/** Everything as at first; `keepPackage` leaves what was deployed, and who was given it. */
const reset = z.strictObject({ keepPackage: z.boolean().default(false) });
const grant = z.strictObject({ username: z.string().optional() });

/** The org as a whole: its keys, clock, switches, sessions, and what an admin does to a record. */
export function orgRoutes(router: Router, state: SandboxState): void {
  router.get('/health', (_request, response) => response.json({ status: 'ok' }));

  router.get('/org', (_request, response) => {
    const { clientId, clientSecret, password } = state.identity.credentials;
    response.json({
      id: state.org.organizationId,
      username: state.identity.admin().username,
      password,
      clientId,
      clientSecret,
      accessToken: state.adminToken,
      apiUser: person(state.identity.apiUser()),
      users: state.identity.users().map(person),
    });
  });

  router.get('/clock', (_request, response) => response.json({ now: state.org.now().toISOString() }));
  router.post('/clock', (request, response) => {
    const body = bodyOf(clock, request);
    const now = 'now' in body ? Date.parse(body.now) : state.org.now().getTime() + body.advanceMilliseconds;
    state.org.setClockOffset(now - Date.now());
    response.json({ now: state.org.now().toISOString() });
  });

  router.delete('/clock', (_request, response) => {
    state.org.setClockOffset(0);
    response.json({ now: state.org.now().toISOString() });
  });

  router.get('/options', (_request, response) => response.json(state.options.current));
  router.post('/options', (request, response) => {
    const changes = Object.entries(bodyOf(options, request)).filter(([, value]) => value !== undefined);
    response.json(state.options.change(Object.fromEntries(changes)));
  });

  router.get('/features', (_request, response) => response.json(state.org.features()));
  router.post('/features', (request, response) => {
    const changes = Object.entries(bodyOf(features, request)).filter(([, value]) => value !== undefined);
    const now = refused('personAccounts', () => state.org.setFeatures(Object.fromEntries(changes)));
    state.schemaChanged();
    response.json(now);
  });

  router.post('/sessions/expire', (_request, response) => response.json({ ended: state.sessions.endAll() }));
  router.post('/refresh-tokens', (request, response) => {
    const { username } = bodyOf(grant, request);
    const user = username === undefined ? state.identity.apiUser() : state.identity.byUsername(username);
    if (!user) throw badField('username', 'No user of the org has this name.');
    const { clientId } = state.apps.own;
    const { refreshToken } = state.sessions.grant(user.id, { clientId, scope: 'api refresh_token' });
    response.status(201).json({ username: user.username, refreshToken });
  });

  router.post('/tokens', (request, response) => {
    const { username } = bodyOf(grant, request);
    const user = username === undefined ? state.identity.admin() : state.identity.byUsername(username);
    if (!user) throw badField('username', 'No user of the org has this name.');
    response.status(201).json({ username: user.username, accessToken: state.sessions.open(user.id).token });
  });

  router.post('/leads/:id/convert', (request: Request<{ id: string }>, response) => {
    const caller = { userId: state.identity.admin().id };
    response.json(refused('id', () => state.org.convertLead(caller, request.params.id)));
  });

  router.post('/records/:id/restore', (request: Request<{ id: string }>, response) => {
    const caller = { userId: state.identity.admin().id };
    refused('id', () => state.org.restore(caller, request.params.id));
    response.status(204).end();
  });

  router.post('/reset', (request, response) => {
    state.reset(bodyOf(reset, request));
    response.status(204).end();
  });
}

function person({ id, username, email, name }: OrgUser): object {
  return { id, username, email, name };
}
