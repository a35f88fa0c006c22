import { sentences, text, type Text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { everybodyIds, someIds, type CheckAnswer, type CheckId, type CheckState, type SetupPhase } from './check.ts';

/** The one sentence on top: what is wrong most, and what to do. */
export interface Verdict {
  state: CheckState;
  /** Whole: what is so, the fix, and what becomes of the bookings that wait. */
  sentence: Text;
  fix: Text | null;
  page: SetupPhase | null;
  setupUrl: string | null;
  waiting: number;
  held: number;
  /** The check that decided; null where none did. */
  checkId: CheckId | null;
}

type Words = 'verdict.closed' | 'verdict.waits' | 'verdict.some';

/**
 * In which order causes speak: who cannot log in is not told of a field. It is the article's, but that what lies with the
 * user comes before the connection that breaks because of it.
 */
export const decisionOrder: [CheckId, Words][] = [
  ['apiUser.active', 'verdict.closed'],
  ['apiUser.apiEnabled', 'verdict.closed'],
  ['apiUser.profile', 'verdict.closed'],
  ['platform.apiVersion', 'verdict.closed'],
  ['connection', 'verdict.closed'],
  ['package.version', 'verdict.closed'],
  ['apiUser.licence', 'verdict.closed'],
  ['apiUser.permissionSet', 'verdict.closed'],
  ['usage.daily', 'verdict.waits'],
  ['storage', 'verdict.waits'],
  ['usage.concurrent', 'verdict.waits'],
  ['platform.maintenance', 'verdict.waits'],
  ['backlog', 'verdict.waits'],
  ['apiUser.access', 'verdict.some'],
  ['apiUser.events', 'verdict.some'],
];

/** From the answers of the checks alone, and what waits. Pure. */
export function verdict(facts: Pick<Facts, 'bookings'>, answers: ReadonlyMap<CheckId, CheckAnswer>): Verdict {
  const { waiting, held } = facts.bookings;
  const said = (id: CheckId, state: 'broken' | 'warning', key: Words | 'verdict.warning'): Verdict => {
    const { finding, fix, page, setupUrl } = answers.get(id)!;
    const rest = state === 'broken' && key !== 'verdict.some' ? afterwards(waiting, 0) : afterwards(0, held);
    const parts = [text(key, { what: finding }), ...(fix ? [fix] : []), ...rest];
    return { state, sentence: sentences(...parts), fix, page, setupUrl, waiting, held, checkId: id };
  };
  const stateOf = (id: CheckId) => answers.get(id)?.state;
  for (const [id, key] of decisionOrder) if (stateOf(id) === 'broken') return said(id, 'broken', key);
  const byBlocked = (ids: readonly CheckId[]) =>
    ids.toSorted((a, b) => (answers.get(b)?.blocked ?? 0) - (answers.get(a)?.blocked ?? 0));
  const [some] = byBlocked(someIds.filter((id) => stateOf(id) === 'broken'));
  if (some) return said(some, 'broken', 'verdict.some');
  const [amber] = byBlocked([...everybodyIds, ...someIds].filter((id) => stateOf(id) === 'warning'));
  if (amber) return said(amber, 'warning', 'verdict.warning');
  const isUnchecked = stateOf('apiUser.active') === 'unknown';
  return {
    state: isUnchecked ? 'unknown' : 'ok',
    sentence: isUnchecked
      ? sentences(text('verdict.unknown', { what: answers.get('apiUser.active')!.finding }))
      : sentences(text('verdict.ok'), ...afterwards(waiting, held)),
    ...{ fix: null, page: null, setupUrl: null, waiting, held, checkId: null },
  };
}

function afterwards(waiting: number, held: number): Text[] {
  return [
    ...(waiting > 0 ? [text('verdict.waiting', { count: waiting })] : []),
    ...(held > 0 ? [text('verdict.held', { count: held })] : []),
  ];
}
