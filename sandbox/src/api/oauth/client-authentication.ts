import { timingSafeEqual } from 'node:crypto';
import type { ConnectedApp } from './connected-app.ts';
import type { ConnectedApps } from './connected-apps.ts';
import { refusals } from './oauth-error.ts';
import type { Parameters } from './parameters.ts';

interface ClientKeys {
  clientId: string;
  clientSecret: string | undefined;
}

/** The keys that a client shows: by Basic, or in the body. */
export function clientKeys(authorization: string | undefined, parameters: Parameters): ClientKeys {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return { clientId: parameters.client_id ?? '', clientSecret: parameters.client_secret };
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId: decode(id), clientSecret: decode(secret.join(':')) };
}

/**
 * The app that a client is, its secret checked: one that is sent has to be right, also where none is needed.
 * @throws OAuthError
 */
export function authenticateClient(
  apps: ConnectedApps,
  { clientId, clientSecret }: ClientKeys,
  needsSecret: (app: ConnectedApp) => boolean,
): ConnectedApp {
  const app = apps.byClientId(clientId);
  if (!app) throw refusals.clientUnknown();
  const isRight = clientSecret === undefined ? !needsSecret(app) : isSame(clientSecret, app.clientSecret);
  if (!isRight) throw refusals.clientSecret();
  return app;
}

export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** RFC 6749 has the parts of Basic form-encoded; most clients do not, which for our keys is the same. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
