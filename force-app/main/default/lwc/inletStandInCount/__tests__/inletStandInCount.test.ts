import send from '@salesforce/apex/InletRelay.send';
import InletStandInCount from 'c/inletStandInCount';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_StandIns_Many', () => ({ default: '{0} records hold stand-ins.' }), {
  virtual: true,
});

const report = (records: number) => ({ total: { bookings: records, records }, bookings: [], next: null });
async function open(answer: unknown) {
  const { asked } = answering(send, { 'GET /v1/org/fallbacks': answer });
  const count = await mount('c-inlet-stand-in-count', InletStandInCount, { version: 3 });
  await settle(20);
  return { count: count as HTMLElement & { version: number }, asked };
}

describe('the number of records with stand-ins', () => {
  it('is told with the way to them', async () => {
    const { count } = await open(report(12));
    expect(textOf(count)).toContain('12 records hold stand-ins.');
    expect(find<HTMLElement & { label: string }>(count, 'lightning-button')!.label).toBe('c.Inlet_StandIns_Show');
    await expect(count).toBeAccessible();
  });

  it('has words of its own for one, and for none', async () => {
    expect(textOf((await open(report(1))).count)).toContain('c.Inlet_StandIns_One');
    const { count } = await open(report(0));
    expect(textOf(count)).toBe('c.Inlet_StandIns_Empty');
    expect(find(count, 'lightning-button')).toBeUndefined();
    await expect(count).toBeAccessible();
  });

  it('is asked for anew when the settings were saved', async () => {
    const { count, asked } = await open(report(1));
    count.version = 4;
    await settle(20);
    expect(asked).toHaveLength(2);
  });

  it('says why it cannot be told', async () => {
    const { count } = await open(refusal(503, { title: 'Away', detail: 'Ask later.' }));
    expect(textOf(count)).toContain('Away Ask later.');
    await expect(count).toBeAccessible();
  });
});
