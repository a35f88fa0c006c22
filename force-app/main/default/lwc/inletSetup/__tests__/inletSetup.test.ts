import send from '@salesforce/apex/InletRelay.send';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import InletSetup from 'c/inletSetup';
import { CurrentPageReference } from 'lightning/navigation';
import { answering } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { connection, everything, source } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.getStatus', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.forget', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.assignPermissionSet', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.setAddress', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.exchangeCode', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.verify', () => ({ default: jest.fn() }), { virtual: true });

const paired = { isPaired: true, address: 'https://inlet.example.com', canPair: true, missingPermissions: [] };
const page = CurrentPageReference as unknown as { emit(reference: object): void };
const shows = (tab: HTMLElement, tag: string) => find(tab, tag) !== undefined;
const states = (tab: HTMLElement) =>
  findAll(tab, '.step').map((step) => find(step, '.state')?.textContent?.trim() ?? '');
async function open(phase?: string) {
  const tab = await mount('c-inlet-setup', InletSetup);
  page.emit({ state: phase ? { c__phase: phase } : {} });
  await settle(50);
  return tab;
}

describe('the tab Setup', () => {
  it('is loading until it knows how far the setup is', async () => {
    (getStatus as jest.Mock).mockReturnValue(new Promise(() => {}));
    const tab = await open();
    expect(shows(tab, 'lightning-spinner')).toBe(true);
    await expect(tab).toBeAccessible();
  });

  it('says what Apex refuses', async () => {
    (getStatus as jest.Mock).mockRejectedValue({ body: { message: 'Ask for the permission set Inlet Admin.' } });
    const tab = await open();
    expect(textOf(tab)).toContain('Ask for the permission set Inlet Admin.');
    await expect(tab).toBeAccessible();
  });

  it('begins with pairing, and leads back to it from a later phase', async () => {
    (getStatus as jest.Mock).mockResolvedValue({ ...paired, isPaired: false });
    expect(shows(await open(), 'c-inlet-pairing')).toBe(true);
    const later = await open('rules');
    expect(textOf(later)).toContain('c.Inlet_Setup_FirstPair');
    await expect(later).toBeAccessible();
  });

  it('shows at a glance how each phase stands, and opens the first that is not done', async () => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    answering(send, { ...everything, 'GET /v1/org/sources': { sources: [{ ...source, lastMessageAt: null }] } });
    const tab = await open();
    const done = 'c.Inlet_Setup_StateDone';
    expect(states(tab)).toEqual([done, done, done, done, done, done, 'c.Inlet_Setup_StateTodo']);
    expect(shows(tab, 'c-inlet-setup-sources')).toBe(true);
    await expect(tab).toBeAccessible();
  });

  it('shows a broken connection wherever one looks', async () => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    const cause = {
      kind: 'token',
      sentence: 'The token was revoked.',
      fix: 'Reconnect.',
      since: '2026-11-24T09:00:00Z',
    };
    answering(send, { ...everything, 'GET /v1/org/connection': { ...connection, state: 'broken', cause } });
    const tab = await open();
    expect(states(tab)[0]).toBe('c.Inlet_Setup_StateBroken');
    expect(textOf(tab)).toContain('The token was revoked. Reconnect.');
    await expect(tab).toBeAccessible();
  });

  it.each([
    ['installation', 'c-inlet-setup-installation'],
    ['validation', 'c-inlet-setup-validation'],
    ['mapping', 'c-inlet-setup-mapping'],
    ['rules', 'c-inlet-setup-rules'],
    ['users', 'c-inlet-setup-users'],
  ])('opens the phase %s that the address names', async (phase, tag) => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    answering(send, everything);
    const tab = await open(phase);
    expect(shows(tab, tag)).toBe(true);
    expect(find(tab, '[aria-current=step]')!.dataset['phase']).toBe(phase);
    await expect(tab).toBeAccessible();
  });

  it('opens the records with stand-ins by their own address, and leads back to their phase', async () => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    answering(send, { ...everything, 'GET /v1/org/fallbacks': { total: { records: 0 }, bookings: [], next: null } });
    const tab = await mount('c-inlet-setup', InletSetup);
    page.emit({ state: { c__phase: 'validation', c__view: 'standins' } });
    await settle(50);
    expect(shows(tab, 'c-inlet-stand-ins')).toBe(true);
    expect(shows(tab, 'c-inlet-setup-settings')).toBe(false);
    expect(find(tab, '[aria-current=step]')!.dataset['phase']).toBe('validation');
    await expect(tab).toBeAccessible();
    page.emit({ state: { c__phase: 'validation' } });
    await settle(50);
    expect(shows(tab, 'c-inlet-setup-validation')).toBe(true);
  });

  it('asks before it leaves changes that are not saved', async () => {
    (getStatus as jest.Mock).mockResolvedValue(paired);
    answering(send, everything);
    const tab = await open('mapping');
    await tell(find(tab, 'c-inlet-setup-settings'), 'dirty', true);
    await press(tab, 'c.Inlet_Setup_NextStep');
    expect(textOf(tab)).toContain('c.Inlet_Setup_LeaveQuestion');
    await expect(tab).toBeAccessible();
    await press(tab, 'c.Inlet_Setup_Stay');
    expect(shows(tab, 'c-inlet-confirm')).toBe(false);
    const leaving = new CustomEvent('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
  });
});
