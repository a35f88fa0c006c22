import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

export const otherEventSection: Section = {
  id: 'other-events',
  title: 'Another calendar product',
  purpose:
    'Writes the events that Inlet has written a second time, for the same owners and times, as a user of its own.',
  inlet: 'says who else writes into the calendars of its users, and goes on writing its own.',
  parts: ({ act, done }) => [
    part(
      () => 'form',
      () => [
        form({
          name: 'Double-the-events',
          inputs: [{ name: 'name', label: 'Product', value: 'Einstein Activity Capture' }],
          submit: 'Double the events',
          onSubmit: async ({ name }) => {
            const { added } = await call<{ added: number }>('POST', 'other-events', { name });
            return `${name} wrote ${added} ${added === 1 ? 'event' : 'events'}.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ otherProducts }) => otherProducts,
      (rows) => [
        table({
          ...{ caption: 'Other calendar products', empty: 'No other product writes events.', rows },
          columns: [
            ['Product', ({ name }) => name],
            ['Events', ({ events }) => String(events)],
          ],
          actions: () => [
            button('Remove', () => act(() => call('DELETE', 'other-events'), 'Their events are removed.'), {
              of: 'the events of other products',
            }),
          ],
        }),
      ],
    ),
  ],
};
