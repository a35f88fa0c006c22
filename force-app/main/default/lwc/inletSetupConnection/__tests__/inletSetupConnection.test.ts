import send from '@salesforce/apex/InletRelay.send';
import forget from '@salesforce/apex/InletPairing.forget';
import InletSetupConnection from 'c/inletSetupConnection';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { connection, loginQuestion } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.forget', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.setAddress', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.exchangeCode', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.verify', () => ({ default: jest.fn() }), { virtual: true });

const status = { isPaired: true, address: 'https://inlet.example.com', canPair: true, missingPermissions: [] };
const cause = { kind: 'token', sentence: 'The token was revoked.', fix: 'Reconnect.', since: '2026-11-24T09:00:00Z' };
const never = { ...connection, state: 'never', kind: null, user: null, connectedAt: null };
const open = (answers: object, given: object = status) => {
  const { asked } = answering(send, answers as Record<string, unknown>);
  return mount('c-inlet-setup-connection', InletSetupConnection, { status: given }).then((phase) => ({ phase, asked }));
};

describe('phase 1', () => {
  it('pairs first', async () => {
    const { phase, asked } = await open({}, { ...status, isPaired: false });
    expect(find(phase, 'c-inlet-pairing')).toBeDefined();
    expect(asked).toEqual([]);
    await expect(phase).toBeAccessible();
  });

  it('tells as whom, which org and since when', async () => {
    const { phase } = await open({ 'GET /v1/org/connection': connection });
    const text = textOf(phase);
    for (const part of ['api@acme.test', '00D000000000001EAA', 'https://acme.my.salesforce.com']) {
      expect(text).toContain(part);
    }
    expect(find(phase, 'c-inlet-connect-form')).toBeUndefined();
    await expect(phase).toBeAccessible();
  });

  it('tells what broke it and how it is mended, and mends it', async () => {
    const { phase, asked } = await open({
      'GET /v1/org/connection': { ...connection, state: 'broken', cause },
      'POST /v1/org/connection/reconnect': connection,
    });
    expect(textOf(phase)).toContain('The token was revoked. Reconnect.');
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Connection_Reconnect');
    expect(asked.at(-1)!.path).toBe('/v1/org/connection/reconnect');
    expect(textOf(phase)).toContain('c.Inlet_Connection_Connected');
  });

  it('asks before it disconnects', async () => {
    const { phase, asked } = await open({
      'GET /v1/org/connection': connection,
      'DELETE /v1/org/connection': connection,
    });
    await press(phase, 'c.Inlet_Connection_Disconnect');
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
    await expect(phase).toBeAccessible();
    await tell(find(phase, 'c-inlet-confirm'), 'confirm');
    await settle();
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(true);
  });

  it('offers the ways to connect where nothing is connected', async () => {
    const { phase } = await open({ 'GET /v1/org/connection': never });
    expect(find(phase, 'c-inlet-connect-form')).toBeDefined();
    await expect(phase).toBeAccessible();
  });

  it('waits for the login in the other window, until it is there', async () => {
    jest.useFakeTimers();
    const opened = jest.spyOn(window, 'open').mockReturnValue(null);
    let now: object = never;
    const { phase } = await open({ 'GET /v1/org/connection': () => now });
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    await tell(find(phase, 'c-inlet-connect-form'), 'login', {
      authorizeUrl: 'https://inlet.example.com/oauth/start',
      expiresAt,
    });
    expect(opened).toHaveBeenCalledWith('https://inlet.example.com/oauth/start', '_blank', 'noopener');
    expect(textOf(phase)).toContain('c.Inlet_Connection_LoginWindow');
    now = connection;
    jest.advanceTimersByTime(2000);
    await settle(30);
    expect(textOf(phase)).toContain('c.Inlet_Connection_Connected');
    expect(find(phase, 'c-inlet-connect-form')).toBeUndefined();
    jest.useRealTimers();
  });

  it('says at which other org a login ended, while it is waited for, and gives it back when that is wanted', async () => {
    jest.useFakeTimers();
    jest.spyOn(window, 'open').mockReturnValue(null);
    let now: object = connection;
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    const { phase, asked } = await open({
      'GET /v1/org/connection': () => now,
      'DELETE /v1/org/connection/web-server': connection,
    });
    await press(phase, 'c.Inlet_Connection_ConnectOther');
    await tell(find(phase, 'c-inlet-connect-form'), 'login', {
      authorizeUrl: 'https://inlet.example.com/x',
      expiresAt,
    });
    now = { ...connection, pending: { ...loginQuestion, expiresAt } };
    jest.advanceTimersByTime(2000);
    await settle(30);
    expect(textOf(phase)).toContain('00D000000000009EAA');
    expect(textOf(phase)).not.toContain('c.Inlet_Connection_LoginWindow');
    await press(phase, 'c.Inlet_Login_Stay');
    await settle(30);
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/org/connection/web-server' });
    expect(find(phase, 'c-inlet-login-question')).toBeUndefined();
    jest.useRealTimers();
  });

  it('shows that question also to whoever comes back, and stops waiting once it was answered with no', async () => {
    jest.useFakeTimers();
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    let now: object = { ...connection, pending: { ...loginQuestion, expiresAt } };
    const { phase } = await open({ 'GET /v1/org/connection': () => now });
    await settle(30);
    expect(find(phase, 'c-inlet-login-question')).toBeDefined();
    now = connection;
    // Looked at twice: between two connections there is a moment of neither.
    jest.advanceTimersByTime(2000);
    await settle(30);
    jest.advanceTimersByTime(2000);
    await settle(30);
    expect(find(phase, 'c-inlet-login-question')).toBeUndefined();
    expect(textOf(phase)).not.toContain('c.Inlet_Connection_LoginWindow');
    jest.useRealTimers();
  });

  it.each([
    ['good', 'c.Inlet_Jwt_InUse', 'c.Inlet_Jwt_Renew'],
    ['expiring', 'c.Inlet_Jwt_Expiring c.Inlet_Jwt_Renew', 'c.Inlet_Jwt_Expired'],
    ['expired', 'c.Inlet_Jwt_Expired c.Inlet_Jwt_Renew', 'c.Inlet_Jwt_Expiring'],
  ])('says which certificate is in use, and warns when it is %s', async (state, shown, hidden) => {
    const current = { since: '2026-11-20T09:00:00Z', expiresAt: '2028-11-20T09:00:00Z', state };
    const jwt = { certificate: 'PEM', expiresAt: '2028-11-20T09:00:00Z', username: null, inUse: true, current };
    const { phase } = await open({ 'GET /v1/org/connection': { ...connection, kind: 'jwt', jwt } });
    expect(textOf(phase)).toContain(shown);
    expect(textOf(phase)).not.toContain(hidden);
    expect(textOf(phase)).not.toContain('c.Inlet_Jwt_NotInUse');
    await expect(phase).toBeAccessible();
    const { phase: renewed } = await open({
      'GET /v1/org/connection': { ...connection, kind: 'jwt', jwt: { ...jwt, inUse: false } },
    });
    expect(textOf(renewed)).toContain('c.Inlet_Jwt_NotInUse');
  });

  it('gives up waiting when the admin does', async () => {
    jest.spyOn(window, 'open').mockReturnValue(null);
    const { phase } = await open({ 'GET /v1/org/connection': never });
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    await tell(find(phase, 'c-inlet-connect-form'), 'login', {
      authorizeUrl: 'https://inlet.example.com/x',
      expiresAt,
    });
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Connection_GiveUp');
    expect(find(phase, 'c-inlet-connect-form')).toBeDefined();
  });

  it('un-pairs when that is meant, and says what it cannot read', async () => {
    (forget as jest.Mock).mockResolvedValue(null);
    const { phase } = await open({ 'GET /v1/org/connection': refusal(503, { title: 'Away', detail: 'Ask later.' }) });
    const pairing = jest.fn();
    phase.addEventListener('pairing', pairing);
    expect(textOf(phase)).toContain('Away Ask later.');
    await press(phase, 'c.Inlet_Pairing_Unpair');
    await tell(find(phase, 'c-inlet-confirm'), 'confirm');
    expect(forget).toHaveBeenCalled();
    expect(pairing).toHaveBeenCalled();
  });
});
