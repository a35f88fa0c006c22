import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { BookingView } from '../support/backend.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const moved = {
  status: 'rescheduled',
  updatedAt: '2026-11-21T09:00:00Z',
  start: '2026-12-02T15:00:00Z',
  end: '2026-12-02T15:30:00Z',
};

for (const engine of await engines()) {
  describe(`bookings that cannot be delivered at once on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const rule = (object: string, formula: string, message: string, field?: string) =>
      world.sandbox.console('validation-rules', {
        object,
        name: 'Test_rule',
        formula,
        message,
        ...(field && { field }),
      });
    const withoutRule = async () => {
      const response = await fetch(`${world.sandbox.url}/sandbox/validation-rules/Test_rule`, { method: 'DELETE' });
      assert.equal(response.status, 204);
    };
    const retry = async (id: string, wanted: (booking: BookingView) => boolean = isDelivered) => {
      assert.equal((await world.backend.retry(id)).status, 202);
      return world.until(id, wanted);
    };
    const held = async (booking: Row) => world.until(await world.post(booking), isHeld);
    const count = async (object: string, where = 'Id != null') =>
      (await world.query(`SELECT Id FROM ${object} WHERE ${where}`)).length;
    const leadsOf = (email: string) => count('Lead', `Email = '${email}'`);

    describe('a validation rule', () => {
      it('holds the booking and names page, object, rule text and field; without it a retry delivers', async () => {
        await rule('Lead', 'ISBLANK(Phone)', 'A lead needs a phone.', 'Phone');
        const booking = stranger({ page: { id: 'BP-7', name: 'Sales call' } });
        const { id, diagnosis, attempts, failedAttempts } = await held(booking);
        assert.equal(diagnosis!.cause, 'data');
        assert.equal(diagnosis!.page, 'Sales call');
        assert.equal(diagnosis!.object, 'Lead');
        assert.equal(diagnosis!.rule, 'A lead needs a phone.');
        assert.deepEqual(diagnosis!.field, { name: 'Phone', label: 'Phone' });
        for (const text of ['Sales call', 'Lead', 'A lead needs a phone.', 'Phone'])
          assert.ok(diagnosis!.sentence.includes(text), diagnosis!.sentence);
        assert.match(diagnosis!.fix, /Validation Rules.*press Retry/);
        assert.deepEqual([attempts.length, failedAttempts], [1, 0], 'it is tried once, not again and again');
        assert.equal(await leadsOf(booking['customer'].email), 0);

        assert.deepEqual((await retry(id, isHeld)).diagnosis, diagnosis, 'a retry too early is held again');
        await withoutRule();
        const delivered = await retry(id);
        assert.equal(delivered.diagnosis, null);
        await world.event(id);
        await world.lead(booking['customer'].email);
      });

      it('that a change of the booking satisfies needs no retry', async () => {
        await rule('Event', 'Subject = "Bad"', 'No such subject.', 'Subject');
        const booking = stranger({ subject: 'Bad' });
        const { id } = await held(booking);
        await world.post({ ...booking, subject: 'Good', updatedAt: moved.updatedAt });
        await world.until(id, isDelivered);
        assert.equal((await world.event(id, 'Subject'))['Subject'], 'Good');
      });

      it('that refuses 20 of 75 bookings of a batch lets the 55 others in within two turns', async () => {
        await rule('Lead', 'Company = "Bad"', 'Not from here.', 'Company');
        const bookings = Array.from({ length: 75 }, (_, n) => {
          const booking = stranger();
          const company = n % 4 === 1 || n === 2 ? 'Bad' : 'Good';
          return { ...booking, customer: { ...booking['customer'], company } };
        });
        const bad = new Set(bookings.flatMap(({ customer }, n) => (customer.company === 'Bad' ? [n] : [])));
        assert.equal(bad.size, 20);
        const ids = await world.postAll(bookings);
        await world.settled();
        for (const [n, id] of ids.entries()) {
          const { state, attempts, diagnosis } = await world.backend.get(id);
          assert.equal(state, bad.has(n) ? 'held' : 'delivered');
          assert.ok(attempts.length <= 2, `${attempts.length} turns`);
          assert.equal(diagnosis?.rule, bad.has(n) ? 'Not from here.' : undefined);
        }
        assert.deepEqual(await world.backend.counts(), { delivered: 56, held: 20 });
        assert.equal(await count('Event'), 56);
      });
    });

    describe('a field that an admin makes required', () => {
      it('gets the fallback of its type, and the booking says so', async () => {
        await world.sandbox.console('fields', {
          object: 'Lead',
          name: 'Region__c',
          label: 'Region',
          type: 'string',
          length: 5,
          required: true,
        });
        await world.sandbox.console('fields', {
          object: 'Lead',
          name: 'Rooms__c',
          label: 'Rooms',
          type: 'double',
          precision: 4,
          scale: 0,
          required: true,
        });
        world.clock.advance(120_000);
        const booking = stranger();
        const delivered = await world.deliver(booking);
        assert.deepEqual(delivered.plan!.fallbacks, [
          { object: 'Lead', field: 'Region__c', label: 'Region', value: 'Unspe' },
          { object: 'Lead', field: 'Rooms__c', label: 'Rooms', value: 0 },
        ]);
        const lead = await world.lead(booking['customer'].email, 'Region__c, Rooms__c');
        assert.deepEqual([lead['Region__c'], lead['Rooms__c']], ['Unspe', 0]);
      });

      it('is filled by an answer whose question names it, and no fallback is used', async () => {
        await world.sandbox.console('fields', {
          object: 'Lead',
          name: 'Region__c',
          label: 'Sales Region',
          type: 'string',
          length: 40,
          required: true,
        });
        world.clock.advance(120_000);
        const booking = stranger({ answers: { 'sales region?': 'North' } });
        const delivered = await world.deliver(booking);
        assert.deepEqual(delivered.plan!.fallbacks, []);
        assert.equal((await world.lead(booking['customer'].email, 'Region__c'))['Region__c'], 'North');
      });

      it('is seen although the schema was read a moment before', async () => {
        await world.sandbox.console('fields', {
          object: 'Lead',
          name: 'Region__c',
          label: 'Region',
          type: 'string',
          length: 40,
          required: true,
        });
        const delivered = await world.deliver(stranger());
        assert.equal(delivered.plan!.fallbacks.length, 1);
      });

      it('of a type that cannot be made up holds the booking and says what to do', async () => {
        await world.sandbox.console('fields', {
          object: 'Lead',
          name: 'Site__c',
          label: 'Site',
          type: 'reference',
          referenceTo: ['Account'],
          required: true,
        });
        world.clock.advance(120_000);
        const { id, diagnosis } = await held(stranger());
        assert.equal(diagnosis!.code, 'REQUIRED_FIELD_UNCOVERED');
        assert.equal(diagnosis!.page, 'Demo');
        assert.deepEqual(diagnosis!.field, { name: 'Site__c', label: 'Site' });
        assert.match(diagnosis!.sentence, /Lead requires Site/);
        assert.match(
          diagnosis!.fix,
          /make it optional, give it a default value, or make it required on the page layout/,
        );
        const removed = await fetch(`${world.sandbox.url}/sandbox/fields/Lead/Site__c`, { method: 'DELETE' });
        assert.equal(removed.status, 204);
        await retry(id);
      });
    });

    it('the API limit used up: bookings are accepted, wait with the reason, and are delivered by themselves', async () => {
      await world.sandbox.console('limits', { used: 500, max: 500 });
      const ids = [await world.post(stranger()), ...(await world.postAll([stranger(), stranger()]))];
      await world.backend.app.deliverer.idle();
      for (const id of ids) {
        const { state, diagnosis, failedAttempts } = await world.backend.get(id);
        assert.equal(state, 'waiting');
        assert.equal(diagnosis!.cause, 'limit');
        assert.match(diagnosis!.sentence, /used up its API requests.*delivered by itself/);
        assert.equal(failedAttempts, 0);
      }
      // Probed meanwhile, and still used up.
      world.clock.advance(90_000);
      await world.backend.app.deliverer.sweep();
      await world.backend.app.deliverer.idle();
      assert.equal((await world.backend.counts())['waiting'], 3);
      await world.sandbox.console('limits', { used: 0 });
      await world.until(ids[0]!, isDelivered, 20 * 60);
      assert.deepEqual(await world.settled(), { delivered: 4 });
    });

    describe('two bookings of one stranger in one array', () => {
      const customer = { email: "o'two+a@example.test", name: 'Tina Two', company: 'Two' };

      it('make one Lead and two Events', async () => {
        const ids = await world.postAll([
          stranger({ customer }),
          stranger({ customer: { ...customer, phone: '+49 30 1' } }),
        ]);
        await world.settled();
        const { Id } = await world.lead(customer.email);
        for (const id of ids) assert.equal((await world.event(id, 'WhoId'))['WhoId'], Id);
        assert.equal((await world.lead(customer.email, 'Phone'))['Phone'], '+49 30 1');
      });

      for (const [name, subjects] of [
        ['first', ['Bad', 'Good']],
        ['second', ['Good', 'Bad']],
      ] as const) {
        it(`the ${name} of them bad: the good one is delivered all the same, on one Lead`, async () => {
          await rule('Event', 'Subject = "Bad"', 'No such subject.', 'Subject');
          const ids = await world.postAll(subjects.map((subject) => stranger({ customer, subject })));
          await world.settled();
          const [good, bad] = [ids[subjects.indexOf('Good')]!, ids[subjects.indexOf('Bad')]!];
          assert.equal((await world.backend.get(good)).state, 'delivered');
          const { state, diagnosis } = await world.backend.get(bad);
          assert.equal(state, 'held');
          assert.equal(diagnosis!.rule, 'No such subject.');
          assert.equal(diagnosis!.object, 'Event');
          const { Id } = await world.lead(customer.email);
          assert.equal((await world.event(good, 'WhoId'))['WhoId'], Id);
          await withoutRule();
          await retry(bad);
          assert.equal((await world.event(bad, 'WhoId'))['WhoId'], Id);
          assert.equal(await leadsOf("o\\'two+a@example.test"), 1);
        });
      }
    });

    describe('a rep deletes the Event, and then the booking is rescheduled', () => {
      const scene = async () => {
        const booking = stranger();
        const { id } = await world.deliver(booking);
        const [lead, event] = [await world.lead(booking['customer'].email), await world.event(id)];
        await world.delete('Event', event['Id']);
        await world.post({ ...booking, ...moved });
        const found = await world.until(id, isHeld);
        return {
          id,
          email: String(booking['customer'].email),
          leadId: lead['Id'],
          eventId: String(event['Id']),
          found,
        };
      };

      it('it is held and says so; nothing is created behind the rep’s back', async () => {
        const { found, email, leadId, eventId } = await scene();
        assert.match(found.diagnosis!.sentence, /The Event .* was deleted in Salesforce\. It was not created again/);
        assert.match(found.diagnosis!.fix, /Restore the Event from the Recycle Bin.*new one made/);
        assert.equal(found.status, 'rescheduled');
        assert.deepEqual([found.failedAttempts, found.attempts.length], [0, 2], 'it is not tried again and again');
        assert.equal((await world.lead(email))['Id'], leadId);
        assert.equal(await count('Event', "Who.Name != 'Warm Up'"), 0);
        assert.deepEqual(
          found.records.map(({ id }) => id),
          [leadId, eventId],
          'it still shows what it belonged to',
        );
      });

      it('Retry makes a new Event at the new time, on the same Lead', async () => {
        const { id, email, leadId, eventId } = await scene();
        await retry(id);
        const event = await world.event(id, 'Id, WhoId, StartDateTime');
        assert.notEqual(event['Id'], eventId);
        assert.deepEqual([event['WhoId'], event['StartDateTime']], [leadId, '2026-12-02T15:00:00.000+0000']);
        assert.equal((await world.lead(email))['Id'], leadId);
      });

      it('restored from the Recycle Bin, the same Event is moved by Retry', async () => {
        const { id, email, leadId, eventId } = await scene();
        await world.sandbox.console(`records/${eventId}/restore`, {});
        await retry(id);
        const event = await world.event(id, 'Id, WhoId, StartDateTime');
        assert.deepEqual([event['Id'], event['WhoId']], [eventId, leadId]);
        assert.equal(event['StartDateTime'], '2026-12-02T15:00:00.000+0000');
        assert.equal((await world.lead(email))['Id'], leadId);
      });

      it('restored, the next change arrives without a Retry', async () => {
        const booking = stranger();
        const { id } = await world.deliver(booking);
        const { Id: eventId } = await world.event(id);
        await world.delete('Event', eventId);
        await world.post({ ...booking, ...moved });
        await world.until(id, isHeld);
        await world.sandbox.console(`records/${eventId}/restore`, {});
        await world.post({ ...booking, status: 'canceled', updatedAt: '2026-11-22T09:00:00Z' });
        await world.until(id, isDelivered);
        const event = await world.event(id, 'Id, Inlet_Booking_Status__c');
        assert.deepEqual([event['Id'], event['Inlet_Booking_Status__c']], [eventId, 'Canceled']);
      });
    });

    it('a rep deletes the Lead with its Event: a change is held, and Retry makes both anew', async () => {
      const booking = stranger();
      const { email } = booking['customer'];
      const { id } = await world.deliver(booking);
      await world.delete('Lead', (await world.lead(email))['Id']);
      await world.post({ ...booking, ...moved });
      const { diagnosis } = await world.until(id, isHeld);
      assert.match(diagnosis!.sentence, /was deleted in Salesforce\. It was not created again/);
      assert.equal(await leadsOf(email), 0);
      await retry(id);
      const event = await world.event(id, 'WhoId, StartDateTime');
      assert.equal(event['WhoId'], (await world.lead(email))['Id']);
      assert.equal(event['StartDateTime'], '2026-12-02T15:00:00.000+0000');
    });

    it('a person whose Lead was deleted and who books anew is a stranger again: one new Lead', async () => {
      const first = stranger();
      await world.deliver(first);
      const { email } = first['customer'];
      const { Id: deleted } = await world.lead(email);
      await world.delete('Lead', deleted);
      const { id } = await world.deliver(stranger({ customer: first['customer'] }));
      const { Id } = await world.lead(email);
      assert.notEqual(Id, deleted);
      assert.equal((await world.event(id, 'WhoId'))['WhoId'], Id);
    });

    describe('a Lead that was converted', () => {
      const scene = async () => {
        const first = stranger();
        const { id } = await world.deliver(first);
        const { email } = first['customer'];
        const lead = await world.lead(email);
        const { contactId } = await world.sandbox.console<{ contactId: string }>(`leads/${lead['Id']}/convert`, {});
        return { first, id, email: String(email), leadId: String(lead['Id']), contactId };
      };
      const again = (first: Row) => stranger({ customer: { ...first['customer'], phone: '+1 202 555 0101' } });

      it('passes a new booking of the person on to the Contact, whose empty fields are filled', async () => {
        const { first, contactId, email } = await scene();
        const { id, plan } = await world.deliver(again(first));
        assert.equal((await world.event(id, 'WhoId'))['WhoId'], contactId);
        const [contact] = await world.query(`SELECT Phone FROM Contact WHERE Id = '${contactId}'`);
        assert.equal(contact!['Phone'], '+1 202 555 0101');
        assert.match(plan!.notes.join('\n'), new RegExp(`Contact ${contactId} was chosen`));
        assert.equal(await leadsOf(email), 1);
      });

      it('does so when the Contact has got another address in the meantime', async () => {
        const { first, contactId, email } = await scene();
        await world.admin.sobject('Contact').update({ Id: contactId, Email: 'new@example.test' });
        const { id, plan } = await world.deliver(again(first));
        assert.equal((await world.event(id, 'WhoId'))['WhoId'], contactId);
        assert.match(plan!.notes.join('\n'), /was converted to it/);
        assert.equal(await leadsOf(email), 1);
      });

      it('a change of the old booking reaches its Event, which went to the Contact', async () => {
        const { first, id, contactId } = await scene();
        await world.post({ ...first, ...moved });
        await world.until(id, (seen) => isDelivered(seen) && seen.status === 'rescheduled');
        const event = await world.event(id, 'WhoId, StartDateTime');
        assert.deepEqual([event['WhoId'], event['StartDateTime']], [contactId, '2026-12-02T15:00:00.000+0000']);
      });

      it('and whose Contact was deleted: the person is a stranger, with a new open Lead', async () => {
        const { first, leadId, contactId, email } = await scene();
        await world.delete('Contact', contactId);
        const { id } = await world.deliver(again(first));
        const open = await world.query(`SELECT Id FROM Lead WHERE Email = '${email}' AND IsConverted = false`);
        assert.equal(open.length, 1);
        assert.notEqual(open[0]!['Id'], leadId);
        assert.equal((await world.event(id, 'WhoId'))['WhoId'], open[0]!['Id']);
      });
    });

    describe('several records that match', () => {
      it('the one created first is taken, a Contact before any Lead, and the choice is noted', async () => {
        const Email = 'many@example.test';
        await world.create('Lead', { LastName: 'Many', Company: 'Acme', Email });
        const oldest = await world.create('Contact', { LastName: 'Many', Email });
        await world.sandbox.console('clock', { advanceMilliseconds: 60_000 });
        await world.create('Contact', { LastName: 'Many', Email });
        await world.create('Contact', { LastName: 'Many', Email: Email.toUpperCase() });
        for (let repeat = 0; repeat < 2; repeat++) {
          const { id, plan } = await world.deliver(stranger({ customer: { email: Email } }));
          assert.equal((await world.event(id, 'WhoId'))['WhoId'], oldest);
          assert.match(
            plan!.notes.join('\n'),
            new RegExp(`Contact ${oldest} was chosen.*of 3 that match it was created first`),
          );
        }
      });

      it('the record whose id the booking brings comes before all of them', async () => {
        const Email = 'many@example.test';
        const named = await world.create('Lead', { LastName: 'Named', Company: 'Acme', Email: 'other@example.test' });
        await world.create('Contact', { LastName: 'Many', Email });
        for (const salesforceId of [named, named.slice(0, 15)]) {
          const { id, plan } = await world.deliver(stranger({ customer: { email: Email, salesforceId } }));
          assert.equal((await world.event(id, 'WhoId'))['WhoId'], named);
          assert.match(plan!.notes.join('\n'), /the booking brought its id/);
        }
        assert.equal((await world.lead('other@example.test'))['Id'], named, 'its address is not overwritten');
      });
    });
  });
}
