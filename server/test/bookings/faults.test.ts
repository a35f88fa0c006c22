import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultCreationRules, type CreationRules } from '../../src/bookings/creation-rules.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { TestBackend, type BookingView } from '../support/backend.ts';
import { runSandbox, type RunningSandbox } from '../support/running-sandbox.ts';
import { asAdmin, rows } from '../support/sandbox-records.ts';
import { engines, type TestDatabase } from '../support/test-database.ts';
import { apiBooking, calendlyEvent, inviteeA, inviteeB } from './payloads.ts';

const graphCall = 'POST /composite/graph';
const moved = { updatedAt: '2026-11-03T10:00:00Z', start: '2026-11-27T15:00:00Z', end: '2026-11-27T16:00:00Z' };
const deletingRules: CreationRules = { all: { ...defaultCreationRules.all, canceledEvent: 'delete' }, pages: {} };

for (const engine of await engines()) {
  describe(`what the world does to a delivery, on ${engine.name}`, () => {
    let sandbox: RunningSandbox;
    let database: TestDatabase;
    let backend: TestBackend;
    let clock: ManualClock;

    before(async () => {
      [sandbox, database] = await Promise.all([runSandbox(), engine.create()]);
    });
    after(async () => {
      await backend?.close();
      await Promise.all([sandbox?.stop(), database?.destroy()]);
    });
    const start = async (rules?: CreationRules) => {
      await backend?.close();
      await sandbox.console('reset', { keepPackage: true });
      await database.empty();
      clock = new ManualClock(new Date());
      backend = await TestBackend.start(database, sandbox, { clock, ...(rules && { rules }) });
      // Warm, so that the next call of a stranger is the look-up, and the one after it the graph.
      const { body } = await backend.post(apiBooking({ id: 'warm' }, { email: 'warm@customer.test' }));
      await until(body.id, isDelivered);
    };
    beforeEach(() => start());

    const isDelivered = (booking: BookingView) => booking.state === 'delivered';
    /** Lets delivery work and time pass, second by second, until the booking is as wanted. */
    const until = async (id: string, wanted: (booking: BookingView) => boolean): Promise<BookingView> => {
      for (let seconds = 0; ; seconds++) {
        await backend.app.deliverer.idle();
        const booking = await backend.get(id);
        if (wanted(booking)) return booking;
        assert.ok(seconds < 60, `The booking stayed ${JSON.stringify(booking, null, 1)}`);
        clock.advance(1_000);
        await backend.app.deliverer.sweep();
      }
    };
    const order = (fault: object) => sandbox.console('faults', fault);
    /** Waits until the ordered faults have met their requests. */
    const met = async () => {
      for (const begun = Date.now(); ((await sandbox.console('faults')) as { faults: unknown[] }).faults.length > 0;) {
        assert.ok(Date.now() - begun < 10_000, 'the fault met no request');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const post = async (fields = {}, customer = {}): Promise<string> => {
      const { status, body } = await backend.post(apiBooking(fields, customer));
      assert.equal(status, 202);
      return body.id;
    };
    const leadsOf = async (email: string) =>
      rows(await asAdmin(sandbox), `SELECT Id, Inlet_Customer_Id__c FROM Lead WHERE Email = '${email}'`);
    /** Every Event but the warming one. */
    const eventsNow = async () =>
      rows(
        await asAdmin(sandbox),
        `SELECT Id, Inlet_Booking_Id__c, Inlet_Booking_Status__c, StartDateTime, ShowAs FROM Event
         WHERE Who.Email != 'warm@customer.test'`,
      );
    const standing = async () => (await eventsNow()).filter((event) => event['Inlet_Booking_Status__c'] !== 'Canceled');
    /** One Lead and one Event of the customer of `apiBooking`, whatever happened. */
    const onceOnly = async () => {
      assert.equal((await leadsOf('kim@customer.test')).length, 1);
      const events = await eventsNow();
      assert.equal(events.length, 1);
      return events[0]!;
    };

    it('an answer lost after the commit makes no record twice, and is made good by itself', async () => {
      await order({ kind: 'answerLost', match: graphCall });
      const id = await post();
      const booking = await until(id, isDelivered);
      await met();
      const event = await onceOnly();
      assert.equal(booking.records.find(({ object }) => object === 'Event')?.id, event['Id']);
      assert.deepEqual(
        booking.attempts.map(({ outcome, apiCalls }) => [outcome, apiCalls]),
        [
          ['org', 2],
          ['delivered', 2],
        ],
        'the calls whose answer was lost were spent all the same',
      );
      assert.equal(booking.apiCalls, 4);
    });

    it('several answers lost in a row, for two bookings of one stranger, make one Lead and two Events', async () => {
      await order({ kind: 'answerLost', match: graphCall, count: 3 });
      const { body } = await backend.post([apiBooking(), apiBooking({ id: 'BKNG-2' })]);
      for (const { id } of body.results) await until(id, isDelivered);
      await met();
      assert.equal((await leadsOf('kim@customer.test')).length, 1);
      assert.equal((await eventsNow()).length, 2);
    });

    for (const [name, fault] of [
      ['the answer to a look-up is lost', { kind: 'answerLost' }],
      ['a request is lost before it arrives', { kind: 'requestLost', match: graphCall }],
      ['an edge server answers 502 with a web page', { kind: 'serverError', status: 502, match: graphCall }],
      ['a session ends between look-up and write', { kind: 'sessionExpired', match: graphCall }],
    ] as const) {
      it(`${name}: the booking is delivered all the same, once`, async () => {
        await order(fault);
        const id = await post();
        await until(id, isDelivered);
        await met();
        await onceOnly();
      });
    }

    it('all sessions ending at once loses no booking', async () => {
      await sandbox.console('sessions/expire', {});
      const { body } = await backend.post(
        Array.from({ length: 20 }, (_, n) => apiBooking({ id: `S-${n}` }, { email: `s${n}@customer.test` })),
      );
      for (const { id } of body.results) await until(id, isDelivered);
      assert.equal((await eventsNow()).length, 20);
    });

    it('503 for a while: bookings are accepted and wait with the reason, and are delivered when it is over', async () => {
      await order({ kind: 'serverError', status: 503, count: 4 });
      const id = await post();
      await backend.app.deliverer.idle();
      const waiting = await backend.get(id);
      assert.equal(waiting.state, 'waiting');
      assert.equal(waiting.diagnosis?.cause, 'transient');
      assert.match(waiting.diagnosis?.sentence ?? '', /by itself/);
      const later = await post({ id: 'BKNG-2' }, { email: 'later@customer.test' });
      const booking = await until(id, isDelivered);
      await until(later, isDelivered);
      await met();
      assert.equal(booking.failedAttempts, 0, 'what concerns the org is no attempt of the booking');
      assert.equal((await leadsOf('kim@customer.test')).length, 1);
      assert.equal((await eventsNow()).length, 2);
    });

    it('a locked row is tried again by itself, and what shared its call is delivered too', async () => {
      await order({ kind: 'lock', object: 'Event', match: graphCall });
      const { body } = await backend.post([
        apiBooking(),
        apiBooking({ id: 'BKNG-2' }),
        apiBooking({ id: 'BKNG-3' }, { email: 'other@customer.test' }),
      ]);
      for (const { id } of body.results) await until(id, isDelivered);
      await met();
      const booking = await backend.get(body.results[0].id);
      assert.ok(booking.attempts.length > 1, 'the lock was met');
      assert.equal((await leadsOf('kim@customer.test')).length, 1);
      assert.equal((await eventsNow()).length, 3);
    });

    it('a booking alone that meets a lock shows the passing reason while it waits', async () => {
      await order({ kind: 'lock', match: graphCall, count: 2 });
      const id = await post();
      await backend.app.deliverer.idle();
      const waiting = await backend.get(id);
      assert.equal(waiting.state, 'waiting');
      assert.equal(waiting.diagnosis?.code, 'UNABLE_TO_LOCK_ROW');
      assert.equal((await until(id, isDelivered)).diagnosis, null);
      await onceOnly();
    });

    it('a change that comes while the booking is being delivered arrives too', async () => {
      await order({ kind: 'latency', milliseconds: 400, match: graphCall });
      const id = await post();
      await met();
      assert.equal(await post({ status: 'rescheduled', ...moved }), id);
      const booking = await until(id, (seen) => isDelivered(seen) && seen.deliveredRevision === 2);
      assert.deepEqual(
        booking.attempts.map(({ outcome }) => outcome),
        ['delivered', 'delivered'],
        'the first state was on the way when the change came',
      );
      assert.equal((await onceOnly())['StartDateTime'], '2026-11-27T15:00:00.000+0000');
    });

    it('a change that comes while an answer gets lost arrives too, and nothing is there twice', async () => {
      await order({ kind: 'latency', milliseconds: 400, match: graphCall });
      await order({ kind: 'answerLost', match: graphCall });
      const id = await post();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await post({ status: 'rescheduled', ...moved });
      await met();
      await until(id, (seen) => isDelivered(seen) && seen.deliveredRevision === 2);
      assert.equal((await onceOnly())['StartDateTime'], '2026-11-27T15:00:00.000+0000');
    });

    it('a cancellation that comes while the booking is being delivered cancels its Event', async () => {
      await order({ kind: 'latency', milliseconds: 400, match: graphCall });
      const id = await post();
      await met();
      await post({ status: 'canceled', updatedAt: moved.updatedAt });
      await until(id, (seen) => isDelivered(seen) && seen.status === 'canceled');
      const event = await onceOnly();
      assert.equal(event['Inlet_Booking_Status__c'], 'Canceled');
      assert.equal(event['ShowAs'], 'Free');
    });

    it('a canceled Event is deleted where the rules say so, also when the answer to its creation was lost', async () => {
      await start(deletingRules);
      await order({ kind: 'answerLost', match: graphCall });
      const id = await post();
      await met();
      await backend.app.deliverer.idle();
      assert.equal((await eventsNow()).length, 1, 'the Event was made, and nobody was told');
      await post({ status: 'canceled', updatedAt: moved.updatedAt });
      await until(id, (seen) => isDelivered(seen) && seen.status === 'canceled');
      assert.deepEqual(await eventsNow(), []);
    });

    describe('two chains that turn out to be one', () => {
      const a = calendlyEvent('invitee.created', { tracking: {} });
      const b = (payload = {}) =>
        calendlyEvent(
          'invitee.created',
          {
            uri: inviteeB,
            tracking: {},
            created_at: '2026-11-02T11:00:00Z',
            updated_at: '2026-11-02T11:00:00Z',
            ...payload,
          },
          { start_time: '2026-11-21T15:00:00Z', end_time: '2026-11-21T15:30:00Z' },
        );
      const replacedA = calendlyEvent('invitee.canceled', {
        tracking: {},
        rescheduled: true,
        new_invitee: inviteeB,
        status: 'canceled',
        updated_at: '2026-11-02T11:00:00Z',
      });
      const canceledB = { ...b({ status: 'canceled', updated_at: '2026-11-02T12:00:00Z' }), event: 'invitee.canceled' };
      const hook = async (body: unknown): Promise<string> => {
        const answer = await backend.hook('calendly', body);
        assert.equal(answer.status, 202);
        return answer.body.id;
      };
      const settledChain = async (id: string) => {
        await until(id, (seen) => isDelivered(seen));
        for (let turns = 0; (await backend.counts())['waiting']; turns++) {
          assert.ok(turns < 60, 'something waits for ever');
          clock.advance(1_000);
          await backend.app.deliverer.sweep();
          await backend.app.deliverer.idle();
        }
      };
      const oneMeeting = async (start: string) => {
        const events = await standing();
        assert.deepEqual(
          events.map((event) => event['StartDateTime']),
          [start],
        );
        assert.equal((await leadsOf('omar@customer.test')).length, 1);
      };

      it('while the newer one is being delivered: one Event stands, at the new time', async () => {
        const id = await hook(a);
        await until(id, isDelivered);
        await order({ kind: 'latency', milliseconds: 400, match: graphCall });
        await hook(b());
        await met();
        assert.equal(await hook(replacedA), id);
        await settledChain(id);
        await oneMeeting('2026-11-21T15:00:00.000+0000');
      });

      it('while the newer one is being delivered and its answer gets lost: one Event stands', async () => {
        const id = await hook(a);
        await until(id, isDelivered);
        await order({ kind: 'latency', milliseconds: 400, match: graphCall });
        await order({ kind: 'answerLost', match: graphCall });
        await hook(b());
        await new Promise((resolve) => setTimeout(resolve, 100));
        assert.equal(await hook(replacedA), id);
        await met();
        await settledChain(id);
        await oneMeeting('2026-11-21T15:00:00.000+0000');
      });

      it('after the answer to the newer one got lost: one Event stands', async () => {
        const id = await hook(a);
        await until(id, isDelivered);
        await order({ kind: 'answerLost', match: graphCall });
        await hook(b());
        await met();
        await backend.app.deliverer.idle();
        assert.equal(await hook(replacedA), id);
        await settledChain(id);
        await oneMeeting('2026-11-21T15:00:00.000+0000');
      });

      it('while a cancellation that overtook its booking is being delivered: no Event stands', async () => {
        const id = await hook(a);
        await until(id, isDelivered);
        await order({ kind: 'latency', milliseconds: 400, match: graphCall });
        await hook(canceledB);
        await met();
        assert.equal(await hook(b({ old_invitee: inviteeA })), id);
        await settledChain(id);
        assert.deepEqual(await standing(), []);
        assert.equal((await leadsOf('omar@customer.test')).length, 1);
      });
    });

    if (engine.name === 'PostgreSQL') {
      it('a database that breaks off all connections, again and again, loses nothing, and the process lives', async () => {
        let broken = 0;
        const waiting = Array.from({ length: 60 }, (_, n) =>
          apiBooking({ id: `D-${n}` }, { email: `d${n}@customer.test` }),
        );
        const ids = new Set<string>();
        const send = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const { status, body } = await backend.post(next);
            assert.ok(status === 202 || status === 500, `${status}`);
            if (status === 202) ids.add(body.id);
            else waiting.push(next);
          }
        };
        const breaking = (async () => {
          for (let times = 0; times < 8 && waiting.length > 0; times++) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            broken += await database.breakOff!();
          }
        })();
        await Promise.all([send(), send(), send(), breaking]);
        assert.ok(broken > 0);
        assert.equal(ids.size, 60);
        for (const id of ids) await until(id, isDelivered);
        const events = await eventsNow();
        assert.equal(events.length, 60);
        assert.deepEqual(new Set(events.map((event) => event['Inlet_Booking_Id__c'])), ids);
      });
    }
  });
}
