import type { Purpose } from './types.ts';

/** What one answer said about the org's API requests of the last 24 hours. `used` may exceed `allowed` in paid orgs. */
export interface UsageSample {
  orgId: string;
  at: Date;
  used: number;
  allowed: number;
}

/** Receives each sample; must not throw. */
export type OnUsage = (sample: UsageSample, call: { purpose: Purpose }) => void;

/** Reads `Sforce-Limit-Info` of every answer of one org, errors included, and keeps the last one. */
export class LimitsLedger {
  readonly #orgId: string;
  readonly #now: () => Date;
  readonly #onUsage: OnUsage | undefined;
  #last: UsageSample | undefined;

  constructor(orgId: string, now: () => Date, onUsage?: OnUsage) {
    this.#orgId = orgId;
    this.#now = now;
    this.#onUsage = onUsage;
  }

  /** Undefined until an answer carried the header. The value lags and differs between Salesforce's nodes [K]. */
  get last(): UsageSample | undefined {
    return this.#last;
  }

  /** `header` is the value of Sforce-Limit-Info; one that is missing or of another form is passed over. */
  read(header: string | undefined, purpose: Purpose): void {
    // Older orgs append `; per-app-api-usage=17/250(appName=…)`.
    const found = /(?:^|[\s;,])api-usage=(\d+)\/(\d+)/.exec(header ?? '');
    if (!found) return;
    const sample = { orgId: this.#orgId, at: this.#now(), used: Number(found[1]), allowed: Number(found[2]) };
    this.#last = sample;
    this.#onUsage?.(sample, { purpose });
  }
}
