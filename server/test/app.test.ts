import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createApp } from '../src/app.ts';
import { defaultCreationRules } from '../src/bookings/creation-rules.ts';
import { systemClock } from '../src/platform/clock.ts';
import { SecretNotReadable, Vault } from '../src/platform/crypto.ts';
import { createLogger } from '../src/platform/log.ts';
import { operator } from '../src/setup/connection/connection.ts';
import { engines, type TestDatabase } from './support/test-database.ts';

const [engine] = await engines();
let database: TestDatabase;
before(async () => {
  database = await engine!.create();
});
after(() => database?.destroy());

const appWith = (key: number) => {
  const vault = new Vault([Buffer.alloc(32, key)]);
  return createApp({ database, vault, clock: systemClock, log: createLogger('silent') });
};

it('does not start with an encryption key that does not open what is stored, and says so', async () => {
  const login = { loginUrl: 'https://acme.my.salesforce.com', clientId: 'id', clientSecret: 'secret' };
  const right = appWith(1);
  const orgId = await right.orgs.create('Acme', defaultCreationRules);
  const credentials = { kind: 'clientCredentials', ...login } as const;
  const made = { credentials, tokens: undefined, salesforceOrgId: '00D000000000001AAA', user: undefined };
  await right.connections.connect(orgId, made, operator);
  await assert.rejects(appWith(2).start(), (error: Error) => {
    assert.ok(error instanceof SecretNotReadable);
    assert.match(error.message, /not in INLET_ENCRYPTION_KEY. Start with the key it was stored with/);
    return true;
  });
  await right.start();
  await right.stop();
});
