import { counting, MOST_CALLS, startCounting, stopCounting } from '../call-count.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

const shownTime = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium' });

export const callSection: Section = {
  id: 'calls',
  title: 'Counted API calls',
  purpose: 'Counts the calls that Salesforce would count, from a moment that you choose: start, do something, look.',
  inlet: 'takes two calls for a booking of a stranger, and for 75 of them; one for a change.',
  parts: ({ act, done }) => [
    part(
      ({ org }) => org.apiUser.username,
      (apiUser) => [
        form({
          name: 'Count-API-calls',
          inputs: [
            {
              ...{ name: 'username', label: 'Whose calls', kind: 'select', optional: true },
              options: [
                [apiUser, 'Those of Inlet'],
                ['', 'Those of everybody'],
              ],
            },
          ],
          submit: 'Start counting',
          onSubmit: async ({ username = '' }) => {
            await startCounting(username);
            return 'Counting from now on.';
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ callCount }) => (callCount ? { ...callCount, ...counting() } : null),
      (count) => {
        if (!count) return [element('p', { class: 'console-empty' }, 'Nothing is being counted.')];
        const { total, byKind, calls, since, username } = count;
        const kinds = Object.entries(byKind).toSorted(([, a], [, b]) => b - a);
        return [
          element(
            'p',
            { class: 'console-figure' },
            element('strong', {}, String(total)),
            ` ${total === 1 ? 'call' : 'calls'} ${username ? `of ${username} ` : ''}since ${shownTime.format(new Date(since ?? ''))}`,
          ),
          element('p', { class: 'console-actions' }, ...kinds.map(([kind, number]) => badge(`${kind}: ${number}`))),
          table({
            caption: 'The calls that were counted, the latest first',
            empty: 'No call so far. It shows here by itself.',
            rows: calls.toReversed(),
            columns: [
              ['Time', ({ at }) => shownTime.format(new Date(at))],
              ['User', ({ user }) => user],
              ['Method', ({ method }) => method],
              ['Path', ({ path }) => element('code', {}, shortened(path))],
              ['Status', ({ status }) => badge(String(status), status < 400 ? 'good' : 'bad')],
            ],
          }),
          ...(total > calls.length
            ? [element('p', { class: 'console-help' }, moreThanShown(total, calls.length))]
            : []),
          element(
            'div',
            { class: 'console-actions' },
            button('Stop counting', () => act(async () => stopCounting(), 'Nothing is counted any more.')),
          ),
        ];
      },
    ),
  ],
};

/** A query may be 16,000 characters long. */
function shortened(path: string): string {
  return path.length <= 240 ? path : `${path.slice(0, 240)}…`;
}

function moreThanShown(total: number, shown: number): string {
  // The list of calls is in memory, their number is kept.
  if (shown < MOST_CALLS)
    return `${total - shown} came before the sandbox was started again: only their number is known.`;
  return `The last ${shown} are shown. GET /sandbox/calls has up to 1,000.`;
}
