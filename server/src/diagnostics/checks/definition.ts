import type { TextKey } from '../../texts/text.ts';
import type { Facts, ReadingName } from '../facts/facts.ts';
import type { CheckAnswer, CheckGroup, CheckId } from './check.ts';

/** A check: what it needs of the org beside our own stores, and what it makes of the facts. `answer` is pure. */
export interface CheckDefinition {
  id: CheckId;
  group: CheckGroup;
  needs: ReadingName[];
  answer: (facts: Facts) => CheckAnswer;
}

export function questionKey(id: CheckId): TextKey {
  return `check.${id}`;
}

/** How it is answered. */
export function howKey(id: CheckId): TextKey {
  return `check.${id}.how`;
}
