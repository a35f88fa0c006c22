import { button, element } from '../element.ts';
import type { OrgState } from '../org-state.ts';
import { repairEverything, scenarios } from '../scenarios.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge } from '../table.ts';

export const breakSection: Section = {
  id: 'break-it',
  title: 'Break it',
  purpose: 'One click breaks the org in a way that orgs do break; one click repairs it.',
  inlet:
    'see what the next booking says in the tab Bookings. A held one goes on when the org is repaired and you press Retry; a waiting one by itself, or at once by Retry.',
  parts: ({ act }) => {
    // The buttons act on the org as it was read last.
    let latest: OrgState;
    return [
      part(
        (state) => {
          latest = state;
          return scenarios.map((one) => ({ isPossible: one.isPossible(state), isBroken: one.isBroken(state) }));
        },
        (standings) => [
          element(
            'ul',
            { class: 'console-scenarios' },
            ...scenarios.map(
              (scenario, index) =>
                standings[index]?.isPossible === true &&
                scenarioItem(scenario, standings[index].isBroken, act, () => latest),
            ),
          ),
          button('Repair everything', () => act(() => repairEverything(latest), 'Everything here is repaired.'), {
            kind: 'brand',
          }),
        ],
      ),
    ];
  },
};

function scenarioItem(scenario: Scenario, isBroken: boolean, act: Act, state: () => OrgState): HTMLElement {
  const { title, effect } = scenario;
  const control = isBroken
    ? button('Repair', () => act(() => scenario.repair(state()), `Repaired: ${title}.`), { of: title, kind: 'brand' })
    : button('Break', () => act(() => scenario.break(state()), `Broken: ${title}.`), { of: title });
  // Break and Repair take turns at the same place: the focus stays there.
  control.dataset['key'] = title;
  return element(
    'li',
    {},
    element('h3', {}, title),
    element('p', {}, effect),
    element('div', { class: 'console-actions' }, control, isBroken && badge('Broken', 'bad')),
  );
}
