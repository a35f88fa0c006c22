import type { OrgDatabase } from './org-database.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { rowFailure } from './row-failure.ts';
import { ApiError } from './types.ts';
import type { NewQueue, Queue } from './types.ts';

/** Standard objects whose records a queue can own; custom ones always can. */
const QUEUEABLE = ['Case', 'Lead', 'Task'];

/** Whether a queue takes records of an object. */
export function takesObject({ database: { records } }: Pick<OrgContext, 'database'>, queueId: string, object: string) {
  return [...(records.find('QueueSobject', 'QueueId', queueId) ?? [])].some(
    (id) => records.get('QueueSobject', id)?.['SobjectType'] === object,
  );
}

/** A queue takes an object that can have queues for owners, and takes it once. Throws a RowFailure. */
export function checkQueueSobject(org: OrgContext, { record, before }: Draft): void {
  const object = String(record['SobjectType']);
  if (!isQueueable(org, object)) {
    const message = `Sobject Type: bad value for restricted picklist field: ${object}`;
    throw rowFailure('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, ['SobjectType']);
  }
  if (before || !takesObject(org, String(record['QueueId']), object)) return;
  const message = 'duplicate value found: <unknown> duplicates value on record with id: <unknown>'; // [K]
  throw rowFailure('DUPLICATE_VALUE', message, []);
}

function isQueueable(org: OrgContext, object: string): boolean {
  return QUEUEABLE.includes(object) || org.schema.object(object)?.custom === true;
}

/** The queues of the org, by name. */
export function queuesOf({ database: { records } }: OrgContext): Queue[] {
  const inQueue = (object: string, field: string, queue: string, shown: string) =>
    [...(records.find(object, field, queue) ?? [])].map((id) => String(records.get(object, id)?.[shown]));
  return [...records.all('Group')]
    .filter((group) => group['Type'] === 'Queue' && !group.IsDeleted)
    .map(({ Id, Name, DeveloperName, Email }) => ({
      id: Id,
      name: String(Name),
      developerName: String(DeveloperName),
      email: typeof Email === 'string' ? Email : null,
      objects: inQueue('QueueSobject', 'QueueId', Id, 'SobjectType').sort(),
      members: inQueue('GroupMember', 'GroupId', Id, 'UserOrGroupId').sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Makes a queue, or changes the one of that name. Throws ApiError for an object that queues cannot take. */
export function setQueue(org: OrgContext, asked: NewQueue): Queue {
  const objects = asked.objects.map((name) => {
    const object = org.schema.object(name)?.name ?? name;
    if (isQueueable(org, object)) return object;
    const message = `Queues take ${QUEUEABLE.join(', ')} and custom objects, not ${name}.`;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['objects']);
  });
  for (const member of asked.members ?? []) {
    if (org.database.records.get('User', member)) continue;
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `The org has no user ${member}.`, ['members']);
  }
  const before = queuesOf(org).find((one) => one.developerName === asked.developerName);
  const id = before?.id ?? org.newId('00G');
  const group = { Name: asked.name, DeveloperName: asked.developerName, Type: 'Queue', Email: asked.email ?? null };
  org.database.put('Group', { Id: id, IsDeleted: false, ...org.database.records.get('Group', id), ...group });
  clear(org.database, id);
  for (const SobjectType of new Set(objects)) putTaken(org, id, SobjectType);
  for (const UserOrGroupId of new Set(asked.members ?? before?.members ?? [])) {
    org.database.put('GroupMember', { Id: org.newId('011'), IsDeleted: false, GroupId: id, UserOrGroupId });
  }
  return queuesOf(org).find((one) => one.id === id) as Queue;
}

/** Lets a queue take the records of an object. */
export function putTaken(org: Pick<OrgContext, 'database' | 'newId'>, QueueId: string, SobjectType: string): void {
  org.database.put('QueueSobject', { Id: org.newId('03g'), IsDeleted: false, QueueId, SobjectType });
}

/** Takes a queue away; false when there is none. Throws ApiError while it owns records. */
export function removeQueue(org: OrgContext, id: string): boolean {
  const group = org.database.records.get('Group', id);
  if (group?.['Type'] !== 'Queue') return false;
  for (const type of org.schema.objects()) {
    if (!org.schema.field(type.name, 'OwnerId')?.referenceTo.includes('Group')) continue;
    const owned = [...(org.database.records.find(type.name, 'OwnerId', id) ?? [])].filter(
      (one) => org.database.records.get(type.name, one)?.IsDeleted === false,
    );
    if (owned.length === 0) continue;
    const message = `The queue ${String(group['Name'])} owns ${owned.length} ${type.labelPlural}: give them another owner first.`;
    throw new ApiError(400, 'DELETE_FAILED', message);
  }
  clear(org.database, id);
  org.database.remove('Group', id);
  return true;
}

function clear(database: OrgDatabase, queueId: string): void {
  for (const [object, field] of [['QueueSobject', 'QueueId'] as const, ['GroupMember', 'GroupId'] as const]) {
    for (const id of [...(database.records.find(object, field, queueId) ?? [])]) database.remove(object, id);
  }
}
