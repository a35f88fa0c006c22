import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';
import { apiName } from './field-form.ts';

export const customObjectSection: Section = {
  id: 'custom-objects',
  title: 'Custom objects',
  purpose:
    'Objects of the org’s own, for lookups to point to and to be details. Permission sets say who sees their records.',
  inlet:
    'writes no custom objects; a required lookup to one holds every booking until a default or another rule fills it.',
  parts: ({ act, done }) => [
    part(
      () => 'form',
      () => [
        form({
          name: 'Add-a-custom-object',
          inputs: [
            { name: 'label', label: 'Object label', value: 'Visit' },
            {
              name: 'labelPlural',
              label: 'Plural label',
              optional: true,
              help: 'The label with an s where it is empty',
            },
            {
              ...{ name: 'named', label: 'Record name', kind: 'select' },
              options: [
                ['text', 'Text'],
                ['autoNumber', 'Auto Number'],
              ],
            },
            {
              ...{ name: 'autoNumber', label: 'Display format', value: 'V-{0000}' },
              when: ({ named }) => named === 'autoNumber',
              help: 'The digits in braces, such as V-{0000}',
            },
            {
              ...{ name: 'activities', label: 'Allow activities', kind: 'select' },
              options: [
                ['no', 'No'],
                ['yes', 'Yes'],
              ],
              help: 'Whether events can be about its records',
            },
          ],
          submit: 'Add the object',
          onSubmit: async ({ label = '', labelPlural, autoNumber, activities }) => {
            const name = apiName(label);
            await call('POST', 'objects', {
              ...{ name, label },
              ...(labelPlural && { labelPlural }),
              ...(autoNumber !== undefined && { autoNumber }),
              activities: activities === 'yes',
            });
            return `The org has the object ${label} (${name}).`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ objects }) => objects.filter(({ name }) => name.endsWith('__c')).map(({ name, label }) => ({ name, label })),
      (rows) => [
        table({
          ...{ caption: 'Custom objects', empty: 'The org has no custom object.', rows },
          columns: [
            ['Object', ({ name }) => name],
            ['Label', ({ label }) => label],
          ],
          actions: ({ name }) => {
            const remove = () => call('DELETE', `objects/${name}`);
            return [button('Remove', () => act(remove, `${name} is removed, with what points to it.`), { of: name })];
          },
        }),
      ],
    ),
  ],
};
