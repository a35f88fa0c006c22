import InletStandInNotice from 'c/inletStandInNotice';
import { mount, textOf } from '../../../../../test/mount';
import { emitObjectInfos } from '../../../../../test/object-infos';

jest.mock('@salesforce/label/c.Inlet_Booking_StandInValue', () => ({ default: '{0} > {1}: {2}' }), { virtual: true });

describe('the stand-ins of a booking', () => {
  it('are named with their record, field and value, in the org’s words', async () => {
    const standIns = [{ object: 'Lead', label: 'Company', value: 'Unspecified', record: null }];
    const notice = await mount('c-inlet-stand-in-notice', InletStandInNotice, { standIns });
    await emitObjectInfos();
    expect(textOf(notice)).toContain('Prospect > Company: Unspecified');
    expect(textOf(notice)).toContain('c.Inlet_Booking_StandInsText');
    await expect(notice).toBeAccessible();
  });

  it('are not spoken of where there are none', async () => {
    const none = await mount('c-inlet-stand-in-notice', InletStandInNotice, { standIns: [] });
    const untold = await mount('c-inlet-stand-in-notice', InletStandInNotice);
    expect([textOf(none), textOf(untold)]).toEqual(['', '']);
  });
});
