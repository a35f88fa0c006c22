import send from '@salesforce/apex/InletRelay.send';
import InletSetupSources from 'c/inletSetupSources';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { everything, source } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

async function open(answers: object = {}) {
  const { asked } = answering(send, { ...everything, ...answers });
  const phase = await mount('c-inlet-setup-sources', InletSetupSources);
  await settle(20);
  const progress = jest.fn();
  phase.addEventListener('progress', progress);
  return { phase, asked, progress };
}
const values = (phase: HTMLElement) =>
  findAll<HTMLElement & { value: string }>(phase, 'c-inlet-copy-text').map(({ value }) => value);

describe('phase 7', () => {
  it('shows each source with its last message', async () => {
    const { phase } = await open();
    expect(textOf(phase)).toContain(source.url);
    await expect(phase).toBeAccessible();
  });

  it('makes a source, and shows address and secret once, with what to do in the product', async () => {
    const keys = { id: 'src_2', url: 'https://inlet.example.com/v1/hooks/hook_new', key: 'hook_new', secret: 's3cret' };
    const { phase, asked, progress } = await open({
      'GET /v1/org/sources': { sources: [] },
      'POST /v1/org/sources': keys,
    });
    expect(textOf(phase)).toContain('c.Inlet_Sources_None');
    await press(phase, 'c.Inlet_Sources_Add');
    await tell(find(phase, 'lightning-combobox'), 'change', { value: 'calendly' });
    find<HTMLInputElement>(phase, '[data-field=name]')!.value = 'Sales';
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Sources_Create');
    await settle(20);
    expect(asked.find(({ method }) => method === 'POST')!.body).toEqual({ kind: 'calendly', name: 'Sales' });
    expect(values(phase)).toEqual([keys.url, keys.secret]);
    expect(textOf(phase)).toContain('c.Inlet_SourceKind_CalendlyGuide');
    expect(progress).toHaveBeenCalled();
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Sources_KeysTaken');
    expect(values(phase)).toEqual([]);
  });

  it('says at the name what is wrong with it', async () => {
    const errors = [{ pointer: '/name', detail: 'Another source is called so.' }];
    const { phase } = await open({ 'POST /v1/org/sources': refusal(400, { title: 'Invalid', errors }) });
    await press(phase, 'c.Inlet_Sources_Add');
    const said = jest.spyOn(find<HTMLInputElement>(phase, '[data-field=name]')!, 'setCustomValidity');
    await press(phase, 'c.Inlet_Sources_Create');
    await settle(20);
    expect(said).toHaveBeenLastCalledWith('Another source is called so.');
  });

  it('rotates a secret when that is meant, and says how long the old one is good', async () => {
    const { phase, asked } = await open({
      'POST /v1/org/sources/src_1/rotate': { secret: 'new secret', until: '2026-11-25T09:00:00Z' },
    });
    await press(phase, 'c.Inlet_Sources_NewSecret');
    await expect(phase).toBeAccessible();
    await tell(find(phase, 'c-inlet-confirm'), 'confirm');
    await settle(20);
    expect(asked.find(({ method }) => method === 'POST')!.body).toEqual({ what: 'secret' });
    expect(values(phase)).toEqual(['new secret']);
    expect(textOf(phase)).toContain('c.Inlet_Sources_OldUntil');
  });

  it('disables a source when that is meant, and enables it at once', async () => {
    const { phase, asked } = await open({ 'PATCH /v1/org/sources/src_1': source });
    await press(phase, 'c.Inlet_Sources_Disable');
    await tell(find(phase, 'c-inlet-confirm'), 'confirm');
    await settle(20);
    expect(asked.find(({ method }) => method === 'PATCH')!.body).toEqual({ enabled: false });
    const off = await open({
      'GET /v1/org/sources': { sources: [{ ...source, enabled: false }] },
      'PATCH /v1/org/sources/src_1': source,
    });
    await press(off.phase, 'c.Inlet_Sources_Enable');
    expect(off.asked.find(({ method }) => method === 'PATCH')!.body).toEqual({ enabled: true });
  });

  it('says why sources cannot be read', async () => {
    const { phase } = await open({ 'GET /v1/org/sources': refusal(503, { title: 'Away', detail: 'Later.' }) });
    expect(textOf(phase)).toContain('Away Later.');
    await expect(phase).toBeAccessible();
  });
});
