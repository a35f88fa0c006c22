import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload, KeyObject } from 'jose';
import type { OrgEngine } from '../../org/types.ts';

const SETTING = 'idTokenKey';
const ALGORITHM = 'RS256';

/** The key that the org signs id tokens with. It is made when it is first needed, and kept with the org. */
export class OrgKeys {
  readonly #org: OrgEngine;
  #key: Promise<JWK> | undefined;

  constructor(org: OrgEngine) {
    this.#org = org;
  }

  /** `/id/keys`: what id tokens are checked by. */
  async published(): Promise<{ keys: JWK[] }> {
    const { kty, n, e, kid } = await this.#stored();
    return { keys: [{ kty, n, e, kid, alg: ALGORITHM, use: 'sig' } as JWK] };
  }

  async sign(claims: JWTPayload): Promise<string> {
    const key = await this.#stored();
    const header = { alg: ALGORITHM, typ: 'JWT', ...(key.kid !== undefined && { kid: key.kid }) };
    return new SignJWT(claims)
      .setProtectedHeader(header)
      .sign((await importJWK(key, ALGORITHM)) as CryptoKey | KeyObject);
  }

  #stored(): Promise<JWK> {
    this.#key ??= this.#made();
    return this.#key;
  }

  async #made(): Promise<JWK> {
    const stored = this.#org.readSetting<JWK>(SETTING);
    if (stored) return stored;
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: String(this.#org.now().getTime()) };
    this.#org.writeSetting(SETTING, key);
    return key;
  }
}
