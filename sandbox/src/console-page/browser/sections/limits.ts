import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

const shownNumber = new Intl.NumberFormat('en-US');
/** Those that a connector meets. */
const OFTEN = ['DataStorageMB', 'FileStorageMB', 'DailyBulkApiBatches', 'DailyAsyncApexExecutions', 'SingleEmail'];

export const limitSection: Section = {
  id: 'limits',
  title: 'Other limits',
  purpose:
    'Every number of GET /limits and of OrgLimits in Apex. Where the data storage is full, no new record is saved; the others are only told.',
  inlet:
    'bookings wait when the storage is full, and go on by themselves when there is room. Limits are shown to admins.',
  parts: ({ act, done }) => [
    part(
      ({ orgLimits }) => orgLimits.map(({ name }) => name).filter((name) => name !== 'DailyApiRequests'),
      (names) => [
        form({
          name: 'Set-a-limit',
          inputs: [
            {
              ...{ name: 'name', label: 'Limit', kind: 'select', value: 'DataStorageMB' },
              options: names.map((name) => [name, name]),
            },
            { name: 'used', label: 'Used', kind: 'number', optional: true },
            { name: 'max', label: 'Allowed', kind: 'number', optional: true },
          ],
          submit: 'Set the limit',
          onSubmit: async ({ name, ...numbers }) => {
            const given = Object.entries(numbers).filter(([, value]) => value !== '');
            const set = Object.fromEntries(given.map(([key, value]) => [key, Number(value)]));
            await call('POST', 'org-limits', { name, ...set });
            return `${name} is set.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ orgLimits }) => orgLimits.filter(({ name, isSet }) => isSet || OFTEN.includes(name)),
      (rows) => [
        table({
          ...{ caption: 'Limits', empty: 'No limit is set.', rows },
          columns: [
            ['Limit', ({ name }) => name],
            ['Used', ({ used, max }) => `${shownNumber.format(used)} of ${shownNumber.format(max)}`],
            ['State', ({ used, max, isSet }) => stateOf(used >= max, isSet)],
          ],
          actions: ({ name, isSet }) =>
            isSet
              ? [
                  button('Reset', () => act(() => call('DELETE', `org-limits/${name}`), `${name} is reset.`), {
                    of: name,
                  }),
                ]
              : [],
        }),
      ],
    ),
  ],
};

function stateOf(isExceeded: boolean, isSet: boolean): HTMLElement {
  if (isExceeded) return badge('Exceeded', 'bad');
  return isSet ? badge('Set here') : badge('As counted', 'good');
}
