import InletCheckList from 'c/inletCheckList';
import { findAll, mount, press, textOf } from '../../../../../test/mount';
import { diagnostics } from '../../../../../test/diagnostics-answers';

describe('the checks of a section', () => {
  it('folds away what is in order, says how many there are, and shows them in their order when asked', async () => {
    const list = await mount('c-inlet-check-list', InletCheckList, { checks: diagnostics.checks });
    const ids = () => findAll(list, '[data-check]').map(({ dataset }) => dataset['check']);
    expect(ids()).toEqual(['apiUser.licence', 'fields.required']);
    expect(textOf(list)).toContain('c.Inlet_Check_GroupApiUser');
    expect(textOf(list)).not.toContain('c.Inlet_Check_GroupConnection');
    await press(list, 'c.Inlet_Check_OkSome');
    expect(ids()).toEqual(['connection', 'apiUser.active', 'apiUser.licence', 'fields.required']);
    await expect(list).toBeAccessible();
  });
});
