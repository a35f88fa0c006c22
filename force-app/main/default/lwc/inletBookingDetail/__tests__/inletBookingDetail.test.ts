import send from '@salesforce/apex/InletRelay.send';
import InletBookingDetail from 'c/inletBookingDetail';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const held = {
  id: 'bk_1',
  state: 'held',
  status: 'scheduled',
  source: { kind: 'api', bookingId: 'B-1' },
  customer: { name: 'Ana Jones', email: 'ana@acme.test', phone: null },
  page: null,
  owner: null,
  start: null,
  records: [],
  diagnosis: { cause: 'data', code: 'X', sentence: 'A rule refused it.', fix: 'Change the rule.' },
  causeKey: 'data|X',
  sameCause: 2,
  nextAttemptAt: null,
  dismissal: null,
  messages: [{ receivedAt: '2026-11-20T09:00:00Z', status: 'scheduled' }],
  plan: { operations: [{ action: 'upsert', object: 'Lead', reason: 'nobody is known' }], notes: [], fallbacks: [] },
  attempts: [{ at: '2026-11-20T09:00:01Z', outcome: 'held', apiCalls: 2 }],
  actions: [{ at: '2026-11-20T09:01:00Z', action: 'retried', by: { name: 'Ada' }, reason: null }],
};
const answer = (body: unknown, status = 200) =>
  (send as jest.Mock).mockResolvedValue({ status, body: JSON.stringify(body) });
const asked = () => (send as jest.Mock).mock.calls.map(([{ method, path }]) => `${method} ${path}`);
const open = () => mount('c-inlet-booking-detail', InletBookingDetail, { bookingId: 'bk_1' });

describe('one booking', () => {
  it('is loading before there is an answer', async () => {
    (send as jest.Mock).mockReturnValue(new Promise(() => {}));
    expect((await open()).shadowRoot!.querySelector('lightning-spinner')).not.toBeNull();
  });

  it('tells what happened, what to do, what is planned and why', async () => {
    answer(held);
    const detail = await open();
    for (const text of ['A rule refused it.', 'Change the rule.', 'nobody is known', 'ana@acme.test']) {
      expect(textOf(detail)).toContain(text);
    }
    await expect(detail).toBeAccessible();
  });

  it('is retried, alone or with all that fail for the same reason, and read anew', async () => {
    answer(held);
    const detail = await open();
    const buttons = [...detail.shadowRoot!.querySelectorAll<HTMLElement & { label: string }>('lightning-button')];
    buttons.find(({ label }) => label === 'c.Inlet_Booking_Retry')!.click();
    await settle();
    expect(asked().slice(-2)).toEqual(['POST /v1/org/bookings/bk_1/retry', 'GET /v1/org/bookings/bk_1']);
    buttons.find(({ label }) => label === 'c.Inlet_Booking_RetrySame')!.click();
    await settle();
    expect(asked()).toContain('POST /v1/org/bookings/retry');
  });

  it('that is delivered offers nothing to retry', async () => {
    answer({ ...held, state: 'delivered', diagnosis: null });
    expect(textOf(await open())).not.toContain('c.Inlet_Booking_WhatToDo');
  });

  it('makes way for another one at once, and drops the late answer about itself', async () => {
    answer(held);
    const detail = await open();
    (send as jest.Mock).mockReturnValue(new Promise(() => {}));
    Object.assign(detail, { bookingId: 'bk_2' });
    await settle();
    expect(textOf(detail)).not.toContain('Ana Jones');
    expect(asked().at(-1)).toBe('GET /v1/org/bookings/bk_2');
  });

  it('is not read while nobody looks', async () => {
    jest.useFakeTimers();
    answer({ ...held, state: 'waiting', nextAttemptAt: new Date().toISOString() });
    await open();
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const before = asked().length;
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(asked().length).toBe(before);
    visibility.mockReturnValue('visible');
    jest.advanceTimersByTime(2000);
    await settle();
    expect(asked().length).toBe(before + 1);
    visibility.mockRestore();
    jest.useRealTimers();
  });

  it('that is not there says so', async () => {
    answer({ title: 'Not found', detail: 'This org has no booking bk_1.' }, 404);
    const detail = await open();
    expect(textOf(detail)).toContain('This org has no booking bk_1.');
    await expect(detail).toBeAccessible();
  });
});
