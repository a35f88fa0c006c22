import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { AlertCause } from '../../src/alerts/alert.ts';
import type { AlertConfig } from '../../src/platform/config.ts';
import { text } from '../../src/texts/text.ts';
import { BookingWorld, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const minute = 60_000;

for (const engine of await engines()) {
  describe(`alerts on ${engine.name}`, () => {
    let world: BookingWorld;
    let alerts: AlertConfig;
    /** What is wrong with the pages now, as a watcher sees it. */
    let wrong: AlertCause[] = [];
    const watcher = { topics: ['page', 'backlog'] as const, causes: () => Promise.resolve(wrong) };
    const posted: Row[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => (posted.push(JSON.parse(body) as Row), response.writeHead(204).end()));
    });
    const mails: { to: string; mail: string }[] = [];
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      onData(stream, session, done) {
        let mail = '';
        stream.on('data', (chunk) => (mail += String(chunk)));
        stream.on('end', () => {
          mails.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, mail })));
          done();
        });
      },
    });

    before(async () => {
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
      const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
      alerts = {
        webhook: { url: `http://127.0.0.1:${port(receiver)}/alerts`, secret },
        email: { smtpUrl: `smtp://127.0.0.1:${port(smtp.server)}`, from: 'inlet@example.test', to: undefined },
        language: 'en',
      };
      world = await BookingWorld.open(engine);
    });
    after(async () => {
      await world?.close();
      receiver.close();
      smtp.close(() => {});
    });
    beforeEach(async () => {
      wrong = [];
      await world.begin({ more: { alerts, watchers: [watcher] } });
      posted.length = 0;
      mails.length = 0;
    });

    const failing = (page: string, kind = 'failing'): AlertCause => ({
      ...{ topic: 'page', subject: `page:${page}`, kind, since: world.clock.now().toISOString() },
      ...{ sentence: text('connection.inactiveUser'), fix: text('connection.inactiveUser.fix') },
    });
    const look = async () => {
      world.clock.advance(minute);
      await world.backend.app.alertKeeper.sweep();
    };
    const told = () => posted.map((message) => [message['type'], message['data'].alert?.subject]);
    const shown = async () => (await world.backend.ask('GET', '/v1/org/alerts')).body.alerts as Row[];
    const set = (emails: string[], language = 'en') =>
      world.backend.ask('PUT', '/v1/org/alert-settings', { emails, language });

    it('tells each cause once, however long it lasts, and that it is over', async () => {
      wrong = [failing('12'), failing('13')];
      for (let times = 0; times < 3; times++) await look();
      assert.deepEqual(told(), [
        ['alert.raised', 'page:12'],
        ['alert.raised', 'page:13'],
      ]);
      assert.deepEqual(
        (await shown()).map(({ subject, state }) => [subject, state]),
        [
          ['page:12', 'open'],
          ['page:13', 'open'],
        ],
      );
      wrong = [failing('13')];
      await look();
      await look();
      assert.deepEqual(told().slice(2), [['alert.resolved', 'page:12']]);
      assert.deepEqual(
        (await shown()).map(({ subject, state }) => [subject, state]),
        [
          ['page:13', 'open'],
          ['page:12', 'resolved'],
        ],
      );
    });

    it('tells anew when the cause changes, and when it comes back', async () => {
      wrong = [failing('12')];
      await look();
      wrong = [failing('12', 'permission')];
      await look();
      wrong = [];
      await look();
      wrong = [failing('12')];
      await look();
      assert.deepEqual(
        posted.map((message) => [message['type'], message['data'].alert.kind]),
        [
          ['alert.raised', 'failing'],
          ['alert.raised', 'permission'],
          ['alert.resolved', 'permission'],
          ['alert.raised', 'failing'],
        ],
      );
    });

    it('keeps since when it is so, while its words change', async () => {
      wrong = [failing('12')];
      const since = wrong[0]!.since;
      await look();
      wrong = [{ ...failing('12'), sentence: text('connection.tokenEnded') }];
      await look();
      const [alert] = await shown();
      assert.deepEqual([alert!['since'], told().length], [since, 1]);
      assert.notEqual(alert!['sentence'], undefined);
    });

    it('tells those whom the admin entered, in the language that was chosen', async () => {
      const { status, body } = await set(['rep@example.test', 'boss@example.test', 'rep@example.test'], 'de');
      assert.deepEqual(
        [status, body.emails, body.channels],
        [200, ['rep@example.test', 'boss@example.test'], { email: true, webhook: true }],
      );
      wrong = [failing('12')];
      await look();
      assert.deepEqual(mails.map(({ to }) => to).toSorted(), ['boss@example.test', 'rep@example.test']);
      assert.match(mails[0]!.mail, /Subject: =\?UTF-8\?.*Buchungsseite/);
      const [alert] = await shown();
      assert.deepEqual(
        (alert!['told'] as Row[]).map(({ channel, recipient, error }) => [channel, recipient, error]),
        [
          ['webhook', null, null],
          ['email', 'rep@example.test', null],
          ['email', 'boss@example.test', null],
        ],
      );
    });

    it('sends a test to everybody who would be told', async () => {
      await set(['rep@example.test']);
      assert.deepEqual((await world.backend.ask('POST', '/v1/org/alerts/test')).body, { messages: 2 });
      await look();
      assert.deepEqual(told(), [['alert.test', undefined]]);
      assert.equal(mails.length, 1);
    });

    it('refuses what is no address, and names the field', async () => {
      const { status, body } = await set(['rep@example.test', 'nobody']);
      assert.deepEqual([status, body.errors[0].pointer], [400, '/emails/1']);
      assert.deepEqual((await world.backend.ask('GET', '/v1/org/alert-settings')).body.emails, []);
      const many = await set(Array.from({ length: 11 }, (_, index) => `rep${index}@example.test`));
      assert.deepEqual([many.status, many.body.errors[0].pointer], [400, '/emails']);
    });

    it('says so when there is nobody to tell, or no way to send mail', async () => {
      await world.begin({ more: { alerts: { webhook: undefined, email: undefined, language: 'en' } } });
      assert.equal((await world.backend.ask('POST', '/v1/org/alerts/test')).body.title, 'Nobody to tell');
      assert.equal((await set(['rep@example.test'])).body.title, 'Mail not set up');
    });

    it('of two processes that look at once, one tells', async () => {
      wrong = [failing('12')];
      world.clock.advance(minute);
      const { alertKeeper } = world.backend.app;
      await Promise.all([alertKeeper.sweep(), alertKeeper.sweep(), alertKeeper.sweep()]);
      assert.equal(told().length, 1);
    });
  });
}
