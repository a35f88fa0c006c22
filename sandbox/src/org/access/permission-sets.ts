import { formatDateTime } from '../field-values.ts';
import type { OrgDatabase, StoredRecord, Value } from '../org-database.ts';
import { userPermissions } from '../../schema/user-permissions.ts';
import { ApiError } from '../types.ts';
import type { PermissionSetDefinition } from './permission-set.ts';
import { profileGrants } from './profiles.ts';

const DEFINITIONS = 'access/permission-sets';
const ENTITIES = 'access/entities';
const GRANTS = ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'];

interface Options {
  database: OrgDatabase;
  newId: (prefix: string) => string;
  now: () => Date;
}

/**
 * The permission sets of the org. Their definitions are kept as a document, which is what access is decided by; the
 * records PermissionSet, ObjectPermissions, FieldPermissions and SetupEntityAccess follow it. Who has them is told by
 * the records PermissionSetAssignment alone, for these come by the API too. Each profile owns a hidden one.
 */
export class PermissionSets {
  readonly #database: OrgDatabase;
  readonly #newId: (prefix: string) => string;
  readonly #now: () => Date;

  constructor({ database, newId, now }: Options) {
    this.#database = database;
    this.#newId = newId;
    this.#now = now;
  }

  all(): PermissionSetDefinition[] {
    return this.#database.readDocument<PermissionSetDefinition[]>(DEFINITIONS) ?? [];
  }

