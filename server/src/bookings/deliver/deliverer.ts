import type { Clock } from '../../platform/clock.ts';
import { leaseMilliseconds, type Lease, type Leases } from '../../platform/leases.ts';
import type { Logger } from '../../platform/log.ts';
import { LimitError, type SalesforceError } from '../../salesforce/errors.ts';
import type { Salesforce } from '../../salesforce/types.ts';
import { wantsRules } from '../diagnosis.ts';
import { text, type Text } from '../../texts/text.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import { UserDirectory } from '../match/user-directory.ts';
import { deliverBatch } from './deliver-batch.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { apiBudgetCode, isLiftedByHand, pauseOrg, waitedUntil } from './org-pause.ts';

/** Bookings of one turn: as many people as one graph call carries. */
const largestBatch = 75;
/** What a turn costs when it is asked whether the org has room for it: one look-up, one write. */
const callsOfATurn = 2;
/** A call that takes longer than this halves the org's next batch. */
const slowMilliseconds = 30_000;
const sweepMilliseconds = 1_000;

/** `look`: by the last figure there is no room, but it is too old: one call tells. */
type Room = { allowed: true; look?: true } | { allowed: false; sentence: Text };
const anyRoom: Room = { allowed: true };

export interface DelivererParts {
  store: DeliveryStore;
  leases: Leases;
  clock: Clock;
  log: Logger;
  /** The connected org's client, the same one each time; undefined when the org is gone. */
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  /** Told what an org refused a turn with, before that is settled. Must not throw. */
  refused?: (orgId: string, error: SalesforceError) => Promise<void>;
  /** Told when the org's rules would tell more of why bookings were refused. Must not throw, and is not waited for. */
  wantsRules?: (orgId: string) => void;
  /** What the org's admin set, as it is now. */
  settingsOf: (orgId: string) => Promise<BookingSettings>;
  /**
   * Whether the org has API calls left for a turn; where not, why. A figure that Salesforce told before `notBefore` is not
   * to be believed any more.
   */
  mayCall?: (orgId: string, calls: number, notBefore: Date | undefined) => Promise<Room>;
  /** How many orgs are delivered to at once. */
  concurrency?: number;
}

/**
 * Brings due bookings to Salesforce. The bookings table is the queue: `wake` is only a hint that an org may have
 * something due, and a sweep every second finds what no hint told (a retry that became due, another process's intake,
 * what a dead process left). A turn is one batch; then the org goes to the back, so a big org never starves a small one.
 */
