import { newId } from '../schema/index.ts';
import type { NewField, SObjectType } from '../schema/types.ts';
import { checkedPermissionSet } from './access/check-permission-set.ts';
import type { PermissionSetDefinition } from './access/permission-set.ts';
import { PermissionSets } from './access/permission-sets.ts';
import { UserLogins } from './access/user-logins.ts';
import { checkSharing, DEFAULT_SHARING } from './access/sharing.ts';
import type { SharedObject, Sharing } from './access/sharing.ts';
import { UserAccesses } from './access/user-accesses.ts';
import type { UserAccess } from './access/user-accesses.ts';
import {
  addCustomField,
  addedFields,
  changeCustomField,
  loadCustomFields,
  removeCustomField,
} from './custom-fields.ts';
import { objectNamed } from './find-target.ts';
import type { OrgContext } from './org-context.ts';
import { OrgDatabase } from './org-database.ts';
import { OrgRules } from './org-rules.ts';
import { OrgSchema } from './org-schema.ts';
import { SEED, SEEDED_IDS, seedOrg } from './seed.ts';
import { followSetup } from './setup-records.ts';
import type { AssignmentRule, Caller, DuplicateRule, ValidationRule } from './types.ts';
import { checkNewRule } from './validation-rules.ts';

const CLOCK = 'clock';
const SETTING = 'setting/';
const SHARING = 'access/sharing';

/** The part of an org that an admin sets up: fields, rules, permissions, sharing; the clock and the settings. */
export class OrgSetup {
  protected readonly database: OrgDatabase;
  readonly #accesses: UserAccesses;
  readonly #rules: OrgRules;
  readonly #permissionSets: PermissionSets;
  readonly #userLogins: UserLogins;
  #schema = new OrgSchema();
  #clockOffset = 0;

