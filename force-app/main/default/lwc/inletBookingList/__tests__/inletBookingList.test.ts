import send from '@salesforce/apex/InletRelay.send';
import InletBookingList from 'c/inletBookingList';
import { everyBooking, type BookingQuery } from 'c/inletBookingStore';
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
/** The list as the tab has it: what it asks for comes back to it by the address. */
async function open(properties: object = {}) {
  const list = await mount('c-inlet-booking-list', InletBookingList, properties);
  list.addEventListener('narrow', (event) => {
    Object.assign(list, { query: (event as CustomEvent<{ query: BookingQuery }>).detail.query });
  });
  return list;
}
const one = { bookings: [booking], counts: { held: 1 }, total: 1, next: null, previous: null };
const none = { bookings: [], counts: {}, total: 0, next: null, previous: null };
const asked = () => (send as jest.Mock).mock.calls.map(([{ path }]) => path as string);

describe('the list of bookings', () => {
  it('shows that it is loading before there is an answer', async () => {
    (send as jest.Mock).mockReturnValue(new Promise(() => {}));
    const list = await open();
    expect(list.shadowRoot!.querySelector('lightning-spinner')).not.toBeNull();
  });

  it('shows each booking with its customer, and opens the one that is clicked', async () => {
    answer(one);
    const list = await open();
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
    const list = await open();
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
    const list = await open();
    expect(textOf(list)).toContain('Key of another org');
    expect(textOf(list)).not.toContain('(0)');
    expect(textOf(list)).toContain('Pair this org by itself.');
    await expect(list).toBeAccessible();
  });

  it('keeps what it shows when one refresh fails, and says so', async () => {
    jest.useFakeTimers();
    answer(one);
    const list = await open();
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
    const list = await open();
    expect(textOf(list)).toContain('The limit is used up. Wait.');
  });

  it('asks for the next page by its cursor, and for the one before by the one that the page names', async () => {
    answer({ ...one, next: 'third', previous: 'first' });
    const list = await open({ query: { ...everyBooking, cursor: 'second' } });
    const pages = () => asked().filter((path) => path.startsWith('/v1/org/bookings?'));
    const [previous, next] = [...list.shadowRoot!.querySelectorAll<HTMLElement>('nav lightning-button')];
    next!.click();
    await settle();
    previous!.click();
    await settle();
    expect(pages().map((path) => /cursor=(\w+)/.exec(path)?.[1])).toEqual(['second', 'third', 'first']);
  });

  it('begins with the first page where the cursor of the address is none any more', async () => {
    answer(one);
    const problem = { status: 400, body: JSON.stringify({ title: 'Invalid request', detail: '?cursor: …' }) };
    (send as jest.Mock).mockImplementationOnce(async () => problem);
    const list = await open();
    (send as jest.Mock).mockImplementationOnce(async () => problem);
    Object.assign(list, { query: { ...everyBooking, cursor: 'old' } });
    await settle();
    await settle();
    expect((list as unknown as { query: BookingQuery }).query.cursor).toBe('');
    expect(textOf(list)).toContain('Ana Jones');
  });

  it('does not ask again for what it shows already, and tells a search from a filter', async () => {
    answer(one);
    const list = await open();
    const before = asked().length;
    Object.assign(list, { query: { ...everyBooking } });
    await settle();
    expect(asked().length).toBe(before);
    const narrowed = jest.fn();
    list.addEventListener('narrow', (event) => narrowed((event as CustomEvent<{ replace: boolean }>).detail.replace));
    const filters = list.shadowRoot!.querySelector('c-inlet-booking-filters')!;
    filters.dispatchEvent(new CustomEvent('filter', { detail: { search: 'ana' } }));
    filters.dispatchEvent(new CustomEvent('filter', { detail: { source: 'src_1' } }));
    expect(narrowed.mock.calls).toEqual([[true], [false]]);
  });

  it('takes the focus to the booking that somebody comes back from, once', async () => {
    answer(one);
    const list = await open({ returnTo: 'bk_1' });
    const table = list.shadowRoot!.querySelector('c-inlet-booking-table')!;
    expect((table.shadowRoot!.activeElement as HTMLElement).dataset['id']).toBe('bk_1');
  });

  it('takes it to the top where that booking is not on the page any more', async () => {
    answer(one);
    const list = await open({ returnTo: 'bk_gone' });
    expect((list.shadowRoot!.activeElement as HTMLElement).dataset['state']).toBe('');
  });
});
