import { call, Refused } from '../console-api.ts';
import { element } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Page, Part } from '../section.ts';

/** Takes a value out of a picklist, or puts one in. What records hold stays. */
export function picklistParts({ done }: Page): Part[] {
  return [
    part(
      ({ objects }) =>
        objects.flatMap(({ name, picklists }) => picklists.map((one) => ({ ...one, name: `${name}.${one.name}` }))),
      (picklists) => [
        element('h3', { class: 'console-part' }, 'What picklists offer'),
        form({
          name: 'Change-a-picklist',
          inputs: [
            { name: 'picklist', label: 'Picklist', kind: 'select', options: picklists.map(({ name }) => [name, name]) },
            {
              ...{ name: 'change', label: 'Change', kind: 'select' },
              options: [
                ['remove', 'Take a value out'],
                ['add', 'Add a value'],
              ],
            },
            { name: 'value', label: 'Value', help: 'Records that have it keep it.' },
          ],
          submit: 'Change the picklist',
          onSubmit: async ({ picklist = '', change = '', value = '' }) => {
            const values = picklists.find(({ name }) => name === picklist)?.values ?? [];
            const isThere = values.includes(value);
            if (isThere !== (change === 'remove')) {
              const message = `${picklist} ${isThere ? 'has it already' : 'has no such value'}. It offers: ${values.join(', ')}.`;
              throw new Refused(message, [{ field: 'value', message }]);
            }
            const picklistValues = isThere ? values.filter((one) => one !== value) : [...values, value];
            await call('POST', `fields/${picklist.replace('.', '/')}`, { picklistValues });
            return `${picklist} ${isThere ? 'no longer offers' : 'offers'} ${value}.`;
          },
          onDone: done,
        }),
      ],
    ),
  ];
}