  /** Without a directory the org ends with its process. Throws when another process has the directory open. */
  constructor({ directory }: { directory?: string } = {}) {
    this.database = new OrgDatabase(directory);
    this.#rules = new OrgRules(this.database, (prefix) => this.newId(prefix));
    const ofRecords = {
      database: this.database,
      newId: (prefix: string) => this.newId(prefix),
      now: () => this.now(),
    };
    this.#permissionSets = new PermissionSets(ofRecords);
    this.#userLogins = new UserLogins(ofRecords);
    this.#accesses = new UserAccesses({
      database: this.database,
      permissionSets: this.#permissionSets,
      sharing: () => this.sharing(),
    });
    this.#clockOffset = this.database.readDocument<number>(CLOCK) ?? 0;
    loadCustomFields(this.database, this.#schema);
    if (this.database.records.count('Organization') === 0) this.#seed();
    else this.followUsers();
  }

  now(): Date {
    return new Date(Date.now() + this.#clockOffset);
  }

  setClockOffset(milliseconds: number): void {
    this.database.writeDocument(CLOCK, milliseconds);
    this.#clockOffset = milliseconds;
  }

  objects(): SObjectType[] {
    return this.#schema.objects();
  }

  object(name: string): SObjectType | undefined {
    return this.#schema.object(name);
  }

  objectsSeenBy(caller: Caller): SObjectType[] {
    return this.access(caller).schema.objects();
  }

  objectSeenBy(caller: Caller, name: string): SObjectType | undefined {
    return this.access(caller).schema.object(name);
  }

  /** Throws ApiError when the object is unknown or the field is not well described. */
  addField(object: string, field: NewField): void {
    addCustomField(this.database, this.#schema, this.existing(object), field);
  }

  /** Throws ApiError when there is no such custom field or the change is not possible. */
  changeField(object: string, field: NewField): void {
    const type = this.existing(object);
    this.transaction(() => changeCustomField(this.database, this.#schema, type, field));
  }

  /** Takes the field, its values and the access to it away. Throws ApiError when there is no such custom field. */
  removeField(object: string, name: string): void {
    const type = this.existing(object);
    const field = this.#schema.field(type.name, name)?.name ?? name;
    removeCustomField(this.database, this.#schema, type, name);
    this.#permissionSets.forgetFields(this.#schema.objectsSharing(type.name).map((one) => `${one}.${field}`));
  }

  permissionSets(): PermissionSetDefinition[] {
    return this.#permissionSets.all();
  }

  savePermissionSet(definition: PermissionSetDefinition): void {
    this.#permissionSets.save(checkedPermissionSet(this.#schema, definition));
  }

  removePermissionSet(name: string): boolean {
    return this.#permissionSets.remove(name);
  }

  assignPermissionSet(userId: string, name: string): void {
    this.#permissionSets.assign(userId, name);
  }

  unassignPermissionSet(userId: string, name: string): void {
    this.#permissionSets.unassign(userId, name);
  }

  permissionSetsOf(userId: string): string[] {
    return this.#permissionSets.namesOf(userId);
  }

  hasUserPermission(userId: string, name: string): boolean {
    return this.access({ userId }).rights.has(name);
  }

  isFrozen(userId: string): boolean {
    return this.#userLogins.isFrozen(userId);
  }

  hasCustomPermission(userId: string, name: string): boolean {
    return this.access({ userId }).rights.hasCustomPermission(name);
  }

  hasClassAccess(userId: string, apexClass: string): boolean {
    return this.access({ userId }).rights.hasClass(apexClass);
  }

  sharing(): Record<SharedObject, Sharing> {
    return { ...DEFAULT_SHARING, ...this.database.readDocument<object>(SHARING) };
  }

  setSharing(object: SharedObject, value: Sharing): void {
    checkSharing(object, value);
    this.transaction(() => {
      this.database.writeDocument(SHARING, { ...this.sharing(), [object]: value });
      followSetup(this.database, this.sharing());
    });
  }

  validationRules(): ValidationRule[] {
    return this.#rules.validation();
  }

  /** Throws ApiError when the formula cannot run on the object. */
  addValidationRule(rule: Omit<ValidationRule, 'id'>): ValidationRule {
    checkNewRule(this.context(), rule);
    const object = this.existing(rule.object).name;
    return this.transaction(() => this.#rules.addValidation({ ...rule, object }));
  }

  activateValidationRule(id: string, active: boolean): ValidationRule | undefined {
    return this.transaction(() => this.#rules.activateValidation(id, active));
  }

  removeValidationRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('validation', id));
  }

  assignmentRules(): AssignmentRule[] {
    return this.#rules.assignment();
  }

  setAssignmentRule(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    return this.transaction(() => this.#rules.setAssignment(rule));
  }

  removeAssignmentRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('assignment', id));
  }

  duplicateRules(): DuplicateRule[] {
    return this.#rules.duplicate();
  }

  setDuplicateRule(rule: Omit<DuplicateRule, 'id'>): DuplicateRule {
    return this.transaction(() => this.#rules.setDuplicate(rule));
  }

  removeDuplicateRule(id: string): boolean {
    return this.transaction(() => this.#rules.remove('duplicate', id));
  }

  transaction<T>(work: () => T): T {
    return this.database.transaction(work);
  }

  readSetting<T>(key: string): T | undefined {
    return this.database.readDocument<T>(SETTING + key);
  }

  writeSetting(key: string, value: unknown): void {
    this.database.writeDocument(SETTING + key, value);
  }

  /**
   * Settings of the parts around the engine stay: each part resets its own. Fields to keep are named `Lead.Budget__c`,
   * those of activities by Event.
   */
  reset(kept?: { fields: ReadonlySet<string> }): void {
    const fields = addedFields(this.database).filter(({ object, field }) =>
      kept?.fields.has(`${object}.${field.name}`),
    );
    const sets = kept ? this.permissionSets() : [];
    const assigned = Object.values(SEED).map((id) => ({ id, names: kept ? this.permissionSetsOf(id) : [] }));
    this.database.clear((key) => key.startsWith(SETTING));
    this.#schema = new OrgSchema();
    this.#clockOffset = 0;
    loadCustomFields(this.database, this.#schema);
    this.#seed();
    for (const { object, field } of fields) this.addField(object, field);
    for (const definition of sets) this.savePermissionSet(definition);
    for (const { id, names } of assigned) for (const name of names) this.assignPermissionSet(id, name);
  }

  close(): void {
    this.database.close();
  }

  protected context(): OrgContext {
    return { database: this.database, schema: this.#schema, rules: this.#rules, now: () => this.now() };
  }

  /** What the caller may do. */
  protected access({ userId }: Caller): UserAccess {
    return this.#accesses.of(this.#schema, userId);
  }

  protected existing(object: string): SObjectType {
    return objectNamed(this.#schema, object);
  }

  protected newId(prefix: string): string {
    return newId(prefix, SEEDED_IDS + this.database.nextNumber(`id/${prefix}`));
  }

  /** To be called after users came or changed their profile. */
  protected followUsers(): void {
    this.#permissionSets.followProfiles();
    this.#userLogins.followUsers();
    followSetup(this.database, this.sharing());
  }

  #seed(): void {
    this.transaction(() => {
      seedOrg(this.context());
      this.followUsers();
    });
  }
}
