import send from '@salesforce/apex/InletRelay.send';
import InletSetupUsers from 'c/inletSetupUsers';
import type { Settings } from 'c/inletSettings';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, settle, tell, textOf } from '../../../../../test/mount';
import { settings, users } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const ada = {
  id: '005000000000002AAA',
  name: 'Ada Admin',
  username: 'ada@acme.test',
  email: 'ada@acme.test',
  isActive: false,
};
const riley = users.owners[0]!;
async function open(answer: unknown = users, given: Settings = settings, more: object = {}) {
  const { asked } = answering(send, { 'GET /v1/org/users': answer, 'GET /v1/org/salesforce-users': { users: [ada] } });
  const phase = await mount('c-inlet-setup-users', InletSetupUsers, { settings: given, version: 3, ...more });
  await settle(20);
  const edits: Settings[] = [];
  phase.addEventListener('edit', (event) => edits.push((event as CustomEvent<{ settings: Settings }>).detail.settings));
  return { phase, edits, asked };
}

describe('phase 6', () => {
  it('shows who gets whose bookings', async () => {
    const { phase } = await open();
    expect(textOf(phase)).toContain('riley@acme.test');
    expect(textOf(phase)).toContain('c.Inlet_Users_ByEmail');
    await expect(phase).toBeAccessible();
  });

  it('takes another user for an owner, found by typing, and takes it back', async () => {
    const { phase, edits, asked } = await open();
    const picker = findAll(phase, 'c-inlet-user-picker')[1]!;
    await tell(find(picker, 'c-inlet-search-select'), 'search', ' Ada ');
    expect(asked.at(-1)!.path).toBe('/v1/org/salesforce-users?search=Ada');
    await tell(find(picker, 'c-inlet-search-select'), 'change', ada.id);
    await tell(find(picker, 'c-inlet-search-select'), 'change', '');
    expect(edits.map((edit) => edit.users.owners)).toEqual([{ 'riley@acme.test': ada.id }, {}]);
  });

  it('takes a default owner', async () => {
    const { phase, edits } = await open();
    await tell(find(find(phase, 'c-inlet-user-picker')!, 'c-inlet-search-select'), 'change', ada.id);
    expect(edits[0]!.users.defaultOwner).toBe(ada.id);
  });

  it('flags who is inactive or unknown, in words', async () => {
    const inactive = {
      ...riley,
      match: { ...riley.match!, isActive: false },
      problem: 'Riley is inactive.',
      fix: 'Choose another.',
    };
    const unknown = { ...riley, email: 'x@acme.test', match: null };
    const { phase } = await open({ owners: [inactive, unknown], defaultOwner: null });
    expect(textOf(phase)).toContain('Riley is inactive. Choose another.');
    expect(textOf(phase)).toContain('c.Inlet_Users_Unknown');
    await expect(phase).toBeAccessible();
  });

  it('says at the owner what saving refused', async () => {
    const problems = [{ path: '/users/owners/riley@acme.test', message: 'There is no such user.' }];
    const { phase } = await open(users, settings, { problems });
    expect(textOf(phase)).toContain('There is no such user.');
    await expect(phase).toBeAccessible();
  });

  it('says that no booking has come, or why it cannot be asked', async () => {
    expect(textOf((await open({ owners: [], defaultOwner: null })).phase)).toContain('c.Inlet_Users_None');
    const { phase } = await open(refusal(503, { title: 'Away', detail: 'Later.' }));
    expect(textOf(phase)).toContain('Away Later.');
    await expect(phase).toBeAccessible();
  });
});
