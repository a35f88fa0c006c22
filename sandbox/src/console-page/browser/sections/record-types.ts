import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { form } from '../form.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

/** Objects that a booking, or an admin of Inlet, gives a record type. */
const OBJECTS = ['Lead', 'Contact', 'Account', 'Event', 'Case', 'Opportunity'];

const ADMIN = 'System Administrator';

export const recordTypeSection: Section = {
  id: 'record-types',
  title: 'Record types',
  purpose: 'Kinds of records of one object. New records get the default of their maker’s profile.',
  inlet:
    'without a record type of its own, a new record gets the default of the API User’s profile; one that is inactive, or that the API User does not have, is refused.',
  parts: ({ act, done }) => [
    part(
      () => 'form',
      () => [
        form({
          name: 'Make-a-record-type',
          inputs: [
            { name: 'object', label: 'Object', kind: 'select', options: OBJECTS.map((one) => [one, one]) },
            { name: 'name', label: 'Record type name', value: 'Partner' },
            {
              ...{ name: 'whose', label: 'Who has it', kind: 'select' },
              options: [
                ['all', 'Everybody'],
                [ADMIN, 'Administrators only'],
              ],
            },
            {
              ...{ name: 'default', label: 'Default for new records', kind: 'select' },
              options: [
                ['no', 'No'],
                ['yes', 'Yes'],
              ],
            },
          ],
          submit: 'Make the record type',
          onSubmit: async ({ object, name, whose = 'all', default: isDefault }) => {
            const assignedTo = whose === 'all' ? null : [whose];
            await call('POST', 'record-types', { object, name, assignedTo, default: isDefault === 'yes' });
            return `${object} has the record type ${name}.`;
          },
          onDone: done,
        }),
      ],
    ),
    part(
      ({ recordTypes }) => recordTypes,
      (rows) => [
        table({
          ...{ caption: 'Record types', empty: 'No object has a record type.', rows },
          columns: [
            ['Record type', ({ object, name }) => `${object}: ${name}`],
            ['API name', ({ developerName }) => developerName],
            ['Who has it', ({ assignedTo }) => assignedTo?.join(', ') ?? 'Everybody'],
            ['Default', ({ defaultFor }) => (defaultFor.length > 0 ? 'Yes' : 'No')],
            ['State', ({ active }) => badge(active ? 'Active' : 'Inactive', active ? 'good' : 'plain')],
          ],
          actions: ({ id, object, name, active, assignedTo }) => {
            const of = `${object}: ${name}`;
            const toggle = () => call('POST', `record-types/${id}`, { active: !active });
            const said = `${of} is ${active ? 'inactive' : 'active'}.`;
            const switched = button(active ? 'Deactivate' : 'Activate', () => act(toggle, said), { of });
            switched.dataset['key'] = `switch ${of}`;
            const remove = () => call('DELETE', `record-types/${id}`);
            const isTaken = assignedTo !== null;
            const give = () => call('POST', `record-types/${id}`, { assignedTo: isTaken ? null : [ADMIN] });
            const had = isTaken ? `Everybody has ${of}.` : `Administrators only have ${of}.`;
            const given = button(isTaken ? 'Give to everybody' : 'Take from users', () => act(give, had), { of });
            given.dataset['key'] = `give ${of}`;
            return [switched, given, button('Remove', () => act(remove, `${of} is removed.`), { of })];
          },
        }),
      ],
    ),
  ],
};
