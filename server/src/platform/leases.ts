import { sql } from 'kysely';
import type { Database } from './database/database.ts';
import type { Clock } from './clock.ts';

/** The right to deliver to one org, for a while. `token` grows with every change of owner: settling checks it. */
export interface Lease {
  orgId: string;
  token: string;
}

/** How long a dead process blocks an org at most. */
export const leaseMilliseconds = 30_000;

/**
 * One row an org. Whoever holds it delivers; a holder that died is replaced when the lease runs out. The clock is the
 * processes' own: they must agree to within a few seconds, as any machines with NTP do.
 */
export class Leases {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #owner: string;

  constructor(database: Database, clock: Clock, owner: string) {
    this.#database = database;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** Takes the org's lease if it is free, or undefined while another process has it. */
  async acquire(orgId: string): Promise<Lease | undefined> {
    const now = this.#clock.now();
    const row = await this.#database.kysely
      .insertInto('leases')
      .values({ org_id: orgId, owner: this.#owner, token: 1, expires_at: this.#expiry(now) })
      .onConflict((conflict) =>
        conflict
          .column('org_id')
          .doUpdateSet({
            owner: this.#owner,
            token: sql`leases.token + 1`,
            expires_at: this.#expiry(now),
          })
          .where('leases.expires_at', '<=', now),
      )
      .returning('token')
      .executeTakeFirst();
    return row && { orgId, token: String(row.token) };
  }

  /** Puts the expiry off. False when the lease went to somebody else. */
  async renew(lease: Lease): Promise<boolean> {
    const result = await this.#database.kysely
      .updateTable('leases')
      .set({ expires_at: this.#expiry(this.#clock.now()) })
      .where('org_id', '=', lease.orgId)
      .where('token', '=', lease.token)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async release(lease: Lease): Promise<void> {
    await this.#database.kysely
      .updateTable('leases')
      .set({ expires_at: this.#clock.now() })
      .where('org_id', '=', lease.orgId)
      .where('token', '=', lease.token)
      .execute();
  }

  /** Frees what an earlier process held. Only where no other process can be alive: on an exclusive database. */
  async releaseAbandoned(): Promise<void> {
    if (!this.#database.exclusive) throw new Error('Other processes may hold leases in a shared database.');
    await this.#database.kysely
      .updateTable('leases')
      .set({ expires_at: new Date(0) })
      .execute();
  }

  #expiry(now: Date): Date {
    return new Date(now.getTime() + leaseMilliseconds);
  }
}
