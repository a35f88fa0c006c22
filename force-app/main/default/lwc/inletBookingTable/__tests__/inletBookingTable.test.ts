import InletBookingTable from 'c/inletBookingTable';
import { mount, textOf } from '../../../../../test/mount';

const booking = {
  id: 'bk_1',
  state: 'held',
  status: 'no-show',
  source: { id: 'src_1', kind: 'api', bookingId: 'B-1' },
  customer: { name: 'Ana Jones', email: 'ana@acme.test', phone: null },
  page: { id: 'P-1', name: 'Demo' },
  owner: 'rep@acme.test',
  start: '2026-12-01T15:00:00Z',
  receivedAt: '2026-11-20T09:00:00Z',
  records: [{ object: 'Lead', id: '00Q000000000001AAA' }],
  apiCalls: 2,
};
const nameless = {
  ...booking,
  id: 'bk_2',
  customer: { name: null, email: null, phone: null },
  page: { id: 'P-2', name: null },
  owner: null,
  start: null,
  records: [],
};
const query = { sort: 'start', direction: 'asc' };
const open = (bookings: object[]) => mount('c-inlet-booking-table', InletBookingTable, { bookings, query });
const rows = (table: HTMLElement) => [...table.shadowRoot!.querySelectorAll('tbody tr')].map((row) => textOf(row));

describe('the table of bookings', () => {
  it('tells of each booking what is known, by what there is', async () => {
    const table = await open([booking, nameless]);
    for (const part of ['Ana Jones', 'ana@acme.test', 'c.Inlet_Status_NoShow', 'Demo', 'rep@acme.test', 'Lead']) {
      expect(rows(table)[0]).toContain(part);
    }
    expect(rows(table)[1]).toContain('B-1');
    expect(rows(table)[1]).toContain('P-2');
    await expect(table).toBeAccessible();
  });

  it('marks the bookings that an admin sent to try a source', async () => {
    const table = await open([{ ...booking, test: true }, nameless]);
    expect(rows(table).map((row) => row.includes('c.Inlet_Booking_Test'))).toEqual([true, false]);
    await expect(table).toBeAccessible();
  });

  it('says by which column it is sorted, and asks for another', async () => {
    const table = await open([booking]);
    const sorted = jest.fn();
    table.addEventListener('sort', (event) => sorted((event as CustomEvent).detail));
    expect(table.shadowRoot!.querySelectorAll('th[aria-sort]')).toHaveLength(1);
    expect(table.shadowRoot!.querySelector('th[aria-sort="ascending"]')!.textContent).toContain(
      'c.Inlet_Bookings_Start',
    );
    table.shadowRoot!.querySelector<HTMLElement>('button[data-sort="customer"]')!.click();
    expect(sorted).toHaveBeenCalledWith('customer');
  });

  it('takes the focus to a booking that it shows, and says when it does not', async () => {
    const table = (await open([booking, nameless])) as HTMLElement & { focusBooking(id: string): boolean };
    expect(table.focusBooking('bk_2')).toBe(true);
    expect((table.shadowRoot!.activeElement as HTMLElement).dataset['id']).toBe('bk_2');
    expect(table.focusBooking('bk_3')).toBe(false);
  });

  it('has no row without bookings', async () => {
    const table = await open([]);
    expect(rows(table)).toEqual([]);
    await expect(table).toBeAccessible();
  });
});
