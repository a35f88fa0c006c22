import send from '@salesforce/apex/InletRelay.send';
import getState from '@salesforce/apex/InletApiUser.getState';
import assignPermissionSet from '@salesforce/apex/InletApiUser.assignPermissionSet';
import InletSetupInstallation from 'c/inletSetupInstallation';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, press, settle, textOf } from '../../../../../test/mount';
import { installation } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InletApiUser.assignPermissionSet', () => ({ default: jest.fn() }), { virtual: true });

const state = {
  userId: installation.apiUser.id,
  isFrozen: false,
  profile: 'Minimum Access',
  licence: 'Salesforce Integration',
  isApiEnabled: true,
  canModifyAllData: false,
  permissionSets: [{ name: 'Inlet_API_User', label: 'Inlet API User' }],
  hasPermissionSet: true,
  canAssign: true,
  activitySharing: 'ControlledByParent',
  packageVersion: '0.1.0',
};
const lacking = {
  ...installation,
  access: [
    ...installation.access,
    { object: 'Lead', field: 'Phone', permission: 'edit', has: false, why: 'Phone is filled.' },
  ],
};
async function open(answer: unknown) {
  answering(send, { 'GET /v1/org/installation': answer });
  const phase = await mount('c-inlet-setup-installation', InletSetupInstallation);
  await settle(30);
  return phase;
}

describe('phase 2', () => {
  it('tells of the API User what it sees itself, and for the rest what the admin sees', async () => {
    (getState as jest.Mock).mockResolvedValue(state);
    const phase = await open(installation);
    const text = textOf(phase);
    for (const part of ['0.1.0', 'api@acme.test', 'Minimum Access', 'Salesforce Integration', 'Inlet API User']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('c.Inlet_Installation_AllGranted');
    await expect(phase).toBeAccessible();
  });

  it('says what neither may see', async () => {
    (getState as jest.Mock).mockRejectedValue({ body: { message: 'no' } });
    expect(textOf(await open(installation))).toContain('c.Inlet_Installation_NotSeen');
  });

  it('shows first what is missing, with why, and all when asked', async () => {
    (getState as jest.Mock).mockResolvedValue(state);
    const phase = await open(lacking);
    expect(textOf(phase)).toContain('Phone is filled.');
    expect(textOf(phase)).not.toContain('The creation rules make a Lead.');
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Access_ShowAll');
    expect(textOf(phase)).toContain('The creation rules make a Lead.');
    await expect(phase).toBeAccessible();
  });

  it('assigns the permission set by one click, where the admin may', async () => {
    (getState as jest.Mock).mockResolvedValue({ ...state, hasPermissionSet: false });
    (assignPermissionSet as jest.Mock).mockResolvedValue(state);
    const phase = await open(lacking);
    const progress = jest.fn();
    phase.addEventListener('progress', progress);
    await press(phase, 'c.Inlet_Installation_Assign');
    await settle(40);
    expect(assignPermissionSet).toHaveBeenCalledWith({ userId: installation.apiUser.id });
    expect(progress).toHaveBeenCalled();
  });

  it('leads into Setup where nobody here may assign it', async () => {
    (getState as jest.Mock).mockResolvedValue({ ...state, hasPermissionSet: false, canAssign: false });
    const phase = await open(lacking);
    expect(find(phase, 'a[href^="/lightning/setup/PermSets"]')).toBeDefined();
  });

  it('knows from the admin whose Events may be changed', async () => {
    (getState as jest.Mock).mockResolvedValue(state);
    const unknown = { ...installation, eventsOfOthers: { scope: 'unknown', sentence: 'It is not known.' } };
    expect(textOf(await open(unknown))).toContain('c.Inlet_Installation_EventsAll');
    (getState as jest.Mock).mockResolvedValue({ ...state, activitySharing: 'Private' });
    expect(textOf(await open(unknown))).toContain('It is not known.');
  });

  it('says why it cannot be asked', async () => {
    const phase = await open(refusal(409, { title: 'Not connected', detail: 'Connect the org.' }));
    expect(textOf(phase)).toContain('Not connected Connect the org.');
    await expect(phase).toBeAccessible();
  });
});
