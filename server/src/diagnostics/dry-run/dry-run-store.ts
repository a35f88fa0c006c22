import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { DryRun, DryRunScenario, DryRunSettings, DryRunState, DryRunStop } from './dry-run.ts';

/** Of runs by the rules of all pages. */
const noPage = '';

/** The newest test booking of each page and scenario, and what an org's admin said about them. Every method takes the org. */
export class DryRunStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes the place of the one before. */
  async save(orgId: string, run: DryRun): Promise<void> {
    const { id, page, scenario, at, state, sentence, apiCalls, by, objects, plan } = run;
    const values = {
      ...{ id, page_name: page?.name ?? null, state, api_calls: apiCalls, by_name: by ?? null, at },
      result: storableJson({ sentence, objects, plan }),
    };
    await this.#database.kysely
      .insertInto('dry_runs')
      .values({ org_id: orgId, page_id: page?.id ?? noPage, scenario, ...values })
      .onConflict((conflict) => conflict.columns(['org_id', 'page_id', 'scenario']).doUpdateSet(values))
      .execute();
  }

  /** The newest first. */
  async runs(orgId: string): Promise<DryRun[]> {
    const rows = await this.#database.kysely
      .selectFrom('dry_runs')
      .selectAll()
      .where('org_id', '=', orgId)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(1_000)
      .execute();
    return rows.map((row) => ({
      ...(row.result as Pick<DryRun, 'sentence' | 'objects' | 'plan'>),
      ...{ id: row.id, scenario: row.scenario as DryRunScenario, at: row.at, state: row.state as DryRunState },
      ...{ apiCalls: row.api_calls, by: row.by_name ?? undefined },
      page: row.page_id === noPage ? undefined : { id: row.page_id, name: row.page_name ?? row.page_id },
    }));
  }

  async settings(orgId: string): Promise<DryRunSettings> {
    const row = await this.#database.kysely
      .selectFrom('dry_run_settings')
      .selectAll()
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    return {
      acknowledgedAt: row?.acknowledged_at ?? undefined,
      nightly: row?.nightly ?? false,
      stopped: (row?.stopped ?? undefined) as DryRunStop | undefined,
    };
  }

  async change(orgId: string, change: DryRunSettingsChange): Promise<void> {
    const { acknowledged, nightly, stopped, dueAt } = change;
    const values = {
      ...(acknowledged && { acknowledged_at: acknowledged.at, acknowledged_by: acknowledged.by }),
      ...(nightly !== undefined && { nightly }),
      ...(stopped !== undefined && { stopped: stopped && storableJson(stopped) }),
      ...(dueAt !== undefined && { due_at: dueAt }),
    };
    if (Object.keys(values).length === 0) return;
    await this.#database.kysely
      .insertInto('dry_run_settings')
      .values({ org_id: orgId, ...values })
      .onConflict((conflict) => conflict.column('org_id').doUpdateSet(values))
      .execute();
  }

  /** Orgs whose nightly run is due, claimed for this process by putting it off to `next`. */
  async claimDue(now: Date, next: Date, most: number): Promise<string[]> {
    const due = await this.#database.kysely
      .selectFrom('dry_run_settings')
      .select(['org_id', 'due_at'])
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(most)
      .execute();
    const claimed: string[] = [];
    for (const { org_id: orgId, due_at: dueAt } of due) {
      const row = await this.#database.kysely
        .updateTable('dry_run_settings')
        .set({ due_at: next })
        .where('org_id', '=', orgId)
        .where('due_at', '=', dueAt)
        .returning('org_id')
        .executeTakeFirst();
      if (row) claimed.push(orgId);
    }
    return claimed;
  }

  /** Makes the nightly run due now where the org's schema is another than at the last look. */
  async noticeSchema(orgId: string, hash: string, now: Date): Promise<void> {
    await this.#database.kysely
      .updateTable('dry_run_settings')
      .set({ due_at: now })
      .where('org_id', '=', orgId)
      .where('nightly', '=', true)
      .where('schema_hash', '<>', hash)
      .execute();
    await this.#database.kysely
      .updateTable('dry_run_settings')
      .set({ schema_hash: hash })
      .where('org_id', '=', orgId)
      .where((where) => where.or([where('schema_hash', 'is', null), where('schema_hash', '<>', hash)]))
      .execute();
  }
}

export interface DryRunSettingsChange {
  acknowledged?: { at: Date; by: string };
  nightly?: boolean;
  stopped?: DryRunStop | null;
  dueAt?: Date | null;
}
