import { confirmDialog } from '../confirm-dialog.ts';
import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';

const QUESTION =
  'Reset the org? All records, fields, rules, faults and the package go. Ids, users, keys and tokens stay.';

export const resetSection: Section = {
  id: 'reset',
  title: 'Reset the org',
  purpose: 'An empty org with the same id, users, app and tokens, without the package.',
  inlet: 'its bookings stay, but the records behind them are gone. Install the package again afterwards.',
  parts: ({ act }) => [
    part(
      () => 'button',
      () => {
        const reset = async () => {
          if (await confirmDialog(QUESTION, 'Reset')) act(() => call('POST', 'reset'), 'The org is empty.');
        };
        return [
          element(
            'div',
            { class: 'console-actions' },
            button('Reset the org', () => void reset(), { kind: 'destructive' }),
          ),
        ];
      },
    ),
  ],
};
