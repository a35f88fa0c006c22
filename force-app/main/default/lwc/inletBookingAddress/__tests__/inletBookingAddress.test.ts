import { addressOf, readAddress } from 'c/inletBookingAddress';
import { everyBooking } from 'c/inletBookingStore';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const tab = (apiName: string, state: Record<string, string> = {}) => ({
  type: 'standard__navItemPage',
  attributes: { apiName },
  state,
});

describe('the address of the tab', () => {
  it('says which booking is open and how the list is narrowed, and nothing that goes without saying', () => {
    const query = {
      ...everyBooking,
      state: 'held',
      from: '2026-11-20',
      sort: 'start',
      direction: 'asc' as const,
      cursor: 'x',
    };
    const address = addressOf(tab('Inlet_Bookings'), { bookingId: 'bk_1', query });
    expect(address.state).toEqual({
      c__booking: 'bk_1',
      c__state: 'held',
      c__from: '2026-11-20',
      c__sort: 'start',
      c__direction: 'asc',
      c__cursor: 'x',
    });
    expect(readAddress(address)).toEqual({ bookingId: 'bk_1', query });
    expect(addressOf(address, { bookingId: '', query: everyBooking }).state).toEqual({});
  });

  it('keeps to the namespace that the tab has', () => {
    const there = tab('acme__Inlet_Bookings', { acme__state: 'held', c__state: 'waiting' });
    const { query } = readAddress(there);
    expect(query.state).toBe('held');
    const next = addressOf(there, { bookingId: 'bk_1', query });
    expect(next.attributes).toEqual({ apiName: 'acme__Inlet_Bookings' });
    expect(next.state).toEqual({ acme__state: 'held', acme__booking: 'bk_1' });
  });

  it('does not ask for what cannot be chosen', () => {
    const wrong = { c__state: 'merged', c__sort: 'colour', c__direction: 'up', c__from: '2026-02-40', c__other: '1' };
    expect(readAddress(tab('Inlet_Bookings', wrong)).query).toEqual(everyBooking);
    const backwards = { c__from: '2026-02-02', c__to: '2026-02-01' };
    expect(readAddress(tab('Inlet_Bookings', backwards)).query).toMatchObject({ from: '2026-02-02', to: '' });
  });
});
