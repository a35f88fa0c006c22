import { element } from '../element.ts';

/** What was asked for once is there for every component of the page. */
const loaded = new Map<string, Promise<void>>();

/** `lightning/platformResourceLoader`: runs a script of a static resource, once a page. Rejects where it cannot be had. */
export function loadScript(_component: object, url: string): Promise<void> {
  return once(url, () => element('script', { src: url }));
}

/** Applies a style sheet of a static resource to the page, once. Rejects where it cannot be had. */
export function loadStyle(_component: object, url: string): Promise<void> {
  return once(url, () => element('link', { rel: 'stylesheet', href: url }));
}

function once(url: string, make: () => HTMLElement): Promise<void> {
  const known = loaded.get(url);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const made = make();
    made.addEventListener('load', () => resolve());
    made.addEventListener('error', () => {
      loaded.delete(url);
      made.remove();
      reject(new Error(`The static resource ${url} could not be loaded.`));
    });
    document.head.append(made);
  });
  loaded.set(url, loading);
  return loading;
}
