import type { OrgDatabase } from '../org-database.ts';
import type { OrgSchema } from '../org-schema.ts';
import type { PermissionSets } from './permission-sets.ts';
import { RecordAccess } from './record-access.ts';
import type { Sharing, SharedObject } from './sharing.ts';
import { systemRights, userRights } from './user-rights.ts';
import type { UserRights } from './user-rights.ts';
import { VisibleSchema } from './visible-schema.ts';
import type { SchemaView } from './visible-schema.ts';

/** All that decides what one user may do. */
export interface UserAccess {
  readonly rights: UserRights;
  readonly schema: SchemaView;
  readonly records: RecordAccess;
}

const DECIDING = [
  'Organization',
  'User',
  'GroupMember',
  'Profile',
  'UserRole',
  'PermissionSet',
  'PermissionSetAssignment',
];

interface Options {
  database: OrgDatabase;
  permissionSets: PermissionSets;
  sharing: () => Record<SharedObject, Sharing>;
}

/** Each user's access, worked out once and again only after something that decides it has changed. */
export class UserAccesses {
  readonly #database: OrgDatabase;
  readonly #permissionSets: PermissionSets;
  readonly #sharing: () => Record<SharedObject, Sharing>;
  readonly #known = new Map<string, UserAccess>();
  #stamp = '';

  constructor({ database, permissionSets, sharing }: Options) {
    this.#database = database;
    this.#permissionSets = permissionSets;
    this.#sharing = sharing;
  }

  of(schema: OrgSchema, userId: string): UserAccess {
    const stamp = `${this.#database.records.version(DECIDING)}/${this.#database.version('access/')}/${schema.version}`;
    if (stamp !== this.#stamp) {
      this.#known.clear();
      this.#stamp = stamp;
    }
    const access = this.#known.get(userId) ?? this.#workOut(schema, userId);
    this.#known.set(userId, access);
    return access;
  }

  #workOut(schema: OrgSchema, userId: string): UserAccess {
    const database = this.#database;
    const names = this.#permissionSets.namesOf(userId);
    const assigned = this.#permissionSets.all().filter(({ name }) => names.includes(name));
    // The org itself asks, too: who its users are, before anybody has signed in.
    const isOrg = database.records.get('Organization', userId) !== undefined;
    const rights = isOrg ? systemRights(userId) : userRights(database, schema, userId, assigned);
    return {
      rights,
      schema: new VisibleSchema(schema, rights),
      records: new RecordAccess({ database, schema, rights, sharing: this.#sharing() }),
    };
  }
}
