import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { defaultCreationRules } from '../../src/bookings/creation-rules.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { SecretNotReadable, Vault } from '../../src/platform/crypto.ts';
import { createOrg } from '../../src/setup/connect-org.ts';
import { operator } from '../../src/setup/connection/connection.ts';
import { rotateKey, sealedColumns } from '../../src/setup/rotate-key.ts';
import { setupStores } from '../../src/setup/setup-stores.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secret = 'the client secret';

for (const engine of await engines()) {
  describe(`rotating the encryption key on ${engine.name}`, () => {
    let database: TestDatabase;
    before(async () => (database = await engine.create()));
    after(() => database?.destroy());
    beforeEach(() => database.empty());

    const withOld = () => setupStores(database, new Vault([oldKey]), systemClock);
    /** An org with a secret in every column that may hold one. */
    const fill = async () => {
      const stores = withOld();
      const { orgId, sources } = await createOrg('Acme', defaultCreationRules, stores);
      const app = { loginUrl: 'https://acme.my.salesforce.com', clientId: 'id' };
      const pair = { privateKey: 'private key', certificate: 'pem' };
      const tokens = { accessToken: 'access', refreshToken: 'refresh', instanceUrl: app.loginUrl };
      const made = { tokens, salesforceOrgId: '00D000000000001AAA', user: undefined };
      await stores.connections.connect(
        orgId,
        { credentials: { kind: 'jwt', ...app, username: 'u', ...pair }, ...made },
        operator,
      );
      await stores.connections.keepKeyPair(orgId, { ...pair, expiresAt: new Date() }, operator);
      await stores.sources.rotateSecret(orgId, sources.calcom.id);
      const vault = new Vault([oldKey]);
      const sealed = vault.seal(orgId, 'orgs.client_secret', secret);
      await database.kysely.updateTable('connections').set({ client_secret: sealed }).execute();
      await database.kysely.updateTable('orgs').set({ client_secret: sealed }).execute();
      const { former: _none } = await stores.authorizations.offer(
        orgId,
        { ...app, clientSecret: secret },
        'ticket',
        operator,
      );
      const row = (await stores.authorizations.begin('ticket', {
        state: 's',
        browser: 'b',
        codeVerifier: 'verifier',
      }))!;
      const token = { accessToken: 'a', refreshToken: 'r', instanceUrl: 'i', salesforceOrgId: 'o', userId: 'u' };
      const nobody = { id: null, username: null, name: null, email: null, profile: null, licence: null, isAdmin: null };
      await stores.authorizations.ask({ ...row }, token, nobody, 'csrf');
      // `ask` drops the verifier, which an authorization that is still at Salesforce has.
      const code_verifier = vault.seal(orgId, `oauth_authorizations.code_verifier ${row.id}`, 'verifier');
      await database.kysely.updateTable('oauth_authorizations').set({ code_verifier }).execute();
      return { orgId, sourceId: sources.calcom.id };
    };
    /** Every ciphertext of the database, by table and column. */
    const ciphertexts = async () => {
      const { rows } = await sql<{ table_name: string; column_name: string }>`
        select table_name, column_name from information_schema.columns
        where table_schema = current_schema() and data_type = 'text'`.execute(database.kysely);
      const found: { where: string; sealed: string }[] = [];
      for (const { table_name: table, column_name: column } of rows) {
        const cells = await sql<{ sealed: string }>`
          select ${sql.ref(column)} as sealed from ${sql.table(table)} where ${sql.ref(column)} like 'v1.%'`.execute(
          database.kysely,
        );
        found.push(...cells.rows.map(({ sealed }) => ({ where: `${table}.${column}`, sealed })));
      }
      return found;
    };

    it('seals every ciphertext there is anew; the old key can go, and nothing is lost', async () => {
      const { orgId, sourceId } = await fill();
      const before = await ciphertexts();
      const places = new Set(before.map(({ where }) => where));
      assert.deepEqual(
        [...places].toSorted(),
        sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted(),
        'every sealed column is known, and filled here',
      );
      assert.equal(await rotateKey(database, new Vault([newKey, oldKey])), before.length);
      const newVault = new Vault([newKey]);
      for (const { where, sealed } of await ciphertexts()) assert.ok(newVault.isCurrent(sealed), where);
      const { connections, sources } = setupStores(database, newVault, systemClock);
      const row = (await connections.row(orgId))!;
      assert.deepEqual(
        (['client_secret', 'private_key', 'next_private_key', 'access_token', 'refresh_token'] as const).map((column) =>
          connections.open(row, column),
        ),
        [secret, 'private key', 'private key', 'access', 'refresh'],
      );
      assert.equal((await sources.ofId(sourceId))!.secrets.length, 2);
      assert.equal(await rotateKey(database, newVault), 0, 'a second run finds nothing to do');
    });

    it('stops, and changes nothing of it, where a key is missing', async () => {
      await fill();
      const before = await ciphertexts();
      await assert.rejects(rotateKey(database, new Vault([newKey])), SecretNotReadable);
      assert.deepEqual(await ciphertexts(), before);
    });
  });
}
