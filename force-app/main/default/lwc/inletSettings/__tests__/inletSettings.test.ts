import {
  allPages,
  mappingPath,
  mappingsOf,
  pagePath,
  withMapping,
  withoutMapping,
  withOwner,
  withRule,
} from 'c/inletSettings';
import { settings } from '../../../../../test/setup-answers';

const budget = { field: 'Budget__c', from: { kind: 'constant', value: '5' }, write: 'always' } as const;

describe('settings', () => {
  it('take a mapping, in the place of the one for its field', () => {
    const added = withMapping(settings, allPages, 'Lead', budget);
    expect(mappingsOf(added, allPages, 'Lead').map(({ field }) => field)).toEqual(['Industry', 'Budget__c']);
    const changed = withMapping(added, allPages, 'Lead', { ...budget, field: 'Industry' });
    expect(mappingsOf(changed, allPages, 'Lead').map(({ from }) => from.kind)).toEqual(['constant', 'constant']);
    expect(mappingsOf(settings, allPages, 'Lead')).toHaveLength(1);
  });

  it('hold what one page says apart, and forget a page that says nothing any more', () => {
    const own = withMapping(settings, 'BP/1', 'Lead', budget);
    expect(mappingsOf(own, 'BP/1', 'Lead')).toEqual([budget]);
    expect(mappingsOf(own, allPages, 'Lead')).toHaveLength(1);
    expect(withoutMapping(own, 'BP/1', 'Lead', 'Budget__c')).toEqual(settings);
    const ruled = withRule(settings, 'BP/1', 'case', true);
    expect(ruled.rules.pages).toEqual({ 'BP/1': { case: true } });
    expect(withRule(ruled, 'BP/1', 'case', undefined)).toEqual(settings);
  });

  it('say where a mapping stands as the backend does', () => {
    const own = withMapping(settings, 'BP/1~', 'Lead', budget);
    expect(mappingPath(own, 'BP/1~', 'Lead', 'Budget__c')).toBe('/mapping/pages/BP~11~0/Lead/0');
    expect(pagePath('rules', allPages)).toBe('/rules/all');
  });

  it('take an owner and give one back', () => {
    const owned = withOwner(settings, 'riley@acme.test', '005000000000003AAA');
    expect(owned.users.owners).toEqual({ 'riley@acme.test': '005000000000003AAA' });
    expect(withOwner(owned, 'riley@acme.test', undefined)).toEqual(settings);
  });
});
