import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../platform/database/database.ts';
import type { Clock } from '../platform/clock.ts';

/** An org as the panel shows it. */
export interface OrgProfile {
  id: string;
  name: string;
  salesforceOrgId: string | null;
  loginUrl: string | null;
  pausedUntil: Date | null;
  /** Why nothing is sent at the moment; of the folder that delivers. */
  pause: unknown;
}

/** The orgs of this backend. How each is reached is the ConnectionStore's. */
export class OrgStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** A new org that is not connected yet; gives its id. `creationRules` is kept as it is. */
  async create(name: string, creationRules: unknown): Promise<string> {
    const id = `org_${uuidv7().replaceAll('-', '')}`;
    await this.#database.kysely.transaction().execute(async (trx) => {
      await trx
        .insertInto('orgs')
        .values({ id, name, creation_rules: JSON.stringify(creationRules), created_at: this.#clock.now() })
        .execute();
      await trx.insertInto('connections').values({ org_id: id, state: 'never' }).execute();
    });
    return id;
  }

  async list(): Promise<{ id: string; name: string; loginUrl: string | null; connection: string }[]> {
    const rows = await this.#database.kysely
      .selectFrom('orgs')
      .leftJoin('connections', 'connections.org_id', 'orgs.id')
      .select(['orgs.id', 'orgs.name', 'connections.login_url', 'connections.state'])
      .orderBy('orgs.created_at')
      .execute();
    return rows.map(({ id, name, login_url: loginUrl, state }) => ({
      ...{ id, name, loginUrl },
      connection: state ?? 'never',
    }));
  }

  /** What the panel shows of an org; undefined when there is none. */
  async profile(orgId: string): Promise<OrgProfile | undefined> {
    const row = await this.#database.kysely
      .selectFrom('orgs')
      .leftJoin('connections', 'connections.org_id', 'orgs.id')
      .select(['id', 'name', 'salesforce_org_id', 'connections.login_url', 'paused_until', 'pause'])
      .where('id', '=', orgId)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      id: row.id,
      name: row.name,
      salesforceOrgId: row.salesforce_org_id,
      loginUrl: row.login_url,
      pausedUntil: row.paused_until,
      pause: row.pause ?? undefined,
    };
  }
}
