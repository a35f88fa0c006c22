import send from '@salesforce/apex/InletRelay.send';
import InletSetupValidation from 'c/inletSetupValidation';
import { answering, refusal } from '../../../../../test/backend';
import { find, findAll, mount, press, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields, everything, preview, schema, settings, validation } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const lead = validation.objects[0]!;
const partner = {
  ...lead.fields[0]!,
  field: 'Partner__c',
  label: 'Partner',
  state: 'unsupported',
  about: null,
  why: 'A look-up takes no value.',
  fix: 'Make it optional.',
  suggestion: null,
};
async function open(answer: unknown = validation) {
  const { asked } = answering(send, {
    ...everything,
    'GET /v1/org/field-validation': answer,
    'POST /v1/org/settings/preview': preview,
    'POST /v1/org/schema/refresh': schema,
  });
  const phase = await mount('c-inlet-setup-validation', InletSetupValidation, {
    settings,
    schema,
    bookingFields,
    version: 3,
  });
  await settle(20);
  const edits: { settings: typeof settings; saves: boolean }[] = [];
  phase.addEventListener('edit', (event) => edits.push((event as CustomEvent).detail));
  return { phase, asked, edits };
}

describe('phase 3', () => {
  it('shows the stand-in of a field, and fills it by one click from what bookings tell', async () => {
    const { phase, edits } = await open();
    expect(textOf(phase)).toContain('No booking tells it. Map it.');
    await expect(phase).toBeAccessible();
    await press(phase, 'c.Inlet_Required_Suggestion');
    expect(edits[0]!.saves).toBe(true);
    expect(edits[0]!.settings.mapping.all.Lead.at(-1)).toEqual({
      field: 'Budget__c',
      from: { kind: 'answer', question: 'What is your budget?' },
      write: 'always',
    });
  });

  it('says from what a field is filled, the ones that lack a value first', async () => {
    const filled = { ...lead.fields[0]!, field: 'Source__c', label: 'Source', state: 'mapped', suggestion: null };
    const from = { kind: 'booking', field: 'notes' };
    const { phase } = await open({ objects: [{ ...lead, fields: [{ ...filled, from }, partner] }] });
    const texts = findAll(phase, 'c-inlet-required-field').map(textOf);
    expect(texts[0]).toContain('Partner');
    expect(texts[1]).toContain('c.Inlet_Required_MappedFrom');
  });

  it('lets another value be chosen', async () => {
    const { phase, edits } = await open();
    await press(phase, 'c.Inlet_Required_Choose');
    await expect(phase).toBeAccessible();
    const mapping = { field: 'Budget__c', from: { kind: 'constant', value: '5' }, write: 'always' };
    await tell(find(phase, 'c-inlet-mapping-editor'), 'mapping', mapping);
    expect(edits[0]!.settings.mapping.all.Lead.at(-1)).toEqual(mapping);
  });

  it('says of a field that cannot be filled what to do in Salesforce, and leads there', async () => {
    const { phase } = await open({ objects: [{ ...lead, fields: [partner] }] });
    expect(textOf(phase)).toContain('c.Inlet_Validation_OneUnsupported');
    expect(textOf(phase)).toContain('A look-up takes no value. Make it optional.');
    expect(find<HTMLAnchorElement>(phase, 'a')!.href).toBe(partner.setupUrl);
    await expect(phase).toBeAccessible();
  });

  it('says that an object requires nothing, and reads the org again when asked', async () => {
    const { phase, asked } = await open({ objects: [{ ...lead, fields: [] }] });
    expect(textOf(phase)).toContain('c.Inlet_Validation_None');
    await press(phase, 'c.Inlet_Validation_Reread');
    await settle(20);
    expect(asked.map(({ path }) => path)).toContain('/v1/org/schema/refresh');
  });

  it('says why it cannot be asked', async () => {
    const { phase } = await open(refusal(503, { title: 'Away', detail: 'Ask later.' }));
    expect(textOf(phase)).toContain('Away Ask later.');
    await expect(phase).toBeAccessible();
  });
});
