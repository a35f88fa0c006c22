import forget from '@salesforce/apex/InletPairing.forget';
import send from '@salesforce/apex/InletRelay.send';
import InletConnection from 'c/inletConnection';
import InletForgetDialog from 'c/inletForgetDialog';
import { mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletPairing.forget', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Pairing_Connected', () => ({ default: 'At {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Pairing_ConnectedSince', () => ({ default: 'At {0} since {1}' }), {
  virtual: true,
});

const status = { isPaired: true, address: 'https://inlet.example.com', canPair: true, missingPermissions: [] };
const answer = (code: number, body: object) =>
  (send as jest.Mock).mockResolvedValue({ status: code, body: JSON.stringify(body) });

async function open(more: object = {}) {
  const connection = await mount('c-inlet-connection', InletConnection, { status: { ...status, ...more } });
  const forgotten = jest.fn();
  connection.addEventListener('forgotten', forgotten);
  const press = async (confirmed: boolean) => {
    (InletForgetDialog as unknown as { open: jest.Mock }).open.mockResolvedValue(confirmed);
    connection.shadowRoot!.querySelector<HTMLElement>('lightning-button')!.click();
    await settle();
  };
  return { connection, forgotten, press };
}

describe('the connection', () => {
  beforeEach(() => answer(200, { pairedAt: '2026-11-20T09:00:00Z', delivery: { state: 'running' } }));

  it('tells which backend, and since when', async () => {
    const { connection } = await open();
    expect(textOf(connection)).toMatch(/^At https:\/\/inlet\.example\.com since Nov 20, 2026/);
    await expect(connection).toBeAccessible();
  });

  it('tells the address also where the backend does not answer', async () => {
    answer(503, { title: 'Away', detail: 'Back soon.' });
    const { connection } = await open();
    expect(textOf(connection)).toBe('At https://inlet.example.com');
  });

  it('is ended after a question, and not without', async () => {
    const { forgotten, press } = await open();
    await press(false);
    expect(forget).not.toHaveBeenCalled();
    await press(true);
    expect(forget).toHaveBeenCalledTimes(1);
    expect(forgotten).toHaveBeenCalledTimes(1);
  });

  it('that cannot be ended stays, and says why', async () => {
    (forget as jest.Mock).mockRejectedValueOnce({ body: { message: 'Salesforce refused.' } });
    const { connection, forgotten, press } = await open();
    const toasted = jest.fn();
    connection.addEventListener('lightning__showtoast', (event) => toasted((event as CustomEvent).detail));
    await press(true);
    expect(forgotten).not.toHaveBeenCalled();
    expect(toasted.mock.calls[0]![0]).toMatchObject({ message: 'Salesforce refused.', variant: 'error' });
  });

  it('is not for everybody to end', async () => {
    const { connection } = await open({ canPair: false, address: null });
    expect(connection.shadowRoot!.querySelector('lightning-button')).toBeNull();
  });
});
