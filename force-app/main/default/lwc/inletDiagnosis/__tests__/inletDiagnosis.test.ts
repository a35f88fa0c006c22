import InletDiagnosis from 'c/inletDiagnosis';
import { mount, textOf } from '../../../../../test/mount';

const diagnosis = { cause: 'data', code: 'REQUIRED_FIELD_MISSING', sentence: 'Lead requires Budget.', fix: 'Map it.' };

describe('a diagnosis', () => {
  it('says what happened, what to do, and what Salesforce said', async () => {
    const salesforceMessage = 'Required fields are missing: [Budget__c]';
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis, { diagnosis: { ...diagnosis, salesforceMessage } });
    for (const part of ['Lead requires Budget.', 'Map it.', salesforceMessage, '(REQUIRED_FIELD_MISSING)']) {
      expect(textOf(shown)).toContain(part);
    }
    await expect(shown).toBeAccessible();
  });

  it('does not make Salesforce say what it did not', async () => {
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis, { diagnosis });
    expect(textOf(shown)).not.toContain('c.Inlet_Booking_SalesforceSaid');
  });

  it('is not there where nothing is wrong', async () => {
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis);
    expect(textOf(shown)).toBe('');
    await expect(shown).toBeAccessible();
  });
});
