import exchangeCode from '@salesforce/apex/InletPairing.exchangeCode';
import setAddress from '@salesforce/apex/InletPairing.setAddress';
import verify from '@salesforce/apex/InletPairing.verify';
import InletPairing from 'c/inletPairing';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletPairing.exchangeCode', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.setAddress', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.verify', () => ({ default: jest.fn() }), { virtual: true });

const status = { isPaired: false, address: null, canPair: true, missingPermissions: [] };

async function pair() {
  const pairing = await mount('c-inlet-pairing', InletPairing, { status });
  const paired = jest.fn();
  pairing.addEventListener('paired', paired);
  const inputs = [...pairing.shadowRoot!.querySelectorAll<HTMLInputElement>('lightning-input')];
  inputs.forEach((input, index) => {
    input.value = ['https://inlet.example.com', 'ABCD-1234'][index]!;
    input.reportValidity = () => true;
  });
  pairing.shadowRoot!.querySelector<HTMLElement>('lightning-button')!.click();
  await settle();
  return { pairing, paired };
}

describe('pairing', () => {
  it('sets the address, exchanges the code and proves it by a request', async () => {
    (verify as jest.Mock).mockResolvedValue({ status: 200, body: '{}' });
    const { pairing, paired } = await pair();
    expect(setAddress).toHaveBeenCalledWith({ address: 'https://inlet.example.com' });
    expect(exchangeCode).toHaveBeenCalledWith({ code: 'ABCD-1234' });
    expect(paired).toHaveBeenCalled();
    await expect(pairing).toBeAccessible();
  });

  it('says why a code was refused', async () => {
    (exchangeCode as jest.Mock).mockRejectedValueOnce({ body: { message: 'The code is older than 15 minutes.' } });
    const { pairing, paired } = await pair();
    expect(textOf(pairing)).toContain('The code is older than 15 minutes.');
    expect(paired).not.toHaveBeenCalled();
  });

  it('names the missing permission before anything is entered', async () => {
    const missing = { ...status, canPair: false, missingPermissions: ['Manage Named Credentials'] };
    const pairing = await mount('c-inlet-pairing', InletPairing, { status: missing });
    expect(pairing.shadowRoot!.querySelector('lightning-input')).toBeNull();
    expect(pairing.shadowRoot!.querySelector('[role="alert"]')).not.toBeNull();
  });

  it('takes the focus where it was gone to, and not where the page opens with it', async () => {
    expect((await mount('c-inlet-pairing', InletPairing, { status })).shadowRoot!.activeElement).toBeNull();
    const pairing = await mount('c-inlet-pairing', InletPairing, { status, takesFocus: true });
    expect(pairing.shadowRoot!.activeElement!.tagName).toBe('H2');
  });
});
