import InletDiagnosis from 'c/inletDiagnosis';
import { findAll, mount, textOf } from '../../../../../test/mount';

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

  it('opens the page of Setup where it is mended', async () => {
    const setupUrl = 'https://acme.my.salesforce.com/lightning/setup/SecuritySharing/home';
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis, { diagnosis: { ...diagnosis, setupUrl } });
    const [link, ...more] = findAll<HTMLAnchorElement>(shown, 'a');
    expect(more).toEqual([]);
    expect(link!.href).toBe(setupUrl);
    expect(link!.textContent).toBe('c.Inlet_Booking_OpenInSetup');
    expect(link!.target).toBe('_blank');
    await expect(shown).toBeAccessible();
  });

  it('opens each of the rules that may have refused the record, by its name', async () => {
    const rules = ['Region_In', 'Region_Out'].map((name) => ({ name, setupUrl: `https://acme.test/${name}` }));
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis, {
      diagnosis: { ...diagnosis, rules, setupUrl: rules[0]!.setupUrl },
    });
    const links = findAll<HTMLAnchorElement>(shown, 'a');
    expect(links.map(({ href }) => href)).toEqual(rules.map(({ setupUrl }) => setupUrl));
    await expect(shown).toBeAccessible();
  });

  it('is not there where nothing is wrong', async () => {
    const shown = await mount('c-inlet-diagnosis', InletDiagnosis);
    expect(textOf(shown)).toBe('');
    await expect(shown).toBeAccessible();
  });
});
