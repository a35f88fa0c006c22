import InletForgetDialog from 'c/inletForgetDialog';
import { mount, textOf } from '../../../../../test/mount';

describe('the question before the pairing is forgotten', () => {
  it('says what goes and what stays, and closes with the answer', async () => {
    const dialog = await mount('c-inlet-forget-dialog', InletForgetDialog as never);
    const closed = jest.fn();
    dialog.addEventListener('closed', (event) => closed((event as CustomEvent).detail));
    expect(textOf(dialog)).toContain('c.Inlet_Pairing_ForgetText');
    for (const button of dialog.shadowRoot!.querySelectorAll<HTMLElement>('lightning-button')) button.click();
    expect(closed.mock.calls).toEqual([[false], [true]]);
    await expect(dialog).toBeAccessible();
  });
});
