import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { FieldAccess } from '../org-state.ts';
import { part } from '../section.ts';
import type { Page, Part } from '../section.ts';
import { badge, table } from '../table.ts';

const WORDS: Record<FieldAccess, string> = { hidden: 'Hidden', read: 'Read only', edit: 'Read and edit' };

/** Field-level security of the API User: its profile and all its permission sets at once. */
export function accessParts({ act, done }: Page): Part[] {
  return [
    part(
      ({ objects }) => objects.flatMap(({ name, hideable }) => hideable.map((field) => `${name}.${field}`)),
      (fields) => [
        element('h3', { class: 'console-part' }, 'What the API User sees'),
        form({
          name: 'Change-the-access-to-a-field',
          inputs: [
            { name: 'field', label: 'Field', kind: 'select', options: fields.map((one) => [one, one]) },
            {
              ...{ name: 'access', label: 'Access', kind: 'select' },
              options: Object.entries(WORDS),
              help: 'In every permission set of the API User, and so for all who have them.',
            },
          ],
          submit: 'Change the access',
          onSubmit: async ({ field = '', access = '' }) => {
            await call('POST', 'field-access', { field, access });
            return `${field} for the API User: ${WORDS[access as FieldAccess].toLowerCase()}.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ limitedFields }) => limitedFields,
      (rows) => [
        table({
          caption: 'Fields that are limited',
          empty: 'No field that the API User was given is hidden from it or read-only.',
          rows,
          columns: [
            ['Field', ({ field }) => field],
            ['Access', ({ access }) => badge(WORDS[access], access === 'hidden' ? 'bad' : 'plain')],
          ],
          actions: ({ field }) => {
            const give = () => call('POST', 'field-access', { field, access: 'edit' });
            return [button('Let it edit', () => act(give, `The API User may edit ${field}.`), { of: field })];
          },
        }),
      ],
    ),
  ];
}
