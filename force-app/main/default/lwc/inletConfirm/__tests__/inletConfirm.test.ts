import InletConfirm from 'c/inletConfirm';
import { find, mount, press } from '../../../../../test/mount';

describe('a question before something that cannot be taken back', () => {
  it('takes the focus, and tells the answer', async () => {
    const confirm = await mount('c-inlet-confirm', InletConfirm, {
      question: 'Disconnect?',
      confirmLabel: 'Disconnect',
    });
    const said: string[] = [];
    confirm.addEventListener('confirm', () => said.push('confirm'));
    confirm.addEventListener('cancel', () => said.push('cancel'));
    expect(confirm.shadowRoot!.activeElement).toBe(find(confirm, '.question'));
    await expect(confirm).toBeAccessible();
    await press(confirm, 'Disconnect');
    await press(confirm, 'c.Inlet_Common_Cancel');
    find(confirm, '[role=alertdialog]')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(said).toEqual(['confirm', 'cancel', 'cancel']);
  });
});
