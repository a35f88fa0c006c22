import { X509Certificate } from 'node:crypto';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { PERMITTED_USERS, REFRESH_TOKEN_POLICIES, VALIDITY_UNITS } from '../oauth/connected-app.ts';
import type { AppSettings, ConnectedApp } from '../oauth/connected-app.ts';
import { OWN_APP } from '../oauth/connected-apps.ts';
import { SCOPES } from '../oauth/scopes.ts';
import type { Scope } from '../oauth/scopes.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, unknown } from './console-request.ts';

const callbackUrl = z.string().max(2000).refine(isCallbackUrl, {
  error: 'An address with https, http for localhost only, or a scheme of your own; without a fragment.',
});
const certificate = z.string().refine(isRsaCertificate, { error: 'An X.509 certificate in PEM with an RSA key.' });
const settings = z.strictObject({
  label: z.string().trim().min(1).max(80).optional(),
  callbackUrls: z.array(callbackUrl).max(20).optional(),
  scopes: z
    .array(z.enum(Object.keys(SCOPES) as [Scope, ...Scope[]]))
    .min(1)
    .optional(),
  isPkceRequired: z.boolean().optional(),
  isConsumerSecretOptional: z.boolean().optional(),
  isSecretRequiredForRefreshToken: z.boolean().optional(),
  isClientCredentialsFlowEnabled: z.boolean().optional(),
  /** An id or a user name. */
  clientCredentialsFlowUser: z.string().nullable().optional(),
  isJwtBearerFlowEnabled: z.boolean().optional(),
  certificate: certificate.nullable().optional(),
  permittedUsersPolicyType: z.enum(PERMITTED_USERS).optional(),
  permissionSets: z.array(z.string()).optional(),
  refreshTokenPolicyType: z.enum(REFRESH_TOKEN_POLICIES).optional(),
  refreshTokenValidityPeriod: z.int().positive().max(1000).optional(),
  refreshTokenValidityUnit: z.enum(VALIDITY_UNITS).optional(),
  isBlocked: z.boolean().optional(),
  isInstalled: z.boolean().optional(),
});
const newApp = settings.extend({
  name: z.string().regex(/^[A-Za-z](?:_?[A-Za-z0-9])*$/, 'Letters, digits and single underscores, a letter first.'),
});

type NamedRequest = Request<{ name: string }>;

/** External Client Apps: what an admin sets of them, and their keys. */
export function appRoutes(router: Router, state: SandboxState): void {
  const { apps, sessions } = state;

  router.get('/apps', (_request, response) => response.json({ apps: apps.all().map((app) => shownApp(state, app)) }));

  router.post('/apps', (request, response) => {
    const { name, ...rest } = bodyOf(newApp, request);
    if (apps.byName(name)) throw badField('name', `The org already has an app ${name}.`);
    response.status(201).json(shownApp(state, apps.add(name, checked(state, rest))));
  });

  router.post('/apps/:name', (request: NamedRequest, response) => {
    const app = appOf(request);
    const changed = apps.change(app, checked(state, bodyOf(settings, request)));
    // Blocking ends what is going on; without the app there is nothing that its tokens could be for.
    if (changed.isBlocked && !app.isBlocked) sessions.endAll({ clientId: app.clientId });
    if (!changed.isInstalled && app.isInstalled) sessions.revokeAll({ clientId: app.clientId });
    noteChange(state, app, changed);
    response.json(shownApp(state, changed));
  });

  router.post('/apps/:name/secret', (request: NamedRequest, response) => {
    const { clientId, clientSecret } = apps.rotateSecret(appOf(request));
    response.json({ clientId, clientSecret });
  });

  router.delete('/apps/:name/grants', (request: NamedRequest, response) => {
    sessions.revokeAll({ clientId: appOf(request).clientId });
    response.status(204).end();
  });

  router.delete('/apps/:name', (request: NamedRequest, response) => {
    const app = appOf(request);
    if (app.name === OWN_APP) {
      throw badField('name', `${OWN_APP} stays: its keys are the console's. Set isInstalled or isBlocked instead.`);
    }
    sessions.revokeAll({ clientId: app.clientId });
    apps.remove(app);
    response.status(204).end();
  });

  function appOf({ params }: NamedRequest): ConnectedApp {
    const app = apps.byName(params.name);
    if (!app) throw unknown(`app ${params.name}`);
    return app;
  }
}

/** [S] the sentences; [K] that of a block. */
function noteChange({ org }: SandboxState, before: ConnectedApp, after: ConnectedApp): void {
  const note = (action: string, display: string) =>
    org.noteSetupChange({ action, section: 'Connected Apps', display: display.replace('%', after.label) });
  if (!before.isBlocked && after.isBlocked) note('blockConnectedApplication', 'Blocked Connected App % to Salesforce');
  if (before.isBlocked && !after.isBlocked) {
    note('unblockConnectedApplication', 'Unblocked Connected App % to Salesforce');
  }
  if (before.isInstalled && !after.isInstalled) note('deleteConnectedApplication', 'Uninstalled Connected App %');
  if (!before.isInstalled && after.isInstalled) {
    note('insertConnectedApplication', 'Installed Connected App % to Salesforce');
  }
}

/** With the Run As user by name, and how many approvals live. */
export function shownApp({ identity, sessions }: SandboxState, app: ConnectedApp): object {
  const runAs = app.clientCredentialsFlowUser === null ? undefined : identity.user(app.clientCredentialsFlowUser);
  const grants = sessions.grantsOf({ clientId: app.clientId }).length;
  return { ...app, clientCredentialsFlowUser: runAs?.username ?? null, grants };
}

/** The settings with names as the org has them. */
function checked({ identity, org }: SandboxState, given: z.output<typeof settings>): Partial<AppSettings> {
  const { clientCredentialsFlowUser: runAs, permissionSets, ...rest } = given;
  const user = typeof runAs === 'string' ? identity.byIdOrUsername(runAs) : undefined;
  if (typeof runAs === 'string' && !user) {
    throw badField('clientCredentialsFlowUser', 'Neither the id nor the name of a user of the org.');
  }
  const known = org.permissionSets().map(({ name }) => name);
  const missing = permissionSets?.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw badField('permissionSets', `The org has no permission set ${missing}; deploy it first.`);
  }
  const all = { ...rest, permissionSets, ...(runAs !== undefined && { clientCredentialsFlowUser: user?.id ?? null }) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** As Setup takes them. */
function isCallbackUrl(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username } = new URL(text);
  if (username !== '' || ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:'].includes(protocol)) return false;
  return protocol !== 'http:' || hostname === 'localhost';
}

function isRsaCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).publicKey.asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
