import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const TAKES = ['Lead', 'Case', 'Lead, Case', 'Task'];

export const queueSection: Section = {
  id: 'queues',
  title: 'Queues',
  purpose: 'Own records in place of a user. A queue takes the objects that were chosen for it, and no others.',
  inlet: 'its Leads reach a queue by an assignment rule; a queue that does not take the object is refused as an owner.',
  parts: ({ act, done }) => [
    part(
      () => 'form',
      () => [
        form({
          name: 'Make-a-queue',
          inputs: [
            { name: 'name', label: 'Queue name', value: 'Support' },
            { name: 'objects', label: 'Takes', kind: 'select', options: TAKES.map((one) => [one, one]) },
          ],
          submit: 'Make the queue',
          onSubmit: async ({ name, objects = '' }) => {
            await call('POST', 'queues', { name, objects: objects.split(', ') });
            return `The queue ${name} takes ${objects}.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ queues }) => queues,
      (rows) => [
        table({
          ...{ caption: 'Queues', empty: 'The org has no queue.', rows },
          columns: [
            ['Queue', ({ name }) => name],
            ['Takes', ({ objects }) => objects.join(', ') || 'Nothing'],
          ],
          actions: ({ id, name, objects }) => {
            const takesLeads = objects.includes('Lead');
            const others = objects.filter((one) => one !== 'Lead');
            const change = () => call('POST', `queues/${id}`, { objects: takesLeads ? others : [...objects, 'Lead'] });
            const said = `${name} ${takesLeads ? 'takes no Leads any more' : 'takes Leads'}.`;
            const switched = button(takesLeads ? 'Take no Leads' : 'Take Leads', () => act(change, said), { of: name });
            switched.dataset['key'] = `switch ${name}`;
            const remove = () => call('DELETE', `queues/${id}`);
            return [switched, button('Remove', () => act(remove, `The queue ${name} is removed.`), { of: name })];
          },
        }),
      ],
    ),
  ],
};
