import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oncehub } from '../../src/bookings/sources/oncehub.ts';
import { ignored, messageOf, pointersOf } from './parse-with.ts';
import { oncehubEvent } from './payloads.ts';

const read = (body: unknown) => messageOf(oncehub, body);

describe("OnceHub's webhook", () => {
  it('gives a booking with its times in UTC, customer, owner, page and answers', () => {
    assert.deepEqual(read(oncehubEvent()), {
      externalId: 'BKNG-TEST00000001',
      status: 'scheduled',
      clock: '2026-11-02T10:00:01.500Z',
      details: {
        start: '2026-11-20T15:00:00.000Z',
        end: '2026-11-20T15:45:00.000Z',
        timeZone: 'Europe/Lisbon',
        subject: 'Product tour',
        page: { id: 'BP-TEST01', name: 'Tours' },
        owner: { email: 'rita@acme.test', name: 'Rita Sousa' },
        customer: {
          email: "joana.o'hara+demo@customer.test",
          firstName: "Joana d'Arc",
          lastName: 'Pereira',
          mobilePhone: '+351 912 345 678',
          company: 'Pereira Lda',
        },
        guests: [{ email: 'guest@customer.test' }],
        meetingUrl: 'https://meet.example.test/tour',
        notes: 'Two of us will come.',
        answers: [{ question: 'Team size', answer: '11-50' }],
      },
    });
  });

  it('reads the ids of API v1 where v2 has objects, and takes no OnceHub id for an e-mail address', () => {
    const { details } = read(oncehubEvent('booking.scheduled', { owner: 'USR-TEST01', booking_page: 'BP-9' }));
    assert.equal(details.owner, undefined);
    assert.deepEqual(details.page, { id: 'BP-9' });
    const named = (owner: string) => read(oncehubEvent('booking.scheduled', { owner })).details.owner;
    assert.deepEqual(named('rep@acme.test'), { email: 'rep@acme.test' });
    assert.deepEqual(named('Andrea Hartie'), { name: 'Andrea Hartie' });
  });

  it('falls back from the booking page to the booking calendar, the master page and the event type', () => {
    const page = (pages: object) =>
      read(oncehubEvent('booking.scheduled', { booking_page: null, ...pages })).details.page;
    assert.deepEqual(page({ booking_calendar: 'BKC-1', master_page: 'MP-1' }), { id: 'BKC-1' });
    assert.deepEqual(page({ master_page: { id: 'MP-1', name: 'All' } }), { id: 'MP-1', name: 'All' });
    assert.deepEqual(page({ event_type: 'ET-1' }), { id: 'ET-1' });
    assert.equal(page({}), undefined);
  });

  it('maps each event of the lifecycle to its state', () => {
    const status = (type: string) => read(oncehubEvent(type)).status;
    assert.equal(status('booking.rescheduled'), 'rescheduled');
    assert.equal(status('booking.reassigned'), 'reassigned');
    assert.equal(status('booking.canceled'), 'canceled');
    assert.equal(status('booking.canceled_reschedule_requested'), 'canceled');
    assert.equal(status('booking.completed'), 'completed');
    assert.equal(status('booking.no_show'), 'no-show');
  });

  it('ignores a booking that names itself as its predecessor', () => {
    const message = read(oncehubEvent('booking.rescheduled', { rescheduled_booking_id: 'BKNG-TEST00000001' }));
    assert.equal('replaces' in message, false);
  });

  it('links a booking that was rescheduled with another user to the one it replaces', () => {
    const message = read(
      oncehubEvent('booking.canceled_then_rescheduled', { rescheduled_booking_id: 'BKNG-OLD', status: 'scheduled' }),
    );
    assert.equal(message.status, 'rescheduled');
    assert.equal(message.replaces, 'BKNG-OLD');
  });

  it('never lets the canceled half of such a reschedule cancel the new booking', () => {
    const message = read(
      oncehubEvent('booking.canceled_then_rescheduled', { rescheduled_booking_id: 'BKNG-NEW', status: 'canceled' }),
    );
    assert.equal(message.status, 'replaced');
    assert.equal(message.replacedBy, 'BKNG-NEW');
  });

  it('takes the guests whose address can be used, each once, and nobody for the empty one of its samples', () => {
    const guests = (given: unknown) =>
      read(oncehubEvent('booking.scheduled', { form_submission: { name: 'Kim', guests: given } })).details.guests;
    assert.deepEqual(guests(['Ann@customer.test ', 'ann@CUSTOMER.test', 'no address', 7, 'bo@customer.test']), [
      { email: 'Ann@customer.test' },
      { email: 'bo@customer.test' },
    ]);
    for (const nobody of [[''], [], null, 'ann@customer.test', undefined]) assert.equal(guests(nobody), undefined);
  });

  it('keeps the reason of a cancellation', () => {
    const reason = { reason: ' Change in schedule ', actioned_by: 'user' };
    const message = read(oncehubEvent('booking.canceled', { cancel_reschedule_information: reason }));
    assert.equal(message.details.reason, 'Change in schedule');
  });

  it('takes a booking without a submitted form (a reschedule by the user): the customer is simply not told', () => {
    const { details } = read(oncehubEvent('booking.rescheduled', { form_submission: null }));
    assert.equal('customer' in details, false);
    assert.equal('answers' in details, false);
  });

  it('uses the time of the event when the booking has no time of its own', () => {
    const message = read(oncehubEvent('booking.scheduled', { last_updated_time: null }));
    assert.equal(message.clock, '2026-11-02T10:00:05.120Z');
  });

  it('leaves out what is empty, of another kind than expected, or an unknown time zone', () => {
    const { details } = read(
      oncehubEvent('booking.scheduled', {
        subject: { text: 'x' },
        customer_timezone: 'Mars/Olympus',
        virtual_conferencing: 'not a link',
        form_submission: 'none',
        owner: 42,
        location_description: null,
      }),
    );
    assert.deepEqual(Object.keys(details).toSorted(), ['end', 'page', 'start']);
  });

  it('does not use events of conversations, of kinds to come, or of names that JavaScript objects have anyway', () => {
    for (const type of ['conversation.started', 'booking.moved_to_trash', 'constructor', '__proto__']) {
      assert.match(ignored(oncehub, oncehubEvent(type)), new RegExp(type));
    }
  });

  it('names each essential field that is missing or wrong', () => {
    const wrong = (data: object) => pointersOf(oncehub, oncehubEvent('booking.scheduled', { ...data }));
    assert.deepEqual(wrong({ starting_time: 'tomorrow' }), ['/data/starting_time']);
    assert.deepEqual(wrong({ starting_time: '2026-11-20T15:00:00' }), ['/data/starting_time']);
    assert.deepEqual(wrong({ duration_minutes: '' }), ['/data/duration_minutes']);
    assert.deepEqual(wrong({ duration_minutes: 21_000 }), ['/data/duration_minutes']);
    assert.deepEqual(wrong({ id: null, tracking_id: null }), ['/data/id']);
    assert.deepEqual(wrong({ id: 'x'.repeat(256), form_submission: { email: 'a b@c.test' } }), [
      '/data/id',
      '/data/form_submission/email',
    ]);
    assert.deepEqual(pointersOf(oncehub, {}), ['/type']);
    assert.deepEqual(pointersOf(oncehub, { type: 'booking.scheduled' }), ['/data']);
    assert.deepEqual(pointersOf(oncehub, []), ['']);
  });

  it('refuses a text over the limit instead of cutting it in silence', () => {
    const form = { custom_fields: [{ name: 'Essay', value: 'x'.repeat(32_001) }] };
    assert.deepEqual(pointersOf(oncehub, oncehubEvent('booking.scheduled', { form_submission: form })), [
      '/data/form_submission/custom_fields/0/value',
    ]);
  });
});
