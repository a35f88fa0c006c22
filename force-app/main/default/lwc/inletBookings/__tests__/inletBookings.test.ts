import getStatus from '@salesforce/apex/InletPairing.getStatus';
import InletBookings from 'c/inletBookings';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { find, mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletPairing.forget', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.getStatus', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn(() => new Promise(() => {})) }), {
  virtual: true,
});

const paired = { isPaired: true, address: 'https://inlet.example.com', canPair: true, missingPermissions: [] };
const page = CurrentPageReference as unknown as { emit(reference: object): void };
const at = (state: Record<string, string>) => ({
  type: 'standard__navItemPage',
  attributes: { apiName: 'acme__Inlet_Bookings' },
  state,
});
/** Opens the tab at an address, and follows where it goes. */
async function open(state: Record<string, string>) {
  const gone: { reference: ReturnType<typeof at>; replace: boolean }[] = [];
  const Navigating = class extends InletBookings {
    [NavigationMixin.Navigate](reference: ReturnType<typeof at>, replace: boolean) {
      gone.push({ reference, replace });
      page.emit(reference);
    }
  };
  (getStatus as jest.Mock).mockResolvedValue(paired);
  const tab = await mount('c-inlet-bookings', Navigating as never);
  page.emit(at(state));
  await settle();
  const child = <T>(name: string) => tab.shadowRoot!.querySelector<HTMLElement & T>(`c-inlet-${name}`)!;
  return { tab, gone, child };
}
const has = (tab: HTMLElement, name: string) => find(tab, name) !== undefined;

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
    page.emit(at({}));
    await settle();
    expect([has(tab, 'c-inlet-booking-list'), has(tab, 'c-inlet-booking-detail')]).toEqual([true, false]);
    page.emit(at({ acme__booking: 'bk_1' }));
    await settle();
    expect([has(tab, 'c-inlet-booking-list'), has(tab, 'c-inlet-booking-detail')]).toEqual([false, true]);
    await expect(tab).toBeAccessible();
  });

  it('keeps the list in the address, in the namespace of the tab, and comes back to it from a booking', async () => {
    const { gone, child } = await open({ acme__state: 'held' });
    const list = () => child<{ query: object; returnTo: string }>('booking-list');
    expect(list().query).toMatchObject({ state: 'held' });
    const query = { ...list().query, search: 'ana' };
    list().dispatchEvent(new CustomEvent('narrow', { detail: { query, replace: true } }));
    await settle();
    expect(gone.at(-1)).toEqual({ reference: at({ acme__state: 'held', acme__search: 'ana' }), replace: true });
    list().dispatchEvent(new CustomEvent('open', { detail: 'bk_1' }));
    await settle();
    const detail = child<{ takesFocus: boolean }>('booking-detail');
    expect(detail.takesFocus).toBe(true);
    detail.dispatchEvent(new CustomEvent('back'));
    await settle();
    expect(gone.at(-1)!.reference).toEqual(at({ acme__state: 'held', acme__search: 'ana' }));
    expect(list().query).toMatchObject({ state: 'held', search: 'ana' });
    expect(list().returnTo).toBe('bk_1');
  });

  it('leaves the focus where it is on a page that opens with a booking', async () => {
    const { child } = await open({ acme__booking: 'bk_1' });
    expect(child<{ takesFocus: boolean }>('booking-detail').takesFocus).toBe(false);
  });

  it('offers pairing again when something on it asks for that, and goes back when it is called off', async () => {
    const { tab, child } = await open({});
    child('booking-list').dispatchEvent(new CustomEvent('pairagain', { bubbles: true, composed: true }));
    await settle();
    expect([has(tab, 'c-inlet-pairing'), has(tab, 'c-inlet-booking-list')]).toEqual([true, false]);
    await expect(tab).toBeAccessible();
    tab.shadowRoot!.querySelector<HTMLElement>('lightning-button')!.click();
    await settle();
    expect([has(tab, 'c-inlet-pairing'), has(tab, 'c-inlet-booking-list')]).toEqual([false, true]);
  });

  it('shows pairing after the pairing was forgotten', async () => {
    const { tab, child } = await open({});
    (getStatus as jest.Mock).mockResolvedValue({ ...paired, isPaired: false });
    child('connection').dispatchEvent(new CustomEvent('forgotten'));
    await settle();
    expect([has(tab, 'c-inlet-pairing'), has(tab, 'c-inlet-connection')]).toEqual([true, false]);
  });

  it('says what Apex refuses', async () => {
    (getStatus as jest.Mock).mockRejectedValue({ body: { message: 'Ask for the permission set Inlet Admin.' } });
    const tab = await mount('c-inlet-bookings', InletBookings);
    expect(textOf(tab)).toContain('Ask for the permission set Inlet Admin.');
    await expect(tab).toBeAccessible();
  });
});
