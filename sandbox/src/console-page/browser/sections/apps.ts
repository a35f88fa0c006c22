import { confirmDialog } from '../confirm-dialog.ts';
import { call, Refused } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { Values } from '../form.ts';
import type { App } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Page, Section } from '../section.ts';
import { badge, table } from '../table.ts';

/** Its keys are the console's: it stays. */
const OWN_APP = 'Inlet';
const YES_NO = [
  ['true', 'Yes'],
  ['false', 'No'],
] as const;
const PERMITTED_USERS = [
  ['AllSelfAuthorized', 'All users may self-authorize'],
  ['AdminApprovedPreAuthorized', 'Admin approved users are pre-authorized'],
] as const;
const POLICIES = [
  ['Infinite', 'Valid until revoked'],
  ['Zero', 'Immediately expired'],
  ['SpecificInactivity', 'Expires when not used for'],
  ['SpecificLifetime', 'Expires after'],
] as const;
const hasPeriod = ({ refreshTokenPolicyType = '' }: Values) => refreshTokenPolicyType.startsWith('Specific');

export const appSection: Section = {
  id: 'apps',
  title: 'External client apps',
  purpose:
    'What an app may do in the org: its callback addresses, its flows, who may use it. An admin blocks it, revokes what users approved, or uninstalls it.',
  inlet: 'a lost connection says why: blocked, not installed, not approved, no user to run as, another secret.',
  parts: ({ act, done }) => [
    part(
      ({ apps }) => apps,
      (apps) => [
        table({
          ...{ caption: 'External client apps', empty: '', rows: apps },
          columns: [
            ['App', ({ label }) => label],
            ['Consumer key', ({ clientId }) => element('code', {}, `${clientId.slice(0, 16)}…`)],
            ['Callback addresses', ({ callbackUrls }) => addresses(callbackUrls)],
            ['Approvals', ({ grants }) => String(grants)],
            ['State', standing],
          ],
          actions: (app) => actionsOf(app, act),
        }),
      ],
    ),
    part(
      ({ apps, users, permissionSets }) => ({
        // How often it was approved is no setting.
        apps: apps.map((app) => ({ ...app, grants: 0 })),
        users: users.map(({ username, name }) => [username, `${name} (${username})`] as const),
        permissionSets: permissionSets.map(({ name }) => name),
      }),
      ({ apps, users, permissionSets }) =>
        apps.map((app) =>
          element(
            'details',
            {},
            element('summary', {}, `Settings of ${app.label}`),
            settingsForm(app, { users, permissionSets, done }),
          ),
        ),
    ),
    part(
      () => 'new',
      () => [
        element(
          'details',
          {},
          element('summary', {}, 'Add an app'),
          form({
            name: 'Add-an-app',
            inputs: [
              { name: 'name', label: 'Name', help: 'Letters, digits and underscores.' },
              {
                name: 'callbackUrls',
                label: 'Callback addresses',
                kind: 'textarea',
                help: 'One a line.',
                optional: true,
              },
            ],
            submit: 'Add the app',
            onSubmit: async ({ name, callbackUrls = '' }) => {
              await atFields(() => call('POST', 'apps', { name, callbackUrls: words(callbackUrls) }));
              return `The app ${name} has keys of its own: GET /sandbox/apps tells them.`;
            },
            onDone: done,
          }),
        ),
      ],
    ),
  ],
};

function addresses(callbackUrls: string[]): HTMLElement | string {
  if (callbackUrls.length === 0) return '—';
  const items = callbackUrls.map((one) => element('li', {}, element('code', {}, one)));
  return element('ul', {}, ...items);
}

function standing({ isInstalled, isBlocked }: App): HTMLElement {
  if (!isInstalled) return badge('Not installed', 'bad');
  return isBlocked ? badge('Blocked', 'bad') : badge('In use', 'good');
}

function actionsOf(app: App, act: Act): HTMLElement[] {
  const { name, label, isBlocked, isInstalled, grants } = app;
  const change = (changes: object) => () => call('POST', `apps/${name}`, changes);
  const block = button(
    isBlocked ? 'Unblock' : 'Block',
    () => act(change({ isBlocked: !isBlocked }), `${label} is ${isBlocked ? 'no longer blocked' : 'blocked'}.`),
    { of: label },
  );
  block.dataset['key'] = `block ${name}`;
  const install = button(
    isInstalled ? 'Uninstall' : 'Install',
    () =>
      act(
        change({ isInstalled: !isInstalled }),
        isInstalled ? `${label} is uninstalled; its tokens are revoked.` : `${label} is installed.`,
      ),
    { of: label },
  );
  install.dataset['key'] = `install ${name}`;
  return [
    block,
    install,
    button(
      'Revoke approvals',
      () => act(() => call('DELETE', `apps/${name}/grants`), `${label}: all tokens are revoked.`),
      {
        of: `of ${label}`,
        disabled: grants === 0,
      },
    ),
    button(
      'Rotate the secret',
      () =>
        askThen(`Give ${label} another consumer secret? The old one is dead at once.`, 'Rotate', () =>
          act(() => call('POST', `apps/${name}/secret`), `${label} has another secret: GET /sandbox/apps tells it.`),
        ),
      { of: `of ${label}` },
    ),
    ...(name === OWN_APP
      ? []
      : [
          button(
            'Remove',
            () =>
              askThen(`Remove ${label}, its keys and all its tokens?`, 'Remove', () =>
                act(() => call('DELETE', `apps/${name}`), `${label} is removed.`),
              ),
            { of: label },
          ),
        ]),
  ];
}

