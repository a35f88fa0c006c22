import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';
import { Sweeper } from '../platform/sweeper.ts';
import type { AlertCause, AlertTopic } from './alert.ts';
import type { AlertMessageStore, DueMessage } from './alert-message-store.ts';
import type { AlertSenders } from './alert-senders.ts';
import type { AlertStore } from './alert-store.ts';
import type { Alerts } from './alerts.ts';

/** Says what is wrong with an org in its topics, from what we have, at no API call. */
export interface AlertWatcher {
  topics: readonly AlertTopic[];
  /** `open` are the subjects that are told of already. */
  causes(orgId: string, open: ReadonlySet<string>): Promise<AlertCause[]>;
}

export interface AlertKeeperParts {
  alerts: Alerts;
  store: AlertStore;
  messages: AlertMessageStore;
  senders: AlertSenders;
  watchers: readonly AlertWatcher[];
  clock: Clock;
  log: Logger;
}

const sweepMilliseconds = 10_000;
const minute = 60_000;
/** How often an org is looked at. */
const watchMilliseconds = minute;
const watchesASweep = 50;
const messagesASweep = 20;
/** A message is tried for so long. */
const patienceMilliseconds = 24 * 60 * minute;

/**
 * Looks at each org once a minute, and sends what is to be told. Each piece of work is claimed in the database by putting
 * its due time off, so that several processes share it.
 */
export class AlertKeeper {
  readonly #parts: AlertKeeperParts;
  readonly #sweeper = new Sweeper(() => this.sweep(), sweepMilliseconds);

  constructor(parts: AlertKeeperParts) {
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
    for (const work of [() => this.#watch(), () => this.#tell()]) {
      if (this.#sweeper.isStopped) return;
      try {
        await work();
      } catch (error) {
        this.#parts.log.warn({ err: error }, 'alerting failed; the next round follows');
      }
    }
  }

  async #watch(): Promise<void> {
    const { alerts, store, watchers, clock } = this.#parts;
    for (const orgId of await store.claimWatches(clock.now(), watchMilliseconds, watchesASweep)) {
      for (const { topics, causes } of watchers) {
        if (this.#sweeper.isStopped) return;
        await alerts.settle(orgId, topics, await causes(orgId, await store.openSubjects(orgId)));
      }
    }
  }

  async #tell(): Promise<void> {
    const { messages, clock } = this.#parts;
    for (const message of await messages.claimDue(clock.now(), messagesASweep)) {
      if (this.#sweeper.isStopped) return;
      await this.#send(message);
    }
  }

  async #send(due: DueMessage): Promise<void> {
    const { messages, senders, clock, log } = this.#parts;
    const { orgId, id, channel, notice, at, attempts } = due;
    const { event, alert } = notice;
    const about = { orgId, message: id, channel, event, subject: alert?.subject };
    try {
      const send = senders[channel];
      if (!send) throw new Error(`${channel} is no longer configured`);
      await send(due);
      await messages.end(due, { sentAt: clock.now() });
      log.info(about, 'told');
    } catch (error) {
      const now = clock.now().getTime();
      const isOver = now - at.getTime() > patienceMilliseconds;
      const wait = Math.min(minute * 2 ** Math.min(attempts - 1, 10), 60 * minute);
      const reason = error instanceof Error ? error.message : String(error);
      await messages.end(due, { dueAt: isOver ? null : new Date(now + wait), error: reason });
      log.warn({ ...about, reason, isOver }, 'an alert was not taken');
    }
  }
}
