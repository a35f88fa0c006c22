import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendly } from '../../src/bookings/sources/calendly.ts';
import { ignored, messageOf, pointersOf } from './parse-with.ts';
import { calendlyEvent, inviteeA, inviteeB } from './payloads.ts';

const read = (body: unknown) => messageOf(calendly, body);

describe("Calendly's webhook", () => {
  it('gives a booking for an invitee, by the id of the invitee', () => {
    assert.deepEqual(read(calendlyEvent()), {
      externalId: 'INV-A',
      status: 'scheduled',
      clock: '2026-11-02T10:00:00.123Z',
      details: {
        start: '2026-11-20T15:00:00.000Z',
        end: '2026-11-20T15:30:00.000Z',
        timeZone: 'America/New_York',
        subject: 'Discovery call',
        page: { id: 'ET-1', name: 'Discovery call' },
        owner: { email: 'rep@acme.test', name: 'Rep' },
        customer: {
          email: 'omar@customer.test',
          firstName: 'Omar',
          lastName: 'Al Farouk',
          phone: '+1 415 555 0100',
          salesforceId: '00Q8d00000ABCDEEA4',
        },
        meetingUrl: 'https://zoom.example.test/j/1',
        answers: [{ question: 'Which product?', answer: 'Inlet\nand friends' }],
      },
    });
  });

  it('links the two halves of a reschedule from both sides, and the canceled half cancels nothing', () => {
    const created = read(calendlyEvent('invitee.created', { uri: inviteeB, old_invitee: inviteeA }));
    assert.deepEqual([created.externalId, created.replaces, created.status], ['INV-B', 'INV-A', 'scheduled']);
    const canceled = read(calendlyEvent('invitee.canceled', { rescheduled: true, new_invitee: inviteeB }));
    assert.deepEqual([canceled.externalId, canceled.replacedBy, canceled.status], ['INV-A', 'INV-B', 'replaced']);
  });

  it('gives a cancellation with its reason', () => {
    const message = read(calendlyEvent('invitee.canceled', { cancellation: { reason: 'Ill', canceler_type: 'host' } }));
    assert.deepEqual([message.status, message.details.reason], ['canceled', 'Ill']);
  });

  it('takes the time of a no-show, which does not move the invitee, from the no-show and from the event', () => {
    const marked = read(
      calendlyEvent('invitee_no_show.created', { no_show: { created_at: '2026-11-20T16:00:00.000000Z' } }),
    );
    assert.deepEqual([marked.status, marked.clock], ['no-show', '2026-11-20T16:00:00.000Z']);
    const taken = read({ ...calendlyEvent('invitee_no_show.deleted'), created_at: '2026-11-20T17:00:00.000000Z' });
    assert.deepEqual([taken.status, taken.clock], ['scheduled', '2026-11-20T17:00:00.000Z']);
  });

  it('reads a no-show that names its invitee and says nothing else', () => {
    const message = read({
      event: 'invitee_no_show.created',
      created_at: '2026-11-20T16:00:00Z',
      payload: { invitee: inviteeA, uri: null },
    });
    assert.deepEqual(message, {
      externalId: 'INV-A',
      status: 'no-show',
      clock: '2026-11-20T16:00:00.000Z',
      details: {},
    });
  });

  it('understands each kind of location', () => {
    const details = (location: object | null) =>
      read(calendlyEvent('invitee.created', { text_reminder_number: null }, { location })).details;
    assert.equal(details({ type: 'physical', location: '1 Main St' }).location, '1 Main St');
    assert.equal(
      details({ type: 'physical', location: '1 Main St', additional_info: 'Ring twice' }).location,
      '1 Main St (Ring twice)',
    );
    const call = details({ type: 'outbound_call', location: '+49 30 1234' });
    assert.deepEqual([call.location, call.customer?.phone], ['+49 30 1234', '+49 30 1234']);
    const inbound = details({ type: 'inbound_call', location: '+49 30 1234' });
    assert.deepEqual([inbound.location, inbound.customer?.phone], ['+49 30 1234', undefined]);
    const link = details({ type: 'custom', location: 'https://meet.example.test/x' });
    assert.deepEqual([link.location, link.meetingUrl], [undefined, 'https://meet.example.test/x']);
    assert.equal(details({ type: 'google_conference', join_url: 'https://g.example.test/a' }).location, undefined);
    assert.equal(details(null).location, undefined);
  });

  it('prefers separate names, and takes only a Lead or Contact id for a Salesforce id', () => {
    const customer = (payload: object) => read(calendlyEvent('invitee.created', { ...payload })).details.customer;
    const named = customer({ first_name: 'Ana María', last_name: 'Ruiz' });
    assert.deepEqual([named?.firstName, named?.lastName], ['Ana María', 'Ruiz']);
    const id = (value: unknown) => customer({ tracking: { salesforce_uuid: value } })?.salesforceId;
    assert.equal(id('0038d00000ABCDE'), '0038d00000ABCDE');
    for (const other of ['0018d00000ABCDE', '003', "003' OR 1=1 --", 3, null]) assert.equal(id(other), undefined);
  });

  it('takes the guests whose address can be used', () => {
    const event_guests = [{ email: 'guest@b.test', created_at: 'x' }, { email: 'nobody' }, {}, 'text'];
    const { details } = read(calendlyEvent('invitee.created', {}, { event_guests }));
    assert.deepEqual(details.guests, [{ email: 'guest@b.test' }]);
    assert.equal(read(calendlyEvent('invitee.created', {}, { event_guests: 'x' })).details.guests, undefined);
  });

  it('does not use events that are not about a booking', () => {
    assert.match(ignored(calendly, { event: 'routing_form_submission.created', payload: {} }), /routing_form/);
  });

  it('names each essential field that is missing or wrong', () => {
    const wrong = (payload: object, event: object = {}) =>
      pointersOf(calendly, calendlyEvent('invitee.created', { ...payload }, { ...event }));
    assert.deepEqual(wrong({ uri: null }), ['/payload/uri']);
    assert.deepEqual(wrong({ email: 'nobody' }), ['/payload/email']);
    assert.deepEqual(wrong({}, { end_time: '2026-11-20T14:00:00Z' }), ['/payload/scheduled_event/end_time']);
    assert.deepEqual(wrong({ scheduled_event: null }), [
      '/payload/scheduled_event/start_time',
      '/payload/scheduled_event/end_time',
    ]);
    assert.deepEqual(pointersOf(calendly, { event: 'invitee.created' }), ['/payload']);
    assert.deepEqual(pointersOf(calendly, null), ['']);
  });
});
