import send from '@salesforce/apex/InletRelay.send';
import InletBookingList from 'c/inletBookingList';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const booking = {
  id: 'bk_1',
  state: 'held',
  status: 'scheduled',
  source: { kind: 'api', bookingId: 'B-1' },
  customer: { name: 'Ana Jones', email: 'ana@acme.test', phone: null },
  page: { id: 'P-1', name: 'Demo' },
  owner: null,
  start: '2026-12-01T15:00:00Z',
  receivedAt: '2026-11-20T09:00:00Z',
  records: [{ object: 'Lead', id: '00Q000000000001AAA' }],
  apiCalls: 2,
  diagnosis: null,
  causeKey: 'data|X',
};
const ok = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
/** The backend: a page of bookings, no choices, and an org that is sent to. */
function answer(page: object, delivery: object = { state: 'running' }) {
  (send as jest.Mock).mockImplementation(async ({ path }: { path: string }) => {
    if (path === '/v1/org') return ok({ delivery });
    if (path.startsWith('/v1/org/bookings/filters')) return ok({ pages: [], sources: [], owners: [], causes: [] });
    return ok(page);
  });
}
const one = { bookings: [booking], counts: { held: 1 }, total: 1, next: null };
const none = { bookings: [], counts: {}, total: 0, next: null };
const asked = () => (send as jest.Mock).mock.calls.map(([{ path }]) => path as string);

describe('the list of bookings', () => {
  it('shows that it is loading before there is an answer', async () => {
    (send as jest.Mock).mockReturnValue(new Promise(() => {}));
    const list = await mount('c-inlet-booking-list', InletBookingList);
    expect(list.shadowRoot!.querySelector('lightning-spinner')).not.toBeNull();
  });

  it('shows each booking with its customer, and opens the one that is clicked', async () => {
    answer(one);
    const list = await mount('c-inlet-booking-list', InletBookingList);
    const opened = jest.fn();
    list.addEventListener('open', (event) => opened((event as CustomEvent).detail));
    const table = list.shadowRoot!.querySelector('c-inlet-booking-table')!;
    expect(textOf(table)).toContain('Ana Jones');
    table.shadowRoot!.querySelector<HTMLElement>('tbody button')!.click();
    expect(opened).toHaveBeenCalledWith('bk_1');
    await expect(list).toBeAccessible();
  });

  it('says so when there is none, and another thing when none matches', async () => {
    answer(none);
    const list = await mount('c-inlet-booking-list', InletBookingList);
    expect(textOf(list)).toContain('c.Inlet_Bookings_NoneHeading');
    list.shadowRoot!.querySelector<HTMLElement>('button[data-state="held"]')!.click();
    await settle();
    expect(textOf(list)).toContain('c.Inlet_Bookings_NoMatchHeading');
    expect(asked().some((path) => path.includes('state=held'))).toBe(true);
    await expect(list).toBeAccessible();
  });

  it('says what went wrong in the words of the backend', async () => {
    const problem = { title: 'Key of another org', detail: 'Pair this org by itself.' };
    (send as jest.Mock).mockResolvedValue({ status: 403, body: JSON.stringify(problem) });
    const list = await mount('c-inlet-booking-list', InletBookingList);
    expect(textOf(list)).toContain('Key of another org');
    expect(textOf(list)).toContain('Pair this org by itself.');
    await expect(list).toBeAccessible();
  });

  it('keeps what it shows when one refresh fails, and says so', async () => {
    jest.useFakeTimers();
    answer(one);
    const list = await mount('c-inlet-booking-list', InletBookingList);
    (send as jest.Mock).mockResolvedValue({
      status: 503,
      body: JSON.stringify({ title: 'Away', detail: 'Back soon.' }),
    });
    jest.advanceTimersByTime(4000);
    await settle();
    expect(textOf(list)).toContain('Ana Jones');
    expect(textOf(list)).toContain('Back soon.');
    jest.useRealTimers();
  });

  it('says why nothing is sent to Salesforce for now', async () => {
    answer(one, { state: 'paused', sentence: 'The limit is used up.', fix: 'Wait.' });
    const list = await mount('c-inlet-booking-list', InletBookingList);
    expect(textOf(list)).toContain('The limit is used up. Wait.');
  });

  it('asks for the next page by its cursor, and for the one before', async () => {
    answer({ ...one, next: 'abc' });
    const list = await mount('c-inlet-booking-list', InletBookingList);
    const buttons = () => [...list.shadowRoot!.querySelectorAll<HTMLElement>('nav lightning-button')];
    buttons()[1]!.click();
    await settle();
    expect(asked().at(-2)).toContain('cursor=abc');
    buttons()[0]!.click();
    await settle();
    expect(asked().at(-2)).not.toContain('cursor');
  });
});
