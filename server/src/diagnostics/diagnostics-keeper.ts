import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';
import { Sweeper } from '../platform/sweeper.ts';
import type { DiagnosticsDesk } from './diagnostics-desk.ts';
import type { DiagnosticsStore } from './diagnostics-store.ts';

export interface DiagnosticsKeeperParts {
  store: DiagnosticsStore;
  desk: DiagnosticsDesk;
  clock: Clock;
  log: Logger;
}

const sweepMilliseconds = 10_000;
const runsASweep = 5;
/** Errors come in storms: they make an org be looked at once in so long. */
const apartMilliseconds = 15 * 60_000;

/**
 * Runs the checks without being asked: of each connected org once a day, and sooner when errors suggest it. Each run is
 * claimed in the database by putting its due time off, so that several processes share the work.
 */
export class DiagnosticsKeeper {
  readonly #parts: DiagnosticsKeeperParts;
  readonly #sweeper = new Sweeper(
    () =>
      this.sweep().catch((error: unknown) =>
        this.#parts.log.warn({ err: error }, 'looking for due diagnostics failed'),
      ),
    sweepMilliseconds,
  );

  constructor(parts: DiagnosticsKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweeper.start();
  }

  /** Finishes what is in hand. */
  stop(): Promise<void> {
    return this.#sweeper.stop();
  }

  /** Runs what is due now. */
  async sweep(): Promise<void> {
    const { store, desk, clock, log } = this.#parts;
    const now = clock.now();
    await store.adopt(now);
    await store.noticeErrors(now, apartMilliseconds);
    for (const { orgId, because } of await store.claimDue(now, runsASweep)) {
      if (this.#sweeper.isStopped) return;
      try {
        const { verdict } = await desk.run(orgId, { because, by: null });
        log.info({ orgId, because, state: verdict.state, check: verdict.checkId }, 'diagnostics ran');
      } catch (error) {
        log.warn({ err: error, orgId }, 'diagnostics failed; it runs again tomorrow');
      }
    }
  }
}
