import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { ConnectionDesk } from './connection-desk.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { NoticeChannel } from './notice.ts';
import type { NoticeSender } from './notice-senders.ts';
import type { DueNotice, NoticeStore } from './notice-store.ts';
import type { WebAuthorization } from './web-authorization.ts';

export interface ConnectionKeeperParts {
  store: ConnectionStore;
  desk: ConnectionDesk;
  web: WebAuthorization;
  notices: NoticeStore;
  senders: Partial<Record<NoticeChannel, NoticeSender>>;
  clock: Clock;
  log: Logger;
}

const sweepMilliseconds = 10_000;
const checksASweep = 5;
const noticesASweep = 20;
const minute = 60_000;
/** A check that Salesforce could not answer is made again after so long. */
const uncertainMilliseconds = 10 * minute;
/** A notice is tried for so long. */
const patienceMilliseconds = 24 * 60 * minute;

/**
 * Looks after connections without being asked: checks each once a day, and sooner while it is broken; sends what is to
 * be told; ends authorizations that nobody finished. Each piece of work is claimed in the database by putting its due
 * time off, so that several processes share it.
 */
export class ConnectionKeeper {
  readonly #parts: ConnectionKeeperParts;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #isSweeping = false;
  #stopped = false;

  constructor(parts: ConnectionKeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#sweepOnce(), sweepMilliseconds);
  }

  /** Finishes what is in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Does everything that is due now. */
  async sweep(): Promise<void> {
    const { web, log } = this.#parts;
    for (const work of [() => this.#check(), () => this.#tell(), () => web.sweep()]) {
      if (this.#stopped) return;
      try {
        await work();
      } catch (error) {
        log.warn({ err: error }, 'looking after the connections failed; the next round follows');
      }
    }
  }

  #sweepOnce(): Promise<void> {
    if (this.#isSweeping) return this.#sweeping;
    this.#isSweeping = true;
    this.#sweeping = this.sweep().finally(() => (this.#isSweeping = false));
    return this.#sweeping;
  }

  async #check(): Promise<void> {
    const { store, desk, clock, log } = this.#parts;
    for (const orgId of await store.claimDueChecks(clock.now(), checksASweep)) {
      if (this.#stopped) return;
      try {
        await desk.check(orgId);
      } catch (error) {
        if (!(error instanceof SalesforceError)) throw error;
        log.info({ orgId, code: error.code }, 'a connection could not be checked now');
        await store.checkAgain(orgId, new Date(clock.now().getTime() + uncertainMilliseconds));
      }
    }
  }

  async #tell(): Promise<void> {
    const { notices, clock } = this.#parts;
    for (const notice of await notices.claimDue(clock.now(), noticesASweep)) {
      if (this.#stopped) return;
      await this.#send(notice);
    }
  }

  async #send(due: DueNotice): Promise<void> {
    const { notices, senders, clock, log } = this.#parts;
    const { orgId, id, channel, notice, createdAt, attempts } = due;
    try {
      const send = senders[channel];
      if (!send) throw new Error(`${channel} is no longer configured`);
      await send({ id, at: createdAt, notice });
      await notices.end(due, { sentAt: clock.now() });
      log.info({ orgId, notice: id, channel, event: notice.event }, 'told');
    } catch (error) {
      const now = clock.now().getTime();
      const isOver = now - createdAt.getTime() > patienceMilliseconds;
      const wait = Math.min(minute * 2 ** Math.min(attempts - 1, 10), 60 * minute);
      const reason = error instanceof Error ? error.message : String(error);
      await notices.end(due, { dueAt: isOver ? null : new Date(now + wait), error: reason });
      log.warn({ orgId, notice: id, channel, reason, isOver }, 'a notice about a connection was not taken');
    }
  }
}
