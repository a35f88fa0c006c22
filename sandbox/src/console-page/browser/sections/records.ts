import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { RECORD_OBJECTS } from '../org-state.ts';
import type { OrgRecord } from '../org-state.ts';
import { part } from '../section.ts';
import type { Act, Section } from '../section.ts';
import { badge, table } from '../table.ts';

const shownTime = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
let chosen = 'Lead';

/** Whose records are shown. */
export function chosenObject(): string {
  return chosen;
}

export const recordSection: Section = {
  id: 'records',
  title: 'Records',
  purpose: 'The newest records. Deletes them, takes them out of the Recycle Bin, converts a Lead.',
  inlet:
    'a change of a booking whose Event was deleted is held, nothing is created again behind the back of a rep; a converted Lead is followed to its Contact.',
  parts: ({ act, done }) => [
    part(
      () => 'choice',
      () => {
        const select = element(
          'select',
          { class: 'slds-select', id: 'records-object' },
          ...RECORD_OBJECTS.map((object) => element('option', { value: object }, object)),
        );
        select.addEventListener('change', () => {
          chosen = select.value;
          void done(`Records of ${chosen}.`);
        });
        const label = element('label', { for: 'records-object' }, 'Object');
        return [element('div', { class: 'console-input console-input_alone' }, label, select)];
      },
    ),
    part(
      ({ records }) => records,
      ({ object, rows }) => [
        table({
          ...{ caption: `Newest records of ${object}`, empty: `The org has no ${object}.`, rows },
          columns: [
            ['Record', (record) => nameOf(object, record)],
            ['Detail', ({ detail }) => detailOf(detail)],
            ['Owner', ({ owner }) => owner],
            ['Created', ({ createdDate }) => shownTime.format(new Date(createdDate))],
            ['State', stateOf],
          ],
          actions: (record) => actionsFor(object, record, act),
        }),
      ],
    ),
  ],
};

function nameOf(object: string, { id, name, isDeleted }: OrgRecord): Node | string {
  return isDeleted ? name : element('a', { href: `/lightning/r/${object}/${id}/view`, 'data-key': id }, name);
}

function detailOf(detail: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(detail) ? shownTime.format(new Date(detail)) : detail;
}

function stateOf({ isDeleted, isConverted }: OrgRecord): Node | string {
  if (isDeleted) return badge('In the Recycle Bin', 'bad');
  return isConverted ? badge('Converted') : '';
}

function actionsFor(object: string, { id, name, isDeleted, isConverted }: OrgRecord, act: Act): HTMLElement[] {
  const of = `${object} ${name}`;
  const toggle = isDeleted
    ? button('Restore', () => act(() => call('POST', `records/${id}/restore`), `${name} is back.`), { of })
    : button('Delete', () => act(() => call('DELETE', `records/${id}`), `${name} is in the Recycle Bin.`), { of });
  toggle.dataset['key'] = `delete ${id}`;
  if (object !== 'Lead' || isDeleted || isConverted) return [toggle];
  const convert = () => call('POST', `leads/${id}/convert`, {});
  return [toggle, button('Convert', () => act(convert, `${name} is a Contact with an Account now.`), { of })];
}
