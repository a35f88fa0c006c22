import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import type { OrgOptions } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge } from '../table.ts';

interface Explained {
  title: string;
  /** What holds while it is on, and while it is off. */
  on: string;
  off: string;
}

const OPTIONS: Record<keyof OrgOptions, Explained> = {
  graphHeadersReachNodes: {
    title: 'Headers of a graph call reach its nodes',
    on: 'Sforce-Auto-Assign and Sforce-Duplicate-Rule-Header of a graph call hold for each record in it.',
    off: 'The strict reading, as the documentation is silent: in a graph assignment rules run, and duplicate alerts block.',
  },
  allOrNoneRollsBack: {
    title: 'A composite with allOrNone is rolled back',
    on: 'One part that fails undoes all of them, as documented.',
    off: 'What a failed composite did stays, and it answers so: for the test booking, which has to notice and to stop.',
  },
  eventMonitoring: {
    title: 'Event Monitoring',
    on: 'Event log files of API calls by the hour, some hours later, and by the day; kept for 30 days.',
    off: 'The free event log file: the API calls of yesterday, from 3 o’clock on.',
  },
  refreshTokenRotation: {
    title: 'Refresh tokens rotate',
    on: 'Each refresh gives a new refresh token, and the old one is dead at once.',
    off: 'A refresh token stays good until it is revoked.',
  },
  passwordLogin: {
    title: 'Login with user name and password',
    on: 'The username-password flow of OAuth gives tokens.',
    off: 'The username-password flow is refused, as in orgs that were made since Summer ’23.',
  },
};

export const optionSection: Section = {
  id: 'options',
  title: 'Options',
  purpose: 'Switches where the documentation leaves a choice, or where orgs differ. Each holds at once.',
  inlet:
    'works with either. It sends no headers with a graph, and writes with them by other calls; it logs in by client credentials.',
  parts: ({ act }) => [
    part(
      ({ options }) => options,
      (options) => [
        element(
          'ul',
          { class: 'console-scenarios' },
          ...(Object.keys(OPTIONS) as (keyof OrgOptions)[]).map((name) => optionItem(name, options[name], act)),
        ),
      ],
    ),
  ],
};

function optionItem(name: keyof OrgOptions, isOn: boolean, act: Act): HTMLElement {
  const { title, on, off } = OPTIONS[name];
  const change = () => call('POST', 'options', { [name]: !isOn });
  const control = button(isOn ? 'Switch off' : 'Switch on', () => act(change, `${title}: ${isOn ? 'off' : 'on'}.`), {
    of: title,
  });
  // On and off take turns at the same place: the focus stays there.
  control.dataset['key'] = name;
  return element(
    'li',
    {},
    element('h3', {}, title),
    element('p', {}, isOn ? on : off),
    element('p', { class: 'console-help' }, element('code', {}, name)),
    element('div', { class: 'console-actions' }, control, badge(isOn ? 'On' : 'Off', isOn ? 'good' : 'plain')),
  );
}