export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #users = new Map<string, UserDirectory>();
  readonly #batchSizes = new Map<string, number>();
  #sweep: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweep = setInterval(() => {
      this.#sweeping = this.#sweeping.then(() => this.sweep());
    }, sweepMilliseconds);
  }

  /** Finishes the turns in hand and starts no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweep);
    await this.#sweeping;
    await Promise.all(this.#running.values());
  }

  /** Says that an org may have a booking that is due. */
  wake(orgId: string): void {
    if (this.#stopped) return;
    this.#waiting.add(orgId);
    this.#next();
  }

  /** Wakes every org with a due booking. */
  async sweep(): Promise<void> {
    if (this.#stopped) return;
    try {
      for (const orgId of await this.#parts.store.orgsWithDueBookings(this.#parts.clock.now())) this.wake(orgId);
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the database did not answer the sweep; the next one follows in a second');
    }
  }

  /** Resolves when no turn is running or asked for. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #next(): void {
    for (const orgId of this.#waiting) {
      if (this.#running.size >= (this.#parts.concurrency ?? 8)) return;
      if (this.#running.has(orgId)) continue;
      this.#waiting.delete(orgId);
      const turn = this.#turn(orgId)
        .catch((error: unknown) => {
          this.#parts.log.error({ err: error, orgId }, 'a delivery turn failed; its bookings stay due');
          return false;
        })
        .then((more) => {
          this.#running.delete(orgId);
          if (more && !this.#stopped) this.#waiting.add(orgId);
          if (!this.#stopped) this.#next();
        });
      this.#running.set(orgId, turn);
    }
  }

  /** One batch of one org. True when there is more to do at once. */
  async #turn(orgId: string): Promise<boolean> {
    const { leases } = this.#parts;
    const lease = await leases.acquire(orgId);
    if (!lease) return false;
    const renewal = setInterval(() => void leases.renew(lease).catch(() => {}), leaseMilliseconds / 3);
    try {
      return await this.#deliver(lease);
    } finally {
      clearInterval(renewal);
      await leases.release(lease);
    }
  }

  async #deliver(lease: Lease): Promise<boolean> {
    const { store, clock, log, salesforceOf, settingsOf } = this.#parts;
    const { orgId } = lease;
    const org = await store.org(orgId);
    if (!org || (org.pausedUntil && org.pausedUntil > clock.now())) return false;
    const due = await store.due(orgId, clock.now(), this.#batchSize(orgId));
    if (due.length === 0) return false;
    const room = isLiftedByHand(org) ? anyRoom : await this.#roomFor(orgId, waitedUntil(org));
    if (!room.allowed) {
      await store.settleTurn(lease, [], pauseOrg(org.pause, tooFewCalls(room), clock.now()), clock.now());
      log.info({ orgId, code: apiBudgetCode }, 'the org has no API calls left for bookings');
      return false;
    }
    // To look whether there is room again takes one booking, not a whole batch.
    const bookings = room.look ? due.slice(0, 1) : due;
    const salesforce = await salesforceOf(orgId);
    if (!salesforce) return false;

    const begun = clock.now();
    const settings = await settingsOf(orgId);
    const batch = { orgId, bookings, settings, salesforce, users: this.#usersOf(orgId), now: begun };
    const { results, error } = await deliverBatch(batch);
    if (error) await this.#parts.refused?.(orgId, error);
    const now = clock.now();
    this.#adaptBatchSize(orgId, now.getTime() - begun.getTime(), error !== undefined);
    const seen = room.look && !error ? await this.#roomFor(orgId, undefined) : anyRoom;
    const stopped = error ?? (seen.allowed ? undefined : tooFewCalls(seen));
    const pause = stopped && pauseOrg(org.pause, stopped, now);
    const settled = await store.settleTurn(lease, results, pause, now);
    const delivered = results.filter(({ outcome }) => outcome.kind === 'delivered').length;
    if (settled && results.some(({ outcome }) => 'diagnosis' in outcome && wantsRules(outcome.diagnosis))) {
      this.#parts.wantsRules?.(orgId);
    }
    log.info({ orgId, due: bookings.length, delivered, settled, cause: error?.cause, code: error?.code }, 'turn');
    return settled && !pause;
  }

  async #roomFor(orgId: string, notBefore: Date | undefined): Promise<Room> {
    return (await this.#parts.mayCall?.(orgId, callsOfATurn, notBefore)) ?? anyRoom;
  }

  #usersOf(orgId: string): UserDirectory {
    const users = this.#users.get(orgId) ?? new UserDirectory(() => this.#parts.clock.now());
    this.#users.set(orgId, users);
    return users;
  }

  #batchSize(orgId: string): number {
    return this.#batchSizes.get(orgId) ?? largestBatch;
  }

  #adaptBatchSize(orgId: string, milliseconds: number, failed: boolean): void {
    const size = this.#batchSize(orgId);
    if (milliseconds > slowMilliseconds) this.#batchSizes.set(orgId, Math.max(1, Math.floor(size / 2)));
    else if (!failed) this.#batchSizes.set(orgId, Math.min(largestBatch, size * 2));
  }
}

/** The stop that saves the org's API calls, in the form of Salesforce's own: it pauses the org in the same way. */
function tooFewCalls({ sentence }: Extract<Room, { allowed: false }>): LimitError {
  const fix = text('budget.bookings.fix');
  return new LimitError('dailyRequests', { code: apiBudgetCode, detail: sentence, fix });
}
