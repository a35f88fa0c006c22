import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Which parts of the settings an admin has saved as they meant them. Of versions from before it counts what a save
 * changed; the first ones, of creation rules only, say nothing about the other parts.
 */
export const settledSettingsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table settled_settings (
    org_id text not null references orgs (id) on delete cascade,
    part text not null check (part in ('mapping', 'rules', 'users')),
    version integer not null,
    primary key (org_id, part)
  )`,
  `insert into settled_settings (org_id, part, version)
    select org_id, part, min(version)
    from (
      select org_id, version, settings, lag(settings) over (partition by org_id order by version) as before
      from settings_versions
    ) as versions
    cross join (values ('mapping'), ('rules'), ('users')) as parts (part)
    where before -> part is not null and settings -> part is distinct from before -> part
    group by org_id, part`,
];
