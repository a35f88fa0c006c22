import { element } from './element.ts';

const SHOWN_MILLISECONDS = 8000;

/** Says what was done, to be seen and heard. */
export function notify(sentence: string): void {
  const notice = element('p', {}, sentence);
  document.querySelector('#notices')?.replaceChildren(notice);
  setTimeout(() => notice.remove(), SHOWN_MILLISECONDS);
}