interface Choices {
  users: (readonly [string, string])[];
  permissionSets: string[];
  done: Page['done'];
}

function settingsForm(app: App, { users, permissionSets, done }: Choices): HTMLElement {
  const yesNo = (value: boolean) => ({ kind: 'select', options: YES_NO, value: String(value) }) as const;
  return form({
    name: `Settings-of-${app.name}`,
    inputs: [
      {
        ...{ name: 'callbackUrls', label: 'Callback addresses', kind: 'textarea', optional: true },
        value: app.callbackUrls.join('\n'),
        help: 'One a line, to the letter: https, or http for localhost.',
      },
      { name: 'scopes', label: 'Scopes', value: app.scopes.join(' '), help: 'api refresh_token openid …' },
      { name: 'isPkceRequired', label: 'Require PKCE', ...yesNo(app.isPkceRequired) },
      {
        name: 'isClientCredentialsFlowEnabled',
        label: 'Client credentials flow',
        ...yesNo(app.isClientCredentialsFlowEnabled),
      },
      {
        ...{ name: 'clientCredentialsFlowUser', label: 'Run As', kind: 'select', optional: true },
        options: [['', 'Nobody'], ...users],
        value: app.clientCredentialsFlowUser ?? '',
        when: ({ isClientCredentialsFlowEnabled }) => isClientCredentialsFlowEnabled === 'true',
      },
      { name: 'isJwtBearerFlowEnabled', label: 'JWT bearer flow', ...yesNo(app.isJwtBearerFlowEnabled) },
      {
        ...{ name: 'certificate', label: 'Certificate', kind: 'textarea', optional: true },
        value: app.certificate ?? '',
        help: 'PEM, with an RSA key.',
        when: ({ isJwtBearerFlowEnabled }) => isJwtBearerFlowEnabled === 'true',
      },
      {
        ...{ name: 'permittedUsersPolicyType', label: 'Permitted users', kind: 'select', options: PERMITTED_USERS },
        value: app.permittedUsersPolicyType,
      },
      {
        ...{ name: 'permissionSets', label: 'Permission sets', optional: true },
        value: app.permissionSets.join(' '),
        help: permissionSets.length > 0 ? permissionSets.join(' ') : 'The org has none.',
        when: ({ permittedUsersPolicyType }) => permittedUsersPolicyType === 'AdminApprovedPreAuthorized',
      },
      {
        ...{ name: 'refreshTokenPolicyType', label: 'Refresh token', kind: 'select', options: POLICIES },
        value: app.refreshTokenPolicyType,
      },
      {
        ...{ name: 'refreshTokenValidityPeriod', label: 'Period', kind: 'number', when: hasPeriod },
        value: String(app.refreshTokenValidityPeriod),
      },
      {
        ...{ name: 'refreshTokenValidityUnit', label: 'Unit', kind: 'select', when: hasPeriod },
        options: ['Hours', 'Days', 'Months'].map((unit) => [unit, unit] as const),
        value: app.refreshTokenValidityUnit,
      },
    ],
    submit: 'Save the settings',
    onSubmit: async (values) => {
      await atFields(() => call('POST', `apps/${app.name}`, settingsOf(values)));
      return `The settings of ${app.label} are saved.`;
    },
    onDone: done,
  });
}

/** What is hidden is not sent, and stays as it is. */
function settingsOf(values: Values): object {
  const read: Record<string, (text: string) => unknown> = {
    callbackUrls: words,
    scopes: words,
    permissionSets: words,
    clientCredentialsFlowUser: (text) => text || null,
    certificate: (text) => text || null,
    refreshTokenValidityPeriod: Number,
  };
  const entries = Object.entries(values).map(([name, text]) => {
    const reader = read[name];
    return [name, name.startsWith('is') ? text === 'true' : reader ? reader(text) : text] as const;
  });
  return Object.fromEntries(entries);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** The console names an entry of a list, `callbackUrls.0`; the form has one field for the list. */
async function atFields(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const problems = error.problems.map(({ field, message }) => ({ field: field.split('.')[0] ?? field, message }));
    throw new Refused(error.message, problems);
  }
}

function askThen(question: string, yes: string, work: () => void): void {
  void confirmDialog(question, yes).then((isSure) => {
    if (isSure) work();
  });
}
