import send from '@salesforce/apex/InletRelay.send';
import InletSetupSettings from 'c/inletSetupSettings';
import { forgetDraft } from 'c/inletSettingsDraft';
import { allPages, withMapping } from 'c/inletSettings';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { everything, saved, settings } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
afterEach(forgetDraft);

const changed = withMapping(settings, allPages, 'Lead', {
  field: 'Budget__c',
  from: { kind: 'constant', value: '5' },
  write: 'always',
});
async function open(answers: object = {}, phase = 'mapping') {
  const { asked } = answering(send, { ...everything, ...answers });
  const component = await mount('c-inlet-setup-settings', InletSetupSettings, { phase });
  await settle(40);
  const heard: string[] = [];
  component.addEventListener('dirty', (event) => heard.push(`dirty ${String((event as CustomEvent).detail)}`));
  component.addEventListener('progress', () => heard.push('progress'));
  const edit = (detail: object = { settings: changed }) =>
    tell(find(component, `c-inlet-setup-${phase}`), 'edit', detail);
  const shown = () => find<HTMLElement & { settings: unknown }>(component, `c-inlet-setup-${phase}`)!.settings;
  const save = async () => {
    await press(component, 'c.Inlet_Common_Save');
    await settle(40);
  };
  return { component, asked, heard, edit, shown, save };
}

describe('the settings', () => {
  it('say who saved them last, or that nobody did', async () => {
    const { component } = await open();
    expect(textOf(component)).toContain('c.Inlet_Settings_LastSaved');
    await expect(component).toBeAccessible();
    const { component: fresh } = await open({ 'GET /v1/org/settings': { ...saved, version: 1 } });
    expect(textOf(fresh)).toContain('c.Inlet_Settings_NeverSaved');
  });

  it('say why they cannot be read', async () => {
    const { component } = await open({ 'GET /v1/org/schema': refusal(503, { title: 'Away', detail: 'Ask later.' }) });
    expect(textOf(component)).toContain('Away Ask later.');
    await expect(component).toBeAccessible();
  });

  it('are saved as a whole, from the version that they were made from', async () => {
    const { asked, heard, edit, save } = await open({ 'PUT /v1/org/settings': { version: 4, warnings: [] } });
    await edit();
    await save();
    expect(asked.find(({ method }) => method === 'PUT')!.body).toEqual({
      ...{ basedOn: 3, settings: changed, settles: ['mapping'] },
    });
    expect(heard).toEqual(['dirty true', 'dirty false', 'progress']);
  });

  it('can be confirmed as they are in a phase where nobody has saved them', async () => {
    const { component, asked, save } = await open(
      {
        'GET /v1/org/settings': { ...saved, settled: ['mapping'] },
        'PUT /v1/org/settings': { version: 4, warnings: [] },
      },
      'rules',
    );
    expect(textOf(component)).toContain('c.Inlet_Save_Confirm');
    await expect(component).toBeAccessible();
    await save();
    expect(asked.find(({ method }) => method === 'PUT')!.body).toMatchObject({ settings, settles: ['rules'] });
    const { component: settled } = await open();
    expect(textOf(settled)).not.toContain('c.Inlet_Save_Confirm');
  });

  it('changed in one phase and saved in another settle both; a value for a required field settles neither', async () => {
    const answers = { 'PUT /v1/org/settings': { version: 4, warnings: [] } };
    const { component, edit } = await open(answers);
    await edit();
    component.remove();
    const { asked, save } = await open(answers, 'rules');
    await save();
    expect(asked.find(({ method }) => method === 'PUT')!.body).toMatchObject({ settles: ['mapping', 'rules'] });
    const { asked: later, edit: fill } = await open(answers, 'validation');
    await fill({ settings: changed, saves: true });
    await settle(40);
    expect(later.find(({ method }) => method === 'PUT')!.body).toMatchObject({ settles: [] });
  });

  it('are saved with the note on them, which the next save does not have', async () => {
    const { component, asked, edit, save } = await open({ 'PUT /v1/org/settings': { version: 4, warnings: [] } });
    await edit();
    await tell(find(component, 'c-inlet-save-bar'), 'note', ' Budget is needed now ');
    await save();
    await edit();
    await save();
    const notes = asked.filter(({ method }) => method === 'PUT').map(({ body }) => (body as { note?: string }).note);
    expect(notes).toEqual(['Budget is needed now', undefined]);
  });

  it('are discarded when that is wanted', async () => {
    const { component, heard, edit, shown } = await open();
    await edit();
    await press(component, 'c.Inlet_Save_Discard');
    expect(shown()).toEqual(settings);
    expect(heard).toEqual(['dirty true', 'dirty false']);
  });

  it('stay on the screen when they are refused, with the problem at its field', async () => {
    const errors = [{ pointer: '/settings/mapping/all/Lead/1/from', detail: 'Budget holds no such number.' }];
    const { component, edit, shown, save } = await open({
      'PUT /v1/org/settings': refusal(400, { title: 'Invalid', errors }),
    });
    await edit();
    await save();
    expect(shown()).toEqual(changed);
    const row = find(find(component, 'c-inlet-mapping-table')!, '[role=alert]')!;
    expect(row.textContent).toContain('Budget holds no such number.');
    await expect(component).toBeAccessible();
  });

  it('are saved at once where one click chose a value', async () => {
    const { asked, edit } = await open({ 'PUT /v1/org/settings': { version: 4, warnings: [] } }, 'validation');
    await edit({ settings: changed, saves: true });
    await settle(40);
    expect(asked.some(({ method }) => method === 'PUT')).toBe(true);
  });

  it('tell who saved meanwhile, keep what was changed, and save it over theirs when that is meant', async () => {
    const theirs = { ...saved, version: 7, savedBy: { id: '005', name: 'Olga Other' } };
    let now: object = saved;
    const { component, asked, edit, shown, save } = await open({
      'GET /v1/org/settings': () => now,
      'PUT /v1/org/settings': ({ basedOn }: { basedOn: number }) => {
        if (basedOn === 7) return { version: 8, warnings: [] };
        return refusal(409, { kind: 'changedMeanwhile', title: 'Changed' });
      },
    });
    await edit();
    now = theirs;
    await save();
    expect(textOf(component)).toContain('c.Inlet_Settings_Conflict');
    expect(shown()).toEqual(changed);
    await expect(component).toBeAccessible();
    await press(component, 'c.Inlet_Settings_ShowVersions');
    await settle(30);
    expect(find(component, 'c-inlet-settings-versions')).toBeDefined();
    await press(component, 'c.Inlet_Settings_SaveMine');
    await settle(40);
    expect(asked.filter(({ method }) => method === 'PUT').at(-1)!.body).toMatchObject({ basedOn: 7 });
  });

  it('that were not saved are there again after a look elsewhere', async () => {
    const { component, edit } = await open();
    await edit();
    component.remove();
    const { component: again, shown } = await open();
    expect(textOf(again)).toContain('c.Inlet_Settings_Kept');
    expect(shown()).toEqual(changed);
    await expect(again).toBeAccessible();
  });

  it('say what is to be noted though they are saved', async () => {
    const warnings = [{ path: 'mapping.all.Lead[1]', message: 'No booking has answered this yet.' }];
    const { component, edit, save } = await open({ 'PUT /v1/org/settings': { version: 4, warnings } });
    await edit();
    await save();
    expect(textOf(component)).toContain('No booking has answered this yet.');
  });
});
