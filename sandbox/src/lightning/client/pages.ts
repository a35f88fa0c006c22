import { createElement } from 'lwc';
// @ts-expect-error Made by the build: the package's components by name.
import { components } from 'inlet/components';
import { element } from './element.ts';
import { listPage } from './list-page.ts';
import type { PageReference } from './page-reference.ts';
import { page } from './platform/page.ts';
import { recordPage } from './record-page.ts';
import { followPage } from './router.ts';

/** Shows the page of the address. The same tab with another state stays as it is: its component is told by the wire. */
export function startPages(main: HTMLElement): void {
  let shown = '';
  followPage((reference) => {
    markTab(reference);
    const key = JSON.stringify([reference.type, reference.attributes]);
    if (key === shown) return;
    const isFirst = shown === '';
    shown = key;
    void show(main, reference, () => shown === key).then(() => {
      // A page that was gone to begins at its start, also for a screen reader.
      if (!isFirst && shown === key) main.focus();
    });
  });
}

async function show(main: HTMLElement, reference: PageReference, isCurrent: () => boolean): Promise<void> {
  const { title, content } = await pageOf(reference).catch((error: unknown) => ({
    title: page.texts['error'] ?? '',
    content: message(error instanceof Error ? error.message : String(error)),
  }));
  if (!isCurrent()) return;
  document.title = `${title} | ${page.appLabel}`;
  main.replaceChildren(content);
}

async function pageOf({ type, attributes }: PageReference): Promise<{ title: string; content: Node }> {
  if (type === 'standard__recordPage') {
    const { objectApiName = '', recordId = '' } = attributes;
    return recordPage(objectApiName, recordId, component);
  }
  if (type === 'standard__objectPage') return listPage(attributes['objectApiName'] ?? '');
  const tab = page.tabs.find(({ name }) => name === attributes['apiName']);
  if (!tab) throw new Error((page.texts['noTab'] ?? '').replace('{0}', attributes['apiName'] ?? ''));
  return { title: tab.label, content: component(tab.component, {}) };
}

/** A component of the package with its public properties. */
function component(name: string, properties: object): HTMLElement {
  const is = (components as Map<string, unknown>).get(name);
  if (!is) return message((page.texts['noComponent'] ?? '').replace('{0}', name));
  const tag = `c-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return Object.assign(createElement(tag, { is }) as HTMLElement, properties);
}

function message(text: string): HTMLElement {
  return element(
    'div',
    { class: 'slds-card slds-p-around_medium inlet-message', role: 'alert' },
    element('h1', { class: 'slds-text-heading_medium' }, page.texts['error']),
    element('p', {}, text),
  );
}

function markTab({ attributes }: PageReference): void {
  for (const item of document.querySelectorAll('[data-tab]')) {
    const isHere = [attributes['apiName'], attributes['objectApiName']].includes(item.getAttribute('data-tab') ?? '');
    item.classList.toggle('slds-is-active', isHere);
    const link = item.querySelector('a');
    if (isHere) link?.setAttribute('aria-current', 'page');
    else link?.removeAttribute('aria-current');
  }
}
