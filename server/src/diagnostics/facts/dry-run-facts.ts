import type { DryRun } from '../dry-run/dry-run.ts';
import type { DryRunFact } from './facts.ts';

/** What the matrix shows of the latest test bookings; one by the rules of all pages is of no page. */
export function dryRunFacts(runs: DryRun[]): DryRunFact[] {
  return runs.map(({ page, at, objects }) => ({
    pageId: page?.id ?? null,
    at,
    objects: objects.flatMap(({ object, state, diagnoses: [first] }) =>
      state === 'broken' && first ? [{ object, state, sentence: first.sentence, fix: first.fix }] : [],
    ),
  }));
}
