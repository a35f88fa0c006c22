import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import type { Values } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const TARGETS = ['User', 'Account', 'Contact', 'Campaign'];

export const lookupFilterSection: Section = {
  id: 'lookup-filters',
  title: 'Lookup filters',
  purpose: 'Custom lookups that take only records for which a condition holds.',
  inlet: 'the booking is held and quotes the text of the filter; Retry after the filter or the record is changed.',
  parts: ({ act, done }) => [
    part(
      ({ objects }) => objects.map(({ name }) => name),
      (objects) => [
        form({
          name: 'Make-a-filtered-lookup',
          inputs: [
            { name: 'object', label: 'Object', kind: 'select', options: objects.map((name) => [name, name]) },
            { name: 'label', label: 'Label', value: 'Account Executive' },
            { name: 'target', label: 'Points to', kind: 'select', options: TARGETS.map((name) => [name, name]) },
            { name: 'field', label: 'Only those whose', value: 'Department', help: 'API name of their field' },
            { name: 'value', label: 'Is', value: 'Sales' },
            { name: 'message', label: 'Error text', optional: true, help: 'Empty: the usual one of Salesforce' },
          ],
          submit: 'Make the lookup',
          onSubmit: make,
          onDone: done,
        }),
      ],
    ),
    part(
      ({ fields }) => fields.filter(({ isFiltered }) => isFiltered),
      (rows) => [
        table({
          ...{ caption: 'Lookups with a filter', empty: 'No custom lookup has a filter.', rows },
          columns: [
            ['Field', ({ object, name }) => `${object}.${name}`],
            ['Label', ({ label }) => label],
          ],
          actions: ({ object, name }) => [
            button(
              'Remove',
              () => act(() => call('DELETE', `fields/${object}/${name}`), `${object}.${name} is removed.`),
              { of: `${object}.${name}` },
            ),
          ],
        }),
      ],
    ),
  ],
};

async function make({ object, label = '', target = '', field, value, message }: Values): Promise<string> {
  const name = `${label.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '')}__c`;
  const lookupFilter = {
    conditions: [{ field, operation: 'equals', value }],
    ...(message !== '' && { errorMessage: message }),
  };
  await call('POST', 'fields', { object, name, label, type: 'reference', referenceTo: [target], lookupFilter });
  return `${object} has the lookup ${label} (${name}).`;
}
