import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chainState } from '../../src/bookings/chain.ts';
import { calcom } from '../../src/bookings/sources/calcom.ts';
import { ignored, messageOf, pointersOf } from './parse-with.ts';
import { calcomEvent, meetingEnded } from './payloads.ts';

const read = (body: unknown) => messageOf(calcom, body);
const status = (...bodies: unknown[]) => {
  const state = chainState(bodies.map(read));
  return state.kind === 'known' ? state.status : state.kind;
};

describe("Cal.com's webhook", () => {
  it('gives a booking with the answers of its form, whatever their kind', () => {
    assert.deepEqual(read(calcomEvent()), {
      externalId: 'uid-new',
      status: 'scheduled',
      clock: '2026-11-02T10:00:00.538Z',
      details: {
        start: '2026-11-20T15:00:00.000Z',
        end: '2026-11-20T15:30:00.000Z',
        timeZone: 'Asia/Tokyo',
        subject: 'Intro between Rep and Mei Tanaka',
        page: { id: '7', name: 'Intro' },
        owner: { email: 'rep@acme.test', name: 'Rep' },
        customer: { email: 'mei@customer.test', firstName: 'Mei', lastName: 'Tanaka', phone: '+81 3 1234 5678' },
        guests: [{ email: 'guest@customer.test' }],
        meetingUrl: 'https://app.example.test/video/uid-new',
        notes: 'Please call early.',
        answers: [
          { question: 'Topics', answer: 'CRM; Reports' },
          { question: 'Urgent?', answer: 'true' },
          { question: 'Channel', answer: 'A friend' },
        ],
      },
    });
  });

  it('maps each trigger to its state, with the reason that belongs to it', () => {
    const of = (trigger: string, payload = {}) => {
      const message = read(calcomEvent(trigger, payload));
      return [message.status, message.details.reason];
    };
    const reasons = { cancellationReason: 'Ill', rejectionReason: 'Full' };
    assert.deepEqual(of('BOOKING_REQUESTED', reasons), ['requested', undefined]);
    assert.deepEqual(of('BOOKING_CANCELLED', reasons), ['canceled', 'Ill']);
    assert.deepEqual(of('BOOKING_REJECTED', reasons), ['rejected', 'Full']);
    assert.deepEqual(of('BOOKING_REASSIGNED', reasons), ['reassigned', undefined]);
  });

  it('links a reschedule to the booking it replaces', () => {
    const message = read(
      calcomEvent('BOOKING_RESCHEDULED', {
        rescheduleUid: 'uid-old',
        responses: { rescheduleReason: { label: 'reason', value: 'Train' } },
      }),
    );
    assert.deepEqual(
      [message.externalId, message.replaces, message.status, message.details.reason],
      ['uid-new', 'uid-old', 'rescheduled', 'Train'],
    );
  });

  it('tells a place from a kind of meeting and from a link', () => {
    const of = (location: string) => {
      const { details } = read(calcomEvent('BOOKING_CREATED', { location, metadata: {}, videoCallData: null }));
      return [details.location, details.meetingUrl];
    };
    assert.deepEqual(of('integrations:zoom'), [undefined, undefined]);
    assert.deepEqual(of('inPerson'), [undefined, undefined]);
    assert.deepEqual(of('Headquarters, 2nd floor'), ['Headquarters, 2nd floor', undefined]);
    assert.deepEqual(of('https://meet.example.test/z'), [undefined, 'https://meet.example.test/z']);
  });

  it('knows a customer who booked with a phone number alone, and drops the address that Cal.com makes up', () => {
    const { details } = read(
      calcomEvent('BOOKING_CREATED', {
        responses: {
          name: { label: 'n', value: 'Cher' },
          location: { value: { value: 'phone', optionValue: '+1 5' } },
        },
        attendees: [{ email: '15551234-intro@sms.cal.com', name: 'Cher' }],
      }),
    );
    assert.deepEqual(details.customer, { lastName: 'Cher', phone: '+1 5' });
  });

  it('takes name and address from the attendee when the form has none', () => {
    const { details } = read(calcomEvent('BOOKING_CREATED', { responses: null }));
    assert.deepEqual(details.customer, { email: 'mei@customer.test', firstName: 'Mei', lastName: 'Tanaka' });
  });

  it('reads the flat MEETING_ENDED, whose clock is the end of the meeting and not the time it was booked', () => {
    const message = read(meetingEnded());
    assert.deepEqual([message.status, message.clock], ['completed', '2026-11-20T15:30:00.000Z']);
    assert.deepEqual(message.details.owner, { email: 'rep@acme.test', name: 'Rep' });
    const { triggerEvent, ...payload } = meetingEnded();
    assert.deepEqual(read({ triggerEvent, createdAt: '2026-11-20T15:30:09Z', payload }), message);
  });

  it('does not call a canceled meeting completed because its time is over', () => {
    assert.match(ignored(calcom, meetingEnded({ status: 'CANCELLED' })), /cancelled/);
  });

  it('reads a no-show set by hand and taken back, learning nothing about the customer', () => {
    const marked = (noShow: boolean, createdAt: string) => ({
      triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
      createdAt,
      payload: {
        message: 'm',
        attendees: [{ email: 'mei@customer.test', noShow }],
        bookingUid: 'uid-new',
        bookingId: 3,
      },
    });
    const set = marked(true, '2026-11-20T16:00:00.774Z');
    const taken = marked(false, '2026-11-20T16:05:00.774Z');
    assert.deepEqual(read(set), {
      externalId: 'uid-new',
      status: 'no-show',
      clock: '2026-11-20T16:00:00.774Z',
      details: {},
    });
    assert.equal(status(calcomEvent(), meetingEnded(), set), 'no-show');
    assert.equal(status(set, taken, meetingEnded(), calcomEvent()), 'completed');
  });

  it('lets a no-show that Cal Video found win against the end of the meeting, in either order', () => {
    const found = {
      triggerEvent: 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW',
      createdAt: '2026-11-20T15:05:00.000Z',
      payload: {
        bookingUid: 'uid-new',
        startTime: '2026-11-20T15:00:00.000Z',
        endTime: '2026-11-20T15:30:00.000Z',
        attendees: [],
      },
    };
    assert.equal(status(calcomEvent(), found, meetingEnded()), 'no-show');
    assert.equal(status(meetingEnded(), found, calcomEvent()), 'no-show');
  });

  it('does not use a missing host, payments, recordings and the like', () => {
    for (const trigger of ['AFTER_HOSTS_CAL_VIDEO_NO_SHOW', 'BOOKING_PAID', 'RECORDING_READY', 'toString']) {
      assert.match(ignored(calcom, calcomEvent(trigger)), new RegExp(trigger));
    }
  });

  it('names each essential field that is missing or wrong', () => {
    const wrong = (payload: object) => pointersOf(calcom, calcomEvent('BOOKING_CREATED', { ...payload }));
    assert.deepEqual(wrong({ uid: '' }), ['/payload/uid']);
    assert.deepEqual(wrong({ startTime: null, endTime: undefined }), ['/payload/startTime', '/payload/endTime']);
    assert.deepEqual(wrong({ endTime: '2026-12-20T15:00:00Z' }), ['/payload/endTime']);
    assert.deepEqual(wrong({ attendees: [{ email: 'nobody' }], responses: {} }), ['/payload/attendees/0/email']);
    assert.deepEqual(wrong({ responses: { essay: { label: 'E', value: 'x'.repeat(32_001) } } }), [
      '/payload/responses',
    ]);
    assert.deepEqual(pointersOf(calcom, meetingEnded({ uid: null })), ['/uid']);
    assert.deepEqual(pointersOf(calcom, { triggerEvent: 'BOOKING_CREATED' }), ['/createdAt', '/payload']);
    assert.deepEqual(pointersOf(calcom, 'x'), ['']);
  });
});
