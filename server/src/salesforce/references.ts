import type { Subrequest } from './types.ts';

/** `@{lead.id}`, `@{search.records[0].Id}`: what the platform replaces by a part of an earlier answer. */
const reference = /^@\{(\w+)(?:\.\w+|\[\d+\])+\}$/;

/**
 * A body whose strings hold no reference but those that were meant. The platform reads `@{…}` anywhere in a body, and
 * documents no escape; so text of a booking that holds one would be replaced, or fail the whole record. A string that is
 * wholly a reference to another subrequest of the same call stays; anywhere else `@{` becomes `@ {`.
 */
export function withOwnReferences(
  body: Record<string, unknown>,
  referenceIds: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, safeValue(value, referenceIds)]));
}

/** All reference ids of one call. */
export function referenceIdsOf(subrequests: Subrequest[]): Set<string> {
  return new Set(subrequests.map((subrequest) => subrequest.referenceId));
}

function safeValue(value: unknown, referenceIds: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    if (!value.includes('@{')) return value;
    const target = reference.exec(value)?.[1];
    return target !== undefined && referenceIds.has(target) ? value : value.replaceAll('@{', '@ {');
  }
  if (Array.isArray(value)) return value.map((element) => safeValue(element, referenceIds));
  if (typeof value === 'object' && value !== null) return withOwnReferences({ ...value }, referenceIds);
  return value;
}
