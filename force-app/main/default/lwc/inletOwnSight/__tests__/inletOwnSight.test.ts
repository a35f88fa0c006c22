import InletOwnSight from 'c/inletOwnSight';
import { find, mount, textOf } from '../../../../../test/mount';
import { sight } from '../../../../../test/diagnostics-answers';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

const open = (more: object) => mount('c-inlet-own-sight', InletOwnSight, { sight: { ...sight, ...more } });
const state = (element: HTMLElement, name: string) => find(element, `[data-${name}]`)!.dataset[name];
const limits = (used: number) => [{ name: 'DailyApiRequests', used, max: 100_000 }];

describe('what the org tells without the backend', () => {
  it('shows usage and API User, and says what cannot be known', async () => {
    const shown = await open({});
    expect([state(shown, 'usage'), state(shown, 'user')]).toEqual(['ok', 'ok']);
    for (const part of ['api@acme.test', 'Minimum Access', 'Inlet API User', 'c.Inlet_Sight_CannotKnowBookings']) {
      expect(textOf(shown)).toContain(part);
    }
    await expect(shown).toBeAccessible();
  });

  it.each([
    [79_999, 'ok'],
    [80_000, 'warning'],
    [100_000, 'broken'],
    [100_500, 'broken'],
  ])('calls %i of 100,000 requests %s', async (used, wanted) => {
    expect(state(await open({ limits: limits(used) }), 'usage')).toBe(wanted);
  });

  it.each([
    [{ isActive: false }, sight.history, 'c.Inlet_Sight_DeactivatedBy'],
    [{ isActive: false }, undefined, 'c.Inlet_Sight_Deactivated'],
    [
      { isFrozen: true },
      { ...sight.history, frozenAt: '2026-11-20T08:00:00Z', frozenBy: 'Olga' },
      'c.Inlet_Sight_FrozenBy',
    ],
    [{ isFrozen: true }, undefined, 'c.Inlet_Sight_Frozen'],
    [{ isApiEnabled: false }, undefined, 'c.Inlet_Sight_LacksApi'],
  ])('says who cut the API User off, where it can be seen: %j', async (change, history, wanted) => {
    const shown = await open({ apiUser: { ...sight.apiUser, ...change }, history });
    expect(state(shown, 'user')).toBe('broken');
    expect(textOf(shown)).toContain(wanted);
    await expect(shown).toBeAccessible();
  });

  it('says what Apex could not see either', async () => {
    const shown = await open({ limits: undefined, apiUser: undefined, history: undefined });
    expect([state(shown, 'usage'), state(shown, 'user')]).toEqual(['unknown', 'unknown']);
    expect(textOf(shown)).toContain('c.Inlet_Sight_UserUnseen');
    await expect(shown).toBeAccessible();
  });
});
