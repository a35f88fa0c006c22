import { randomInt } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import { hashKey } from '../platform/crypto.ts';
import { text } from '../texts/text.ts';
import type { Database } from '../platform/database/database.ts';
import { InvalidRequest, Problem } from '../platform/problem.ts';
import type { KeyStore } from './key-store.ts';
import { isSameOrg } from './org-caller.ts';

/** What the operator hands to the admin. */
export interface PairingCode {
  code: string;
  expiresAt: Date;
}

export interface Pairing {
  /** Shown this once. */
  key: string;
  org: { id: string; name: string };
}

const minutesValid = 15;
/** Crockford's alphabet: no letter that is taken for a digit, or for another, on the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 3;
const groupLength = 4;
/** A code has 60 random bits; this is against noise, not against luck. */
const mostWrongPerMinute = 30;

/** Pairs the Salesforce package with an org of ours: a one-time code becomes the key of the org's panel. */
export class PairingDesk {
  readonly #database: Database;
  readonly #keys: KeyStore;
  readonly #clock: Clock;
  #wrong: number[] = [];

  constructor(database: Database, keys: KeyStore, clock: Clock) {
    this.#database = database;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** A code for an org, valid for 15 minutes and once; the one before ends. Undefined when there is no such org. */
  async issue(orgId: string): Promise<PairingCode | undefined> {
    const code = newCode();
    const expiresAt = new Date(this.#clock.now().getTime() + minutesValid * 60_000);
    return this.#database.kysely.transaction().execute(async (trx) => {
      const org = await trx.selectFrom('orgs').select('id').where('id', '=', orgId).executeTakeFirst();
      if (!org) return undefined;
      await trx.deleteFrom('pairing_codes').where('org_id', '=', orgId).execute();
      await trx
        .insertInto('pairing_codes')
        .values({ org_id: orgId, code_hash: hashKey(plain(code)), expires_at: expiresAt })
        .execute();
      return { code, expiresAt };
    });
  }

  /**
   * Exchanges a code for the panel's key. Throws InvalidRequest at `/code` for one that is unknown, used or expired, and
   * Problem: 409 when the code belongs to an org that is connected with another Salesforce org, 429 after many wrong ones.
   */
  async exchange(code: string, salesforceOrgId: string): Promise<Pairing> {
    const now = this.#clock.now();
    this.#wrong = this.#wrong.filter((at) => at > now.getTime() - 60_000);
    if (this.#wrong.length >= mostWrongPerMinute) {
      throw new Problem(429, text('problem.tooManyCodes'), text('problem.tooManyCodes.detail'));
    }
    const org = await this.#take(hashKey(plain(code)), salesforceOrgId, now);
    if (!org) {
      this.#wrong.push(now.getTime());
      throw new InvalidRequest([{ pointer: '/code', detail: text('problem.codeUnknown') }]);
    }
    return { key: await this.#keys.replacePanelKey(org.id, salesforceOrgId), org };
  }

  /** Uses a code up. One that is meant for another Salesforce org stays good: its admin may still enter it. */
  #take(hash: string, salesforceOrgId: string, now: Date): Promise<Pairing['org'] | undefined> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('pairing_codes')
        .innerJoin('orgs', 'orgs.id', 'pairing_codes.org_id')
        .select(['orgs.id', 'orgs.name', 'orgs.salesforce_org_id', 'expires_at'])
        .where('code_hash', '=', hash)
        .executeTakeFirst();
      if (!row || row.expires_at <= now) return undefined;
      // An org that was never connected is paired first, and connected from the panel then.
      if (row.salesforce_org_id !== null && !isSameOrg(salesforceOrgId, row.salesforce_org_id)) {
        throw new Problem(
          409,
          text('problem.codeForAnotherOrg'),
          text('problem.codeForAnotherOrg.detail', { org: row.name }),
        );
      }
      const used = await trx.deleteFrom('pairing_codes').where('code_hash', '=', hash).executeTakeFirst();
      // Another request was faster with the same code.
      return used.numDeletedRows === 1n ? { id: row.id, name: row.name } : undefined;
    });
  }
}

function newCode(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** As it is hashed: however it was typed, and with what is often mistaken put right. */
function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
}
