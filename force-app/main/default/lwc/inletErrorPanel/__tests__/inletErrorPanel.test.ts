import { InletError } from 'c/inletBackend';
import InletErrorPanel from 'c/inletErrorPanel';
import { mount, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

type Button = HTMLElement & { label: string };
const open = (error: InletError) => mount('c-inlet-error-panel', InletErrorPanel, { error });
const buttons = (panel: HTMLElement) => [...panel.shadowRoot!.querySelectorAll<Button>('lightning-button')];

describe('what went wrong', () => {
  it('is told in the words of the backend, with a way to try again', async () => {
    const panel = await open(new InletError(503, 'Away', 'Back soon.'));
    const retried = jest.fn();
    panel.addEventListener('retry', retried);
    expect(textOf(panel)).toContain('Away Back soon.');
    expect(buttons(panel).map(({ label }) => label)).toEqual(['c.Inlet_Common_TryAgain']);
    buttons(panel)[0]!.click();
    expect(retried).toHaveBeenCalled();
    await expect(panel).toBeAccessible();
  });

  it('has a heading also where nobody gave one', async () => {
    const panel = await open(new InletError(0, '', 'The backend did not answer.'));
    expect(textOf(panel)).toContain('c.Inlet_Common_ErrorHeading The backend did not answer.');
  });

  it.each([
    [401, 'Unauthorized', 'c.Inlet_Pairing_KeyRefused'],
    [403, 'Key of another org', 'Key of another org'],
  ])('offers pairing at once when the backend answers %i', async (status, title, heading) => {
    const panel = await open(new InletError(status, title, 'Pair it anew.'));
    const paired = jest.fn();
    document.body.addEventListener('pairagain', paired);
    expect(textOf(panel)).toContain(`${heading} Pair it anew.`);
    buttons(panel)
      .find(({ label }) => label === 'c.Inlet_Pairing_Again')!
      .click();
    expect(paired).toHaveBeenCalledTimes(1);
    document.body.removeEventListener('pairagain', paired);
    await expect(panel).toBeAccessible();
  });
});
