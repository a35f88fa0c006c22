import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const shownNumber = new Intl.NumberFormat('en-US');

export const usageSection: Section = {
  id: 'usage',
  title: 'API usage',
  purpose: 'Calls that Salesforce would count over 24 hours of the clock of the org, and how many it allows.',
  inlet:
    'when they are used up, it stops sending, loses nothing, and asks again after 1, 2, 4 … at most 15 minutes. Retry asks at once.',
  parts: ({ act, done }) => [
    part(
      ({ limits }) => limits,
      ({ used, max }) => [
        element(
          'p',
          { class: 'console-figure' },
          element('strong', {}, shownNumber.format(used)),
          ` of ${shownNumber.format(max)} calls used`,
        ),
        element('progress', { value: String(used), max: String(Math.max(max, 1)), 'aria-label': 'API calls used' }),
        element(
          'div',
          { class: 'console-actions' },
          button('Use up', () => act(() => call('POST', 'limits', { used: max }), 'All API calls are used up.'), {
            of: 'all API calls',
          }),
          button('Reset', () => act(() => call('POST', 'limits', { used: 0 }), 'No API call is used.'), {
            of: 'the API calls to none used',
          }),
        ),
      ],
    ),
    part(
      () => 'form',
      () => [
        form({
          name: 'API-usage',
          inputs: [
            { name: 'used', label: 'Calls used', kind: 'number', optional: true },
            { name: 'max', label: 'Calls allowed', kind: 'number', optional: true, help: 'Enterprise Edition: 100000' },
          ],
          submit: 'Set',
          onSubmit: async (values) => {
            const given = Object.entries(values).filter(([, value]) => value !== '');
            await call('POST', 'limits', Object.fromEntries(given.map(([name, value]) => [name, Number(value)])));
            return 'The API usage is set.';
          },
          onDone: done,
        }),
        form({
          name: 'Calls-of-another-application',
          inputs: [
            { name: 'name', label: 'Application', value: 'Data Warehouse Sync' },
            {
              ...{ name: 'calls', label: 'Calls', kind: 'number', value: '48000' },
              help: 'Spread over the last 24 hours of the clock of the org',
            },
          ],
          submit: 'Add the calls',
          onSubmit: async ({ name = '', calls }) => {
            await call('POST', 'other-calls', { name, calls: Number(calls) });
            return `${name} made ${shownNumber.format(Number(calls))} calls.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ otherCalls }) => otherCalls,
      (rows) => [
        table({
          ...{ caption: 'Other applications', empty: 'No other application made calls.', rows },
          columns: [
            ['Application', ({ app }) => app],
            ['Calls', ({ calls }) => shownNumber.format(calls)],
          ],
          actions: ({ app }) => [
            button(
              'Take back',
              () =>
                act(() => call('DELETE', `other-calls/${encodeURIComponent(app)}`), `The calls of ${app} are gone.`),
              { of: `the calls of ${app}` },
            ),
          ],
        }),
      ],
    ),
  ],
};
