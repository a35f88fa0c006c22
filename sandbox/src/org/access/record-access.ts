import { masterOf } from '../../schema/master.ts';
import type { SObjectType } from '../../schema/types.ts';
import type { OrgDatabase } from '../org-database.ts';
import type { OrgSchema } from '../org-schema.ts';
import type { StoredRecord } from '../record-store.ts';
import type { SharedObject, Sharing } from './sharing.ts';
import type { UserRights } from './user-rights.ts';

export type Action = 'read' | 'edit' | 'delete';

interface Options {
  database: OrgDatabase;
  schema: OrgSchema;
  rights: UserRights;
  sharing: Record<SharedObject, Sharing>;
}

type Verdict = (action: Action, id: string) => boolean;

/**
 * Which records a user may read, edit and delete: the owner's and, through the role hierarchy, those of users below;
 * what View All and Modify All give; the org-wide defaults for the rest. There are no sharing rules, teams and manual
 * shares.
 */
export class RecordAccess {
  readonly #database: OrgDatabase;
  readonly #schema: OrgSchema;
  readonly #rights: UserRights;
  readonly #sharing: Record<SharedObject, Sharing>;
  #below: ReadonlySet<string> | undefined;

  constructor({ database, schema, rights, sharing }: Options) {
    this.#database = database;
    this.#schema = schema;
    this.#rights = rights;
    this.#sharing = sharing;
  }

  can(action: Action, type: SObjectType, record: StoredRecord): boolean {
    return this.#can(action, type, record, (next, id) => this.#canParent(next, id));
  }

  /** Tests rows of an object one by one; undefined when the user reads all of them. For one query: it remembers parents. */
  reader(type: SObjectType): ((record: StoredRecord) => boolean) | undefined {
    const { read, viewAll } = this.#rights.object(type);
    const master = this.#schema.object(masterOf(type)?.object ?? '');
    if (read && master && master !== type && this.reader(master) === undefined) return undefined;
    const sharing = this.#sharingOf(type);
    if (read && (viewAll || (sharing === undefined && !master) || sharing === 'read' || sharing === 'readWrite'))
      return undefined;
    const parents = new Map<string, boolean>();
    const verdict: Verdict = (action, id) => {
      const known = parents.get(id) ?? this.#canParent(action, id);
      parents.set(id, known);
      return known;
    };
    return (record) => this.#can('read', type, record, verdict);
  }

  #can(action: Action, type: SObjectType, record: StoredRecord, parent: Verdict): boolean {
    const rights = this.#rights.object(type);
    if (!rights[action]) return false;
    if (rights.modifyAll || (action === 'read' && rights.viewAll)) return true;
    const sharing = this.#sharingOf(type);
    const master = masterOf(type);
    if (master) {
      const id = record[master.field];
      return typeof id === 'string' && parent(action === 'read' ? 'read' : 'edit', id);
    }
    if (sharing === undefined || this.#isOwnedBelow(record)) return true;
    switch (sharing) {
      case 'read':
        return action === 'read';
      case 'readWrite':
        // Public Read/Write lets nobody delete what others own.
        return action !== 'delete';
      case 'private':
      case 'controlledByParent':
        return this.#follows(sharing, action, type, record, parent);
    }
  }

  /**
   * An activity is read by whoever reads a record that it is about, also when activities are private; it is edited that
   * way only when they are controlled by their parents, and then [K] by all of them.
   */
  #follows(sharing: Sharing, action: Action, type: SObjectType, record: StoredRecord, parent: Verdict): boolean {
    const isActivity = type.name === 'Event' || type.name === 'Task';
    if (isActivity && record['IsPrivate'] === true) return false;
    if (sharing === 'private' && !(isActivity && action === 'read')) return false;
    const fields = isActivity ? ['WhoId', 'WhatId'] : ['AccountId'];
    const ids = fields.map((field) => record[field]).filter((id) => typeof id === 'string');
    if (ids.length === 0) return false;
    return action === 'read' ? ids.some((id) => parent(action, id)) : ids.every((id) => parent(action, id));
  }

  #canParent(action: Action, id: string): boolean {
    const type = this.#schema.objectOfId(id);
    const record = type && this.#database.records.get(type.name, id);
    return record !== undefined && this.can(action, type as SObjectType, record);
  }

  #sharingOf({ name }: SObjectType): Sharing | undefined {
    if (name === 'Event' || name === 'Task') return this.#sharing.Activity;
    return (this.#sharing as Record<string, Sharing | undefined>)[name];
  }

  #isOwnedBelow({ OwnerId }: StoredRecord): boolean {
    if (OwnerId === this.#rights.userId) return true;
    this.#below ??= new Set([
      ...usersBelow(this.#database, this.#rights.userId),
      ...queuesOfUser(this.#database, this.#rights.userId),
    ]);
    return typeof OwnerId === 'string' && this.#below.has(OwnerId);
  }
}

/** Queues that the user is a member of: what they own is the user's, too. */
function queuesOfUser({ records }: OrgDatabase, userId: string): string[] {
  const ids = [...(records.find('GroupMember', 'UserOrGroupId', userId) ?? [])];
  return ids.map((id) => String(records.get('GroupMember', id)?.['GroupId']));
}

/** Users whose role is below that of the user. Nobody for a user without a role. */
function usersBelow({ records }: OrgDatabase, userId: string): Set<string> {
  const roles = new Set<string>();
  let next = [records.get('User', userId)?.['UserRoleId']].filter((id) => typeof id === 'string');
  while (next.length > 0) {
    const above = new Set(next);
    next = [...records.all('UserRole')]
      .filter((role) => above.has(String(role['ParentRoleId'])) && !roles.has(role.Id))
      .map(({ Id }) => Id);
    for (const id of next) roles.add(id);
  }
  const users = roles.size === 0 ? [] : [...records.all('User')];
  return new Set(users.filter((user) => roles.has(String(user['UserRoleId']))).map(({ Id }) => Id));
}
