import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

export const assignmentSection: Section = {
  id: 'assignment-rules',
  title: 'Assignment rules',
  purpose: 'Gives new Leads or Cases to a user or a queue. One rule of an object is active at a time.',
  inlet:
    'its creation rules decide whether assignment rules run; an active one on Lead makes a booking cost other calls, as a header has to be sent.',
  parts: ({ act, done }) => [
    part(
      ({ users, queues }) => [
        ...queues.map(({ id, name }) => [id, name] as const),
        ...users.filter(({ isActive }) => isActive).map(({ id, name }) => [id, name] as const),
      ],
      (owners) => [
        form({
          name: 'Set-an-assignment-rule',
          inputs: [
            { name: 'object', label: 'Object', kind: 'select', options: ['Lead', 'Case'].map((one) => [one, one]) },
            { name: 'name', label: 'Rule name', value: 'To the queue' },
            { name: 'assignTo', label: 'Assign to', kind: 'select', options: owners },
          ],
          submit: 'Set the rule',
          onSubmit: async (rule) => {
            await call('POST', 'assignment-rules', rule);
            return `The assignment rule ${rule['name']} on ${rule['object']} is active.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ assignmentRules, users, queues }) =>
        assignmentRules.map((rule) => ({
          ...rule,
          owner: [...users, ...queues].find(({ id }) => id === rule.assignTo)?.name ?? rule.assignTo,
        })),
      (rows) => [
        table({
          ...{ caption: 'Assignment rules', empty: 'The org has no assignment rule.', rows },
          columns: [
            ['Rule', ({ object, name }) => `${object}: ${name}`],
            ['Assigns to', ({ owner }) => owner],
            ['State', ({ active }) => badge(active ? 'Active' : 'Inactive', active ? 'good' : 'plain')],
          ],
          actions: ({ id, object, name, active, assignTo }) =>
            ruleButtons('assignment-rules', { id, object, name, active }, { object, name, assignTo }, act),
        }),
      ],
    ),
  ],
};

export const duplicateSection: Section = {
  id: 'duplicate-rules',
  title: 'Duplicate rules',
  purpose: 'Alerts about, or blocks, a record like one that there is.',
  inlet: 'saves anyway where the rule only alerts, unless its creation rules say to hold; what a rule blocks is held.',
  parts: ({ act, done }) => [
    part(
      () => 'form',
      () => [
        form({
          name: 'Set-a-duplicate-rule',
          inputs: [
            {
              ...{ name: 'object', label: 'Object', kind: 'select' },
              options: ['Lead', 'Contact', 'Account'].map((one) => [one, one]),
            },
            { name: 'name', label: 'Rule name', value: 'Same_e_mail' },
            {
              ...{ name: 'action', label: 'What it does', kind: 'select' },
              options: [
                ['block', 'Blocks'],
                ['allow', 'Alerts'],
              ],
            },
          ],
          submit: 'Set the rule',
          onSubmit: async (rule) => {
            await call('POST', 'duplicate-rules', rule);
            return `The duplicate rule ${rule['name']} on ${rule['object']} is active.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ duplicateRules }) => duplicateRules,
      (rows) => [
        table({
          ...{ caption: 'Duplicate rules', empty: 'The org has no duplicate rule.', rows },
          columns: [
            ['Rule', ({ object, name }) => `${object}: ${name}`],
            ['What it does', ({ action }) => (action === 'block' ? 'Blocks' : 'Alerts')],
            ['State', ({ active }) => badge(active ? 'Active' : 'Inactive', active ? 'good' : 'plain')],
          ],
          actions: ({ id, object, name, active, action }) =>
            ruleButtons('duplicate-rules', { id, object, name, active }, { object, name, action }, act),
        }),
      ],
    ),
  ],
};

/** Setting a rule of the same name replaces it: that is how it is switched. */
function ruleButtons(
  path: string,
  { id, object, name, active }: { id: string; object: string; name: string; active: boolean },
  rule: object,
  act: Act,
): HTMLElement[] {
  const of = `${object}: ${name}`;
  const toggle = () => call('POST', path, { ...rule, active: !active });
  const switched = button(
    active ? 'Deactivate' : 'Activate',
    () => act(toggle, `${name} is ${active ? 'inactive' : 'active'}.`),
    { of },
  );
  switched.dataset['key'] = `switch ${of}`;
  const remove = () => call('DELETE', `${path}/${id}`);
  return [switched, button('Remove', () => act(remove, `${name} is removed.`), { of })];
}
