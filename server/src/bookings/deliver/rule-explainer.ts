import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Logger } from '../../platform/log.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { OrgRules } from '../../salesforce/org-rules.ts';
import type { Salesforce } from '../../salesforce/types.ts';
import { explained, type Diagnosis } from '../diagnosis.ts';

/** Bookings that are read and written at once. */
const pageSize = 200;

export interface RuleExplainerParts {
  database: Database;
  log: Logger;
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  /** Whether the org's API requests allow so many for a reason that no booking waits for. */
  mayAsk: (orgId: string, apiCalls: number) => boolean | Promise<boolean>;
}

/**
 * Tells by name which of the org's rules refused bookings. They are settled before, with what the error says; the rules
 * are read behind that, at most once an hour, and a delivery never waits for it.
 */
export class RuleExplainer {
  readonly #parts: RuleExplainerParts;
  readonly #running = new Map<string, Promise<void>>();

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
    const rules = await this.#rules(orgId);
    if (!rules) return;
    for (let after: string | undefined = ''; after !== undefined;) after = await this.#page(orgId, rules, after);
  }

  async #rules(orgId: string): Promise<OrgRules | undefined> {
    const salesforce = await this.#parts.salesforceOf(orgId);
    if (!salesforce) return undefined;
    const known = salesforce.knownRules;
    if (known || !(await this.#parts.mayAsk(orgId, 2))) return known;
    try {
      return await salesforce.rules({ purpose: 'diagnostics' });
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      this.#parts.log.info({ orgId, code: error.code }, 'the rules of the org could not be read');
      return undefined;
    }
  }

  /** The id to go on after; undefined at the end. What changed meanwhile is left alone. */
  async #page(orgId: string, rules: OrgRules, after: string): Promise<string | undefined> {
    const { kysely } = this.#parts.database;
    const rows = await kysely
      .selectFrom('bookings')
      .select(['id', 'diagnosis'])
      .where('org_id', '=', orgId)
      .where('state', 'in', ['held', 'waiting'])
      .where(sql<boolean>`diagnosis -> 'refusal' is not null`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const updates = rows.map(({ id, diagnosis }) => ({
      id,
      was: diagnosis,
      diagnosis: explained(diagnosis as Diagnosis, rules),
    }));
    if (updates.length > 0) {
      await sql`
        update bookings set diagnosis = u.diagnosis
        from jsonb_to_recordset(${storableJson(updates)}::jsonb) as u (id text, was jsonb, diagnosis jsonb)
        where bookings.org_id = ${orgId} and bookings.id = u.id and bookings.diagnosis = u.was`.execute(kysely);
    }
    return rows.length < pageSize ? undefined : rows.at(-1)!.id;
  }
}
