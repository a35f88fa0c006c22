import InletBookingPlan from 'c/inletBookingPlan';
import { mount, textOf } from '../../../../../test/mount';
import { emitObjectInfos } from '../../../../../test/object-infos';

// Labels are their names in jest: what is filled in does not show, so the labels that are filled in are given here.
jest.mock('@salesforce/label/c.Inlet_Booking_PlanUpsert', () => ({ default: 'Create {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Booking_StandIn', () => ({ default: '{0}: {1} is "{2}"' }), { virtual: true });

const plan = {
  operations: [
    { action: 'upsert', object: 'Lead', reason: 'nobody is known' },
    { action: 'upsert', object: 'PersonAccount', reason: 'as the rules say' },
  ],
  notes: ['The text was cut.'],
  fallbacks: [{ object: 'Lead', label: 'Company', value: 'Unspecified' }],
};

describe('the plan of a booking', () => {
  it('tells each write with its reason, the notes, and what stands in for required fields', async () => {
    const shown = await mount('c-inlet-booking-plan', InletBookingPlan, { plan });
    await emitObjectInfos();
    const text = textOf(shown);
    for (const part of [
      'Create Prospect : nobody is known',
      'Create c.Inlet_Object_PersonAccount : as the rules say',
      'The text was cut.',
      'Prospect: Company is "Unspecified"',
    ]) {
      expect(text).toContain(part);
    }
    await expect(shown).toBeAccessible();
  });

  it('is not there before there is one', async () => {
    const shown = await mount('c-inlet-booking-plan', InletBookingPlan);
    expect(textOf(shown)).toBe('');
    await expect(shown).toBeAccessible();
  });
});
