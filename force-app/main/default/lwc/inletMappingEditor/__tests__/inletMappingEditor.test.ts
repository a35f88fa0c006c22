import send from '@salesforce/apex/InletRelay.send';
import InletMappingEditor from 'c/inletMappingEditor';
import { answering } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields, preview, schema, settings } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Mapping_Preview', () => ({ default: 'writes {1} for {0}' }), { virtual: true });

const { fields } = schema.objects[0]!;
async function open(more: object = {}, answer: unknown = preview, found: object[] = []) {
  const { asked } = answering(send, {
    'POST /v1/org/settings/preview': answer,
    'POST /v1/org/settings/check': { problems: found, warnings: [] },
  });
  const editor = await mount('c-inlet-mapping-editor', InletMappingEditor, {
    fields,
    settings,
    bookingFields,
    ...more,
  });
  const made: unknown[] = [];
  editor.addEventListener('mapping', (event) => made.push((event as CustomEvent).detail));
  const kind = (value: string) => tell(find(editor, 'lightning-radio-group'), 'change', { value });
  const picker = (label: string) =>
    findAll<HTMLElement & { label: string; options: { value: string }[] }>(editor, 'c-inlet-search-select').find(
      (one) => one.label === label,
    );
  return { editor, asked, made, kind, picker };
}

describe('what goes into a field', () => {
  it('is a field of the booking', async () => {
    const { editor, made, picker } = await open();
    await tell(picker('c.Inlet_Mapping_Field'), 'change', 'Budget__c');
    await tell(picker('c.Inlet_Mapping_BookingField'), 'change', 'notes');
    await expect(editor).toBeAccessible();
    await press(editor, 'c.Inlet_Mapping_Apply');
    expect(made).toEqual([{ field: 'Budget__c', from: { kind: 'booking', field: 'notes' }, write: 'always' }]);
  });

  it('is the answer to a question, also to one that was not asked yet', async () => {
    const { editor, made, kind, picker } = await open({ fieldName: 'Budget__c' });
    await kind('answer');
    expect(picker('c.Inlet_Mapping_Question')!.options.map(({ value }) => value)).toEqual(['What is your budget?']);
    await tell(picker('c.Inlet_Mapping_Question'), 'change', 'How much?');
    await tell(findAll(editor, 'lightning-radio-group').at(-1), 'change', { value: 'ifEmpty' });
    await expect(editor).toBeAccessible();
    await press(editor, 'c.Inlet_Mapping_Apply');
    expect(made).toEqual([{ field: 'Budget__c', from: { kind: 'answer', question: 'How much?' }, write: 'ifEmpty' }]);
  });

  it('is one of the values of a picklist', async () => {
    const { editor, made, kind, picker } = await open({ fieldName: 'Industry' });
    await kind('constant');
    expect(picker('c.Inlet_Mapping_ConstantValue')!.options.map(({ value }) => value)).toEqual(['Banking', 'Retail']);
    await tell(picker('c.Inlet_Mapping_ConstantValue'), 'change', 'Retail');
    await expect(editor).toBeAccessible();
    await press(editor, 'c.Inlet_Mapping_Apply');
    expect(made).toMatchObject([{ from: { kind: 'constant', value: 'Retail' } }]);
  });

  it('is a number where the field holds one', async () => {
    const { editor, kind } = await open({ fieldName: 'Budget__c' });
    await kind('constant');
    expect(find<HTMLInputElement>(editor, 'lightning-input')!.type).toBe('number');
  });

  it('is a text with values of the booking, which are put in by a choice', async () => {
    const { editor, made, kind, picker } = await open({ fieldName: 'Budget__c' });
    await kind('template');
    await tell(find(editor, 'lightning-textarea'), 'change', { value: 'Booked by' });
    await tell(picker('c.Inlet_Mapping_Insert'), 'change', '{{customer.name}}');
    await tell(picker('c.Inlet_Mapping_Insert'), 'change', '{{answer "What is your budget?"}}');
    await expect(editor).toBeAccessible();
    await press(editor, 'c.Inlet_Mapping_Apply');
    expect(made).toMatchObject([
      { from: { kind: 'template', template: 'Booked by {{customer.name}} {{answer "What is your budget?"}}' } },
    ]);
  });

  it('is not made without a value', async () => {
    const { editor, made } = await open();
    await press(editor, 'c.Inlet_Mapping_Apply');
    expect(made).toEqual([]);
    expect(textOf(editor)).toContain('c.Inlet_Select_Missing');
  });

  it('is shown with a real booking while it is made', async () => {
    jest.useFakeTimers();
    const mapping = settings.mapping.all.Lead[0];
    const { editor, asked } = await open({ mapping });
    expect(textOf(editor)).toContain('c.Inlet_Mapping_Previewing');
    jest.advanceTimersByTime(600);
    await settle(20);
    jest.useRealTimers();
    expect(asked[0]!.body).toMatchObject({ scenario: 'stranger', settings });
    expect(textOf(editor)).toContain('writes Retail for Carrie Customer');
  });

  it('is checked and shown once for what is typed in one go', async () => {
    jest.useFakeTimers();
    const { editor, asked, kind } = await open({ fieldName: 'Budget__c' });
    await kind('template');
    const type = async (value: string) => {
      await tell(find(editor, 'lightning-textarea'), 'change', { value });
      jest.advanceTimersByTime(100);
    };
    await type('{{');
    await type('{{no');
    await type('{{notes}}');
    jest.advanceTimersByTime(600);
    await settle(20);
    jest.useRealTimers();
    const paths = asked.map(({ path }) => path).filter((path) => path.startsWith('/v1/org/settings/'));
    expect(paths).toEqual(['/v1/org/settings/preview', '/v1/org/settings/check']);
  });

  it('says what is wrong with a text before it is saved', async () => {
    jest.useFakeTimers();
    const found = [
      { path: 'mapping.all.Lead[0].from', message: 'Another field has a problem.' },
      { path: 'mapping.all.Lead[1].from.template', message: 'There is no {{customer.shoe}}.' },
    ];
    const { editor, kind } = await open({ fieldName: 'Budget__c' }, preview, found);
    await kind('template');
    await tell(find(editor, 'lightning-textarea'), 'change', { value: '{{customer.shoe}}' });
    jest.advanceTimersByTime(600);
    await settle(20);
    jest.useRealTimers();
    expect(textOf(editor)).toContain('There is no {{customer.shoe}}.');
    expect(textOf(editor)).not.toContain('Another field has a problem.');
    await expect(editor).toBeAccessible();
  });
});
