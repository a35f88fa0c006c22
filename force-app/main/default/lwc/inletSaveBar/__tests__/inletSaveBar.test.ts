import { InletError } from 'c/inletBackend';
import InletSaveBar from 'c/inletSaveBar';
import { find, mount, textOf } from '../../../../../test/mount';

const cannotSave = (bar: HTMLElement) => find<HTMLButtonElement>(bar, 'lightning-button')!.disabled;

describe('the bar that saves', () => {
  it('offers to save what was changed, and what nobody has saved yet', async () => {
    expect(cannotSave(await mount('c-inlet-save-bar', InletSaveBar))).toBe(true);
    expect(cannotSave(await mount('c-inlet-save-bar', InletSaveBar, { isDirty: true }))).toBe(false);
    expect(cannotSave(await mount('c-inlet-save-bar', InletSaveBar, { canSave: true }))).toBe(false);
    expect(cannotSave(await mount('c-inlet-save-bar', InletSaveBar, { isDirty: true, isSaving: true }))).toBe(true);
  });

  it('takes a note on what is saved, while there is something to save', async () => {
    expect(find(await mount('c-inlet-save-bar', InletSaveBar), 'lightning-input')).toBeUndefined();
    const bar = await mount('c-inlet-save-bar', InletSaveBar, { isDirty: true, note: 'Because' });
    const field = find<HTMLElement & { value: string; maxLength: number }>(bar, 'lightning-input')!;
    expect([field.value, field.maxLength]).toEqual(['Because', 500]);
    const said = jest.fn();
    bar.addEventListener('note', (event) => said((event as CustomEvent<string>).detail));
    field.dispatchEvent(new CustomEvent('change', { detail: { value: 'Because of Budget' } }));
    expect(said).toHaveBeenCalledWith('Because of Budget');
    await expect(bar).toBeAccessible();
  });

  it('names each problem, or says what else happened', async () => {
    const errors = [{ pointer: '/settings/mapping', detail: 'Too long for the field.' }];
    const one = await mount('c-inlet-save-bar', InletSaveBar, {
      error: new InletError(400, 'Invalid', '', { errors }),
    });
    expect(textOf(one)).toContain('c.Inlet_Save_OneProblem Too long for the field.');
    await expect(one).toBeAccessible();
    const down = await mount('c-inlet-save-bar', InletSaveBar, { error: new InletError(503, 'Away', 'Ask later.') });
    expect(textOf(down)).toContain('Away Ask later.');
    await expect(down).toBeAccessible();
  });
});
