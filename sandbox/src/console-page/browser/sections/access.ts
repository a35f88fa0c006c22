import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { User } from '../org-state.ts';
import { assign } from '../scenarios/connection-scenarios.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

export const accessSection: Section = {
  id: 'users',
  title: 'Users and permission sets',
  purpose: 'Deactivates or freezes users, which ends what they are signed in with, and gives or takes permission sets.',
  inlet:
    'a booking of an inactive owner goes to the API User, and says so. Without its own permission set the API User sees no field of the package; the diagnosis names what is missing.',
  parts: ({ act, done }) => [
    part(
      ({ users, org }) => ({ users, apiUser: org.apiUser.id }),
      ({ users, apiUser }) => [
        table({
          ...{ caption: 'Users', empty: '', rows: users },
          columns: [
            ['User', ({ id, name }) => (id === apiUser ? `${name} (the API User)` : name)],
            ['Profile', ({ profile }) => profile ?? ''],
            ['State', (user) => standing(user)],
            ['Permission sets', (user) => setsOf(user, act)],
          ],
          actions: (user) => [switchButton(user, act), freezeButton(user, act)],
        }),
      ],
    ),
    part(
      ({ users, permissionSets, org }) => ({
        users: users.map(({ id, name }) => [id, name] as const),
        sets: permissionSets.map(({ name, label }) => [name, label] as const),
        apiUser: org.apiUser.id,
      }),
      ({ users, sets, apiUser }) => {
        if (sets.length === 0) return [element('p', {}, 'The org has no permission set. The package brings some.')];
        return [
          form({
            name: 'Assign-a-permission-set',
            inputs: [
              { name: 'user', label: 'User', kind: 'select', options: users, value: apiUser },
              { name: 'permissionSet', label: 'Permission set', kind: 'select', options: sets },
            ],
            submit: 'Assign',
            onSubmit: async ({ user = '', permissionSet = '' }) => {
              await assign(user, permissionSet, true);
              return `${permissionSet} is assigned.`;
            },
            onDone: done,
          }),
        ];
      },
    ),
    part(
      () => 'sessions',
      () => [
        element(
          'div',
          { class: 'console-actions' },
          button('Expire all sessions', () => act(() => call('POST', 'sessions/expire'), 'All sessions have ended.')),
        ),
        element('p', { class: 'console-help' }, 'Inlet signs in anew with the next call; nobody notices.'),
      ],
    ),
  ],
};

function setsOf({ id, name, permissionSets }: User, act: Act): HTMLElement | string {
  if (permissionSets.length === 0) return '—';
  return element(
    'ul',
    { class: 'console-sets' },
    ...permissionSets.map((set) =>
      element(
        'li',
        {},
        set,
        ' ',
        button('Take away', () => act(() => assign(id, set, false), `${set} is taken away from ${name}.`), {
          of: `${set} from ${name}`,
        }),
      ),
    ),
  );
}

function standing({ isActive, isFrozen }: User): HTMLElement {
  if (!isActive) return badge('Inactive', 'bad');
  return isFrozen ? badge('Frozen', 'bad') : badge('Active', 'good');
}

function freezeButton({ id, name, isFrozen }: User, act: Act): HTMLElement {
  const toggle = () => call('POST', `users/${id}`, { isFrozen: !isFrozen });
  const made = button(
    isFrozen ? 'Unfreeze' : 'Freeze',
    () => act(toggle, `${name} is ${isFrozen ? 'no longer frozen' : 'frozen'}.`),
    { of: name },
  );
  made.dataset['key'] = `freeze ${id}`;
  return made;
}

function switchButton({ id, name, isActive }: User, act: Act): HTMLElement {
  const toggle = () => call('POST', `users/${id}`, { isActive: !isActive });
  const made = button(
    isActive ? 'Deactivate' : 'Activate',
    () => act(toggle, `${name} is ${isActive ? 'inactive' : 'active'}.`),
    { of: name },
  );
  made.dataset['key'] = `switch ${id}`;
  return made;
}
