import type { BookingMessage } from './booking.ts';

/** Which booking of a chain took the place of which. */
export interface ChainLinks {
  hasPredecessor(id: string): boolean;
  predecessorsOf(id: string): ReadonlySet<string>;
  /**
   * The bookings of the set from which no other of the set is reached, going from replaced to replacing; of those that
   * replace one another in a circle, all. Never empty unless the set is.
   */
  tipsAmong(ids: ReadonlySet<string>): Set<string>;
  /** How many replacements lie between each booking that leads to `id` and `id` itself (which has 0). */
  distancesTo(id: string): Map<string, number>;
}

const none: ReadonlySet<string> = new Set();

/** The ids that can be reached, with the number of steps; in no deeper a stack than one call, however long the chain. */
function reach(from: string, next: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const steps = new Map([[from, 0]]);
  // A Map may grow while it is walked: what is added is visited, nearest first.
  for (const [id, distance] of steps) {
    for (const neighbour of next.get(id) ?? none) {
      if (!steps.has(neighbour)) steps.set(neighbour, distance + 1);
    }
  }
  return steps;
}

/** The links that the messages state, from either side; a booking that names itself links nothing. */
export function chainLinks(messages: BookingMessage[]): ChainLinks {
  const successors = new Map<string, Set<string>>();
  const predecessors = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  const link = (older: string | undefined, newer: string | undefined) => {
    if (older === undefined || newer === undefined || older === newer) return;
    add(successors, older, newer);
    add(predecessors, newer, older);
  };
  for (const message of messages) {
    link(message.replaces, message.externalId);
    link(message.externalId, message.replacedBy);
  }
  return {
    hasPredecessor: (id) => predecessors.has(id),
    predecessorsOf: (id) => predecessors.get(id) ?? none,
    distancesTo: (id) => reach(id, predecessors),
    tipsAmong(ids) {
      const tips = new Set<string>();
      const settled = new Set<string>();
      for (const id of ids) {
        // From any booking straight to the farthest that it leads to: a long chain is walked twice, not once a booking.
        let at: string | undefined = id;
        while (at !== undefined && !settled.has(at)) {
          const ahead: string[] = [...reach(at, successors).keys()].filter((other) => ids.has(other));
          const behind = reach(at, predecessors);
          const farthest = ahead.findLast((other) => !behind.has(other));
          // Nothing lies ahead but what also leads here: the booking itself, or a circle.
          if (farthest === undefined) for (const other of ahead) tips.add(other);
          for (const other of behind.keys()) settled.add(other);
          at = farthest;
        }
      }
      return tips;
    },
  };
}
