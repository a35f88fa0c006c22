import type { Facts, ReadingName } from '../facts/facts.ts';
import { apiUserChecks } from './api-user-checks.ts';
import { checkIds, everybodyIds, type CheckAnswer, type CheckId } from './check.ts';
import { connectionChecks } from './connection-checks.ts';
import type { CheckDefinition } from './definition.ts';
import { fieldChecks } from './field-checks.ts';
import { limitChecks } from './limit-checks.ts';
import { peopleChecks } from './people-checks.ts';
import { platformChecks } from './platform-checks.ts';
import { requiredFieldChecks } from './required-fields.ts';
import { ruleChecks } from './rule-checks.ts';

const byId = new Map(
  [
    ...connectionChecks,
    ...apiUserChecks,
    ...limitChecks,
    ...platformChecks,
    ...requiredFieldChecks,
    ...fieldChecks,
    ...ruleChecks,
    ...peopleChecks,
  ].map((check): [CheckId, CheckDefinition] => [check.id, check]),
);

/** All checks, in the order in which they are shown. */
export const checks: CheckDefinition[] = checkIds.map((id) => byId.get(id)!);

export function checkOfId(id: CheckId): CheckDefinition {
  return byId.get(id)!;
}

export function isForEverybody(id: CheckId): boolean {
  return (everybodyIds as readonly string[]).includes(id);
}

/** What the checks need of the org, together. */
export function readingsFor(ids: readonly CheckId[]): Set<ReadingName> {
  return new Set(ids.flatMap((id) => checkOfId(id).needs));
}

/** The answers of the checks, from facts alone. Pure. */
export function answers(facts: Facts, ids: readonly CheckId[] = checkIds): Map<CheckId, CheckAnswer> {
  return new Map(ids.map((id) => [id, checkOfId(id).answer(facts)]));
}
