import send from '@salesforce/apex/InletRelay.send';
import find from '@salesforce/apex/InletApiUser.find';
import getHistory from '@salesforce/apex/InletApiUser.getHistory';
import getState from '@salesforce/apex/InletApiUser.getState';
import getLimits from '@salesforce/apex/InletOrg.getLimits';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import InletDiagnostics from 'c/inletDiagnostics';
import { answering, refusal } from '../../../../../test/backend';
import { allDiagnostics, apiUserId, diagnostics, sight } from '../../../../../test/diagnostics-answers';
import { find as findIn, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.find', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.getHistory', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletOrg.getLimits', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletPairing.getStatus', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/resourceUrl/InletChart', () => ({ default: '/resource/1/InletChart' }), { virtual: true });

const runs = (asked: { method: string; path: string; body: unknown }[]) =>
  asked.filter(({ path }) => path === '/v1/org/diagnostics/run').map(({ body }) => body as Record<string, unknown>);

beforeEach(() => {
  (getStatus as jest.Mock).mockResolvedValue({ isPaired: true });
  (getLimits as jest.Mock).mockResolvedValue(sight.limits);
  (getState as jest.Mock).mockResolvedValue(sight.apiUser);
  (getHistory as jest.Mock).mockResolvedValue(sight.history);
  (find as jest.Mock).mockResolvedValue(apiUserId);
});

async function open(answers: Record<string, unknown> = {}) {
  const { asked } = answering(send, { ...allDiagnostics, ...answers });
  const tab = await mount('c-inlet-diagnostics', InletDiagnostics);
  await settle(60);
  return { tab, asked };
}
const noAnswer = () => {
  (send as jest.Mock).mockRejectedValue({ body: { message: 'The backend did not answer: ECONNREFUSED.' } });
};

describe('the tab Diagnostics', () => {
  it('shows the verdict on top, then what affects everybody, then what affects some', async () => {
    const { tab, asked } = await open();
    const text = textOf(tab);
    const order = [
      'Bookings of some pages are held.',
      'c.Inlet_Alerts_Open',
      'c.Inlet_Diagnostics_Everybody',
      'c.Inlet_Usage_Heading',
      'c.Inlet_Diagnostics_Some',
      'Question of fields.required?',
      'c.Inlet_DryRun_Heading',
      'c.Inlet_Alerts_Heading',
    ].map((part) => text.indexOf(part));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    // What was checked a moment ago is not checked for whoever looks.
    expect(runs(asked)).toEqual([]);
    await expect(tab).toBeAccessible();
  });

  it('checks by itself what was never checked, with what the org tells without an API call', async () => {
    const { asked } = await open({ 'GET /v1/org/diagnostics': { ...diagnostics, checkedAt: null } });
    const [run] = runs(asked);
    expect(run!['checks']).toBeUndefined();
    expect(run!['fromOrg']).toMatchObject({
      limits: sight.limits,
      apiUser: { userId: apiUserId, isActive: true, deactivatedAt: null },
      packageVersion: '0.1.0',
    });
  });

  it('checks by itself when the org shows that the API User was deactivated, and says by whom', async () => {
    (getState as jest.Mock).mockResolvedValue({ ...sight.apiUser, isActive: false });
    const { asked } = await open();
    expect(runs(asked)[0]!['fromOrg']).toMatchObject({
      apiUser: { isActive: false, deactivatedAt: sight.history!.deactivatedAt, deactivatedBy: 'Olga Owner' },
    });
  });

  it('checks all again, and one alone', async () => {
    const well = { ...diagnostics, verdict: { ...diagnostics.verdict, state: 'ok', sentence: 'Bookings arrive.' } };
    const { tab, asked } = await open({ 'POST /v1/org/diagnostics/run': well });
    await press(tab, 'c.Inlet_Diagnostics_CheckAgain');
    await settle(60);
    expect(textOf(tab)).toContain('Bookings arrive.');
    await tell(findAll(tab, 'c-inlet-check-list')[1], 'again', 'fields.required');
    await settle(60);
    expect(runs(asked).map(({ checks }) => checks)).toEqual([undefined, ['fields.required']]);
  });

  it('still shows usage and API User when the backend does not answer, and comes back when it does', async () => {
    noAnswer();
    const tab = await mount('c-inlet-diagnostics', InletDiagnostics);
    await settle(60);
    for (const part of [
      'c.Inlet_Diagnostics_NoAnswer',
      'c.Inlet_Usage_UsedOf',
      'api@acme.test',
      'c.Inlet_Sight_CannotKnow',
    ]) {
      expect(textOf(tab)).toContain(part);
    }
    expect(find).toHaveBeenCalled();
    await expect(tab).toBeAccessible();
    answering(send, allDiagnostics);
    await press(tab, 'c.Inlet_Diagnostics_CheckAgain');
    await settle(60);
    expect(textOf(tab)).toContain('Bookings of some pages are held.');
    expect(findIn(tab, 'c-inlet-own-sight')).toBeUndefined();
  });

  it('says so when the backend stops while the tab is open', async () => {
    const { tab } = await open();
    noAnswer();
    await press(tab, 'c.Inlet_Diagnostics_CheckAgain');
    await settle(60);
    expect(textOf(tab)).toContain('c.Inlet_Diagnostics_NoAnswer');
    expect(findIn(tab, 'c-inlet-own-sight')).toBeDefined();
  });

  it.each([
    ['the key is refused', refusal(401, { title: 'Not allowed' }), 'c.Inlet_Diagnostics_KeyRefused'],
    ['the backend fails', refusal(500, { title: 'Broken', detail: 'It stumbled.' }), 'c.Inlet_Diagnostics_Failed'],
  ])('shows what the org tells when %s', async (_case, answer, wanted) => {
    const { tab } = await open({ 'GET /v1/org/diagnostics': answer });
    expect(textOf(tab)).toContain(wanted);
    expect(findIn(tab, 'c-inlet-own-sight')).toBeDefined();
    await expect(tab).toBeAccessible();
  });

  it('leads to pairing before the org is paired', async () => {
    (getStatus as jest.Mock).mockResolvedValue({ isPaired: false });
    const { tab } = await open();
    expect(textOf(tab)).toContain('c.Inlet_Diagnostics_NotPaired');
    expect(findIn(tab, 'c-inlet-fix-links')).toBeDefined();
    await expect(tab).toBeAccessible();
  });

  it('says what Apex refuses', async () => {
    (getStatus as jest.Mock).mockRejectedValue({ body: { message: 'Ask for the permission set Inlet Admin.' } });
    const { tab } = await open();
    expect(textOf(tab)).toContain('Ask for the permission set Inlet Admin.');
    await expect(tab).toBeAccessible();
  });
});
