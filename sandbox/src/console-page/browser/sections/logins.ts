import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { Security } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

interface Policy {
  title: string;
  effect: string;
  isOn(security: Security): boolean;
  on: Partial<Security>;
  off: Partial<Security>;
}

const POLICIES: readonly Policy[] = [
  {
    title: 'Org locked',
    effect: 'nobody logs in, no session is valid',
    isOn: ({ isOrganizationLocked }) => isOrganizationLocked,
    on: { isOrganizationLocked: true },
    off: { isOrganizationLocked: false },
  },
  {
    title: 'API Access Control',
    effect: 'only apps whose users an admin pre-authorises may use the API',
    isOn: ({ isApiAccessControlled }) => isApiAccessControlled,
    on: { isApiAccessControlled: true },
    off: { isApiAccessControlled: false },
  },
  {
    title: 'Maintenance: read-only',
    effect: 'records are read, and none is saved or deleted',
    isOn: ({ maintenance }) => maintenance === 'readOnly',
    on: { maintenance: 'readOnly' },
    off: { maintenance: null },
  },
  {
    title: 'Maintenance: down',
    effect: 'logins and API requests answer 503',
    isOn: ({ maintenance }) => maintenance === 'down',
    on: { maintenance: 'down' },
    off: { maintenance: null },
  },
  {
    title: 'API versions before 68.0 retired',
    effect: 'they answer 410',
    isOn: ({ oldestApiVersion }) => oldestApiVersion !== null,
    on: { oldestApiVersion: '68.0' },
    off: { oldestApiVersion: null },
  },
];

/** What can be done to a user, by the name of the setting that says so. */
const RESTRICTIONS = [
  { name: 'isApiEnabled', shown: 'isApiTakenAway', title: '“API Enabled” taken away', bad: false },
  { name: 'isLoginIpRestricted', shown: 'isLoginIpRestricted', title: 'Login IP or hours restricted', bad: true },
  {
    name: 'isHighAssuranceRequired',
    shown: 'isHighAssuranceRequired',
    title: 'High assurance session required',
    bad: true,
  },
] as const;

export const loginSection: Section = {
  id: 'logins',
  title: 'Logins and sessions',
  purpose: 'What an admin or a policy does to logins, sessions and API versions.',
  inlet: 'the connection says what is in the way, and goes on when it is taken back.',
  parts: ({ act, done }) => [
    part(
      ({ security }) => security,
      (security) => [
        table({
          ...{ caption: 'Policies of the org', empty: '', rows: POLICIES },
          columns: [
            ['Policy', ({ title }) => title],
            ['Effect', ({ effect }) => effect],
            ['State', ({ isOn }) => (isOn(security) ? badge('On', 'bad') : badge('Off', 'good'))],
          ],
          actions: (policy) => [policyButton(policy, policy.isOn(security), act)],
        }),
      ],
    ),
    part(
      ({ users }) =>
        users.flatMap((user) =>
          RESTRICTIONS.filter(({ shown }) => user[shown]).map((one) => ({ id: user.id, name: user.name, one })),
        ),
      (restricted) => [
        table({
          ...{ caption: 'Restricted users', empty: 'No user is restricted.', rows: restricted },
          columns: [
            ['User', ({ name }) => name],
            ['Restriction', ({ one }) => one.title],
          ],
          actions: ({ id, name, one }) => [
            button(
              'Take back',
              () => act(() => call('POST', `users/${id}`, { [one.name]: !one.bad }), `${name}: taken back.`),
              { of: `${one.title} of ${name}` },
            ),
          ],
        }),
      ],
    ),
    part(
      ({ users, org }) => ({ users: users.map(({ id, name }) => [id, name] as const), apiUser: org.apiUser.id }),
      ({ users, apiUser }) => [
        form({
          name: 'Restrict-a-user',
          inputs: [
            { name: 'user', label: 'User', kind: 'select', options: users, value: apiUser },
            {
              ...{ name: 'restriction', label: 'Restriction', kind: 'select' },
              options: RESTRICTIONS.map(({ name, title }) => [name, title] as const),
            },
          ],
          submit: 'Restrict',
          onSubmit: async ({ user = '', restriction }) => {
            const chosen = RESTRICTIONS.find(({ name }) => name === restriction) ?? RESTRICTIONS[0];
            await call('POST', `users/${user}`, { [chosen.name]: chosen.bad });
            return `${users.find(([id]) => id === user)?.[1]}: ${chosen.title}.`;
          },
          onDone: done,
        }),
        form({
          name: 'Reset-a-password',
          inputs: [
            { name: 'user', label: 'User', kind: 'select', options: users, value: apiUser },
            {
              ...{ name: 'revokesRefreshTokens', label: 'Refresh tokens', kind: 'select' },
              options: [
                ['false', 'live on'],
                ['true', 'are revoked'],
              ],
            },
          ],
          submit: 'Reset the password',
          onSubmit: async ({ user = '', revokesRefreshTokens }) => {
            const body = { revokesRefreshTokens: revokesRefreshTokens === 'true' };
            const { username, password } = await call<{ username: string; password: string }>(
              'POST',
              `users/${user}/password`,
              body,
            );
            return `The password of ${username} is ${password} now.`;
          },
          onDone: done,
        }),
        element('p', { class: 'console-help' }, 'Resetting the org brings the first password back.'),
      ],
    ),
  ],
};

function policyButton({ title, on, off }: Policy, isOn: boolean, act: Act): HTMLElement {
  const made = button(
    isOn ? 'Switch off' : 'Switch on',
    () => act(() => call('POST', 'security', isOn ? off : on), `${title}: ${isOn ? 'off' : 'on'}.`),
    { of: title },
  );
  made.dataset['key'] = `policy ${title}`;
  return made;
}
