import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { alertsMigration } from '../../src/platform/database/alerts-migration.ts';
import { engines } from '../support/test-database.ts';

const at = '2026-11-20T09:00:00Z';
const cause = { kind: 'inactiveUser', code: 'X', sentence: { key: 'a' }, fix: { key: 'b' }, since: at };

for (const engine of await engines()) {
  describe(`alerts in place of notices on ${engine.name}`, () => {
    it('keeps what was not sent yet, and knows which connections are broken', async () => {
      const database = await engine.create();
      try {
        const { kysely } = database;
        await sql.raw('drop table alert_settings, alert_messages, alerts').execute(kysely);
        for (const statement of [
          `insert into orgs (id, name, creation_rules, created_at) values ('org_1', 'Acme', '{}', '${at}')`,
          `insert into connections (org_id, state, kind, login_url, client_id, cause)
            values ('org_1', 'broken', 'jwt', 'https://acme.my.salesforce.com', 'id', '${JSON.stringify(cause)}')`,
          ...['due', 'sent'].map((id) => {
            const content = { event: 'connection.broken', orgId: 'org_1', orgName: 'Acme', cause };
            return `insert into connection_notices (org_id, id, channel, content, created_at, attempts, due_at)
              values ('org_1', '${id}', 'webhook', '${JSON.stringify(content)}', '${at}', 2, ${id === 'due' ? `'${at}'` : 'null'})`;
          }),
        ]) {
          await sql.raw(statement).execute(kysely);
        }
        await alertsMigration.up!(kysely);
        const { code: _, ...told } = cause;
        const alert = { topic: 'connection', subject: 'connection', ...told };
        const messages = await kysely.selectFrom('alert_messages').selectAll().execute();
        assert.deepEqual(
          messages.map(({ id, event, content, attempts }) => [id, event, content, attempts]),
          [['due', 'raised', { orgName: 'Acme', alert }, 2]],
        );
        const alerts = await kysely.selectFrom('alerts').selectAll().execute();
        assert.deepEqual(
          alerts.map(({ subject, kind, sentence, since }) => [subject, kind, sentence, since.toISOString()]),
          [['connection', 'inactiveUser', cause.sentence, new Date(at).toISOString()]],
        );
        const left = await sql.raw('select id from connection_notices where due_at is not null').execute(kysely);
        assert.equal(left.rows.length, 0, 'a version before this one does not send it again');
      } finally {
        await database.destroy();
      }
    });
  });
}
