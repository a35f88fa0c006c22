import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { Sweeper } from '../../platform/sweeper.ts';
import type { OrgSchema } from '../../salesforce/types.ts';
import { nextNight, type DryRunDesk } from './dry-run-desk.ts';
import type { DryRunStore } from './dry-run-store.ts';

export interface DryRunKeeperParts {
  desk: DryRunDesk;
  store: DryRunStore;
  clock: Clock;
  log: Logger;
}

const sweepMilliseconds = 60_000;

/**
 * Makes the test bookings of each night, where an admin wants them, and those after a change of the schema. A round is
 * claimed in the database by putting the next one off, so that one process makes it.
 */
export class DryRunKeeper {
  readonly #parts: DryRunKeeperParts;
  readonly #sweeper = new Sweeper(() => this.sweep(), sweepMilliseconds);

  constructor(parts: DryRunKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweeper.start();
  }

  /** Finishes what is in hand. */
  stop(): Promise<void> {
    return this.#sweeper.stop();
  }

  /** Makes the rounds that are due now. */
  async sweep(): Promise<void> {
    const { desk, store, clock, log } = this.#parts;
    try {
      const now = clock.now();
      for (const orgId of await store.claimDue(now, nextNight(now), 5)) await desk.runNight(orgId);
    } catch (error) {
      log.warn({ err: error }, 'the nightly test bookings failed; the next round follows');
    }
  }

  /** What an org's schema is now: a change of it is worth a round. */
  async schemaRead(orgId: string, schema: OrgSchema): Promise<void> {
    await this.#parts.store.noticeSchema(orgId, hashOf(schema), this.#parts.clock.now());
  }
}

function hashOf({ objects, packagePrefix }: OrgSchema): string {
  const fields = [...objects.values()].map(({ fields: byName, ...object }) => ({
    ...object,
    all: [...byName.values()],
  }));
  return createHash('sha256').update(JSON.stringify({ packagePrefix, fields })).digest('hex');
}
