import {
  collectionSubrequest,
  mostCollectionRows,
  readCollection,
  type Collection,
} from '../../salesforce/collections.ts';
import { compositeLimits } from '../../salesforce/composite.ts';
import type { CallOptions, Salesforce, Subresponse } from '../../salesforce/types.ts';
import { sobjectOf } from '../../salesforce/person-account.ts';
import type { Operation, PersonPlan } from '../plan/plan.ts';
import { addReadBack, readBackQuery, valueOf } from './read-back.ts';

/**
 * What goes in one call: Accounts, which Contacts and Cases refer to; people and Cases; Events and campaign members, which
 * refer to those. A Person Account is both of the first two.
 */
const stages = [
  (object: string) => object === 'Account' || object === 'PersonAccount',
  (object: string) => object === 'Lead' || object === 'Contact' || object === 'Case',
  (object: string) => object === 'Event' || object === 'CampaignMember',
];

function stagesOf(plans: PersonPlan[]): Operation[][] {
  const operations = plans.flatMap((plan) => plan.operations);
  return stages.map((isOf) => operations.filter(({ object }) => isOf(object))).filter((stage) => stage.length > 0);
}

/** API calls that `sendCollections` takes for plans that fit. */
export function collectionCalls(plans: PersonPlan[]): number {
  return stagesOf(plans).length;
}

/** Operations that a collection can carry: saves of rows that are all different records, but for the Accounts that people share. */
export function fitsCollections(plans: PersonPlan[]): boolean {
  const operations = plans.flatMap((plan) => plan.operations);
  const targets = operations.filter(({ object }) => object !== 'Account').map(targetKey);
  return (
    // Invitations would take a third call, after the Events that they name.
    operations.every(({ action, object }) => action !== 'delete' && object !== 'EventRelation') &&
    new Set(targets).size === targets.length &&
    // One more is left for what is read back.
    stagesOf(plans).every((stage) => groups(stage).length < compositeLimits.queries)
  );
}

/**
 * Carries out many plans whose writes need headers: a /composite call of sObject Collections for each stage, whose headers
 * hold for all of their rows. Each row stands alone; an Event whose person failed is not sent.
 */
export async function sendCollections(
  salesforce: Salesforce,
  plans: PersonPlan[],
  options: CallOptions,
): Promise<Map<string, Subresponse>> {
  const answers = new Map<string, Subresponse>();
  for (const stage of stagesOf(plans)) await sendStage(salesforce, stage, answers, options);
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
  // The same write of several people: an Account that they share.
  const once = [...new Map(ready.map((operation) => [targetKey(operation), operation])).values()];
  const collections = groups(once).map((group, index) => toCollection(group, `collection${index}`, answers));
  if (collections.length === 0) return;
  const read = readBackQuery(ready);
  const requests = [...collections.map(collectionSubrequest), ...(read ? [read] : [])];
  const responses = await salesforce.composite(requests, options);
  collections.forEach((collection, index) => {
    for (const answer of readCollection(collection, responses[index]!)) answers.set(answer.referenceId, answer);
  });
  for (const operation of ready) {
    const sent = once.find((one) => targetKey(one) === targetKey(operation))!;
    const answer = answers.get(sent.reference)!;
    answers.set(operation.reference, { ...answer, referenceId: operation.reference });
  }
  addReadBack(ready, answers, responses);
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
    object: sobjectOf(object),
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
  return valueOf(answer.body, value.field ?? 'id') ?? undefined;
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
