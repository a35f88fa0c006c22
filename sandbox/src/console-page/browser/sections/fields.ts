import { call } from '../console-api.ts';
import { accessParts } from './field-access.ts';
import { picklistParts } from './picklist-values.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { Values } from '../form.ts';
import type { CustomField } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

/** What each type needs beside its name, and what Inlet can do when it is required. */
const TYPES: Record<string, { label: string; settings: object; standIn: string }> = {
  picklist: { label: 'Picklist', settings: {}, standIn: 'held: a choice cannot be made up' },
  reference: { label: 'Lookup', settings: { referenceTo: ['Account'] }, standIn: 'held: a record cannot be made up' },
  string: { label: 'Text', settings: { length: 80 }, standIn: 'delivered with “Unspecified”' },
  textarea: { label: 'Text area', settings: { length: 255 }, standIn: 'delivered with “Unspecified”' },
  double: { label: 'Number', settings: { precision: 12, scale: 2 }, standIn: 'delivered with 0' },
  currency: { label: 'Currency', settings: { precision: 12, scale: 2 }, standIn: 'delivered with 0' },
  percent: { label: 'Percent', settings: { precision: 5, scale: 2 }, standIn: 'delivered with 0' },
  date: { label: 'Date', settings: {}, standIn: 'delivered with today' },
  datetime: { label: 'Date and time', settings: {}, standIn: 'delivered with now' },
  time: { label: 'Time', settings: {}, standIn: 'held: a time cannot be made up' },
  email: { label: 'E-mail', settings: {}, standIn: 'delivered with email@example.com' },
  phone: { label: 'Phone', settings: {}, standIn: 'delivered with 1234567890' },
  url: { label: 'URL', settings: {}, standIn: 'delivered with http://NA' },
};

export const fieldSection: Section = {
  id: 'fields',
  title: 'Required fields',
  purpose:
    'Adds a custom field to an object, required unless you say otherwise; everybody sees it at once. Hides fields, and changes what picklists offer.',
  inlet:
    'a booking that has no value for a required field is delivered with a stand-in where one can be made up, and says so; else it is held and names the field.',
  parts: ({ act, done }) => [
    part(
      ({ objects }) => objects.map(({ name }) => name),
      (objects) => [
        form({
          name: 'Add-a-field',
          inputs: [
            { name: 'object', label: 'Object', kind: 'select', options: objects.map((name) => [name, name]) },
            { name: 'label', label: 'Label', value: 'Budget' },
            {
              ...{ name: 'type', label: 'Type', kind: 'select' },
              options: Object.entries(TYPES).map(([type, { label }]) => [type, label]),
              help: 'Text, numbers, dates and addresses get a stand-in; a picklist and a lookup cannot.',
            },
            {
              ...{ name: 'picklistValues', label: 'Choices', value: 'Small, Medium, Large' },
              when: ({ type }) => type === 'picklist',
              help: 'With commas between',
            },
            {
              ...{ name: 'required', label: 'Required', kind: 'select' },
              options: [
                ['yes', 'Yes'],
                ['no', 'No'],
              ],
            },
          ],
          submit: 'Add the field',
          onSubmit: addField,
          onDone: done,
        }),
      ],
    ),
    part(
      ({ fields }) => fields,
      (fields) => {
        const [required, others] = [fields.filter((one) => one.required), fields.filter((one) => !one.required)];
        return [
          fieldTable('Required custom fields', 'No custom field is required.', required, act),
          others.length > 0 &&
            element(
              'details',
              {},
              element('summary', { 'data-key': 'others' }, `Custom fields that are not required (${others.length})`),
              fieldTable('Other custom fields', '', others, act),
            ),
        ].filter((node) => node !== false);
      },
    ),
    ...accessParts({ act, done }),
    ...picklistParts({ act, done }),
  ],
};

async function addField(values: Values): Promise<string> {
  const { object = '', label = '', type = '', picklistValues, required } = values;
  const name = `${label.replace(/\W+/g, '_').replace(/^[\d_]+|_+$/g, '')}__c`;
  await call('POST', 'fields', {
    ...{ object, name, label, type, required: required === 'yes' },
    ...TYPES[type]?.settings,
    ...(picklistValues !== undefined && {
      picklistValues: picklistValues
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    }),
  });
  return `${object} has the field ${label} (${name}).`;
}

function fieldTable(caption: string, empty: string, rows: CustomField[], act: Act): HTMLElement {
  return table({
    ...{ caption, empty, rows },
    columns: [
      ['Field', ({ object, name }) => `${object}.${name}`],
      ['Label', ({ label }) => label],
      ['Type', ({ type }) => TYPES[type]?.label ?? type],
      [
        'A booking without it is',
        ({ type, required }) => (required ? badge(TYPES[type]?.standIn ?? 'held', 'bad') : 'delivered'),
      ],
    ],
    actions: ({ object, name }) => [
      button('Remove', () => act(() => call('DELETE', `fields/${object}/${name}`), `${object}.${name} is removed.`), {
        of: `${object}.${name}`,
      }),
    ],
  });
}
