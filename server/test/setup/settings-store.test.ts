import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { BookingActions } from '../../src/bookings/booking-actions.ts';
import { defaultPageRules } from '../../src/bookings/creation-rules.ts';
import { defaultSettings, type BookingSettings } from '../../src/bookings/settings/booking-settings.ts';
import { concernedBookings } from '../../src/bookings/settings/settings-changes.ts';
import { settingsMigration } from '../../src/platform/database/settings-migration.ts';
import { settledSettingsMigration } from '../../src/platform/database/settled-settings-migration.ts';
import { SettingsStore } from '../../src/setup/settings/settings-store.ts';
import { operator } from '../../src/setup/connection/connection.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

const at = new Date('2026-11-20T09:00:00.000Z');
const org = (id: string, creation_rules: object) => ({
  ...{ id, name: id, login_url: 'http://localhost', client_id: 'c', client_secret: 's', created_at: at },
  creation_rules: JSON.stringify(creation_rules),
});
/** The rules as the version before wrote them: fewer than there are now. */
const oldRules = {
  all: {
    ...{ stranger: 'lead', known: 'leave', case: false, canceledEvent: 'delete', leadOwner: 'bookingOwner' },
    duplicates: 'hold',
  },
  pages: { support: { case: true } },
};

for (const engine of await engines()) {
  describe(`settings as they are stored on ${engine.name}`, () => {
    let database: TestDatabase;
    let store: SettingsStore;
    before(async () => (database = await engine.create()));
    beforeEach(async () => {
      await database.empty();
      store = new SettingsStore(database);
    });
    after(() => database?.destroy());

    const save = (orgId: string, basedOn: number, settings: BookingSettings) =>
      store.save(orgId, { basedOn, settings, note: null, by: operator, now: at });

    it('begin with the creation rules that an org had, as version 1, and stand-ins of before are in the report', async () => {
      const { kysely } = database;
      for (const statement of ['drop table settings_versions', 'alter table bookings drop column fallbacks cascade']) {
        await sql.raw(statement).execute(kysely);
      }
      await kysely.insertInto('orgs').values(org('org_1', oldRules)).execute();
      const uses = [{ object: 'Lead', field: 'Company', label: 'Company', value: 'Unspecified' }];
      await sql`insert into bookings (org_id, id, source_id, source_kind, external_id, state, booking, revision, attempts,
          alone, records, plan, created_at, updated_at, delivered_at)
        values ('org_1', 'bk_1', 's', 'api', 'B', 'delivered', '{}', 1, 0, false, '{}',
          ${JSON.stringify({ fallbacks: uses })}::jsonb, ${at}, ${at}, ${at})`.execute(kysely);
      await settingsMigration.up(kysely);
      const { rows } = await sql<{ version: number }>`select version from settings_versions`.execute(kysely);
      assert.deepEqual(rows, [{ version: 1 }]);
      const current = (await store.current('org_1'))!;
      assert.deepEqual(current.settings.rules.all, { ...defaultPageRules, ...oldRules.all });
      assert.deepEqual(current.settings.rules.pages, oldRules.pages);
      assert.deepEqual(current.settings.mapping, defaultSettings.mapping);
      const booking = await kysely.selectFrom('bookings').select('fallbacks').executeTakeFirstOrThrow();
      assert.deepEqual(booking.fallbacks, uses);
    });

    it('of before count as settled in the parts that a save changed, and org by org', async () => {
      const { kysely } = database;
      await sql.raw('drop table settled_settings').execute(kysely);
      await kysely
        .insertInto('orgs')
        .values([org('org_1', oldRules), org('org_2', oldRules)])
        .execute();
      const { rules, mapping, users } = defaultSettings;
      const version = (orgId: string, number: number, settings: object) =>
        kysely
          .insertInto('settings_versions')
          .values({
            ...{ org_id: orgId, version: number, settings: JSON.stringify(settings), note: null, at },
            ...{ by_id: 'a', by_name: 'Ada' },
          })
          .execute();
      await version('org_1', 1, { rules });
      await version('org_1', 2, { rules, mapping, users });
      await version('org_1', 3, { rules, mapping: { ...mapping, matchAnswersByLabel: false }, users });
      await version('org_2', 1, { rules });
      await settledSettingsMigration.up(kysely);
      assert.deepEqual([await store.settled('org_1'), await store.settled('org_2')], [['mapping'], []]);
    });

    it('begin with them too where the version before connected the org meanwhile; they stay a version', async () => {
      await database.kysely.insertInto('orgs').values(org('org_1', oldRules)).execute();
      assert.equal((await store.settings('org_1')).rules.all.known, 'leave');
      assert.deepEqual(await save('org_1', 1, defaultSettings), { version: 2 });
      assert.equal((await store.settings('org_1')).rules.all.known, 'fillEmpty');
      assert.equal((await store.find('org_1', 1))!.settings.rules.all.known, 'leave');
      assert.equal(await store.find('org_1', 3), undefined);
    });

    it('are an org’s own, also in the memory of the process', async () => {
      await database.kysely
        .insertInto('orgs')
        .values([org('org_1', oldRules), org('org_2', {})])
        .execute();
      await save('org_2', 1, defaultSettings);
      assert.equal((await store.settings('org_2')).rules.all.known, 'fillEmpty');
      assert.equal((await store.settings('org_1')).rules.all.known, 'leave');
      assert.equal((await store.current('org_1'))!.version, 1);
      assert.equal(await save('org_3', 1, defaultSettings), undefined);
    });

    it('make due the held bookings that a change concerns, and no others', async () => {
      const { kysely } = database;
      await kysely
        .insertInto('orgs')
        .values([org('org_1', {}), org('org_2', {})])
        .execute();
      const held = async (id: string, diagnosis: object, more: { page?: string; state?: string; org?: string } = {}) =>
        sql`insert into bookings (org_id, id, source_id, source_kind, external_id, state, booking, revision, attempts,
            alone, records, diagnosis, page_id, created_at, updated_at)
          values (${more.org ?? 'org_1'}, ${id}, 's', 'api', ${id}, ${more.state ?? 'held'}, '{}', 1, 0, false, '{}',
            ${JSON.stringify({ cause: 'data', ...diagnosis })}::jsonb, ${more.page ?? 'p'}, ${at}, ${at})`.execute(
          kysely,
        );
      await held('required', { code: 'REQUIRED_FIELD_UNCOVERED', object: 'Lead' });
      await held('picklist', { kind: 'picklist', object: 'Lead' }, { page: 'q' });
      await held('deleted', { kind: 'deleted', object: 'Lead' });
      await held('case', { kind: 'requiredField', object: 'Case' });
      await held('dismissed', { kind: 'picklist', object: 'Lead' }, { state: 'dismissed' });
      await held('passing', { cause: 'transient', object: 'Lead' });
      await held('other org', { kind: 'picklist', object: 'Lead' }, { org: 'org_2' });
      const actions = new BookingActions(database);
      const retry = (after: BookingSettings) =>
        kysely.transaction().execute(async (trx) => {
          await actions.retryConcerned(trx, 'org_1', concernedBookings(defaultSettings, after), operator, at);
        });
      const due = async () => {
        const rows = await kysely
          .selectFrom('bookings')
          .select('id')
          .where('state', '=', 'waiting')
          .orderBy('id')
          .execute();
        return rows.map(({ id }) => id);
      };
      const lead = {
        Lead: [{ field: 'Title', from: { kind: 'constant' as const, value: 'x' }, write: 'always' as const }],
      };
      const { mapping } = defaultSettings;
      await retry(defaultSettings);
      assert.deepEqual(await due(), []);
      await retry({ ...defaultSettings, mapping: { ...mapping, pages: { q: lead } } });
      assert.deepEqual(await due(), ['picklist']);
      await retry({ ...defaultSettings, mapping: { ...mapping, all: { ...mapping.all, ...lead } } });
      assert.deepEqual(await due(), ['picklist', 'required']);
      await retry({ ...defaultSettings, rules: { all: { ...defaultPageRules, case: true }, pages: {} } });
      assert.deepEqual(await due(), ['case', 'picklist', 'required']);
      assert.equal((await actions.of('org_1', 'required'))[0]!.by.name, 'Operator');
    });
  });
}
