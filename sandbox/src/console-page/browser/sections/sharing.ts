import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const WORDS: Record<string, string> = {
  private: 'Private',
  read: 'Public Read Only',
  readWrite: 'Public Read/Write',
  controlledByParent: 'Controlled by Parent',
};

export const sharingSection: Section = {
  id: 'sharing',
  title: 'Sharing',
  purpose: 'Org-wide defaults: what users may do with records that others own.',
  inlet:
    'sees all Leads, Contacts, Accounts and Cases by its permission set. With Activity private it cannot change events that others own, unless it is above them in the role hierarchy.',
  parts: ({ act }) => [
    part(
      ({ sharing }) => sharing,
      (rows) => [
        table({
          ...{ caption: 'Org-wide defaults', empty: '', rows },
          columns: [
            ['Object', ({ object }) => object],
            ['Default', ({ access }) => WORDS[access] ?? access],
          ],
          actions: ({ object, access, choices }) => {
            const options = choices.map((one) =>
              element('option', { value: one, selected: one === access }, WORDS[one] ?? one),
            );
            const select = element(
              'select',
              { class: 'slds-select', 'aria-label': `New default of ${object}` },
              ...options,
            );
            const change = () => call('POST', 'sharing', { object, access: select.value });
            return [
              select,
              button('Set', () => act(change, `${object}: ${WORDS[select.value]}.`), {
                of: `the default of ${object}`,
              }),
            ];
          },
        }),
      ],
    ),
  ],
};
