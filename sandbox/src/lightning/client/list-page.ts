import { ask } from './ask.ts';
import { element } from './element.ts';
import { page } from './platform/page.ts';
import { fieldValue } from './record-page.ts';
import type { ShownField } from './record-page.ts';

interface ShownList {
  label: string;
  columns: string[];
  rows: ShownField[][];
}

/** The records of an object that were made last. */
export async function listPage(object: string): Promise<{ title: string; content: Node }> {
  const { label, columns, rows } = await ask<ShownList>(`/lightning/data/lists/${object}`);
  const table = element(
    'table',
    { class: 'slds-table slds-table_cell-buffer slds-table_bordered' },
    element('caption', { class: 'slds-assistive-text' }, label),
    element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))),
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element(
          'tr',
          {},
          ...row.map((cell, index) =>
            element(index === 0 ? 'th' : 'td', index === 0 ? { scope: 'row' } : {}, fieldValue(cell)),
          ),
        ),
      ),
    ),
  );
  const content = element(
    'div',
    { class: 'slds-card' },
    element('h1', { class: 'slds-text-heading_medium slds-p-around_medium' }, label),
    rows.length > 0
      ? element('div', { class: 'inlet-scroll', tabindex: '0', role: 'region', 'aria-label': label }, table)
      : element('p', { class: 'slds-p-around_medium' }, page.texts['noRecords']),
  );
  return { title: label, content };
}
