import { bookingPage, readSetupAddress, setupPage, standInsView } from 'c/inletSetupAddress';

const tab = (apiName: string, state: Record<string, string> = {}) => ({
  type: 'standard__navItemPage',
  attributes: { apiName },
  state,
});

describe('the address of the tab Setup', () => {
  it.each(['Inlet_Bookings', 'acme__Inlet_Bookings'])('is read as it was made, seen from %s', (from) => {
    const to = setupPage(tab(from), { phase: 'validation', view: standInsView });
    expect(to.attributes['apiName']).toBe(from.replace('Bookings', 'Setup'));
    expect(readSetupAddress(to)).toEqual({ phase: 'validation', view: standInsView });
    expect(readSetupAddress(setupPage(to, { phase: 'rules', view: '' }))).toEqual({ phase: 'rules', view: '' });
  });

  it('leads to a booking of the same package', () => {
    expect(bookingPage(tab('acme__Inlet_Setup'), 'bk_1')).toEqual(
      tab('acme__Inlet_Bookings', { acme__booking: 'bk_1' }),
    );
    expect(bookingPage(undefined, 'bk_1')).toEqual(tab('Inlet_Bookings', { c__booking: 'bk_1' }));
  });
});
