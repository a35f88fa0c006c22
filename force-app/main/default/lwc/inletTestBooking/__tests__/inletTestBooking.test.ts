import send from '@salesforce/apex/InletRelay.send';
import InletTestBooking from 'c/inletTestBooking';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const booking = { id: 'bk_1', state: 'waiting', records: [], diagnosis: null };
const delivered = { ...booking, state: 'delivered', records: [{ object: 'Lead', id: '00Q000000000001AAA' }] };
async function open(answers: object) {
  const { asked } = answering(send, {
    'GET /v1/org/booking-fields': bookingFields,
    'POST /v1/org/sources/src_1/test': { bookingId: 'bk_1' },
    ...answers,
  });
  const test = await mount('c-inlet-test-booking', InletTestBooking, { sourceId: 'src_1' });
  await settle(20);
  return { test, asked };
}
const sendIt = async (test: HTMLElement) => {
  await press(test, 'c.Inlet_Test_Send');
  await settle(20);
};

describe('a test booking', () => {
  it('is followed until it is delivered, and its records are taken away again', async () => {
    jest.useFakeTimers();
    let now: object = booking;
    const { test, asked } = await open({
      'GET /v1/org/bookings/bk_1': () => now,
      'DELETE /v1/org/bookings/bk_1/records': { removed: delivered.records, kept: [] },
    });
    await sendIt(test);
    expect(textOf(test)).toContain('c.Inlet_Test_Sending');
    now = delivered;
    jest.advanceTimersByTime(1500);
    await settle(20);
    jest.useRealTimers();
    expect(textOf(test)).toContain('c.Inlet_Test_Delivered');
    await expect(test).toBeAccessible();
    await press(test, 'c.Inlet_Test_Remove');
    await settle(20);
    expect(asked.at(-1)!.method).toBe('DELETE');
    expect(find(test, 'c-inlet-record-links')).toBeUndefined();
  });

  it('says what the admin said of it', async () => {
    const { test, asked } = await open({ 'GET /v1/org/bookings/bk_1': delivered });
    for (const field of findAll<HTMLInputElement>(test, '[data-field]')) {
      field.value = { customerEmail: 'carrie@example.test', ownerEmail: 'riley@acme.test' }[field.dataset['field']!]!;
    }
    const [page, question] = findAll(test, 'c-inlet-search-select');
    await tell(page, 'change', 'BP-1');
    await tell(question, 'change', 'What is your budget?');
    await tell(findAll(test, '.answer lightning-input')[0], 'change', { value: '5000' });
    await press(test, 'c.Inlet_Test_AddAnswer');
    await expect(test).toBeAccessible();
    await sendIt(test);
    expect(asked.find(({ method }) => method === 'POST')!.body).toEqual({
      customerEmail: 'carrie@example.test',
      ownerEmail: 'riley@acme.test',
      pageId: 'BP-1',
      pageName: 'Demo',
      answers: { 'What is your budget?': '5000' },
    });
  });

  it('shows the diagnosis of one that needs attention', async () => {
    const diagnosis = { cause: 'data', code: 'X', sentence: 'A rule on Lead refused it.', fix: 'Change the rule.' };
    const { test } = await open({ 'GET /v1/org/bookings/bk_1': { ...booking, state: 'held', diagnosis } });
    await sendIt(test);
    expect(textOf(test)).toContain('A rule on Lead refused it.');
    await expect(test).toBeAccessible();
  });

  it('says why it could not be sent, and keeps what was typed', async () => {
    const { test } = await open({
      'POST /v1/org/sources/src_1/test': refusal(409, { title: 'Off', detail: 'Enable it.' }),
    });
    await sendIt(test);
    expect(textOf(test)).toContain('Enable it.');
    await expect(test).toBeAccessible();
  });
});
