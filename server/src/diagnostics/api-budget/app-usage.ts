import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { newestApiLog, readApiLog, type EventLogs } from '../../salesforce/api-event-log.ts';
import { DataError, SalesforceError } from '../../salesforce/errors.ts';
import { sentences, text, type Text } from '../../texts/text.ts';
import type { ApiBudget } from './api-budget.ts';
import type { BudgetStore, KnownLog } from './budget-store.ts';
import { hourMilliseconds } from './ledger.ts';

export interface AppUsageParts {
  budgets: BudgetStore;
  budget: Pick<ApiBudget, 'mayCall'>;
  salesforceOf: (orgId: string) => Promise<EventLogs | undefined>;
  clock: Clock;
  log: Logger;
}

/** Salesforce writes a log once a day; whoever looks at the panel often costs no call more than this. */
const lookAgainMilliseconds = 6 * hourMilliseconds;
/** A log is read into memory as a whole. */
const largestLog = 50_000_000;

const unread = { fileId: null, day: null, log: null };

/** Which applications call the org, from its newest event log: two API calls, and one where the log is known already. */
export class AppUsage {
  readonly #parts: AppUsageParts;
  readonly #reading = new Map<string, Promise<KnownLog>>();

  constructor(parts: AppUsageParts) {
    this.#parts = parts;
  }

  /**
   * What is known, without waiting for Salesforce. When nobody has looked for six hours, the log is read in the
   * background for whoever asks next.
   */
  async known(orgId: string): Promise<Pick<KnownLog, 'log' | 'unknown'>> {
    const known = await this.#parts.budgets.log(orgId);
    const now = this.#parts.clock.now().getTime();
    const isFresh = known && now - known.readAt.getTime() < lookAgainMilliseconds;
    if (!isFresh) {
      this.refresh(orgId).catch((error: unknown) =>
        this.#parts.log.warn({ err: error, orgId }, 'the event log of API calls was not kept'),
      );
    }
    return known ?? { log: null, unknown: text('budget.apps.reading') };
  }

  /** Reads the newest log now, unless the API budget or Salesforce refuses: that is kept as the reason. */
  refresh(orgId: string): Promise<KnownLog> {
    const reading = this.#reading.get(orgId) ?? this.#refresh(orgId).finally(() => this.#reading.delete(orgId));
    this.#reading.set(orgId, reading);
    return reading;
  }

  /** Resolves when nothing is being read any more. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#reading.values());
  }

  async #refresh(orgId: string): Promise<KnownLog> {
    const { budgets, clock } = this.#parts;
    const before = await budgets.log(orgId);
    const known = await this.#read(orgId, before).catch((error: unknown) => {
      if (!(error instanceof SalesforceError)) throw error;
      return { ...unread, unknown: whyUnread(error) };
    });
    const kept = { readAt: clock.now(), ...known };
    await budgets.keepLog(orgId, kept);
    return kept;
  }

  async #read(orgId: string, before: KnownLog | undefined): Promise<Omit<KnownLog, 'readAt'>> {
    const { budget, salesforceOf } = this.#parts;
    const decision = await budget.mayCall(orgId, 'diagnostics', 2);
    if (!decision.allowed) return { ...(before ?? unread), unknown: decision.sentence };
    const salesforce = await salesforceOf(orgId);
    if (!salesforce) return { ...unread, unknown: text('budget.apps.noLog') };
    const options = { purpose: 'diagnostics' } as const;
    const file = await newestApiLog(salesforce, options);
    if (!file) return { ...unread, unknown: text('budget.apps.noLog') };
    const { id: fileId, day, bytes } = file;
    if (before?.log && before.fileId === fileId) return { fileId, day, log: before.log, unknown: null };
    if (bytes > largestLog) {
      const megabytes = Math.round(bytes / 1_000_000);
      return { ...unread, unknown: text('budget.apps.tooLarge', { megabytes }) };
    }
    return { fileId, day, log: await readApiLog(await salesforce.eventLogFile(fileId, options)), unknown: null };
  }
}

/** An object that a user may not see does not exist for it: INVALID_TYPE. */
function whyUnread(error: SalesforceError): Text {
  if (error instanceof DataError) return text('budget.apps.noPermission');
  return sentences(text('budget.apps.notNow'), error.detail);
}
