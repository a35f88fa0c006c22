import send from '@salesforce/apex/InletRelay.send';
import InletBookingDetail from 'c/inletBookingDetail';
import InletDismissDialog from 'c/inletDismissDialog';
import { find, mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const held = {
  id: 'bk_1',
  state: 'held',
  status: 'scheduled',
  source: { id: 'src_1', kind: 'api', bookingId: 'B-1' },
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
  attempts: [{ at: '2026-11-20T09:00:01Z', outcome: 'held', apiCalls: 2, operations: [] }],
  actions: [{ at: '2026-11-20T09:01:00Z', action: 'retried', by: { name: 'Ada' }, reason: null }],
};
const answer = (body: unknown, status = 200) =>
  (send as jest.Mock).mockResolvedValue({ status, body: JSON.stringify(body) });
const asked = () => (send as jest.Mock).mock.calls.map(([{ method, path }]) => `${method} ${path}`);
const open = (properties: object = {}) =>
  mount('c-inlet-booking-detail', InletBookingDetail, { bookingId: 'bk_1', ...properties });
type Button = HTMLElement & { label: string };
const button = (detail: HTMLElement, label: string) =>
  [...detail.shadowRoot!.querySelectorAll<Button>('lightning-button')].find((one) => one.label === label);
const dialog = InletDismissDialog as unknown as { open: jest.Mock };

describe('one booking', () => {
  it('is loading before there is an answer', async () => {
    (send as jest.Mock).mockReturnValue(new Promise(() => {}));
    expect(find(await open(), 'lightning-spinner')).toBeDefined();
  });

  it('tells what happened, what to do, what is planned and why', async () => {
    answer(held);
    const detail = await open();
    for (const text of ['A rule refused it.', 'Change the rule.', 'nobody is known', 'ana@acme.test']) {
      expect(textOf(detail)).toContain(text);
    }
    await expect(detail).toBeAccessible();
  });

  it('says that it is a test, and which values in its records nobody gave', async () => {
    answer(held);
    expect(textOf(await open())).not.toMatch(/Inlet_Booking_(Test|StandIns)/);
    const fallbacks = [{ object: 'Lead', label: 'Company', value: 'Unspecified', record: null }];
    answer({ ...held, state: 'delivered', diagnosis: null, test: true, fallbacks });
    const detail = await open();
    expect(textOf(detail)).toContain('c.Inlet_Booking_Test');
    expect(textOf(detail)).toContain('c.Inlet_Booking_StandInsText');
    await expect(detail).toBeAccessible();
  });

  it('is retried, alone or with all that fail for the same reason, and read anew', async () => {
    answer(held);
    const detail = await open();
    button(detail, 'c.Inlet_Booking_Retry')!.click();
    await settle();
    expect(asked().slice(-2)).toEqual(['POST /v1/org/bookings/bk_1/retry', 'GET /v1/org/bookings/bk_1']);
    button(detail, 'c.Inlet_Booking_RetrySame')!.click();
    await settle();
    expect(asked()).toContain('POST /v1/org/bookings/retry');
  });

  it('is put aside after the dialog gave a reason, and taken back at once', async () => {
    answer(held);
    const detail = await open();
    dialog.open.mockResolvedValue('Only a test');
    answer({ ...held, state: 'dismissed', dismissal: { at: '', by: { name: 'Ada' }, reason: 'Only a test' } });
    button(detail, 'c.Inlet_Booking_Dismiss')!.click();
    await settle();
    const dismissed = (send as jest.Mock).mock.calls.find(([{ path }]) => path.endsWith('/dismiss'))!;
    expect(JSON.parse(dismissed[0].body)).toEqual({ reason: 'Only a test' });
    const undo = button(detail, 'c.Inlet_Booking_Undo')!;
    expect(textOf(detail)).toContain('c.Inlet_Booking_Dismissed');
    expect(button(detail, 'c.Inlet_Booking_Reopen')).toBeUndefined();
    await expect(detail).toBeAccessible();
    answer(held);
    undo.click();
    await settle();
    expect(asked()).toContain('POST /v1/org/bookings/bk_1/reopen');
    expect(button(detail, 'c.Inlet_Booking_Undo')).toBeUndefined();
    expect(detail.shadowRoot!.activeElement!.textContent).toBe('Ana Jones');
  });

  it('is not put aside when the dialog was called off', async () => {
    answer(held);
    const detail = await open();
    dialog.open.mockResolvedValue(undefined);
    button(detail, 'c.Inlet_Booking_Dismiss')!.click();
    await settle();
    expect(asked().filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('takes the focus to its heading when it was gone to, and not when the page opens with it', async () => {
    answer(held);
    expect((await open()).shadowRoot!.activeElement).toBeNull();
    const detail = await open({ takesFocus: true });
    expect(detail.shadowRoot!.activeElement!.textContent).toBe('Ana Jones');
    answer({ ...held, id: 'bk_2', customer: { ...held.customer, name: 'Bea Brown' } });
    Object.assign(detail, { bookingId: 'bk_2' });
    await settle();
    expect(detail.shadowRoot!.activeElement!.textContent).toBe('Bea Brown');
  });

  it('does not lose the focus with the button that had it', async () => {
    answer(held);
    const detail = await open();
    const retry = button(detail, 'c.Inlet_Booking_Retry')!;
    retry.tabIndex = 0;
    retry.focus();
    answer({ ...held, state: 'delivered', diagnosis: null });
    retry.click();
    await settle();
    expect(detail.shadowRoot!.activeElement!.textContent).toBe('Ana Jones');
  });

  it('that became part of another says so, and links to that one', async () => {
    answer({ ...held, id: 'bk_9' });
    const detail = await open({ bookingUrl: '/lightning/n/Inlet_Bookings?c__booking=bk_9' });
    const opened = jest.fn();
    detail.addEventListener('open', (event) => opened((event as CustomEvent).detail));
    const link = detail.shadowRoot!.querySelector<HTMLElement>('a')!;
    expect(textOf(detail)).toContain('c.Inlet_Booking_Merged');
    link.click();
    expect(opened).toHaveBeenCalledWith('bk_9');
    await expect(detail).toBeAccessible();
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
