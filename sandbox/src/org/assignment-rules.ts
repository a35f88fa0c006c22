import type { Draft, OrgContext } from './org-context.ts';
import { rowFailure } from './row-failure.ts';
import { normaliseId } from '../schema/index.ts';

/**
 * Gives a Lead or Case to the user or queue of the assignment rule, whoever was named as its owner. `true` runs the
 * active rule, an id that rule. Runs on updates too: REST's header defaults to TRUE for both.
 */
export function applyAssignmentRule(org: OrgContext, draft: Draft, autoAssign: boolean | string): void {
  if (autoAssign === false || (draft.type.name !== 'Lead' && draft.type.name !== 'Case')) return;
  const rules = org.rules.assignment().filter((rule) => rule.object === draft.type.name);
  if (autoAssign === true) {
    const active = rules.find((rule) => rule.active);
    if (active) draft.record['OwnerId'] = active.assignTo;
    return;
  }
  const named = rules.find((rule) => rule.id === normaliseId(autoAssign));
  if (!named) throw rowFailure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  draft.record['OwnerId'] = named.assignTo;
}
