import { ask } from './ask.ts';
import { element } from './element.ts';
import { page } from './platform/page.ts';

export interface ShownField {
  label: string;
  text: string;
  /** Where the value leads to, for links to records and the web. */
  url?: string;
}

interface ShownRecord {
  object: string;
  objectLabel: string;
  name: string;
  fields: ShownField[];
}

type MakeComponent = (name: string, properties: object) => HTMLElement;

/** A record as its user may see it: its name, its fields, and the package's components for its object. */
export async function recordPage(
  object: string,
  id: string,
  component: MakeComponent,
): Promise<{ title: string; content: Node }> {
  const record = await ask<ShownRecord>(`/lightning/data/records/${object}/${id}`);
  const details = element(
    'dl',
    { class: 'inlet-fields slds-p-around_medium' },
    ...record.fields.map((field) =>
      element(
        'div',
        {},
        element('dt', { class: 'slds-text-color_weak' }, field.label),
        element('dd', {}, fieldValue(field)),
      ),
    ),
  );
  const own = (page.recordComponents[record.object] ?? []).map((name) =>
    component(name, { recordId: id, objectApiName: record.object }),
  );
  const content = element(
    'div',
    { class: 'inlet-record' },
    element(
      'header',
      { class: 'slds-page-header slds-page-header_record-home' },
      element('p', { class: 'slds-text-title' }, record.objectLabel),
      element('h1', { class: 'slds-page-header__title' }, record.name),
    ),
    element(
      'div',
      { class: 'inlet-record__columns' },
      element(
        'section',
        { class: 'slds-card', 'aria-label': page.texts['details'] },
        element('h2', { class: 'slds-text-heading_small slds-p-around_medium' }, page.texts['details']),
        details,
      ),
      own.length > 0 && element('div', {}, ...own),
    ),
  );
  return { title: record.name, content };
}

/** A value as text or link. */
export function fieldValue({ text, url }: ShownField): Node | string {
  if (!url) return text;
  const isOutside = !url.startsWith('/');
  return element('a', { href: url, ...(isOutside && { target: '_blank', rel: 'noopener noreferrer' }) }, text);
}
