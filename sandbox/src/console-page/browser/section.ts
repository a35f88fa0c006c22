import { Refused } from './console-api.ts';
import { element } from './element.ts';
import { notify } from './notices.ts';
import type { OrgState } from './org-state.ts';

/** Does something to the org, says what was done, and shows the org anew. */
export type Act = (work: () => Promise<unknown>, done: string) => void;

export interface Page {
  act: Act;
  /** Says a sentence and shows the org anew. */
  done(sentence: string): Promise<void>;
}

/** A piece of a section that is drawn again when what it shows has changed, and only then: input stays. */
export interface Part {
  draw(state: OrgState): Node[];
  /** What it shows; undefined: nothing. */
  of(state: OrgState): unknown;
}

export interface Section {
  id: string;
  title: string;
  /** What it does. */
  purpose: string;
  /** What Inlet does about it. */
  inlet: string;
  parts(page: Page): Part[];
}

/** Keeps the type of what is shown between `of` and `draw`. */
export function part<T>(of: (state: OrgState) => T, draw: (shown: T) => Node[]): Part {
  return { of, draw: (state) => draw(of(state)) };
}

export interface ShownSection {
  node: HTMLElement;
  update(state: OrgState): void;
}

export function showSection(
  { id, title, purpose, inlet, parts }: Section,
  readAnew: () => Promise<void>,
): ShownSection {
  const heading = element('h2', { id: `${id}-title`, tabindex: '-1' }, title);
  const problem = element('p', { class: 'console-problem', role: 'alert' });
  const done = async (sentence: string) => {
    problem.textContent = '';
    notify(sentence);
    await readAnew();
  };
  const act: Act = (work, sentence) => {
    problem.textContent = '';
    work()
      .then(() => done(sentence))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        problem.textContent = error.problems.map(({ message }) => message).join(' ') || error.message;
      });
  };
  const places = parts({ act, done }).map((piece) => ({ piece, node: element('div'), shown: '' }));
  const node = element(
    'section',
    { id, class: 'slds-card console-card', 'aria-labelledby': `${id}-title` },
    heading,
    element('p', { class: 'console-purpose' }, purpose),
    element('p', { class: 'console-inlet' }, element('strong', {}, 'Inlet: '), inlet),
    problem,
    ...places.map((place) => place.node),
  );
  const update = (state: OrgState) => {
    for (const place of places) {
      const shown = JSON.stringify(place.piece.of(state)) ?? '';
      if (shown === place.shown) continue;
      place.shown = shown;
      redraw(place.node, place.piece.draw(state), heading);
    }
  };
  return { node, update };
}

/** The focus stays at the same button; where that is gone, it goes to the heading rather than to the top of the page. */
function redraw(place: HTMLElement, nodes: Node[], heading: HTMLElement): void {
  const focused = document.activeElement;
  const hadFocus = focused instanceof HTMLElement && place.contains(focused);
  const key = hadFocus ? focused.dataset['key'] : undefined;
  place.replaceChildren(...nodes);
  if (!hadFocus) return;
  const same = [...place.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset['key'] === key);
  (same ?? heading).focus({ preventScroll: true });
}
