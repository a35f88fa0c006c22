import type { Clock } from '../../platform/clock.ts';
import type { UsageSample } from '../../salesforce/limits.ts';
import type { Purpose } from '../../salesforce/types.ts';
import type { ApiUsageStore } from './api-usage-store.ts';
import type { BudgetStore } from './budget-store.ts';
import { hourMilliseconds, hourOf, type OwnCalls, type Sample } from './ledger.ts';
import { mayCall, type Decision, type Known, type Question } from './may-call.ts';
import type { Thresholds } from './thresholds.ts';

export interface ApiBudgetParts {
  usage: ApiUsageStore;
  budgets: BudgetStore;
  clock: Clock;
}

/** The database is asked again after so long. */
const keptMilliseconds = 10_000;

interface Call {
  sample: Sample;
  purpose: Purpose;
}

interface Copy {
  readAt: Date;
  thresholds: Thresholds;
  own: OwnCalls[];
  sample: Sample | undefined;
}

/**
 * Says who may call Salesforce. What it decides by is in the database, for all processes; each keeps a copy for ten
 * seconds, with its own calls added as they happen, so that a turn of bookings costs three small queries in ten seconds
 * at most, and none in between. The price: what other processes call in these ten seconds, and what they change about
 * the thresholds, is seen up to ten seconds later.
 */
export class ApiBudget {
  readonly #parts: ApiBudgetParts;
  readonly #copies = new Map<string, Promise<Copy>>();
  /** What this process calls while a copy is being read. The copy may hold it already: then it counts twice, for ten seconds. */
  readonly #meanwhile = new Map<string, Call[]>();

  constructor(parts: ApiBudgetParts) {
    this.#parts = parts;
  }

  /** Takes down one call of ours and what its answer said of the org. */
  record(sample: UsageSample, purpose: Purpose): void {
    this.#parts.usage.record(sample, purpose);
    this.#meanwhile.get(sample.orgId)?.push({ sample, purpose });
  }

  /** Believes a count that the org's own Apex told, which may be newer than what our calls were told. */
  async learn(sample: UsageSample): Promise<void> {
    await this.#parts.usage.learn(sample);
    this.forget(sample.orgId);
  }

  /** Whether so many calls may be made now for this purpose; if not, until when to wait, and why. Asks no API. */
  async mayCall(
    orgId: string,
    purpose: Purpose,
    calls: number,
    more: Pick<Question, 'byPerson' | 'notBefore'> = {},
  ): Promise<Decision> {
    return mayCall(await this.known(orgId), { purpose, calls, ...more });
  }

  /** What decisions about an org are made by, now. */
  async known(orgId: string): Promise<Known> {
    const now = this.#parts.clock.now();
    const before = this.#copies.get(orgId);
    const isFresh = before && now.getTime() - (await before).readAt.getTime() < keptMilliseconds;
    const { thresholds, own, sample } = await (isFresh ? before : this.#read(orgId, now));
    const calls = this.#meanwhile.get(orgId) ?? [];
    return {
      ...{ thresholds, now },
      own: [...own, ...calls.map(({ sample, purpose }) => ({ hour: hourOf(sample.at), purpose, calls: 1 }))],
      sample: newestOf([...(sample ? [sample] : []), ...calls.map((call) => call.sample)]),
    };
  }

  /** After the thresholds were changed. */
  forget(orgId: string): void {
    this.#copies.delete(orgId);
  }

  #read(orgId: string, now: Date): Promise<Copy> {
    const reading = this.#load(orgId, now);
    this.#copies.set(orgId, reading);
    reading.catch(() => this.#copies.get(orgId) === reading && this.forget(orgId));
    return reading;
  }

  async #load(orgId: string, now: Date): Promise<Copy> {
    const { usage, budgets } = this.#parts;
    const written = usage.flush();
    // What is recorded from here on may come too late for the reading.
    this.#meanwhile.set(orgId, []);
    await written;
    const [thresholds, { own, samples }] = await Promise.all([
      budgets.thresholds(orgId),
      usage.ledger(orgId, new Date(now.getTime() - hourMilliseconds)),
    ]);
    return { readAt: now, thresholds, own, sample: samples.at(-1) };
  }
}

function newestOf(samples: Sample[]): Sample | undefined {
  return samples.reduce<Sample | undefined>((newest, one) => (newest && newest.at > one.at ? newest : one), undefined);
}
