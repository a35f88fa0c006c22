import {
  collectionSubrequest,
  mostCollectionRows,
  readCollection,
  type Collection,
} from '../../salesforce/collections.ts';
import { compositeLimits } from '../../salesforce/composite.ts';
import type { CallOptions, Salesforce, Subresponse } from '../../salesforce/types.ts';
import type { Operation, PersonPlan } from '../plan/plan.ts';

/** API calls that `sendCollections` takes for plans that fit: people and Cases, then the Events that name them. */
export const collectionCalls = 2;

/** Operations that a collection can carry: saves of rows that are all different records. */
export function fitsCollections(plans: PersonPlan[]): boolean {
  const operations = plans.flatMap((plan) => plan.operations);
  const targets = operations.map(targetKey);
  return (
    // Invitations would take a third call, after the Events that they name.
    operations.every(({ action, object }) => action !== 'delete' && object !== 'EventRelation') &&
    new Set(targets).size === targets.length &&
    [groups(operations.filter(isFirst)), groups(operations.filter(isSecond))].every(
      (stage) => stage.length <= compositeLimits.queries,
    )
  );
}

/**
 * Carries out many plans whose writes need headers: two /composite calls of sObject Collections, whose headers hold for
 * all of their rows. Each row stands alone; an Event whose person failed is not sent.
 */
export async function sendCollections(
  salesforce: Salesforce,
  plans: PersonPlan[],
  options: CallOptions,
): Promise<Map<string, Subresponse>> {
  const operations = plans.flatMap((plan) => plan.operations);
  const answers = new Map<string, Subresponse>();
  await sendStage(salesforce, operations.filter(isFirst), answers, options);
  await sendStage(salesforce, operations.filter(isSecond), answers, options);
  return answers;
}

async function sendStage(
  salesforce: Salesforce,
  operations: Operation[],
  answers: Map<string, Subresponse>,
  options: CallOptions,
): Promise<void> {
  const ready = operations.filter((operation) => {
    const isReady = Object.values(operation.values).every((value) => idOf(value, answers) !== undefined);
    if (!isReady) answers.set(operation.reference, halted(operation));
    return isReady;
  });
  const collections = groups(ready).map((group, index) => toCollection(group, `collection${index}`, answers));
  if (collections.length === 0) return;
  const responses = await salesforce.composite(collections.map(collectionSubrequest), options);
  collections.forEach((collection, index) => {
    for (const answer of readCollection(collection, responses[index]!)) answers.set(answer.referenceId, answer);
  });
}

/** Everything that others refer to. Events and campaign members refer to people and Cases, and nothing to them. */
function isFirst(operation: Operation): boolean {
  return !isSecond(operation);
}

function isSecond({ object }: Operation): boolean {
  return object === 'Event' || object === 'CampaignMember';
}

/** Operations that one collection may carry: same object, same way to find the record, same headers. */
function groups(operations: Operation[]): Operation[][] {
  const byKind = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { object, target, headers } = operation;
    const kind = JSON.stringify([object, keyOf(target), headers]);
    byKind.set(kind, [...(byKind.get(kind) ?? []), operation]);
  }
  return [...byKind.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / mostCollectionRows) }, (_, index) =>
      group.slice(index * mostCollectionRows, (index + 1) * mostCollectionRows),
    ),
  );
}

function toCollection(group: Operation[], referenceId: string, answers: Map<string, Subresponse>): Collection {
  const { object, target, headers } = group[0]!;
  return {
    referenceId,
    object,
    ...('field' in target ? { externalIdField: target.field } : {}),
    ...('isNew' in target ? { isNew: true } : {}),
    headers,
    rows: group.map((operation) => ({
      referenceId: operation.reference,
      ...('id' in operation.target ? { id: operation.target.id } : {}),
      ...('field' in operation.target ? { externalId: operation.target.value } : {}),
      values: Object.fromEntries(
        Object.entries(operation.values).map(([field, value]) => [field, idOf(value, answers)]),
      ),
    })),
  };
}

/** A value as it is sent: a reference becomes the id that its operation got, undefined when it got none. */
function idOf(value: Operation['values'][string], answers: Map<string, Subresponse>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const answer = answers.get(value.reference);
  if (!answer || answer.errors.length > 0) return undefined;
  return (answer.body as { id?: string } | null)?.id;
}

/** How records are found: by id, by the field of a key, or not at all. */
function keyOf(target: Operation['target']): string {
  return 'field' in target ? target.field : Object.keys(target)[0]!;
}

function targetKey({ object, target, reference }: Operation): string {
  if ('isNew' in target) return `${object} new ${reference}`;
  return 'id' in target ? `${object} ${target.id}` : `${object} ${target.field} ${target.value}`;
}

function halted({ reference }: Operation): Subresponse {
  const message = 'The record that it refers to was not saved.';
  return {
    referenceId: reference,
    status: 400,
    body: null,
    errors: [{ errorCode: 'PROCESSING_HALTED', message, fields: [] }],
  };
}
