import InletBookingTimeline from 'c/inletBookingTimeline';
import { mount, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/label/c.Inlet_Booking_AttemptCalls', () => ({ default: '{0} API calls' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_AttemptCallsOne', () => ({ default: '{0} API call' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_MessageReceived', () => ({ default: 'Received: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_MessageReplacedBy', () => ({ default: 'Now {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_ActionRetried', () => ({ default: '{0} retried it' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_OutcomeUnknown', () => ({ default: 'Attempt ({0})' }), { virtual: true });

const operation = {
  reference: 'b_who',
  action: 'upsert',
  object: 'Lead',
  target: { field: 'Id__c', value: 'c' },
  values: { LastName: 'Jones' },
};
const attempt = (at: string, outcome: string, more: object = {}) => ({
  at,
  outcome,
  apiCalls: 2,
  operations: [operation],
  ...more,
});
const none = { messages: [], attempts: [], actions: [] };
const open = (booking: object) =>
  mount('c-inlet-booking-timeline', InletBookingTimeline, { booking: { ...none, ...booking } });
const entries = (timeline: HTMLElement) =>
  [...timeline.shadowRoot!.querySelectorAll('li')].map((entry) => textOf(entry));

describe('the timeline of a booking', () => {
  it('tells messages, attempts and what people did, the newest first', async () => {
    const timeline = await open({
      messages: [{ receivedAt: '2026-11-20T09:00:00Z', status: 'scheduled' }],
      attempts: [
        attempt('2026-11-20T09:00:01Z', 'held', { apiCalls: 1, diagnosis: { sentence: 'A rule refused it.' } }),
        attempt('2026-11-20T09:02:00Z', 'delivered'),
      ],
      actions: [{ at: '2026-11-20T09:01:00Z', action: 'retried', by: { name: 'Ada' }, reason: null }],
    });
    const told = entries(timeline);
    expect(told).toHaveLength(4);
    [
      'c.Inlet_Booking_OutcomeDelivered',
      'Ada retried it',
      'c.Inlet_Booking_OutcomeHeld',
      'Received: c.Inlet_Status_Scheduled',
    ].forEach((title, index) => expect(told[index]).toContain(title));
    expect(told[0]).toContain('2 API calls.');
    expect(told[2]).toContain('A rule refused it. 1 API call.');
    await expect(timeline).toBeAccessible();
  });

  it('has words for each outcome, also for one that this version does not know', async () => {
    const at = (minute: number) => `2026-11-20T09:0${minute}:00Z`;
    const timeline = await open({
      attempts: [
        attempt(at(7), 'delivered', { operations: [] }),
        attempt(at(6), 'held', { operations: [] }),
        attempt(at(5), 'retry'),
        attempt(at(4), 'again'),
        attempt(at(3), 'org', { reason: 'The limit is used up.' }),
        attempt(at(2), 'later-invented'),
      ],
    });
    const words = ['Nothing', 'Unplanned', 'Retry', 'Again', 'Org'].map((word) => `c.Inlet_Booking_Outcome${word}`);
    [...words, 'Attempt (later-invented)'].forEach((title, index) => expect(entries(timeline)[index]).toContain(title));
    expect(entries(timeline)[4]).toContain('The limit is used up.');
  });

  it('shows what an attempt sent, and nothing where none was', async () => {
    const timeline = await open({
      attempts: [
        attempt('2026-11-20T09:00:00Z', 'delivered', { operations: [] }),
        attempt('2026-11-20T09:01:00Z', 'org'),
      ],
    });
    const sent = [...timeline.shadowRoot!.querySelectorAll('c-inlet-sent-operations')];
    expect(sent).toHaveLength(1);
    expect(textOf(sent[0]!)).toContain('Jones');
  });

  it('names the booking that took the place of another', async () => {
    const timeline = await open({
      messages: [{ receivedAt: '2026-11-20T09:00:00Z', status: 'replaced', replacedBy: 'EVENT-2' }],
    });
    expect(entries(timeline)[0]).toContain('c.Inlet_Booking_MessageReplaced');
    expect(entries(timeline)[0]).toContain('Now EVENT-2');
  });

  it('is empty before there is a booking', async () => {
    const timeline = await mount('c-inlet-booking-timeline', InletBookingTimeline);
    expect(entries(timeline)).toEqual([]);
    await expect(timeline).toBeAccessible();
  });
});
