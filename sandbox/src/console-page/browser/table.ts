import { element } from './element.ts';

interface TableOptions<Row> {
  /** What the table lists: screen readers say it. */
  caption: string;
  /** Said instead of an empty table. */
  empty: string;
  rows: readonly Row[];
  columns: readonly (readonly [title: string, cell: (row: Row) => Node | string])[];
  /** Buttons at the end of each row. */
  actions?: (row: Row) => HTMLElement[];
}

/** The current entries, each with what can be done to it. On a narrow screen each is a block of its own. */
export function table<Row>({ caption, empty, rows, columns, actions }: TableOptions<Row>): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'console-empty' }, empty);
  const titles = [...columns.map(([title]) => title), ...(actions ? ['Actions'] : [])];
  return element(
    'table',
    { class: 'console-table slds-table slds-table_bordered' },
    element('caption', { class: 'slds-assistive-text' }, caption),
    element('thead', {}, element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)))),
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element(
          'tr',
          {},
          ...columns.map(([title, cell]) =>
            element('td', { 'data-title': title }, element('div', { class: 'console-cell' }, cell(row))),
          ),
          actions && element('td', {}, element('div', { class: 'console-actions' }, ...actions(row))),
        ),
      ),
    ),
  );
}

export function badge(text: string, kind: 'good' | 'bad' | 'plain' = 'plain'): HTMLElement {
  return element('span', { class: `console-badge console-badge_${kind}` }, text);
}
