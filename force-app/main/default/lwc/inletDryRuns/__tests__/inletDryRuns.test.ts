import send from '@salesforce/apex/InletRelay.send';
import InletDryRuns from 'c/inletDryRuns';
import { answering, refusal } from '../../../../../test/backend';
import { dryRun, dryRuns, matrix } from '../../../../../test/diagnostics-answers';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

async function open(answers: Record<string, unknown>) {
  const { asked } = answering(send, { 'GET /v1/org/dry-runs': dryRuns, ...answers });
  const panel = await mount('c-inlet-dry-runs', InletDryRuns, { pages: matrix.pages });
  await settle(30);
  return { panel, asked };
}
const unconfirmed = { ...dryRuns, runs: [], settings: { ...dryRuns.settings, acknowledgedAt: null } };

describe('test bookings', () => {
  it('shows the warning first, and runs nothing before it is confirmed', async () => {
    const { panel, asked } = await open({
      'GET /v1/org/dry-runs': unconfirmed,
      'PUT /v1/org/dry-run-settings': { ...dryRuns, runs: [] },
    });
    expect(textOf(panel)).toContain('c.Inlet_DryRun_Intro');
    expect(find(panel, 'c-inlet-search-select')).toBeUndefined();
    await expect(panel).toBeAccessible();
    await press(panel, 'c.Inlet_DryRun_Understood');
    await settle(30);
    expect(asked.at(-1)!.body).toEqual({ acknowledged: true });
    expect(find(panel, 'c-inlet-search-select')).toBeDefined();
    await expect(panel).toBeAccessible();
  });

  it('makes one of a page and a scenario, and shows what each object said', async () => {
    const { panel, asked } = await open({ 'POST /v1/org/dry-runs': dryRun });
    const ran = jest.fn();
    panel.addEventListener('ran', ran);
    await tell(find(panel, 'c-inlet-search-select'), 'change', 'BP-1');
    await tell(find(panel, 'lightning-combobox'), 'change', { value: 'case' });
    await press(panel, 'c.Inlet_DryRun_Run');
    await settle(40);
    expect(asked.find(({ method }) => method === 'POST')!.body).toEqual({ page: 'BP-1', scenario: 'case' });
    expect(ran).toHaveBeenCalled();
    const states = findAll(panel, '[data-object]').map(({ dataset }) => [dataset['object'], dataset['state']]);
    expect(states).toEqual([
      ['Lead', 'broken'],
      ['Event', 'ok'],
    ]);
    for (const part of ['A rule refused it.', 'Change it.', 'The owner was looked up.'])
      expect(textOf(panel)).toContain(part);
    await expect(panel).toBeAccessible();
  });

  it('says why one cannot be made now', async () => {
    const { panel } = await open({
      'POST /v1/org/dry-runs': refusal(409, { title: 'Not now', detail: 'API requests are kept for bookings.' }),
    });
    await press(panel, 'c.Inlet_DryRun_Run');
    await settle(40);
    expect(find(panel, 'c-inlet-notice')!.shadowRoot!.textContent).toContain('API requests are kept for bookings.');
    await expect(panel).toBeAccessible();
  });

  it('switches the nightly round', async () => {
    const { panel, asked } = await open({ 'PUT /v1/org/dry-run-settings': dryRuns });
    await tell(find(panel, 'lightning-input'), 'change', { checked: true });
    await settle(20);
    expect(asked.at(-1)!.body).toEqual({ nightly: true });
  });

  it('says that they are stopped, and lets an admin allow them again', async () => {
    const stopped = { sentence: 'Salesforce kept a Lead.', fix: 'Ask Salesforce why.', at: '2026-11-24T09:00:00Z' };
    const { panel, asked } = await open({
      'GET /v1/org/dry-runs': { ...dryRuns, settings: { ...dryRuns.settings, stopped } },
      'PUT /v1/org/dry-run-settings': dryRuns,
    });
    expect(textOf(panel)).toContain('Ask Salesforce why.');
    expect(find(panel, 'c-inlet-search-select')).toBeUndefined();
    await expect(panel).toBeAccessible();
    await press(panel, 'c.Inlet_DryRun_Resume');
    await settle(30);
    expect(asked.at(-1)!.body).toEqual({ resume: true });
    expect(find(panel, 'c-inlet-search-select')).toBeDefined();
  });

  it('says what is wrong when they cannot be read', async () => {
    const { panel } = await open({ 'GET /v1/org/dry-runs': refusal(500, { title: 'Broken', detail: 'It stumbled.' }) });
    expect(textOf(panel)).toContain('It stumbled.');
    await expect(panel).toBeAccessible();
  });
});
