import InletCopyText from 'c/inletCopyText';
import { mount, press, textOf } from '../../../../../test/mount';

const clipboard = (writeText: () => Promise<void>) =>
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });

describe('a text to be taken elsewhere', () => {
  it('goes to the clipboard', async () => {
    const writeText = jest.fn(() => Promise.resolve());
    clipboard(writeText);
    const field = await mount('c-inlet-copy-text', InletCopyText, { label: 'Secret', value: 's3cret' });
    await press(field, 'c.Inlet_Copy_Copy');
    expect(writeText).toHaveBeenCalledWith('s3cret');
    expect(textOf(field)).toContain('c.Inlet_Copy_Copied');
    await expect(field).toBeAccessible();
  });

  it('can be copied by hand where the browser refuses its clipboard', async () => {
    clipboard(() => Promise.reject(new Error('not allowed')));
    const field = await mount('c-inlet-copy-text', InletCopyText, { label: 'Certificate', value: 'PEM', isLong: true });
    await press(field, 'c.Inlet_Copy_Copy');
    expect(textOf(field)).toContain('c.Inlet_Copy_ByHand');
    await expect(field).toBeAccessible();
  });
});
