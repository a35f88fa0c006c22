import send from '@salesforce/apex/InletRelay.send';
import InletSetupRules from 'c/inletSetupRules';
import type { Settings } from 'c/inletSettings';
import { answering } from '../../../../../test/backend';
import { find, findAll, mount, settle, tell, textOf } from '../../../../../test/mount';
import { bookingFields, schema, settings } from '../../../../../test/setup-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

type Choice = HTMLElement & { name: string; value: string; options: { label: string; value: string }[] };

async function open(given: Settings = settings, more: object = {}) {
  answering(send, {
    'GET /v1/org/queues': { queues: [{ id: '00G000000000001AAA', name: 'Partners' }] },
    'GET /v1/org/campaigns': { campaigns: [] },
  });
  const phase = await mount('c-inlet-setup-rules', InletSetupRules, {
    settings: given,
    schema,
    bookingFields,
    ...more,
  });
  await settle(20);
  const edits: Settings[] = [];
  phase.addEventListener('edit', (event) => edits.push((event as CustomEvent<{ settings: Settings }>).detail.settings));
  const rule = (name: string) =>
    findAll<Choice>(phase, 'lightning-radio-group, lightning-combobox, lightning-input').find(
      (one) => one.name === name,
    );
  const choose = (name: string, value: string) => tell(rule(name), 'change', { value });
  return { phase, edits, rule, choose };
}

describe('phase 5', () => {
  it('shows each rule with its help', async () => {
    const { phase, rule } = await open();
    expect(rule('stranger')!.value).toBe('lead');
    expect(textOf(phase)).toContain('c.Inlet_Rule_EventHelp');
    await expect(phase).toBeAccessible();
  });

  it('changes a rule, keeps booleans and takes queues, record types and statuses of the org', async () => {
    const { edits, rule, choose } = await open();
    await choose('case', 'true');
    await choose('leadOwner', rule('leadOwner')!.options.find(({ value }) => value.startsWith('queue'))!.value);
    await choose('leadStatus', rule('leadStatus')!.options.find(({ label }) => label === 'Working')!.value);
    await choose('leadRecordType', '012000000000001AAA');
    await choose('leadRecordType', rule('leadRecordType')!.options[0]!.value);
    expect(edits.map(({ rules: { all } }) => [all.case, all.leadOwner, all.leadStatus, all.leadRecordType])).toEqual([
      [true, 'bookingOwner', null, null],
      [false, { queueId: '00G000000000001AAA' }, null, null],
      [false, 'bookingOwner', 'Working', null],
      [false, 'bookingOwner', null, '012000000000001AAA'],
      [false, 'bookingOwner', null, null],
    ]);
  });

  it('asks for what another rule makes matter', async () => {
    const none = { ...settings, rules: { ...settings.rules, all: { ...settings.rules.all, event: 'none' } } };
    expect((await open(none)).rule('relatedTo')).toBeUndefined();
    const inAccount = {
      ...settings,
      rules: { ...settings.rules, all: { ...settings.rules.all, stranger: 'contactInAccount' } },
    };
    expect((await open(inAccount)).rule('strangerWithoutAccount')).toBeDefined();
  });

  it('offers a new Account for a company that has none, with a record type of its own', async () => {
    const by = (rules: object) => ({
      ...settings,
      rules: { ...settings.rules, all: { ...settings.rules.all, ...rules } },
    });
    const without = await open(by({ stranger: 'contactInAccount' }));
    expect(without.rule('accountRecordType')).toBeUndefined();
    await without.choose('strangerWithoutAccount', 'newAccount');
    expect(without.edits[0]!.rules.all.strangerWithoutAccount).toBe('newAccount');
    const { edits, choose } = await open(without.edits[0]!);
    await choose('accountRecordType', '012000000000001AAA');
    expect(edits[0]!.rules.all.accountRecordType).toBe('012000000000001AAA');
  });

  it('asks for the record type of persons where strangers become them', async () => {
    const persons = { name: 'PersonAccount', label: 'Person Account', canCreate: true, canUpdate: true, fields: [] };
    const recordTypes = [{ id: '012000000000002AAA', name: 'Patient', isDefault: false }];
    const withPersons = { ...schema, personAccounts: true, objects: [...schema.objects, { ...persons, recordTypes }] };
    const all = { ...settings.rules.all, stranger: 'personAccount' };
    const { rule } = await open({ ...settings, rules: { ...settings.rules, all } }, { schema: withPersons });
    expect(rule('personAccountRecordType')!.options.map(({ label }) => label)).toContain('Patient');
    expect((await open(settings, { schema: withPersons })).rule('personAccountRecordType')).toBeUndefined();
  });

  it('offers Person Accounts where the org has them', async () => {
    const values = async (personAccounts: boolean) =>
      (await open(settings, { schema: { ...schema, personAccounts } }))
        .rule('stranger')!
        .options.map(({ value }) => value);
    expect(await values(false)).not.toContain('personAccount');
    expect(await values(true)).toContain('personAccount');
  });

  it('lets one page be other than all pages, and go back to them', async () => {
    const own = { ...settings, rules: { ...settings.rules, pages: { 'BP-1': { known: 'leave' } } } };
    const { phase, edits, rule, choose } = await open(own);
    await tell(find(phase, 'c-inlet-page-chooser'), 'page', 'BP-1');
    expect(rule('known')!.value).toBe('leave');
    expect(rule('stranger')!.options[0]!.value).toBe(rule('stranger')!.value);
    await expect(phase).toBeAccessible();
    await choose('known', rule('known')!.options[0]!.value);
    await choose('stranger', 'nobody');
    expect(edits.map(({ rules: { pages } }) => pages)).toEqual([
      {},
      { 'BP-1': { known: 'leave', stranger: 'nobody' } },
    ]);
  });

  it('takes a campaign, and says at it what is wrong with it', async () => {
    const problems = [{ path: '/rules/all/campaign/id', message: 'This org has no campaign 701.' }];
    const { phase, edits } = await open(settings, { problems });
    expect(findAll(phase, '[aria-live]').map(textOf)).toContain('This org has no campaign 701.');
    await tell(find(phase, 'c-inlet-campaign-rule'), 'rule', {
      value: { id: '701000000000001AAA', memberStatus: null },
    });
    expect(edits[0]!.rules.all.campaign).toEqual({ id: '701000000000001AAA', memberStatus: null });
  });

  it('says at the rule what is wrong with it', async () => {
    const problems = [{ path: '/rules/all/leadStatus', message: 'The org has no status "Gone".' }];
    const gone = { ...settings, rules: { ...settings.rules, all: { ...settings.rules.all, leadStatus: 'Gone' } } };
    const { phase, rule } = await open(gone, { problems });
    expect(textOf(phase)).toContain('The org has no status "Gone".');
    expect(rule('leadStatus')!.options.at(-1)!.value).toBe('Gone');
    await expect(phase).toBeAccessible();
  });
});
