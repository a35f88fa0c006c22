import { inWords, sentences, text, type Language, type Text } from '../texts/text.ts';
import { isForEverybody, checkOfId } from './checks/checks.ts';
import type { AnsweredCheck, CheckItem, SetupPhase } from './checks/check.ts';
import { howKey, questionKey } from './checks/definition.ts';
import type { MatrixCause } from './checks/matrix.ts';
import type { DiagnosticsAnswer } from './diagnostics-desk.ts';

/** What diagnostics says of an org, in words. */
export function diagnosticsView(answer: DiagnosticsAnswer, language: Language) {
  const { verdict, checkedAt, running, checks, matrix } = answer;
  const say = (said: Text) => inWords(sentences(said), language);
  const orNull = (said: Text | null) => said && say(said);
  const { state, sentence, fix, page, setupUrl, waiting, held, checkId } = verdict;
  return {
    verdict: {
      ...{ state, sentence: inWords(sentence, language), fix: orNull(fix), page: pageView(page), setupUrl },
      ...{ waiting, held, checkId },
    },
    checkedAt: checkedAt?.toISOString() ?? null,
    running,
    checks: checks.map((check) => checkView(check, language, say, orNull)),
    matrix: {
      objects: matrix.objects,
      pages: matrix.pages.map(({ cells, ...page }) => ({
        ...page,
        cells: cells.map(({ causes, ...cell }) => ({
          ...cell,
          causes: causes.map((cause) => causeView(cause, say, orNull)),
        })),
      })),
    },
  };
}

type Say = (said: Text) => string;
type OrNull = (said: Text | null) => string | null;

function checkView(check: AnsweredCheck, language: Language, say: Say, orNull: OrNull) {
  const { id, state, finding, meaning, fix, setupUrl, page, items, blocked, checkedAt, apiCalls } = check;
  return {
    id,
    scope: isForEverybody(id) ? ('everybody' as const) : ('some' as const),
    group: checkOfId(id).group,
    question: inWords(text(questionKey(id)), language),
    how: inWords(text(howKey(id)), language),
    ...{ state, finding: say(finding), meaning: orNull(meaning), fix: orNull(fix), setupUrl, page: pageView(page) },
    items: items.map((item) => itemView(item, say, orNull)),
    ...{ blocked, checkedAt: checkedAt?.toISOString() ?? null, apiCalls },
  };
}

function itemView({ finding, fix, ...item }: CheckItem, say: Say, orNull: OrNull) {
  return { ...item, finding: say(finding), fix: orNull(fix) };
}

function causeView({ sentence, fix, ...cause }: MatrixCause, say: Say, orNull: OrNull) {
  return { ...cause, sentence: say(sentence), fix: orNull(fix) };
}

function pageView(phase: SetupPhase | null): { phase: SetupPhase } | null {
  return phase && { phase };
}
