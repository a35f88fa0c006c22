import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { OrgRules } from '../../salesforce/org-rules.ts';
import type { Salesforce } from '../../salesforce/types.ts';
import { explained, type Diagnosis } from '../diagnosis.ts';

/** Bookings that are read and written at once. */
const pageSize = 200;
/** How often an hour the rules of an org are read anew for a text that they lack. */
const mostReadsAgain = 10;

export interface RuleExplainerParts {
  database: Database;
  clock: Clock;
  log: Logger;
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  /** Whether the org's API requests allow so many for a reason that no booking waits for. */
  mayAsk: (orgId: string, apiCalls: number) => boolean | Promise<boolean>;
}

/**
 * Tells by name which of the org's rules refused bookings. They are settled before, with what the error says; the rules
 * are read behind that, once an hour and when a refusal names none of them, and a delivery never waits for it.
 */
export class RuleExplainer {
  readonly #parts: RuleExplainerParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #readAgain = new Map<string, number[]>();
  /** Causes that no rule of the org is behind, as long as those rules are kept. */
  readonly #absent = new WeakMap<OrgRules, Set<string>>();

  constructor(parts: RuleExplainerParts) {
    this.#parts = parts;
  }

  /** Says that an org has bookings whose diagnosis its rules may complete. */
  wake(orgId: string): void {
    const before = this.#running.get(orgId) ?? Promise.resolve();
    const run = before
      .then(() => this.#explain(orgId))
      .catch((error: unknown) => this.#parts.log.warn({ err: error, orgId }, 'refused bookings were not explained'))
      .then(() => {
        if (this.#running.get(orgId) === run) this.#running.delete(orgId);
      });
    this.#running.set(orgId, run);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #explain(orgId: string): Promise<void> {
    const salesforce = await this.#parts.salesforceOf(orgId);
    const rules = salesforce && (salesforce.knownRules ?? (await this.#read(orgId, salesforce)));
    if (!rules) return;
    const unmatched = await this.#complete(orgId, rules);
    // Perhaps the rule is newer than what is known of the rules.
    if (!unmatched || !this.#mayReadAgain(orgId)) return;
    const current = await this.#read(orgId, salesforce, unmatched);
    if (current && current !== rules) await this.#complete(orgId, current);
  }

  async #read(orgId: string, salesforce: Salesforce, readAfter?: Date): Promise<OrgRules | undefined> {
    if (!(await this.#parts.mayAsk(orgId, 2))) return undefined;
    try {
      return await salesforce.rules({ purpose: 'diagnostics', ...(readAfter && { readAfter }) });
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      this.#parts.log.info({ orgId, code: error.code }, 'the rules of the org could not be read');
      return undefined;
    }
  }

  /** An automation whose texts differ from booking to booking must not cost two calls a booking. */
  #mayReadAgain(orgId: string): boolean {
    const now = this.#parts.clock.now().getTime();
    const recent = (this.#readAgain.get(orgId) ?? []).filter((at) => Math.abs(now - at) < 60 * 60_000);
    if (recent.length >= mostReadsAgain) return false;
    this.#readAgain.set(orgId, [...recent, now]);
    return true;
  }

  /** The time of the last refusal that the rules, as they were read before it, do not explain; undefined without one. */
  async #complete(orgId: string, rules: OrgRules): Promise<Date | undefined> {
    let unmatched: Date | undefined;
    for (let after: string | undefined = ''; after !== undefined;) {
      const rows = await this.#rows(orgId, after);
      const updates = rows.map((row) => this.#completed(row, rules));
      if (updates.length > 0) await this.#write(orgId, updates);
      for (const { refusedAt, isUnmatched } of updates) {
        if (isUnmatched && (!unmatched || refusedAt > unmatched)) unmatched = refusedAt;
      }
      after = rows.length < pageSize ? undefined : rows.at(-1)!.id;
    }
    return unmatched;
  }

  #completed({ id, diagnosis, causeKey, refusedAt }: Refused, rules: OrgRules): Completed {
    const absent = this.#absent.get(rules) ?? new Set();
    this.#absent.set(rules, absent);
    // What was found to be no rule's is not asked for again as long as the rules are kept.
    const areCurrent = rules.readAt >= refusedAt || absent.has(causeKey);
    const completed = explained(diagnosis, rules, areCurrent);
    if (!completed.refusal && !completed.rules) absent.add(causeKey);
    // Rules that the API User may not read would tell no more when they are read again.
    const isUnmatched = completed.refusal !== undefined && explained(diagnosis, rules, true).refusal === undefined;
    return { id, was: diagnosis, diagnosis: completed, refusedAt, isUnmatched };
  }

  async #rows(orgId: string, after: string): Promise<Refused[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('bookings')
      .select(['id', 'diagnosis', 'cause_key', 'updated_at'])
      .where('org_id', '=', orgId)
      .where('state', 'in', ['held', 'waiting'])
      .where(sql<boolean>`diagnosis -> 'refusal' is not null`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      diagnosis: row.diagnosis as Diagnosis,
      causeKey: row.cause_key ?? '',
      refusedAt: row.updated_at,
    }));
  }

  /** What changed meanwhile is left alone. */
  async #write(orgId: string, updates: Completed[]): Promise<void> {
    const rows = updates.map(({ id, was, diagnosis }) => ({ id, was, diagnosis }));
    await sql`
      update bookings set diagnosis = u.diagnosis
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as u (id text, was jsonb, diagnosis jsonb)
      where bookings.org_id = ${orgId} and bookings.id = u.id and bookings.diagnosis = u.was`.execute(
      this.#parts.database.kysely,
    );
  }
}

interface Refused {
  id: string;
  diagnosis: Diagnosis;
  causeKey: string;
  /** When the attempt was settled. */
  refusedAt: Date;
}

interface Completed {
  id: string;
  was: Diagnosis;
  diagnosis: Diagnosis;
  refusedAt: Date;
  /** The rules are older than the refusal, and do not explain it. */
  isUnmatched: boolean;
}
