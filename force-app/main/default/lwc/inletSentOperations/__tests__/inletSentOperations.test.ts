import InletSentOperations from 'c/inletSentOperations';
import { mount, textOf } from '../../../../../test/mount';
import { emitObjectInfos } from '../../../../../test/object-infos';

jest.mock('@salesforce/label/c.Inlet_Booking_SentByKey', () => ({ default: '{0} {1} by {2} = {3}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.Inlet_Booking_SentById', () => ({ default: '{0} {1} {2}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_SentReference', () => ({ default: '(id of the {0})' }), { virtual: true });

const operations = [
  {
    reference: 'b_who',
    action: 'upsert',
    object: 'Lead',
    target: { field: 'Inlet_Customer_Id__c', value: 'c_1' },
    values: { LastName: 'Jones', Phone: null, DoNotCall: false },
  },
  {
    reference: 'b_event',
    action: 'update',
    object: 'Event',
    target: { id: '00U000000000001AAA' },
    values: { WhoId: { reference: 'b_who' } },
  },
  { reference: 'b_old', action: 'delete', object: 'Event', target: { id: '00U000000000002AAA' }, values: {} },
];

describe('what an attempt sent', () => {
  it('is folded, and told with method, object, fields and values', async () => {
    const sent = await mount('c-inlet-sent-operations', InletSentOperations, { operations });
    await emitObjectInfos();
    expect(sent.shadowRoot!.querySelector('details')!.open).toBe(false);
    const text = textOf(sent);
    for (const part of [
      'PATCH Prospect by Inlet_Customer_Id__c = c_1',
      'Family name LastName Jones',
      'Phone c.Inlet_Booking_SentEmptied',
      'DoNotCall false',
      'PATCH Meeting 00U000000000001AAA',
      'With WhoId (id of the Prospect)',
      'DELETE Meeting 00U000000000002AAA c.Inlet_Booking_SentNoFields',
    ]) {
      expect(text).toContain(part);
    }
    await expect(sent).toBeAccessible();
  });
});
