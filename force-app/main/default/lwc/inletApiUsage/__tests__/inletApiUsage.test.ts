import send from '@salesforce/apex/InletRelay.send';
import { loadScript } from 'lightning/platformResourceLoader';
import InletApiUsage from 'c/inletApiUsage';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, textOf } from '../../../../../test/mount';
import { usage } from '../../../../../test/diagnostics-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/resourceUrl/InletChart', () => ({ default: '/resource/1/InletChart' }), { virtual: true });

const drawn: { data: { datasets: { label: string; data: (number | null)[] }[] } }[] = [];
class Chart {
  data: unknown;
  constructor(_canvas: HTMLCanvasElement, configuration: (typeof drawn)[number]) {
    drawn.push(configuration);
  }
  update(): void {}
  destroy(): void {}
}

async function open(answer: unknown = usage, properties: object = {}) {
  Object.assign(window, { Chart });
  drawn.length = 0;
  const { asked } = answering(send, { 'GET /v1/org/api-usage': answer, 'PUT /v1/org/api-budget': usage });
  const panel = await mount('c-inlet-api-usage', InletApiUsage, properties);
  await settle(30);
  return { panel, asked };
}

describe('the API requests of the org', () => {
  it('draws the last 24 hours by purpose, with a gap where it is not known what others used', async () => {
    const { panel } = await open();
    expect(loadScript).toHaveBeenCalledWith(expect.anything(), '/resource/1/InletChart/chart.umd.min.js');
    const { datasets } = drawn[0]!.data;
    expect(datasets.map(({ label }) => label)).toEqual([
      'c.Inlet_Usage_Bookings',
      'c.Inlet_Usage_Replication',
      'c.Inlet_Usage_Diagnostics',
      'c.Inlet_Usage_Setup',
      'c.Inlet_Usage_Others',
    ]);
    expect(datasets[4]!.data.filter((value) => value === null).length).toBe(1);
    expect(textOf(panel)).toContain('c.Inlet_Usage_Gaps');
    await expect(panel).toBeAccessible();
  });

  it('says all of it as a table, which a screen reader gets beside the chart', async () => {
    const { panel } = await open();
    expect(findAll(panel, 'tbody tr').length).toBe(24);
    expect(find(panel, 'c-inlet-usage-table')!.parentElement!.className).toBe('slds-assistive-text');
    await press(panel, 'c.Inlet_Usage_ShowTable');
    expect(find(panel, 'c-inlet-usage-table')!.parentElement!.className).toBe('scrolls');
    expect(textOf(panel)).toContain('c.Inlet_Usage_AtLeast');
    await expect(panel).toBeAccessible();
  });

  it('tells forecast, pauses, thresholds, and why no application can be named', async () => {
    const { panel } = await open();
    for (const part of [
      'At this rate the requests last.',
      'The org is at 76 %.',
      'Give the API User View Event Log Files.',
    ]) {
      expect(textOf(panel)).toContain(part);
    }
  });

  it('believes the count of the org itself before what Salesforce told with an answer', async () => {
    const { panel } = await open(usage, { orgLimit: { name: 'DailyApiRequests', used: 99_000, max: 100_000 } });
    expect(textOf(panel)).toContain('c.Inlet_Usage_ToldNow');
  });

  it('shows the table where the chart cannot be loaded', async () => {
    (loadScript as jest.Mock).mockRejectedValueOnce(new Error('404'));
    const { panel } = await open();
    expect(textOf(panel)).toContain('c.Inlet_Usage_NoChart');
    await expect(panel).toBeAccessible();
  });

  it('says what is wrong, and tries again', async () => {
    const { panel } = await open(refusal(500, { title: 'Broken', detail: 'The backend stumbled.' }));
    expect(textOf(panel)).toContain('The backend stumbled.');
    answering(send, { 'GET /v1/org/api-usage': usage });
    await press(find(panel, 'c-inlet-error-panel')!, 'c.Inlet_Common_TryAgain');
    await settle(30);
    expect(textOf(panel)).toContain('At this rate the requests last.');
  });

  it('changes the thresholds, and says at the field what is refused', async () => {
    const { panel, asked } = await open();
    await press(panel, 'c.Inlet_Usage_EditThresholds');
    const fields = findAll<HTMLElement & { value: string; setCustomValidity: jest.Mock; reportValidity: jest.Mock }>(
      panel,
      '[data-field]',
    );
    const field = (name: string) => fields.find(({ dataset }) => dataset['field'] === name)!;
    for (const one of fields) Object.assign(one, { setCustomValidity: jest.fn(), reportValidity: jest.fn(() => true) });
    field('bookings').value = '50';
    field('ownCap').value = '2000';
    answering(send, {
      'PUT /v1/org/api-budget': refusal(400, {
        title: 'Not saved',
        detail: 'A field is wrong.',
        errors: [{ pointer: '/bookings', detail: 'Bookings must stop last.' }],
      }),
    });
    await press(panel, 'c.Inlet_Common_Save');
    await settle(30);
    expect(field('bookings').setCustomValidity).toHaveBeenLastCalledWith('Bookings must stop last.');
    await expect(panel).toBeAccessible();
    const { asked: then } = answering(send, { 'PUT /v1/org/api-budget': usage });
    await press(panel, 'c.Inlet_Common_Save');
    await settle(30);
    expect(then[0]!.body).toEqual({ warn: 80, replication: 75, bookings: 50, ownCap: 2000 });
    expect(find(panel, 'c-inlet-budget-form')).toBeUndefined();
    expect(asked.length).toBe(1);
  });
});
