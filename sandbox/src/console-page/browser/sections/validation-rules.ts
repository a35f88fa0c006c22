import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

export const validationSection: Section = {
  id: 'validation-rules',
  title: 'Validation rules',
  purpose: 'Refuses records for which a formula is true, with a text of yours.',
  inlet:
    'the booking is held and quotes the text of the rule; Retry after the rule is changed, deactivated or removed.',
  parts: ({ act, done }) => [
    part(
      ({ objects }) => objects.map(({ name }) => name),
      (objects) => [
        form({
          name: 'Write-a-validation-rule',
          inputs: [
            { name: 'object', label: 'Object', kind: 'select', options: objects.map((name) => [name, name]) },
            { name: 'name', label: 'Rule name', value: 'Phone_needed' },
            {
              ...{ name: 'formula', label: 'Formula', kind: 'textarea', value: 'ISBLANK(Phone)' },
              help: 'True when the record is bad',
            },
            { name: 'message', label: 'Error text', value: 'A phone number is needed.' },
            { name: 'field', label: 'Error at the field', optional: true, help: 'API name; empty: top of the page' },
          ],
          submit: 'Write the rule',
          onSubmit: async ({ field, ...rule }) => {
            await call('POST', 'validation-rules', { ...rule, field: field || null });
            return `The validation rule ${rule['name']} on ${rule['object']} is active.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ validationRules }) => validationRules,
      (rows) => [
        table({
          ...{ caption: 'Validation rules', empty: 'The org has no validation rule.', rows },
          columns: [
            ['Rule', ({ object, name }) => `${object}: ${name}`],
            ['Formula', ({ errorConditionFormula }) => element('code', {}, errorConditionFormula)],
            ['Error text', ({ errorMessage }) => errorMessage],
            ['State', ({ active }) => (active ? badge('Active', 'bad') : badge('Inactive'))],
          ],
          actions: ({ id, object, name, active }) => {
            const toggle = () => call('POST', `validation-rules/${id}`, { active: !active });
            const switched = button(
              active ? 'Deactivate' : 'Activate',
              () => act(toggle, `${name} is ${active ? 'inactive' : 'active'}.`),
              { of: `${object}: ${name}` },
            );
            switched.dataset['key'] = `switch ${id}`;
            const remove = () => call('DELETE', `validation-rules/${id}`);
            return [switched, button('Remove', () => act(remove, `${name} is removed.`), { of: `${object}: ${name}` })];
          },
        }),
      ],
    ),
  ],
};
