import send from '@salesforce/apex/InletRelay.send';
import InletCampaignRule from 'c/inletCampaignRule';
import { answering, refusal } from '../../../../../test/backend';
import { find, mount, settle, tell, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Rule_AsAll', () => ({ default: 'As all: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Rule_CampaignInactive', () => ({ default: '{0} (over)' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Rule_MemberStatusDefault', () => ({ default: 'Default: {0}' }), { virtual: true });

const webinar = { id: '701000000000001AAA', name: 'Webinar', isActive: true };
const old = { id: '701000000000002AAA', name: 'Fair 2020', isActive: false };
const memberStatuses = [
  { label: 'Sent', isDefault: true },
  { label: 'Responded', isDefault: false },
];
const none = 'c.Inlet_Rule_CampaignNone';

type Choice = HTMLElement & { value: string; options: { label: string; value: string }[]; problem: string };
async function open(properties: object, answers: object = {}) {
  const { asked } = answering(send, {
    'GET /v1/org/campaigns?search=': { campaigns: [webinar] },
    [`GET /v1/org/campaigns/${webinar.id}`]: { ...webinar, memberStatuses },
    [`GET /v1/org/campaigns/${old.id}`]: { ...old, memberStatuses },
    ...answers,
  });
  const rule = await mount('c-inlet-campaign-rule', InletCampaignRule, { label: 'Campaign', ...properties });
  await settle(20);
  const told: unknown[] = [];
  rule.addEventListener('rule', (event) => told.push((event as CustomEvent<{ value: unknown }>).detail.value));
  const picker = find<Choice>(rule, 'c-inlet-search-select')!;
  const statuses = () => find<Choice>(rule, 'lightning-combobox');
  const labels = (choice = picker) => choice.options.map(({ label }) => label);
  return { rule, asked, told, picker, statuses, labels };
}

describe('the campaign of a rule', () => {
  it('is found by its name, and taken without a status of its own', async () => {
    const { rule, asked, told, picker, labels, statuses } = await open({ value: null });
    expect(labels()).toEqual([none, 'Webinar']);
    expect(statuses()).toBeUndefined();
    await tell(picker, 'search', ' fair & co');
    await settle(20);
    expect(asked.at(-1)!.path).toBe('/v1/org/campaigns?search=fair%20%26%20co');
    await tell(picker, 'change', webinar.id);
    expect(told).toEqual([{ id: webinar.id, memberStatus: null }]);
    await expect(rule).toBeAccessible();
  });

  it('is told by its name, and its own statuses are offered', async () => {
    const { rule, told, picker, labels, statuses } = await open({ value: { id: old.id, memberStatus: 'Gone' } });
    expect(labels()).toEqual([none, 'Fair 2020 (over)', 'Webinar']);
    expect(textOf(rule)).not.toContain(old.id);
    expect(labels(statuses()!)).toEqual(['Default: Sent', 'Sent', 'Responded', 'Gone']);
    await tell(statuses(), 'change', { value: 'Responded' });
    await tell(statuses(), 'change', { value: statuses()!.options[0]!.value });
    await tell(picker, 'change', picker.options[0]!.value);
    expect(told).toEqual([{ id: old.id, memberStatus: 'Responded' }, { id: old.id, memberStatus: null }, null]);
    await expect(rule).toBeAccessible();
  });

  it('that is gone, or hidden, is said in words', async () => {
    const detail = 'This org has no campaign 701, or the API User may not see it.';
    const gone = await open(
      { value: { id: old.id, memberStatus: null } },
      { [`GET /v1/org/campaigns/${old.id}`]: refusal(404, { title: 'Not found', detail }) },
    );
    expect(textOf(gone.rule)).toContain(detail);
    expect(gone.labels()).toContain(old.id);
    await expect(gone.rule).toBeAccessible();
    const hidden = await open(
      { value: null },
      { 'GET /v1/org/campaigns?search=': refusal(409, { title: 'Hidden', detail: 'Grant it.' }) },
    );
    expect(textOf(hidden.rule)).toContain('Grant it.');
  });

  it('of one page is as for all pages, another, or none', async () => {
    const shared = { id: webinar.id, memberStatus: null };
    const { told, picker, labels, statuses } = await open({ isPage: true, value: undefined, shared });
    expect(labels()).toEqual(['As all: Webinar', none, 'Webinar']);
    expect(picker.value).toBe(picker.options[0]!.value);
    expect(statuses()).toBeUndefined();
    await tell(picker, 'change', picker.options[1]!.value);
    await tell(picker, 'change', picker.options[0]!.value);
    await tell(picker, 'change', '');
    expect(told).toEqual([null, undefined, undefined]);
    expect(picker.value).toBe(picker.options[0]!.value);
  });
});
