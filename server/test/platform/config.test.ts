import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, parseConfig } from '../../src/platform/config.ts';

const INLET_ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');

function problems(environment: Record<string, string | undefined>): string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    for (const problem of error.problems) assert.ok(error.message.includes(problem));
    return error.problems;
  }
  return [];
}
const variables = (environment: Record<string, string | undefined>) =>
  problems(environment)
    .map((problem) => problem.split(':')[0]!)
    .toSorted();

describe('the environment', () => {
  it('needs nothing but a key', () => {
    assert.deepEqual(parseConfig({ INLET_ENCRYPTION_KEY }), {
      port: 3000,
      host: '127.0.0.1',
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      encryptionKeys: [Buffer.alloc(32, 7)],
      logLevel: 'info',
      publicUrl: undefined,
      localUrl: 'http://localhost:3000',
      allowLoopback: false,
      alerts: { webhook: undefined, email: undefined, language: 'en' },
    });
  });

  it('sets what it sets', () => {
    const databaseUrl = 'postgres://inlet:pass@db.example.test:5432/inlet';
    const config = parseConfig({
      INLET_ENCRYPTION_KEY,
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/inlet',
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
    });
    assert.deepEqual(
      [config.port, config.host, config.dataDir, config.databaseUrl, config.logLevel],
      [8080, '0.0.0.0', '/var/lib/inlet', databaseUrl, 'warn'],
    );
  });

  it('takes several keys, the first of which seals', () => {
    const other = Buffer.alloc(32, 8).toString('hex');
    const { encryptionKeys } = parseConfig({ INLET_ENCRYPTION_KEY: `${other}, ${INLET_ENCRYPTION_KEY}` });
    assert.deepEqual(encryptionKeys, [Buffer.alloc(32, 8), Buffer.alloc(32, 7)]);
    const [problem] = problems({ INLET_ENCRYPTION_KEY: `${other},c2hvcnQ=` });
    assert.match(problem!, /key 2 of 2 must be 32 bytes/);
    assert.ok(!problem!.includes('c2hvcnQ='));
  });

  it('tells where alerts go, and by which address the backend is reached', () => {
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const config = parseConfig({
      ...{ INLET_ENCRYPTION_KEY, PUBLIC_URL: 'https://inlet.example.test/', ALLOW_LOOPBACK: 'true' },
      ...{ ALERT_WEBHOOK_URL: 'https://ops.example.test/hook', ALERT_WEBHOOK_SECRET: secret, ALERT_LANGUAGE: 'de' },
      ...{ SMTP_URL: 'smtps://u:p@mail.example.test', ALERT_EMAIL_FROM: 'a@b.test', ALERT_EMAIL_TO: 'c@d.test' },
    });
    assert.deepEqual([config.publicUrl, config.allowLoopback], ['https://inlet.example.test', true]);
    assert.deepEqual(config.alerts.webhook, { url: 'https://ops.example.test/hook', secret });
    assert.deepEqual([config.alerts.email?.to, config.alerts.language], ['c@d.test', 'de']);
    const mail = { SMTP_URL: 'smtps://mail.example.test', ALERT_EMAIL_FROM: 'a@b.test' };
    assert.equal(parseConfig({ INLET_ENCRYPTION_KEY, ...mail }).alerts.email?.to, undefined, 'orgs enter addresses');
    assert.deepEqual(variables({ INLET_ENCRYPTION_KEY, ALERT_EMAIL_TO: 'c@d.test' }), ['SMTP_URL']);
    assert.deepEqual(
      variables({
        ...{ INLET_ENCRYPTION_KEY, PUBLIC_URL: 'http://inlet.example.test', ALERT_WEBHOOK_URL: 'https://x.test' },
        ...{ SMTP_URL: 'https://mail.example.test' },
      }),
      ['ALERT_EMAIL_FROM', 'ALERT_WEBHOOK_SECRET', 'PUBLIC_URL', 'SMTP_URL'],
    );
  });

  it('counts an empty variable as absent', () => {
    assert.equal(parseConfig({ INLET_ENCRYPTION_KEY, PORT: '', DATABASE_URL: '' }).port, 3000);
    assert.match(problems({ INLET_ENCRYPTION_KEY: '' })[0]!, /^INLET_ENCRYPTION_KEY: is required: 32 random bytes/);
  });

  it('is refused with all of its problems at once, each by the name of its variable', () => {
    assert.deepEqual(
      variables({
        PORT: 'eighty',
        DATABASE_URL: 'mysql://db.example.test/inlet',
        INLET_ENCRYPTION_KEY: 'c2hvcnQ=',
        LOG_LEVEL: 'loud',
      }),
      ['DATABASE_URL', 'INLET_ENCRYPTION_KEY', 'LOG_LEVEL', 'PORT'],
    );
    assert.deepEqual(variables({ PORT: '70000' }), ['INLET_ENCRYPTION_KEY', 'PORT']);
  });

  it('takes no port that is none', () => {
    for (const port of ['-1', '65536', '80.5', '0x50', '1e3', ' 80', 'true', '[]']) {
      assert.deepEqual(variables({ INLET_ENCRYPTION_KEY, PORT: port }), ['PORT'], port);
    }
    assert.equal(parseConfig({ INLET_ENCRYPTION_KEY, PORT: '0' }).port, 0);
  });

  it('never tells a secret in its complaint', () => {
    const told = problems({ INLET_ENCRYPTION_KEY: 'my-secret-key', DATABASE_URL: 'mysql://u:my-password@h/d' }).join();
    assert.ok(!told.includes('my-secret-key') && !told.includes('my-password'));
  });
});
