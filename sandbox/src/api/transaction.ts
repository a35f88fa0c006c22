import type { OrgEngine } from '../org/types.ts';

/** Runs the work in a transaction and undoes it when the verdict on its result is false. Returns the result anyway. */
export function keepIf<T>(org: OrgEngine, work: () => T, verdict: (result: T) => boolean): T {
  const undo: { result?: T } = {};
  try {
    return org.transaction(() => {
      const result = work();
      if (verdict(result)) return result;
      undo.result = result;
      throw new Rollback();
    });
  } catch (error) {
    if (error instanceof Rollback && 'result' in undo) return undo.result as T;
    throw error;
  }
}

class Rollback extends Error {}
