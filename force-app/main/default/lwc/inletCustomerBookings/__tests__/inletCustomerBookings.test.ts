import getBookings from '@salesforce/apex/InletCustomerBookings.getBookings';
import InletCustomerBookings from 'c/inletCustomerBookings';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock(
  '@salesforce/apex/InletCustomerBookings.getBookings',
  () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a mock is hoisted above every import
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true },
);

const wire = getBookings as unknown as { emit(data: unknown): void; error(body: unknown): void };
const event = {
  id: '00U000000000001AAA',
  subject: 'Live demo',
  startDateTime: '2026-12-01T15:00:00Z',
  status: 'Scheduled',
  page: 'Demo',
  meetingLink: null,
  ownerName: 'Rita Rep',
  isPast: false,
};
const open = () => mount('c-inlet-customer-bookings', InletCustomerBookings, { recordId: '00Q000000000001AAA' });

describe('the bookings on a record page', () => {
  it('are loading, then there', async () => {
    const card = await open();
    expect(card.shadowRoot!.querySelector('lightning-spinner')).not.toBeNull();
    wire.emit([event]);
    await settle();
    expect(textOf(card)).toContain('Live demo');
    expect(textOf(card)).toContain('Scheduled · Demo · Rita Rep');
    await expect(card).toBeAccessible();
  });

  it('that are none say so', async () => {
    const card = await open();
    wire.emit([]);
    await settle();
    expect(textOf(card)).toContain('c.Inlet_Record_None');
    await expect(card).toBeAccessible();
  });

  it('that may not be read say why', async () => {
    const card = await open();
    wire.error({ message: 'No access to Event.' });
    await settle();
    expect(textOf(card)).toContain('No access to Event.');
  });
});
