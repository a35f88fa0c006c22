import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { Sweeper } from '../../platform/sweeper.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { ConnectionDesk } from './connection-desk.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { WebAuthorization } from './web-authorization.ts';

export interface ConnectionKeeperParts {
  store: ConnectionStore;
  desk: ConnectionDesk;
  web: WebAuthorization;
  clock: Clock;
  log: Logger;
}

const sweepMilliseconds = 10_000;
const checksASweep = 5;
const minute = 60_000;
/** A check that Salesforce could not answer is made again after so long. */
const uncertainMilliseconds = 10 * minute;

/**
 * Looks after connections without being asked: checks each once a day, and sooner while it is broken; ends
 * authorizations that nobody finished. Each piece of work is claimed in the database by putting its due time off, so that
 * several processes share it.
 */
export class ConnectionKeeper {
  readonly #parts: ConnectionKeeperParts;
  readonly #sweeper = new Sweeper(() => this.sweep(), sweepMilliseconds);

  constructor(parts: ConnectionKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweeper.start();
  }

  /** Finishes what is in hand. */
  stop(): Promise<void> {
    return this.#sweeper.stop();
  }

  /** Does everything that is due now. */
  async sweep(): Promise<void> {
    const { web, log } = this.#parts;
    for (const work of [() => this.#check(), () => web.sweep()]) {
      if (this.#sweeper.isStopped) return;
      try {
        await work();
      } catch (error) {
        log.warn({ err: error }, 'looking after the connections failed; the next round follows');
      }
    }
  }

  async #check(): Promise<void> {
    const { store, desk, clock, log } = this.#parts;
    for (const orgId of await store.claimDueChecks(clock.now(), checksASweep)) {
      if (this.#sweeper.isStopped) return;
      try {
        await desk.check(orgId);
      } catch (error) {
        if (!(error instanceof SalesforceError)) throw error;
        log.info({ orgId, code: error.code }, 'a connection could not be checked now');
        await store.checkAgain(orgId, new Date(clock.now().getTime() + uncertainMilliseconds));
      }
    }
  }
}
