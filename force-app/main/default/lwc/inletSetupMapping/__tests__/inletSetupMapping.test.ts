import send from '@salesforce/apex/InletRelay.send';
import InletSetupMapping from 'c/inletSetupMapping';
import { allPages, withMapping, type Settings } from 'c/inletSettings';
import { answering } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields, preview, schema, settings } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const budget = { field: 'Budget__c', from: { kind: 'constant', value: '5' }, write: 'always' } as const;
async function open(given: Settings = settings, more: object = {}) {
  answering(send, { 'POST /v1/org/settings/preview': preview });
  const phase = await mount('c-inlet-setup-mapping', InletSetupMapping, {
    ...{ settings: given, schema, bookingFields },
    ...more,
  });
  const edits: Settings[] = [];
  phase.addEventListener('edit', (event) => edits.push((event as CustomEvent<{ settings: Settings }>).detail.settings));
  return { phase, edits };
}
const choosePage = (phase: HTMLElement, id: string) => tell(find(phase, 'c-inlet-page-chooser'), 'page', id);

describe('phase 4', () => {
  it('lists what is mapped, object by object', async () => {
    const { phase } = await open();
    expect(textOf(find(phase, 'c-inlet-mapping-table')!)).toContain('Industry');
    await expect(phase).toBeAccessible();
    findAll(phase, 'button')
      .find((one) => one.dataset['object'] === 'Contact')!
      .click();
    await settle();
    expect(textOf(phase)).toContain('c.Inlet_Mapping_None');
    await expect(phase).toBeAccessible();
  });

  it('offers Person Accounts where the org has them, and where settings from elsewhere map something to them', async () => {
    const objects = async (given: Settings, personAccounts: boolean) =>
      findAll((await open(given, { schema: { ...schema, personAccounts } })).phase, 'button').flatMap(
        (one) => one.dataset['object'] ?? [],
      );
    expect(await objects(settings, false)).not.toContain('PersonAccount');
    expect(await objects(settings, true)).toContain('PersonAccount');
    expect(await objects(withMapping(settings, allPages, 'PersonAccount', budget), false)).toContain('PersonAccount');
  });

  it('adds a mapping, offering fields that are not mapped yet', async () => {
    const { phase, edits } = await open();
    await press(phase, 'c.Inlet_Mapping_Add');
    const editor = find<HTMLElement & { fields: { name: string }[] }>(phase, 'c-inlet-mapping-editor')!;
    expect(editor.fields.map(({ name }) => name)).toEqual(['LastName', 'Budget__c', 'Status']);
    await tell(editor, 'mapping', budget);
    expect(edits).toEqual([withMapping(settings, allPages, 'Lead', budget)]);
  });

  it('changes and removes a mapping', async () => {
    const { phase, edits } = await open();
    await press(phase, 'c.Inlet_Mapping_Edit');
    await tell(find(phase, 'c-inlet-mapping-editor'), 'cancel');
    expect(find(phase, 'c-inlet-mapping-editor')).toBeUndefined();
    await press(phase, 'c.Inlet_Mapping_Remove');
    expect(edits[0]!.mapping.all.Lead).toEqual([]);
  });

  it('lets one page be other than all pages', async () => {
    const { phase, edits } = await open();
    await choosePage(phase, 'BP-1');
    expect(textOf(phase)).toContain('c.Inlet_Mapping_ForAll');
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Mapping_Override');
    await tell(find(phase, 'c-inlet-mapping-editor'), 'mapping', { ...budget, field: 'Industry' });
    expect(edits[0]!.mapping.pages).toEqual({ 'BP-1': { Lead: [{ ...budget, field: 'Industry' }] } });
    expect(edits[0]!.mapping.all).toEqual(settings.mapping.all);
  });

  it('says of a field that is gone that it is', async () => {
    const gone = withMapping(settings, allPages, 'Lead', { ...budget, field: 'Gone__c' });
    expect(textOf((await open(gone)).phase)).toContain('c.Inlet_Mapping_Gone');
  });

  it('switches off that answers find their field by its label', async () => {
    const { phase, edits } = await open();
    await tell(find(phase, 'lightning-input'), 'change', { checked: false });
    expect(edits[0]!.mapping.matchAnswersByLabel).toBe(false);
  });
});
