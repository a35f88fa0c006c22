import { fill, fillCount, formatDay } from 'c/inletFormat';

describe('what is filled in', () => {
  it('stands where the label says', () => expect(fill('{1} of {0}, {2}', 'a', 2)).toBe('2 of a, '));

  it('has a form for one and another for none and several', () => {
    const calls = (count: number) => fillCount(count, '1 API call', '{0} API calls');
    expect([0, 1, 2, 1234].map(calls)).toEqual(['0 API calls', '1 API call', '2 API calls', '1,234 API calls']);
  });

  it('tells a day as it stands in the calendar, wherever the user is', () => {
    expect(formatDay('2026-03-01')).toBe('Mar 1, 2026');
  });
});
