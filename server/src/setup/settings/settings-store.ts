import { isDeepStrictEqual } from 'node:util';
import { operator } from '../connection/connection.ts';
import type { Transaction } from 'kysely';
import { bookingSettingsSchema, type BookingSettings } from '../../bookings/settings/booking-settings.ts';
import type { Database } from '../../platform/database/database.ts';
import { storableJson } from '../../platform/database/storable-json.ts';
import type { Tables } from '../../platform/database/tables.ts';

/** The parts of the settings that an admin settles one by one, in the order of the tab. */
export const settingsParts = ['mapping', 'rules', 'users'] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** Who saved a version. */
export interface SettingsAuthor {
  id: string;
  name: string;
}

/** The settings of an org as one save left them. */
export interface SettingsVersion {
  version: number;
  settings: BookingSettings;
  savedBy: SettingsAuthor;
  savedAt: Date;
  note: string | null;
}

export interface SettingsToSave {
  /** The version that the change was made from. */
  basedOn: number;
  settings: BookingSettings;
  note: string | null;
  by: SettingsAuthor;
  now: Date;
  /** The parts that the admin means as they are now, changed or not. Those that differ, where nobody says. */
  settles?: SettingsPart[] | undefined;
}

export type Trx = Transaction<Tables>;

/**
 * The settings of orgs as versions: a save adds one, and none is changed or removed, so that everybody can see who changed
 * what and go back. Every method takes the org.
 */
export class SettingsStore {
  readonly #database: Database;
  readonly #read = new Map<string, { version: number; settings: BookingSettings }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The settings as they are now; undefined where there is no such org. */
  async current(orgId: string): Promise<SettingsVersion | undefined> {
    return currentOf(this.#database.kysely, orgId);
  }

  /** The settings as they are now, for delivery: read and parsed once a version. Built in where there is no such org. */
  async settings(orgId: string): Promise<BookingSettings> {
    const row = await this.#database.kysely
      .selectFrom('settings_versions')
      .select((select) => select.fn.max('version').as('version'))
      .where('org_id', '=', orgId)
      .executeTakeFirst();
    const kept = this.#read.get(orgId);
    if (kept && kept.version === row?.version) return kept.settings;
    const current = await this.current(orgId);
    if (!current) return bookingSettingsSchema.parse({});
    const { version, settings } = current;
    if (row?.version) this.#read.set(orgId, { version, settings });
    return settings;
  }

  /** One version; undefined where the org has none of that number. */
  async find(orgId: string, version: number): Promise<SettingsVersion | undefined> {
    const row = await this.#database.kysely
      .selectFrom('settings_versions')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('version', '=', version)
      .executeTakeFirst();
    if (row) return readVersion(row);
    const current = await this.current(orgId);
    return current?.version === version ? current : undefined;
  }

  /** The parts that an admin has saved as they meant them. */
  async settled(orgId: string): Promise<SettingsPart[]> {
    const rows = await this.#database.kysely
      .selectFrom('settled_settings')
      .select('part')
      .where('org_id', '=', orgId)
      .execute();
    return settingsParts.filter((part) => rows.some((row) => row.part === part));
  }

  /** Versions below `before`, the newest first. */
  async versions(orgId: string, before: number | undefined, most: number): Promise<SettingsVersion[]> {
    const rows = await this.#database.kysely
      .selectFrom('settings_versions')
      .selectAll()
      .where('org_id', '=', orgId)
      .$if(before !== undefined, (query) => query.where('version', '<', before!))
      .orderBy('version', 'desc')
      .limit(most)
      .execute();
    if (rows.length > 0 || before !== undefined) return rows.map(readVersion);
    const current = await this.current(orgId);
    return current ? [current] : [];
  }

  /**
   * Adds a version. When somebody else saved since `basedOn`, nothing is stored and their version comes back as `newer`.
   * `alongside` is done in the same transaction, with the settings before. Undefined where there is no such org.
   */
  async save(
    orgId: string,
    { basedOn, settings, note, by, now, settles }: SettingsToSave,
    alongside: (trx: Trx, before: BookingSettings) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ version: number } | { newer: SettingsVersion } | undefined> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      // One save an org at a time; delivery locks the org too before it touches bookings.
      await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forNoKeyUpdate().execute();
      const current = await currentOf(trx, orgId);
      if (!current) return undefined;
      if (current.version !== basedOn) return { newer: current };
      await keepFirst(trx, orgId, current);
      const version = current.version + 1;
      const row = { org_id: orgId, version, by_id: by.id, by_name: by.name, note, at: now };
      await trx
        .insertInto('settings_versions')
        .values({ ...row, settings: storableJson(settings) })
        .execute();
      const changed = settingsParts.filter((part) => !isDeepStrictEqual(settings[part], current.settings[part]));
      await settle(trx, orgId, settles ?? changed, version);
      await alongside(trx, current.settings);
      return { version };
    });
  }
}

type Connection = Database['kysely'] | Trx;

async function currentOf(connection: Connection, orgId: string): Promise<SettingsVersion | undefined> {
  const row = await connection
    .selectFrom('settings_versions')
    .selectAll()
    .where('org_id', '=', orgId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return readVersion(row);
  const org = await connection
    .selectFrom('orgs')
    .select(['creation_rules', 'created_at'])
    .where('id', '=', orgId)
    .executeTakeFirst();
  if (!org) return undefined;
  const settings = bookingSettingsSchema.parse({ rules: org.creation_rules });
  return { version: 1, settings, savedBy: operator, savedAt: org.created_at, note: null };
}

/** What an org began with stays one of its versions. */
async function keepFirst(trx: Trx, orgId: string, { version, settings, savedBy, savedAt }: SettingsVersion) {
  if (version !== 1) return;
  await trx
    .insertInto('settings_versions')
    .values({
      org_id: orgId,
      version,
      settings: storableJson(settings),
      by_id: savedBy.id,
      by_name: savedBy.name,
      note: null,
      at: savedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function settle(trx: Trx, orgId: string, parts: SettingsPart[], version: number): Promise<void> {
  if (parts.length === 0) return;
  await trx
    .insertInto('settled_settings')
    .values(parts.map((part) => ({ org_id: orgId, part, version })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function readVersion(row: {
  version: number;
  settings: unknown;
  by_id: string;
  by_name: string;
  note: string | null;
  at: Date;
}): SettingsVersion {
  return {
    version: row.version,
    settings: bookingSettingsSchema.parse(row.settings),
    savedBy: { id: row.by_id, name: row.by_name },
    savedAt: row.at,
    note: row.note,
  };
}
