import { pageReferenceOf, urlOf } from './page-reference.ts';
import type { PageReference } from './page-reference.ts';

type Listener = (reference: PageReference) => void;

const listeners = new Set<Listener>();
let current = pageReferenceOf(new URL(location.href));

/** Where the page is now. */
export function currentPage(): PageReference | undefined {
  return current;
}

/** Calls the listener now and after each change, until the returned function is called. */
export function followPage(listener: Listener): () => void {
  listeners.add(listener);
  if (current) listener(current);
  return () => listeners.delete(listener);
}

/** Goes to a page of the shell without loading anew; anything else is a page of its own. */
export function goTo(reference: Parameters<typeof urlOf>[0], { replace = false } = {}): void {
  const url = new URL(urlOf(reference), location.href);
  if (reference.type === 'standard__webPage' && !isShellPage(url)) {
    window.open(url, '_blank', 'noopener');
    return;
  }
  goToUrl(url, { replace });
}

/** As `goTo`, by address. */
export function goToUrl(url: URL, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  changed();
}

/** Whether this page can show the address by itself. */
export function isShellPage(url: URL): boolean {
  return url.origin === location.origin && pageReferenceOf(url) !== undefined;
}

/** Follows the browser's Back and Forward, and links to pages of the shell. */
export function startRouter(): void {
  addEventListener('popstate', changed);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !link.href || (link.target && link.target !== '_self')) return;
    const url = new URL(link.href);
    // A fragment (the skip link) is the browser's own.
    if (!isShellPage(url) || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    goToUrl(url);
  });
}

function changed(): void {
  const next = pageReferenceOf(new URL(location.href));
  if (!next) return location.reload();
  current = next;
  for (const listener of [...listeners]) listener(next);
}
