import send from '@salesforce/apex/InletRelay.send';
import InletStandIns from 'c/inletStandIns';
import { CurrentPageReference } from 'lightning/navigation';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, textOf } from '../../../../../test/mount';
import { emitObjectInfos } from '../../../../../test/object-infos';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_StandIns_Many', () => ({ default: '{0} records' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_StandIns_Value', () => ({ default: '{0}: {1}' }), { virtual: true });

const record = { object: 'Lead', id: '00Q000000000001AAA' };
const booking = {
  id: 'bk_1',
  customer: { name: 'Fay Fall', email: 'fay@acme.test', phone: null },
  page: { id: 'BP-1', name: 'Demo' },
  deliveredAt: '2026-11-24T09:00:00Z',
  fallbacks: [
    { object: 'Lead', label: 'Company', value: 'Unspecified', record },
    { object: 'Lead', label: 'Budget', value: 0, record },
    { object: 'Event', label: 'Room', value: 'Unspecified', record: null },
  ],
};
const nameless = { ...booking, id: 'bk_2', customer: { name: null, email: null, phone: null }, page: null };
const total = { bookings: 2, records: 12 };

async function open(answers: Record<string, unknown>) {
  const { asked } = answering(send, answers);
  const report = await mount('c-inlet-stand-ins', InletStandIns);
  (CurrentPageReference as unknown as { emit(reference: object): void }).emit({
    type: 'standard__navItemPage',
    attributes: { apiName: 'Inlet_Setup' },
    state: {},
  });
  await emitObjectInfos();
  return { report, asked };
}
const rows = (report: HTMLElement) => findAll(report, 'tbody tr').map(textOf);

describe('the records with stand-ins', () => {
  it('are told one by one: whose booking, which record, which fields and what was written', async () => {
    const { report } = await open({ 'GET /v1/org/fallbacks': { total, bookings: [booking], next: null } });
    expect(textOf(find(report, 'h3')!)).toBe('12 records');
    const [lead, event] = rows(report);
    for (const part of ['Fay Fall', 'Prospect', 'Company: Unspecified', 'Budget: 0', 'Demo', '2026']) {
      expect(lead).toContain(part);
    }
    expect(findAll(report, 'a')).toHaveLength(1);
    expect(event).toContain('Meeting Room: Unspecified');
    await expect(report).toBeAccessible();
  });

  it('are shown page by page, and what is there stays when a page cannot be read', async () => {
    const older: unknown[] = [
      refusal(503, { title: 'Away', detail: 'Ask later.' }),
      { total, bookings: [nameless], next: null },
    ];
    const { report, asked } = await open({
      'GET /v1/org/fallbacks': { total, bookings: [booking], next: '7' },
      'GET /v1/org/fallbacks?cursor=7': () => older.shift(),
    });
    await press(report, 'c.Inlet_StandIns_More');
    await settle(20);
    expect(textOf(report)).toContain('Away Ask later.');
    expect(rows(report)).toHaveLength(2);
    await press(report, 'c.Inlet_Common_TryAgain');
    await settle(20);
    expect(rows(report)).toHaveLength(4);
    expect(rows(report)[2]).toContain('bk_2');
    expect(textOf(report)).not.toContain('Away');
    expect(findAll(report, 'lightning-button')).toHaveLength(1);
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/org/fallbacks',
      '/v1/org/fallbacks?cursor=7',
      '/v1/org/fallbacks?cursor=7',
    ]);
  });

  it('may be none', async () => {
    const { report } = await open({
      'GET /v1/org/fallbacks': { total: { bookings: 0, records: 0 }, bookings: [], next: null },
    });
    expect(textOf(report)).toContain('c.Inlet_StandIns_EmptyText');
    await expect(report).toBeAccessible();
  });

  it('say why they cannot be read, and are read again', async () => {
    const answers: unknown[] = [
      refusal(503, { title: 'Away', detail: 'Ask later.' }),
      { total, bookings: [booking], next: null },
    ];
    const { report } = await open({ 'GET /v1/org/fallbacks': () => answers.shift() });
    expect(textOf(report)).toContain('Away Ask later.');
    await expect(report).toBeAccessible();
    await press(find(report, 'c-inlet-error-panel')!, 'c.Inlet_Common_TryAgain');
    await settle(20);
    expect(rows(report)).toHaveLength(2);
  });
});
