import { newId } from '../schema/index.ts';
import type { RecordTypeSummary } from '../schema/index.ts';
import type { Field, NewField, NewObject, SObjectType } from '../schema/types.ts';
import { checkedPermissionSet } from './access/check-permission-set.ts';
import { accessOfHolder, forgetProfileFields, profileFields, setFieldAccess } from './access/field-access.ts';
import type { FieldAccess, Holder } from './access/field-access.ts';
import type { PermissionSetDefinition } from './access/permission-set.ts';
import { PermissionSets } from './access/permission-sets.ts';
import { UserLogins } from './access/user-logins.ts';
import { checkSharing, DEFAULT_SHARING } from './access/sharing.ts';
import type { SharedObject, Sharing } from './access/sharing.ts';
import { UserAccesses } from './access/user-accesses.ts';
import type { UserAccess } from './access/user-accesses.ts';
import type { TabVisibility } from './access/user-rights.ts';
import {
  addCustomField,
  addedFields,
  adjustCustomField,
  changeCustomField,
  indexFields,
  loadCustomFields,
  removeCustomField,
} from './custom-fields.ts';
import { changeStandardField, loadFieldChanges } from './field-changes.ts';
import { addCustomObject, loadCustomObjects, removeCustomObject } from './custom-objects.ts';
import { AuditTrail } from './audit-trail.ts';
import { Automations } from './automation.ts';
import { checkNewAutomation } from './automation-rules.ts';
import { checkCalculation } from './check-calculation.ts';
import { objectNamed } from './find-target.ts';
import type { OrgContext } from './org-context.ts';
import { featuresOf, setFeatures } from './org-features.ts';
import { OrgDatabase } from './org-database.ts';
import type { StoredRecord } from './org-database.ts';
import { dataStorage, limitSettings, setLimit } from './org-limits.ts';
import { OrgRules } from './org-rules.ts';
import { OrgSchema } from './org-schema.ts';
import { SEED, SEEDED_IDS, seedOrg } from './seed.ts';
import { automationChange, fieldAccessChange, fieldChange, validationRuleChange } from './setup-changes.ts';
import { followSetup } from './setup-records.ts';
import { putTaken, queuesOf, removeQueue, setQueue, takesObject } from './queues.ts';
import { RecordTypes } from './record-types.ts';
import { ApiError } from './types.ts';
import type {
  AssignmentRule,
  Automation,
  Caller,
  DuplicateRule,
  FieldChange,
  LimitSettings,
  NewAutomation,
  NewQueue,
  NewRecordType,
  OrgFeatures,
  Queue,
  RecordTypeDefinition,
  SetupChange,
  ValidationRule,
} from './types.ts';
import { checkNewRule } from './validation-rules.ts';

const CLOCK = 'clock';
const SETTING = 'setting/';
const SHARING = 'access/sharing';
/** The documents that the schema is made of. */
const SETUP = ['custom-objects', 'features', 'field-changes', 'fields', 'record-types'];

/** The part of an org that an admin sets up: fields, rules, permissions, sharing; the clock and the settings. */
export class OrgSetup {
  protected readonly database: OrgDatabase;
  readonly #accesses: UserAccesses;
  readonly #rules: OrgRules;
  readonly #automations: Automations;
  readonly #auditTrail: AuditTrail;
  readonly #permissionSets: PermissionSets;
  readonly #userLogins: UserLogins;
  readonly #recordTypes: RecordTypes;
  #schema = new OrgSchema();
  #clockOffset = 0;

