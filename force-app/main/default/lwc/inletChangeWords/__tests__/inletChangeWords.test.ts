import { changeWords } from 'c/inletChangeWords';

jest.mock('@salesforce/label/c.Inlet_Versions_Change', () => ({ default: '{0}: {1} → {2}' }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Mapping_FromAnswer', () => ({ default: 'Answer to {0}' }), { virtual: true });

describe('what differs between two versions', () => {
  it('is said by the labels of rule and choice', () => {
    expect(changeWords('rules.pages.BP-1.known', 'leave', 'overwrite')).toBe(
      'c.Inlet_Setup_Rules › BP-1 › c.Inlet_Rule_Known: c.Inlet_Rule_KnownLeave → c.Inlet_Rule_KnownOverwrite',
    );
    expect(changeWords('rules.all.case', false, true)).toContain('c.Inlet_Rule_CaseNo → c.Inlet_Rule_CaseYes');
  });

  it('is said by where a value comes from', () => {
    const after = { from: { kind: 'answer', question: 'Industry' }, write: 'always' };
    expect(changeWords('mapping.all.Lead.Industry', null, after)).toBe(
      'c.Inlet_Setup_Mapping › Lead › Industry: c.Inlet_Versions_NoValue → Answer to Industry',
    );
  });

  it('tells a campaign and a queue without their form', () => {
    const campaign = { id: '701000000000001AAA', memberStatus: null };
    const words = changeWords('rules.all.campaign', campaign, { ...campaign, memberStatus: 'Responded' });
    expect(words).toContain(': 701000000000001AAA → 701000000000001AAA, Responded');
    expect(changeWords('rules.all.leadOwner', 'bookingOwner', { queueId: '00G1' })).toContain('→ 00G1');
  });

  it('leaves e-mail addresses whole', () => {
    expect(changeWords('users.owners.riley@acme.test', null, '005')).toContain('riley@acme.test: ');
    expect(changeWords('users.defaultOwner', null, '005')).toContain('c.Inlet_Users_Default');
  });
});
