import { X509Certificate } from 'node:crypto';
import { decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { ConnectedApp } from './connected-app.ts';
import type { ConnectedApps } from './connected-apps.ts';
import { refusals } from './oauth-error.ts';

/** How far ahead `exp` may lie. */
const LONGEST_LIFE_SECONDS = 5 * 60;
/** [K] A clock that is this far off is forgiven. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** An `exp` beyond it is in milliseconds: the sf CLI writes it so, and orgs take it. */
const MILLISECONDS_FROM = 100_000_000_000;

interface Expected {
  apps: ConnectedApps;
  /** Login hosts, and the org itself. */
  audiences: string[];
  now: Date;
}

/**
 * Checks the assertion of the JWT bearer flow by the certificate that was uploaded to the app which it names.
 * @throws OAuthError
 */
export async function readAssertion(
  assertion: string,
  { apps, audiences, now }: Expected,
): Promise<{ app: ConnectedApp; username: string }> {
  const app = apps.byClientId(issuerOf(assertion));
  if (!app) throw refusals.clientUnknown();
  if (!app.isJwtBearerFlowEnabled) throw refusals.grantUnsupported();
  if (app.certificate === null) throw refusals.assertion();
  const claims = await verified(assertion, new X509Certificate(app.certificate), audiences, now);
  if (typeof claims.sub !== 'string' || claims.sub === '') throw refusals.assertion();
  const exp = claims.exp! >= MILLISECONDS_FROM ? claims.exp! / 1000 : claims.exp!;
  const isExpired = exp <= now.getTime() / 1000 - CLOCK_TOLERANCE_SECONDS;
  if (isExpired) throw refusals.codeExpired();
  if (exp > now.getTime() / 1000 + LONGEST_LIFE_SECONDS + CLOCK_TOLERANCE_SECONDS) throw refusals.assertion();
  return { app, username: claims.sub };
}

function issuerOf(assertion: string): string {
  try {
    return decodeJwt(assertion).iss ?? '';
  } catch {
    throw refusals.assertion();
  }
}

async function verified(
  assertion: string,
  { publicKey }: X509Certificate,
  audience: string[],
  currentDate: Date,
): Promise<JWTPayload> {
  try {
    const options = { algorithms: ['RS256'], audience, currentDate, clockTolerance: CLOCK_TOLERANCE_SECONDS };
    return (await jwtVerify(assertion, publicKey, { ...options, requiredClaims: ['iss', 'sub', 'aud', 'exp'] }))
      .payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refusals.codeExpired();
    const isAudience = error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud';
    throw isAudience && error.reason !== 'missing' ? refusals.audience() : refusals.assertion();
  }
}
