import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { systemClock } from '../../src/platform/clock.ts';
import { Vault } from '../../src/platform/crypto.ts';
import { adoptConnections, connectionsMigration } from '../../src/platform/database/connections-migration.ts';
import { setupStores } from '../../src/setup/setup-stores.ts';
import { engines } from '../support/test-database.ts';

const vault = new Vault([Buffer.alloc(32, 7)]);
const at = '2026-11-20T09:00:00Z';

for (const engine of await engines()) {
  describe(`moving connections into a table of their own on ${engine.name}`, () => {
    it('takes over every org with its address, key and secret, also one that an older version makes afterwards', async () => {
      const database = await engine.create();
      try {
        const { kysely } = database;
        for (const statement of [
          'drop table connection_notices, connection_changes, oauth_authorizations, connections',
          'alter table api_keys drop column salesforce_org_id',
          ...['login_url', 'client_id', 'client_secret'].map(
            (name) => `alter table orgs alter column ${name} set not null`,
          ),
        ]) {
          await sql.raw(statement).execute(kysely);
        }
        const insert = (id: string) =>
          sql`
          insert into orgs (id, name, salesforce_org_id, login_url, client_id, client_secret, creation_rules, created_at)
          values (${id}, ${id}, '00D000000000001AAA', 'https://acme.my.salesforce.com', 'id',
            ${vault.seal(id, 'orgs.client_secret', `secret of ${id}`)}, '{}', ${at})`.execute(kysely);
        await insert('org_before');
        await connectionsMigration.up!(kysely);
        await insert('org_after');
        await sql.raw(adoptConnections).execute(kysely);
        await sql.raw(adoptConnections).execute(kysely);
        const { connections } = setupStores(database, vault, systemClock);
        for (const id of ['org_before', 'org_after']) {
          const { state, kind, loginUrl, clientId, connectedAt } = (await connections.connection(id))!;
          assert.deepEqual(
            [state, kind, loginUrl, clientId, connectedAt?.toISOString()],
            ['connected', 'clientCredentials', 'https://acme.my.salesforce.com', 'id', new Date(at).toISOString()],
          );
          assert.equal(connections.open((await connections.row(id))!, 'client_secret'), `secret of ${id}`);
        }
      } finally {
        await database.destroy();
      }
    });
  });
}
