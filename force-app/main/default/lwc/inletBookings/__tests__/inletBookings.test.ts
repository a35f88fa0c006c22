import getStatus from '@salesforce/apex/InletPairing.getStatus';
import InletBookings from 'c/inletBookings';
import { CurrentPageReference } from 'lightning/navigation';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletPairing.getStatus', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn(() => new Promise(() => {})) }), {
  virtual: true,
});

const paired = { isPaired: true, address: 'https://inlet.example.com', canPair: true, missingPermissions: [] };
const page = CurrentPageReference as unknown as { emit(reference: object): void };
const has = (tab: HTMLElement, name: string) => tab.shadowRoot!.querySelector(name) !== null;

describe('the tab Bookings', () => {
  it('is loading until it knows whether the org is paired', async () => {
    (getStatus as jest.Mock).mockReturnValue(new Promise(() => {}));
    expect(has(await mount('c-inlet-bookings', InletBookings), 'lightning-spinner')).toBe(true);
  });

  it('offers pairing where that is still to be done', async () => {
    (getStatus as jest.Mock).mockResolvedValue({ ...paired, isPaired: false });
    const tab = await mount('c-inlet-bookings', InletBookings);
    expect(has(tab, 'c-inlet-pairing')).toBe(true);
    await expect(tab).toBeAccessible();
  });

  it('shows the list, and the booking that the address names', async () => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    const tab = await mount('c-inlet-bookings', InletBookings);
    page.emit({ state: {} });
    await settle();
    expect([has(tab, 'c-inlet-booking-list'), has(tab, 'c-inlet-booking-detail')]).toEqual([true, false]);
    page.emit({ state: { c__booking: 'bk_1' } });
    await settle();
    expect([has(tab, 'c-inlet-booking-list'), has(tab, 'c-inlet-booking-detail')]).toEqual([false, true]);
    await expect(tab).toBeAccessible();
  });

  it('says what Apex refuses', async () => {
    (getStatus as jest.Mock).mockRejectedValue({ body: { message: 'Ask for the permission set Inlet Admin.' } });
    const tab = await mount('c-inlet-bookings', InletBookings);
    expect(textOf(tab)).toContain('Ask for the permission set Inlet Admin.');
    await expect(tab).toBeAccessible();
  });
});
