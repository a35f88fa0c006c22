import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { OrgEngine } from '../../org/types.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { refusals } from './oauth-error.ts';

const SETTING = 'authorizationCodes';
const LIFETIME_MILLISECONDS = 15 * 60 * 1000;
/** How long a code that is over is told from one that never was. */
const MEMORY_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface AuthorizationCode {
  code: string;
  clientId: string;
  redirectUri: string;
  codeChallenge: string | null;
  scope: string;
  nonce: string | null;
  userId: string;
  issuedAt: number;
  isUsed: boolean;
  /** What it was exchanged for: a grant's id or an access token. */
  gave?: { grant: string } | { accessToken: string };
}

/** What the client proves when it exchanges a code. */
interface Exchange {
  code: string;
  clientId: string;
  redirectUri: string | undefined;
  codeVerifier: string | undefined;
}

/** Codes of the web server flow: single use, 15 minutes by the org's clock. Kept over a restart. */
export class AuthorizationCodes {
  readonly #org: OrgEngine;
  #codes: Map<string, AuthorizationCode>;

  constructor(org: OrgEngine) {
    this.#org = org;
    this.#codes = new Map((org.readSetting<AuthorizationCode[]>(SETTING) ?? []).map((one) => [one.code, one]));
  }

  issue(request: AuthorizationRequest, userId: string): string {
    const { app, redirectUri, codeChallenge, scopes, nonce } = request;
    // The padding makes clients that do not decode it fail, as Salesforce's does.
    const code = `aPrx${randomBytes(40).toString('base64url')}==`;
    const issuedAt = this.#org.now().getTime();
    this.#keep({
      ...{ code, clientId: app.clientId, redirectUri, codeChallenge, scope: scopes.join(' '), nonce, userId, issuedAt },
      isUsed: false,
    });
    return code;
  }

  /**
   * The code, used up: also by an exchange that fails on what the client proves. `onReplay` hears what a code that
   * comes again has given.
   * @throws OAuthError
   */
  redeem(exchange: Exchange, onReplay: (gave: NonNullable<AuthorizationCode['gave']>) => void): AuthorizationCode {
    const found = this.#codes.get(exchange.code);
    // Another client's attempt does not use it up.
    if (!found || found.clientId !== exchange.clientId) throw refusals.codeInvalid();
    if (found.isUsed) {
      if (found.gave) onReplay(found.gave);
      throw refusals.codeExpired();
    }
    if (this.#org.now().getTime() - found.issuedAt > LIFETIME_MILLISECONDS) throw refusals.codeExpired();
    const used = { ...found, isUsed: true };
    this.#keep(used);
    if (exchange.redirectUri === undefined) throw refusals.redirectMissing();
    if (exchange.redirectUri !== found.redirectUri) throw refusals.redirectMismatch();
    requireVerifier(found.codeChallenge, exchange.codeVerifier);
    return used;
  }

  /** Remembers what a code was exchanged for. */
  gave(code: AuthorizationCode, gave: NonNullable<AuthorizationCode['gave']>): void {
    this.#keep({ ...code, gave });
  }

  #keep(code: AuthorizationCode): void {
    this.#codes.set(code.code, code);
    const oldest = this.#org.now().getTime() - MEMORY_MILLISECONDS;
    for (const { code: old, issuedAt } of this.#codes.values()) if (issuedAt < oldest) this.#codes.delete(old);
    this.#org.writeSetting(SETTING, [...this.#codes.values()]);
  }
}

/** [K] A verifier for a code that was asked for without a challenge is refused: somebody took the challenge away. */
function requireVerifier(challenge: string | null, verifier: string | undefined): void {
  if (challenge === null && verifier === undefined) return;
  if (verifier === undefined) throw refusals.verifierMissing();
  const given = createHash('sha256').update(verifier).digest();
  const expected = Buffer.from(challenge ?? '', 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusals.verifierInvalid();
}