  /** Adds or replaces. A replaced one keeps its id and its assignments. */
  save(definition: PermissionSetDefinition): void {
    this.#database.transaction(() => {
      const others = this.all().filter(({ name }) => name !== definition.name);
      this.#database.writeDocument(DEFINITIONS, [...others, definition]);
      const before = this.#record(definition.name);
      const id = before?.Id ?? this.#newId('0PS');
      this.#put('PermissionSet', id, {
        Name: definition.name,
        Label: definition.label,
        IsCustom: true,
        IsOwnedByProfile: false,
        Type: 'Regular',
        ...permissionColumns(new Set(definition.userPermissions)),
      });
      this.#dropGrants(id);
      this.#putGrants(id, definition);
    });
  }

  /** Takes it away from everybody who has it. Whether there was one. */
  remove(name: string): boolean {
    const record = this.#record(name);
    if (!record) return false;
    this.#database.transaction(() => {
      this.#database.writeDocument(
        DEFINITIONS,
        this.all().filter((definition) => definition.name !== record['Name']),
      );
      this.#dropGrants(record.Id);
      for (const id of this.#ids('PermissionSetAssignment', 'PermissionSetId', record.Id)) {
        this.#database.remove('PermissionSetAssignment', id);
      }
      this.#database.remove('PermissionSet', record.Id);
    });
    return true;
  }

  /** Takes the access to fields that are no more out of every permission set. */
  forgetFields(names: string[]): void {
    for (const definition of this.all()) {
      const kept = definition.fieldPermissions.filter(({ field }) => !names.includes(field));
      if (kept.length < definition.fieldPermissions.length) this.save({ ...definition, fieldPermissions: kept });
    }
  }

  /** Takes the access to an object that is no more out of every permission set. */
  forgetObject(name: string): void {
    for (const definition of this.all()) {
      const kept = definition.objectPermissions.filter(({ object }) => object !== name);
      if (kept.length < definition.objectPermissions.length) this.save({ ...definition, objectPermissions: kept });
    }
  }

  /** Having it already is no error. Throws ApiError when there is no such permission set or user. */
  assign(userId: string, name: string): void {
    const record = this.#existing(name);
    if (!this.#database.records.get('User', userId)) {
      throw new ApiError(404, 'NOT_FOUND', `The org has no user ${userId}.`);
    }
    if (this.#assignment(userId, record.Id)) return;
    this.#putAssignment(userId, record.Id);
  }

  /** Throws ApiError when there is no such permission set. */
  unassign(userId: string, name: string): void {
    const assignment = this.#assignment(userId, this.#existing(name).Id);
    if (assignment) this.#database.remove('PermissionSetAssignment', assignment);
  }

  /** Undefined when there is no such permission set. */
  idOf(name: string): string | undefined {
    return this.#record(name)?.Id;
  }

  /** Names of the permission sets that a user has, the profile's left out. */
  namesOf(userId: string): string[] {
    return this.#ids('PermissionSetAssignment', 'AssigneeId', userId).flatMap((id) => {
      const assignment = this.#database.records.get('PermissionSetAssignment', id);
      const set = this.#database.records.get('PermissionSet', String(assignment?.['PermissionSetId']));
      return !set || set['IsOwnedByProfile'] === true ? [] : [String(set['Name'])];
    });
  }

  /** Gives every profile its hidden permission set, and every user that of the own profile and of no other. */
  followProfiles(): void {
    this.#database.transaction(() => {
      const { records } = this.#database;
      const owned = new Map<string, string>();
      for (const set of records.all('PermissionSet')) {
        if (typeof set['ProfileId'] === 'string') owned.set(set['ProfileId'], set.Id);
      }
      for (const profile of records.all('Profile')) {
        if (!owned.has(profile.Id)) owned.set(profile.Id, this.#putProfileSet(profile));
      }
      const hidden = new Set(owned.values());
      for (const user of records.all('User')) {
        const wanted = owned.get(String(user['ProfileId']));
        for (const id of this.#ids('PermissionSetAssignment', 'AssigneeId', user.Id)) {
          const held = String(records.get('PermissionSetAssignment', id)?.['PermissionSetId']);
          if (hidden.has(held) && held !== wanted) this.#database.remove('PermissionSetAssignment', id);
        }
        if (wanted !== undefined && !this.#assignment(user.Id, wanted)) this.#putAssignment(user.Id, wanted);
      }
    });
  }

  #putProfileSet(profile: StoredRecord): string {
    const id = this.#newId('0PS');
    const grants = profileGrants(String(profile['Name']));
    this.#put('PermissionSet', id, {
      // A profile's own set is named by an id in real orgs too.
      Name: `X${profile.Id}`,
      Label: `X${profile.Id}`,
      IsCustom: false,
      IsOwnedByProfile: true,
      ProfileId: profile.Id,
      Type: 'Profile',
      ...permissionColumns(grants.userPermissions),
    });
    return id;
  }

  #existing(name: string): StoredRecord {
    const record = this.#record(name);
    if (!record) throw new ApiError(404, 'NOT_FOUND', `The org has no permission set ${name}.`);
    return record;
  }

  #record(name: string): StoredRecord | undefined {
    for (const record of this.#database.records.all('PermissionSet')) {
      const isIt = String(record['Name']).toLowerCase() === name.toLowerCase();
      if (isIt && record['IsOwnedByProfile'] !== true) return record;
    }
    return undefined;
  }

  #assignment(userId: string, permissionSetId: string): string | undefined {
    return this.#ids('PermissionSetAssignment', 'AssigneeId', userId).find(
      (id) => this.#database.records.get('PermissionSetAssignment', id)?.['PermissionSetId'] === permissionSetId,
    );
  }

  #putAssignment(AssigneeId: string, PermissionSetId: string): void {
    this.#put('PermissionSetAssignment', this.#newId('0Pa'), { PermissionSetId, AssigneeId, IsActive: true });
  }

  #putGrants(ParentId: string, definition: PermissionSetDefinition): void {
    for (const { object, ...may } of definition.objectPermissions) {
      const granted = {
        PermissionsCreate: may.create,
        PermissionsRead: may.read,
        PermissionsEdit: may.edit,
        PermissionsDelete: may.delete,
        PermissionsViewAllRecords: may.viewAll,
        PermissionsModifyAllRecords: may.modifyAll,
      };
      if (!Object.values(granted).includes(true)) continue;
      this.#put('ObjectPermissions', this.#newId('110'), { ParentId, SobjectType: object, ...granted });
    }
    for (const { field, readable, editable } of definition.fieldPermissions) {
      if (!readable) continue;
      this.#put('FieldPermissions', this.#newId('01k'), {
        ParentId,
        SobjectType: field.split('.')[0] ?? null,
        Field: field,
        PermissionsRead: true,
        PermissionsEdit: editable,
      });
    }
    const entities = [
      ['ApexClass', '01p', definition.classAccesses],
      ['CustomPermission', '0CP', definition.customPermissions],
      ['TabSet', '02u', definition.applications],
      ['ExternalCredentialParameter', '0pq', definition.externalCredentialPrincipals],
    ] as const;
    for (const [SetupEntityType, prefix, names] of entities) {
      for (const name of names) {
        const SetupEntityId = this.#entityId(SetupEntityType, prefix, name);
        this.#put('SetupEntityAccess', this.#newId('0J0'), { ParentId, SetupEntityId, SetupEntityType });
      }
    }
  }

  /** Classes, apps and the like are no records here; each still has one id, whichever permission set names it. */
  #entityId(type: string, prefix: string, name: string): string {
    const ids = this.#database.readDocument<Record<string, string>>(ENTITIES) ?? {};
    const key = `${type}/${name}`;
    const id = ids[key] ?? this.#newId(prefix);
    this.#database.writeDocument(ENTITIES, { ...ids, [key]: id });
    return id;
  }

  #dropGrants(permissionSetId: string): void {
    for (const object of GRANTS) {
      for (const id of this.#ids(object, 'ParentId', permissionSetId)) this.#database.remove(object, id);
    }
  }

  #ids(object: string, field: string, value: string): string[] {
    return [...(this.#database.records.find(object, field, value) ?? [])];
  }

  #put(object: string, Id: string, values: Record<string, Value>): void {
    const now = formatDateTime(this.#now());
    const before = this.#database.records.get(object, Id);
    const CreatedDate = before?.['CreatedDate'] ?? now;
    const audit = { CreatedDate, LastModifiedDate: now, SystemModstamp: now };
    this.#database.put(object, { Id, IsDeleted: false, ...values, ...audit });
  }
}

function permissionColumns(granted: ReadonlySet<string>): Record<string, boolean> {
  return Object.fromEntries(userPermissions.map(({ name }) => [`Permissions${name}`, granted.has(name)]));
}
