import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { Values } from '../form.ts';
import type { Automation } from '../org-state.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

const KINDS = { trigger: 'Apex trigger', flow: 'Record-triggered flow' };
const ON = { createAndUpdate: 'Every save', create: 'New records', update: 'Changes' };
const FAILURES = {
  exception: 'It fails: an exception in Apex, a fault in the flow',
  message: 'It says a text: addError, a Custom Error element',
};
const OPERATIONS = {
  '': 'Nothing more',
  createRecords: 'It tried to create records',
  updateRecords: 'It tried to update records',
  deleteRecords: 'It tried to delete records',
  lookUpRecords: 'It tried to look up records',
};

export const automationSection: Section = {
  id: 'automation',
  title: 'Triggers and flows',
  purpose: 'Apex triggers and record-triggered flows of the org that refuse a record, always or by a condition.',
  inlet:
    'the booking is held and names the trigger or the flow; Retry after it is mended, switched off or removed here.',
  parts: ({ act, done }) => [
    part(
      ({ objects }) => objects.map(({ name }) => name),
      (objects) => [
        form({
          name: 'Make-a-trigger-or-flow',
          inputs: [
            { name: 'kind', label: 'What it is', kind: 'select', options: Object.entries(KINDS) },
            { name: 'object', label: 'Object', kind: 'select', options: objects.map((name) => [name, name]) },
            { name: 'name', label: 'API name', value: 'LeadTrigger' },
            { name: 'label', label: 'Label', optional: true, when: ({ kind }) => kind === 'flow' },
            {
              ...{ name: 'when', label: 'Runs', kind: 'select' },
              options: [
                ['before', 'Before the record is saved'],
                ['after', 'After it is saved'],
              ],
            },
            { name: 'on', label: 'For', kind: 'select', options: Object.entries(ON) },
            {
              ...{ name: 'condition', label: 'Only when', kind: 'textarea', optional: true },
              help: 'A formula, true for the records that it refuses; empty: all',
            },
            { name: 'failure', label: 'How it refuses', kind: 'select', options: Object.entries(FAILURES) },
            {
              ...{ name: 'operation', label: 'What the fault tells', kind: 'select', optional: true },
              options: Object.entries(OPERATIONS),
              when: ({ kind, failure }) => kind === 'flow' && failure === 'exception',
            },
            {
              ...{ name: 'element', label: 'Element that failed', optional: true, help: 'Its API name' },
              when: ({ kind, failure }) => kind === 'flow' && failure === 'exception',
            },
            {
              ...{ name: 'message', label: 'Error text', kind: 'textarea', optional: true },
              help: 'Of an exception what went wrong inside; empty: a usual one',
            },
            {
              ...{ name: 'field', label: 'Error at the field', optional: true },
              help: 'API name; empty: top of the page',
              when: ({ failure }) => failure === 'message',
            },
          ],
          submit: 'Make it',
          onSubmit: make,
          onDone: done,
        }),
      ],
    ),
    part(
      ({ automations }) => automations,
      (rows) => [
        table({
          ...{ caption: 'Triggers and flows', empty: 'The org has no trigger and no flow.', rows },
          columns: [
            ['What it is', ({ kind }) => KINDS[kind]],
            ['Name', ({ object, name }) => `${object}: ${name}`],
            [
              'Runs',
              ({ when, on }) => `${when === 'before' ? 'Before saving' : 'After saving'}, ${ON[on].toLowerCase()}`,
            ],
            ['Only when', ({ condition }) => (condition === null ? 'Always' : element('code', {}, condition))],
            ['Error text', ({ errorMessage }) => errorMessage],
            ['State', ({ active }) => (active ? badge('Active', 'bad') : badge('Inactive'))],
          ],
          actions: (automation) => {
            const { object, name, active } = automation;
            const of = `${object}: ${name}`;
            const path = pathOf(automation);
            const toggle = () => call('POST', path, { active: !active });
            const switched = button(
              active ? 'Deactivate' : 'Activate',
              () => act(toggle, `${name} is ${active ? 'inactive' : 'active'}.`),
              { of },
            );
            switched.dataset['key'] = `switch ${automation.id}`;
            const remove = () => call('DELETE', path);
            return [switched, button('Remove', () => act(remove, `${name} is removed.`), { of })];
          },
        }),
      ],
    ),
  ],
};

async function make({ kind, ...values }: Values): Promise<string> {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  await call('POST', kind === 'flow' ? 'flows' : 'triggers', Object.fromEntries(given));
  const what = kind === 'flow' ? 'flow' : 'trigger';
  return `The ${what} ${values['name']} on ${values['object']} is active.`;
}

/** Where the console has it. */
export function pathOf({ kind, id }: Pick<Automation, 'kind' | 'id'>): string {
  return `${kind === 'flow' ? 'flows' : 'triggers'}/${id}`;
}
