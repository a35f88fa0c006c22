import InletStateBadge from 'c/inletStateBadge';
import { mount, textOf } from '../../../../../test/mount';

describe('the badge of a state', () => {
  it.each([
    ['delivered', 'c.Inlet_State_Delivered', 'slds-theme_success'],
    ['held', 'c.Inlet_State_Held', 'slds-theme_error'],
    ['waiting', 'c.Inlet_State_Waiting', 'slds-theme_warning'],
    ['dismissed', 'c.Inlet_State_Dismissed', 'slds-badge_lightest'],
  ])('%s is told by word, icon and colour', async (state, word, theme) => {
    const badge = await mount('c-inlet-state-badge', InletStateBadge, { state });
    expect(textOf(badge)).toBe(word);
    expect(badge.shadowRoot!.querySelector(`.${theme}`)).not.toBeNull();
    expect(badge.shadowRoot!.querySelector('lightning-icon')).not.toBeNull();
    await expect(badge).toBeAccessible();
  });
});
