import send from '@salesforce/apex/InletRelay.send';
import InletSettingsVersions from 'c/inletSettingsVersions';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const version = (number: number, more: object = {}) => ({
  version: number,
  savedBy: { id: '005', name: 'Ada Admin' },
  savedAt: '2026-11-24T09:00:00Z',
  note: null,
  changes: [{ path: 'rules.all.known', before: 'leave', after: 'fillEmpty' }],
  ...more,
});
async function open(answers: Record<string, unknown>) {
  const { asked } = answering(send, answers);
  const list = await mount('c-inlet-settings-versions', InletSettingsVersions, { version: 3 });
  await settle(20);
  return { list, asked };
}

describe('the versions', () => {
  it('tell who saved what when, and go back further when asked', async () => {
    const { list } = await open({
      'GET /v1/org/settings/versions': { versions: [version(3), version(2)], next: 2 },
      'GET /v1/org/settings/versions?before=2': { versions: [version(1, { note: 'First' })], next: null },
    });
    expect(findAll(list, 'ol > li')).toHaveLength(2);
    await expect(list).toBeAccessible();
    await press(list, 'c.Inlet_Versions_More');
    await settle(20);
    expect(textOf(list)).toContain('First');
  });

  it('are restored when that is meant', async () => {
    const { list, asked } = await open({
      'GET /v1/org/settings/versions': { versions: [version(3), version(2)], next: null },
      'POST /v1/org/settings/versions/2/restore': { version: 4, warnings: [] },
    });
    const saved = jest.fn();
    list.addEventListener('saved', (event) => saved((event as CustomEvent).detail));
    await press(list, 'c.Inlet_Versions_Restore');
    expect(asked).toHaveLength(1);
    await expect(list).toBeAccessible();
    await tell(find(list, 'c-inlet-confirm'), 'confirm');
    await settle(20);
    expect(asked[1]!.body).toEqual({ basedOn: 3 });
    expect(saved).toHaveBeenCalledWith({ version: 4, warnings: [] });
  });

  it('say that there are none, or why they cannot be read', async () => {
    const none = await open({ 'GET /v1/org/settings/versions': { versions: [], next: null } });
    expect(textOf(none.list)).toContain('c.Inlet_Versions_None');
    const away = await open({ 'GET /v1/org/settings/versions': refusal(503, { title: 'Away', detail: 'Later.' }) });
    expect(textOf(away.list)).toContain('Away Later.');
    await expect(away.list).toBeAccessible();
  });
});
