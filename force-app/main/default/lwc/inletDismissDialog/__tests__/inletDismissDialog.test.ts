import InletDismissDialog from 'c/inletDismissDialog';
import { mount } from '../../../../../test/mount';

type Button = HTMLElement & { label: string };
type Field = HTMLElement & { value: string; setCustomValidity: jest.Mock; reportValidity: jest.Mock };

async function open() {
  const dialog = await mount('c-inlet-dismiss-dialog', InletDismissDialog as never);
  const closed = jest.fn();
  dialog.addEventListener('closed', (event) => closed((event as CustomEvent).detail));
  const field = dialog.shadowRoot!.querySelector<Field>('lightning-textarea')!;
  let complaint = '';
  field.setCustomValidity = jest.fn((message: string) => void (complaint = message));
  field.reportValidity = jest.fn(() => complaint === '');
  const press = (label: string) =>
    [...dialog.shadowRoot!.querySelectorAll<Button>('lightning-button')]
      .find((button) => button.label === label)!
      .click();
  return { dialog, closed, field, press, complaint: () => complaint };
}

describe('the dialog that asks why a booking is put aside', () => {
  it('closes with the reason', async () => {
    const { dialog, closed, field, press } = await open();
    field.value = ' Only a test ';
    press('c.Inlet_Booking_Dismiss');
    expect(closed).toHaveBeenCalledWith('Only a test');
    await expect(dialog).toBeAccessible();
  });

  it('refuses a reason of blanks at the field, and stops complaining when there is one', async () => {
    const { closed, field, press, complaint } = await open();
    field.value = '  \n ';
    press('c.Inlet_Booking_Dismiss');
    expect(complaint()).toBe('c.Inlet_Booking_DismissBlank');
    expect(field.reportValidity).toHaveBeenCalled();
    expect(closed).not.toHaveBeenCalled();
    field.dispatchEvent(new CustomEvent('change', { detail: { value: 'x' } }));
    expect(complaint()).toBe('');
  });

  it('closes with nothing when it is called off', async () => {
    const { closed, press } = await open();
    press('c.Inlet_Common_Cancel');
    expect(closed).toHaveBeenCalledWith(null);
  });
});
