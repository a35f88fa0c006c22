import InletEmptyState from 'c/inletEmptyState';
import { mount, textOf } from '../../../../../test/mount';

describe('an empty state', () => {
  it('says why and what to do next, and offers a button only where there is something to press', async () => {
    const plain = await mount('c-inlet-empty-state', InletEmptyState, { heading: 'Nothing yet', text: 'Wait.' });
    expect(textOf(plain)).toBe('Nothing yet Wait.');
    expect(plain.shadowRoot!.querySelector('lightning-button')).toBeNull();
    const active = await mount('c-inlet-empty-state', InletEmptyState, { heading: 'None', actionLabel: 'Clear' });
    const acted = jest.fn();
    active.addEventListener('action', acted);
    active.shadowRoot!.querySelector<HTMLElement>('lightning-button')!.click();
    expect(acted).toHaveBeenCalled();
    await expect(active).toBeAccessible();
  });
});
