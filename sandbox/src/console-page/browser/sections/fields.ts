import { call } from '../console-api.ts';
import { accessParts } from './field-access.ts';
import { choicesOf, fieldForm } from './field-form.ts';
import { FIELD_KINDS } from './field-kinds.ts';
import { picklistParts } from './picklist-values.ts';
import { button, element } from '../element.ts';
import type { CustomField } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

export const fieldSection: Section = {
  id: 'fields',
  title: 'Required fields',
  purpose:
    'Adds a custom field to an object, required unless you say otherwise; everybody sees it at once. Hides fields, and changes what picklists offer.',
  inlet:
    'a booking that has no value for a required field is delivered with a stand-in where one can be made up, and says so; else it is held and names the field.',
  parts: ({ act, done }) => [
    part(
      ({ objects, fields }) => choicesOf(objects, fields),
      (choices) => [fieldForm(choices, done)],
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

function fieldTable(caption: string, empty: string, rows: CustomField[], act: Act): HTMLElement {
  return table({
    ...{ caption, empty, rows },
    columns: [
      ['Field', ({ object, name }) => `${object}.${name}`],
      ['Label', ({ label }) => label],
      ['Type', ({ kind }) => FIELD_KINDS[kind]?.label ?? kind],
      [
        'A booking without it is',
        ({ kind, required }) => (required ? badge(FIELD_KINDS[kind]?.standIn ?? 'held', 'bad') : 'delivered'),
      ],
    ],
    actions: ({ object, name }) => [
      button('Remove', () => act(() => call('DELETE', `fields/${object}/${name}`), `${object}.${name} is removed.`), {
        of: `${object}.${name}`,
      }),
    ],
  });
}
