import InletVerdict from 'c/inletVerdict';
import { mount, press, textOf } from '../../../../../test/mount';
import { diagnostics } from '../../../../../test/diagnostics-answers';

describe('the verdict', () => {
  it('says the state in a word, the sentence, and how many bookings wait for it', async () => {
    const verdict = await mount('c-inlet-verdict', InletVerdict, { verdict: diagnostics.verdict });
    const text = textOf(verdict);
    expect(text).toContain('c.Inlet_Check_StateBroken');
    expect(text).toContain('Bookings of some pages are held. Map the field.');
    await press(verdict, 'c.Inlet_Verdict_WaitingSome');
    await expect(verdict).toBeAccessible();
  });

  it('counts no bookings where none wait', async () => {
    const verdict = await mount('c-inlet-verdict', InletVerdict, {
      verdict: { ...diagnostics.verdict, state: 'ok', waiting: 0, held: 0, page: null },
    });
    expect(verdict.shadowRoot!.querySelectorAll('lightning-button').length).toBe(0);
    await expect(verdict).toBeAccessible();
  });
});
