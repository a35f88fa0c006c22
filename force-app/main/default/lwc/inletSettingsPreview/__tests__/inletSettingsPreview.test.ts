import send from '@salesforce/apex/InletRelay.send';
import InletSettingsPreview from 'c/inletSettingsPreview';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields, preview, settings } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

async function show(answer: unknown, page = '') {
  const { asked } = answering(send, { 'POST /v1/org/settings/preview': answer });
  const panel = await mount('c-inlet-settings-preview', InletSettingsPreview, { settings, bookingFields, page });
  await tell(find(panel, 'lightning-combobox'), 'change', { value: 'contact' });
  await press(panel, 'c.Inlet_Preview_Show');
  await settle(20);
  return { panel, asked };
}

describe('the preview', () => {
  it('shows what the newest booking would write, and where each value comes from', async () => {
    const { panel, asked } = await show(preview, 'BP-1');
    expect(asked[0]!.body).toEqual({ settings, scenario: 'contact', pageId: 'BP-1' });
    const text = textOf(panel);
    for (const part of ['Industry', 'Retail', 'c.Inlet_Preview_OriginStandIn', 'The owner was not looked up.']) {
      expect(text).toContain(part);
    }
    await expect(panel).toBeAccessible();
  });

  it('shows times as the admin reads them, and what points to a record of the same booking', async () => {
    const [operation] = preview.operations;
    const values = [
      { field: 'StartDateTime', label: 'Start', value: '2026-11-29T09:00:00.000Z', from: { kind: 'inlet' } },
      { field: 'WhoId', label: 'Name ID', value: null, refersTo: 'who', from: { kind: 'inlet' } },
    ];
    const text = textOf((await show({ ...preview, operations: [{ ...operation, values }] })).panel);
    expect(text).toContain('c.Inlet_Preview_SameBooking');
    expect(text).toContain('Nov 29, 2026');
    expect(text).not.toContain('T09:00');
  });

  it('says that the booking is made up as long as none has come', async () => {
    const { panel } = await show({ ...preview, booking: { ...preview.booking, id: null } });
    expect(textOf(panel)).toContain('c.Inlet_Preview_NoBooking');
  });

  it('says what would hold the booking, and what is wrong with the settings', async () => {
    const diagnosis = { sentence: 'Budget is required.', fix: 'Map it.' };
    expect(textOf((await show({ ...preview, diagnosis })).panel)).toContain('Budget is required. Map it.');
    const errors = [{ pointer: '/settings/rules', detail: 'No such rule.' }];
    const { panel } = await show(refusal(400, { title: 'Invalid', errors }));
    expect(textOf(panel)).toContain('No such rule.');
    await expect(panel).toBeAccessible();
  });
});