  /** `setup` is what another org has of objects, fields and features. Without a directory the org ends with its process. Throws when another process has the directory open. */
  constructor({ directory, setup = {} }: { directory?: string; setup?: Record<string, unknown> } = {}) {
    this.database = new OrgDatabase(directory);
    for (const [key, document] of Object.entries(setup)) this.database.writeDocument(key, document);
    this.#rules = new OrgRules(this.database, (prefix) => this.newId(prefix));
    this.#automations = new Automations(this.database, (prefix) => this.newId(prefix));
    const ofRecords = {
      database: this.database,
      newId: (prefix: string) => this.newId(prefix),
      now: () => this.now(),
    };
    this.#auditTrail = new AuditTrail(ofRecords);
    this.#permissionSets = new PermissionSets(ofRecords);
    this.#userLogins = new UserLogins(ofRecords);
    this.#accesses = new UserAccesses({
      database: this.database,
      permissionSets: this.#permissionSets,
      sharing: () => this.sharing(),
    });
    this.#recordTypes = new RecordTypes({
      database: this.database,
      schema: () => this.#schema,
      newId: (prefix) => this.newId(prefix),
      now: () => this.now(),
    });
    this.#clockOffset = this.database.readDocument<number>(CLOCK) ?? 0;
    this.#loadSchema();
    if (this.database.records.count('Organization') === 0) this.#seed();
    else this.followUsers();
    // The queue of an org that was kept from before queues told what they take.
    if (this.database.records.count('QueueSobject') === 0) putTaken(this.context(), SEED.leadQueue, 'Lead');
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
    const type = this.existing(object);
    checkCalculation(this.context(), type, field);
    this.transaction(() => {
      addCustomField(this.database, this.#schema, type, field);
      this.#noteField(type.name, field.name, 'created');
    });
  }

  /** Throws ApiError when there is no such custom field or the change is not possible. */
  changeField(object: string, field: NewField): void {
    const type = this.existing(object);
    checkCalculation(this.context(), type, field);
    this.transaction(() => {
      changeCustomField(this.database, this.#schema, type, field);
      this.#noteField(type.name, field.name, 'changed');
    });
  }

  /** Takes the field, its values and the access to it away. Throws ApiError when there is no such custom field. */
  removeField(object: string, name: string): void {
    const type = this.existing(object);
    const field = this.#schema.field(type.name, name)?.name ?? name;
    this.#noteField(type.name, name, 'deleted');
    removeCustomField(this.database, this.#schema, type, name);
    const names = this.#schema.objectsSharing(type.name).map((one) => `${one}.${field}`);
    this.#permissionSets.forgetFields(names);
    forgetProfileFields(this.database, names);
  }

  setupDocuments(): Record<string, unknown> {
    const documents = SETUP.map((key) => [key, this.database.readDocument(key)] as const);
    return Object.fromEntries(documents.filter(([, document]) => document !== undefined));
  }

  addObject(object: NewObject): void {
    this.transaction(() => addCustomObject(this.database, this.#schema, object));
    indexFields(this.database, this.#schema);
  }

  removeObject(name: string): void {
    const type = this.existing(name);
    if (!type.custom) throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', `${type.name} is a standard object.`);
    for (const one of this.objects()) {
      const bound = one.fields.filter(
        ({ custom, name: field, referenceTo }) =>
          custom && field.endsWith('__c') && (one === type || referenceTo.includes(type.name)),
      );
      for (const field of bound) this.removeField(one.name, field.name);
    }
    this.transaction(() => removeCustomObject(this.database, this.#schema, type.name));
    this.#permissionSets.forgetObject(type.name);
  }

  features(): OrgFeatures {
    return featuresOf(this.database);
  }

  setFeatures(changes: Partial<OrgFeatures>): OrgFeatures {
    const before = this.features();
    const parts = { database: this.database, schema: this.#schema, recordTypes: this.#recordTypes };
    try {
      return this.transaction(() => setFeatures(parts, changes));
    } catch (error) {
      this.#schema.setFeatures(before);
      throw error;
    } finally {
      indexFields(this.database, this.#schema);
    }
  }

  adjustField(object: string, name: string, change: FieldChange): void {
    const type = this.existing(object);
    const { field } = this.#named(object, name);
    this.transaction(() => {
      if (field.custom) adjustCustomField(this.database, this.#schema, type, field, change);
      else changeStandardField(this.database, this.#schema, type.name, field, change);
      this.#noteField(type.name, field.name, 'changed');
    });
  }

  fieldAccess(userId: string, object: string, name: string): FieldAccess {
    const { type, field } = this.#named(object, name);
    return this.access({ userId }).rights.field(type, field);
  }

  setFieldAccess(object: string, name: string, access: FieldAccess, holder: Holder): void {
    const named = this.#named(object, name);
    const accessOf = (userId: string) => this.fieldAccess(userId, object, name);
    const parts = { database: this.database, permissionSets: this.#permissionSets, accessOf };
    const from = accessOfHolder(parts, named, holder);
    this.transaction(() => {
      setFieldAccess(parts, named, access, holder);
      this.#noteFieldAccess(named, { from, to: access }, holder);
    });
  }

  limitedFields(userId: string): { field: string; access: FieldAccess }[] {
    const profile = this.database.records.get('User', userId)?.['ProfileId'];
    const profileName = String(this.database.records.get('Profile', String(profile))?.['Name']);
    const names = this.permissionSetsOf(userId);
    const said = [
      ...Object.keys(profileFields(this.database)[profileName] ?? {}),
      ...this.permissionSets()
        .filter((set) => names.includes(set.name))
        .flatMap((set) => set.fieldPermissions.filter(({ editable }) => !editable).map(({ field }) => field)),
    ];
    return [...new Set(said)].sort().flatMap((field) => {
      const [object = '', name = ''] = field.split('.');
      const access = this.fieldAccess(userId, object, name);
      return access === 'edit' ? [] : [{ field, access }];
    });
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
    this.#assign(userId, name, true);
  }

  unassignPermissionSet(userId: string, name: string): void {
    this.#assign(userId, name, false);
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

  hasApplication(userId: string, name: string): boolean {
    return this.access({ userId }).rights.hasApplication(name);
  }

  tabVisibility(userId: string, tab: string): TabVisibility {
    return this.access({ userId }).rights.tab(tab);
  }

  queues(): Queue[] {
    return queuesOf(this.context());
  }

  setQueue(queue: NewQueue): Queue {
    return this.transaction(() => setQueue(this.context(), queue));
  }

  removeQueue(id: string): boolean {
    return this.transaction(() => removeQueue(this.context(), id));
  }

  recordTypes(): RecordTypeDefinition[] {
    return this.#recordTypes.all();
  }

  setRecordType(recordType: NewRecordType): RecordTypeDefinition {
    return this.transaction(() => this.#recordTypes.set(recordType));
  }

  removeRecordType(id: string): boolean {
    return this.transaction(() => this.#recordTypes.remove(id));
  }

  recordTypesSeenBy({ userId }: Caller, object: string): RecordTypeSummary[] {
    return this.#recordTypes.summaries(object, userId);
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
    return this.transaction(() => {
      const added = this.#rules.addValidation({ ...rule, object });
      this.noteSetupChange(validationRuleChange(this.existing(object), added, 'new'));
      return added;
    });
  }

  activateValidationRule(id: string, active: boolean): ValidationRule | undefined {
    const before = this.#rules.validation().find((rule) => rule.id === id);
    return this.transaction(() => {
      const changed = this.#rules.activateValidation(id, active);
      if (changed && before?.active !== active) {
        this.noteSetupChange(validationRuleChange(this.existing(changed.object), changed, 'active'));
      }
      return changed;
    });
  }

  removeValidationRule(id: string): boolean {
    const rule = this.#rules.validation().find((one) => one.id === id);
    return this.transaction(() => {
      if (rule) this.noteSetupChange(validationRuleChange(this.existing(rule.object), rule, 'removed'));
      return this.#rules.remove('validation', id);
    });
  }

  assignmentRules(): AssignmentRule[] {
    return this.#rules.assignment();
  }

  setAssignmentRule(rule: Omit<AssignmentRule, 'id'>): AssignmentRule {
    const isQueue = this.database.records.get('Group', rule.assignTo) !== undefined;
    if (isQueue && !takesObject(this.context(), rule.assignTo, rule.object)) {
      const message = `The queue takes no ${rule.object}: add the object to the queue, or assign to another.`;
      throw new ApiError(400, 'INVALID_OPERATION', message, ['assignTo']);
    }
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

  automations(): Automation[] {
    return this.#automations.all();
  }

  setAutomation(automation: NewAutomation): Automation {
    checkNewAutomation(this.context(), automation);
    const object = this.existing(automation.object).name;
    return this.transaction(() => {
      const set = this.#automations.set({ ...automation, object });
      this.noteSetupChange(automationChange(set, set.version === 1 ? 'new' : 'active'));
      return set;
    });
  }

  activateAutomation(id: string, active: boolean): Automation | undefined {
    return this.transaction(() => {
      const changed = this.#automations.activate(id, active);
      if (changed) this.noteSetupChange(automationChange(changed, 'active'));
      return changed;
    });
  }

  removeAutomation(id: string): boolean {
    const one = this.#automations.all().find((automation) => automation.id === id);
    return this.transaction(() => {
      if (one) this.noteSetupChange(automationChange(one, 'removed'));
      return this.#automations.remove(id);
    });
  }

  replaceRows(object: string, rows: readonly StoredRecord[]): void {
    this.transaction(() => {
      for (const { Id } of [...this.database.records.all(object)]) this.database.remove(object, Id);
      for (const row of rows) this.database.put(object, row);
    });
  }

  noteSetupChange(change: SetupChange, userId?: string): void {
    this.#auditTrail.add(change, userId);
  }

  limitSettings(): LimitSettings {
    return limitSettings(this.database);
  }

  setLimit(name: string, change: { used?: number; max?: number } | null): void {
    setLimit(this.database, name, change);
  }

  dataStorage(): { used: number; max: number } {
    return dataStorage(this.context());
  }

  setReadOnly(IsReadOnly: boolean): void {
    const record = this.database.records.get('Organization', SEED.organization);
    if (record && (record['IsReadOnly'] === true) !== IsReadOnly) {
      this.database.put('Organization', { ...record, IsReadOnly });
    }
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
    this.#loadSchema();
    this.#seed();
    // What was on an object that the console made went with it.
    for (const { object, field } of fields) if (this.object(object)) this.addField(object, field);
    // A grant on a field that went with the reset went with it.
    const stands = (field: string) => this.#schema.field(field.split('.')[0] ?? '', field.split('.')[1] ?? '');
    for (const definition of sets) {
      const fieldPermissions = definition.fieldPermissions.filter(({ field }) => stands(field) !== undefined);
      this.savePermissionSet({ ...definition, fieldPermissions });
    }
    for (const { id, names } of assigned) for (const name of names) this.#permissionSets.assign(id, name);
    // What the reset itself did is nothing that an admin did.
    this.#auditTrail.clear();
  }

  close(): void {
    this.database.close();
  }

  protected context(): OrgContext {
    return {
      database: this.database,
      schema: this.#schema,
      rules: this.#rules,
      automations: this.#automations,
      auditTrail: this.#auditTrail,
      recordTypes: this.#recordTypes,
      now: () => this.now(),
      newId: (keyPrefix) => this.newId(keyPrefix),
    };
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
    followSetup(this.database, this.sharing());
    this.#userLogins.followUsers();
  }

  #assign(userId: string, name: string, isAssigned: boolean): void {
    const had = this.permissionSetsOf(userId).some((one) => one.toLowerCase() === name.toLowerCase());
    this.transaction(() => {
      if (isAssigned) this.#permissionSets.assign(userId, name);
      else this.#permissionSets.unassign(userId, name);
      if (had === isAssigned) return;
      const id = this.#permissionSets.idOf(name);
      if (id !== undefined) this.#auditTrail.addAssignment(id, userId, isAssigned);
    });
  }

  #noteField(object: string, name: string, verb: 'created' | 'changed' | 'deleted'): void {
    const type = this.existing(object);
    const field = this.#schema.field(type.name, name);
    if (field) this.noteSetupChange(fieldChange(type, field, verb));
  }

  #noteFieldAccess(
    { type, field }: { type: SObjectType; field: Field },
    change: { from: FieldAccess; to: FieldAccess },
    holder: Holder,
  ): void {
    const user = 'userId' in holder ? this.database.records.get('User', holder.userId) : undefined;
    const ofUser = this.database.records.get('Profile', String(user?.['ProfileId']))?.['Name'];
    const profile = 'profile' in holder ? holder.profile : String(ofUser);
    this.noteSetupChange(fieldAccessChange(type, field, change, { holder, profile }));
  }

  #named(object: string, name: string): { type: SObjectType; field: Field } {
    const type = this.existing(object);
    const field = this.#schema.field(type.name, name);
    if (!field) throw new ApiError(404, 'NOT_FOUND', `${type.name} has no field ${name}.`);
    return { type, field };
  }

  #loadSchema(): void {
    loadCustomObjects(this.database, this.#schema);
    this.#schema.setFeatures(featuresOf(this.database));
    loadFieldChanges(this.database, this.#schema);
    loadCustomFields(this.database, this.#schema);
    this.#recordTypes.followSchema();
  }

  #seed(): void {
    this.transaction(() => {
      seedOrg(this.context());
      putTaken(this.context(), SEED.leadQueue, 'Lead');
      this.followUsers();
    });
  }
}
