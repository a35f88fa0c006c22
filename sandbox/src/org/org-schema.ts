import { addCustomField, createSchema } from '../schema/index.ts';
import { customObject } from '../schema/custom-object.ts';
import { showRecordType, takesRecordTypes } from '../schema/record-type-field.ts';
import { showPersonAccounts } from '../schema/person-account.ts';
import type { Schema } from '../schema/index.ts';
import { child } from '../schema/sobject.ts';
import type { ChildRelationship, Field, NewField, NewObject, SObjectType } from '../schema/types.ts';
import type { OrgFeatures } from './types.ts';

/** One object with its fields and relationships by name, in lower case. */
export interface Lookups {
  type: SObjectType;
  fields: Map<string, Field>;
  relationships: Map<string, Field>;
  children: Map<string, ChildRelationship>;
}

/** The org's objects and fields by name. Names are case-insensitive, as in Salesforce. */
export class OrgSchema {
  readonly #schema: Schema = createSchema();
  readonly #byName = new Map<string, Lookups>();
  readonly #byPrefix = new Map<string, SObjectType>();
  /** Patterns of custom objects whose name is an auto-number. */
  readonly #names = new Map<string, string>();
  readonly #specs = new Map<string, NewField>();
  readonly #onlyGranted = new Set<string>();
  #features: OrgFeatures = { personAccounts: false };
  #version = 0;

  constructor() {
    for (const type of this.#schema.values()) this.#byPrefix.set(type.keyPrefix, type);
    this.#refresh();
  }

  objects(): SObjectType[] {
    return [...this.#schema.values()];
  }

  object(name: string): SObjectType | undefined {
    return this.#byName.get(name.toLowerCase())?.type;
  }

  /** The object that an id belongs to, by its first three characters. */
  objectOfId(id: string): SObjectType | undefined {
    return this.#byPrefix.get(id.slice(0, 3));
  }

  field(object: string, name: string): Field | undefined {
    return this.#byName.get(object.toLowerCase())?.fields.get(name.toLowerCase());
  }

  /** The reference field behind a relationship name: `Account` of Contact is AccountId. */
  relationship(object: string, name: string): Field | undefined {
    return this.#byName.get(object.toLowerCase())?.relationships.get(name.toLowerCase());
  }

  /** A child relationship by its plural name: `Contacts` of Account. */
  child(object: string, name: string): ChildRelationship | undefined {
    return this.#byName.get(object.toLowerCase())?.children.get(name.toLowerCase());
  }

  /** Changes with every field that comes, goes or changes. */
  get version(): number {
    return this.#version;
  }

  /** Whether a field is seen by those only to whom a permission set grants it: it came by deploy. */
  isOnlyGranted(object: string, field: Field): boolean {
    const whole = field.compoundFieldName ?? field.name;
    return this.#onlyGranted.has(`${object}.${whole}`);
  }

  /** A custom field in the words in which an admin made it, which say more than describe. */
  specOf(object: string, field: string): NewField | undefined {
    return this.#specs.get(`${object}.${field}`);
  }

  /** How an auto-number is written; undefined for a standard one and for any other field. */
  autoNumberOf(object: string, field: string): string | undefined {
    return this.specOf(object, field)?.autoNumber ?? (field === 'Name' ? this.#names.get(object) : undefined);
  }

  /** Throws an Error that says what is wrong with it. */
  addObject(object: NewObject, prefix: string): SObjectType {
    const type = customObject(object, prefix);
    if (this.object(type.name)) throw new Error(`The org already has an object ${type.name}.`);
    if (object.autoNumber !== undefined) this.#names.set(type.name, object.autoNumber);
    this.#schema.set(type.name, type);
    this.#byPrefix.set(prefix, type);
    if (object.activities === true) this.#relateActivities(type.name);
    this.#refresh();
    return type;
  }

  /** Takes a custom object away with whatever points to it. */
  removeObject(name: string): void {
    const object = this.#schema.get(name);
    if (!object) return;
    for (const type of this.#schema.values()) {
      const own = type.fields.filter((field) => field.custom && field.referenceTo.includes(name));
      for (const field of own) this.removeField(type.name, field.name);
      type.childRelationships = type.childRelationships.filter((one) => one.childSObject !== name);
      type.fields = type.fields.map((field) => ({
        ...field,
        referenceTo: field.referenceTo.filter((target) => target !== name),
      }));
    }
    this.#schema.delete(name);
    this.#byName.delete(name.toLowerCase());
    this.#byPrefix.delete(object.keyPrefix);
    this.#refresh();
  }

  #relateActivities(name: string): void {
    for (const activity of ACTIVITIES) {
      const field = this.#schema.get(activity)?.fields.find((one) => one.name === 'WhatId');
      if (field) field.referenceTo = [...field.referenceTo, name].sort();
      this.#schema.get(name)?.childRelationships.push(child(`${activity}s`, activity, 'WhatId', 'cascades'));
    }
  }

  /** Adds a custom field (to Event and Task together). Throws an Error that says what is wrong with it. */
  addField(object: string, field: NewField): void {
    addCustomField(this.#schema, object, field);
    for (const name of this.objectsSharing(object)) this.#specs.set(`${name}.${field.name}`, field);
    if (field.visible === false) {
      for (const name of this.objectsSharing(object)) this.#onlyGranted.add(`${name}.${field.name}`);
    }
    this.#refresh();
  }

  /** Has the fields of these features, and of no others. */
  setFeatures(features: OrgFeatures): void {
    this.#features = features;
    this.#refresh();
  }

  /** Shows RecordTypeId on these objects only. */
  showRecordTypes(objects: ReadonlySet<string>): void {
    for (const type of this.#schema.values()) {
      const isShown = type.fields.some(({ name }) => name === 'RecordTypeId');
      if (takesRecordTypes(type.name) && isShown !== objects.has(type.name))
        showRecordType(type, objects.has(type.name));
    }
    this.#refresh();
  }

  /** The objects that get an object's custom fields: itself, or Event and Task together. */
  objectsSharing(object: string): string[] {
    return ACTIVITIES.includes(object) ? ACTIVITIES : [object];
  }

  /** Puts another description in a field's place, on Event and Task together. */
  changeField(object: string, name: string, change: (field: Field) => Field): void {
    for (const one of this.objectsSharing(object)) {
      const type = this.#schema.get(one);
      if (type)
        type.fields = type.fields.map((field) =>
          field.name === name && isOf(object, one, field) ? change(field) : field,
        );
    }
    this.#refresh();
  }

  /** Removes a custom field wherever `addField` put it. */
  removeField(object: string, name: string): void {
    const objects = this.objectsSharing(object);
    for (const one of objects) {
      this.#onlyGranted.delete(`${one}.${name}`);
      this.#specs.delete(`${one}.${name}`);
    }
    for (const type of this.#schema.values()) {
      if (objects.includes(type.name)) {
        const isPart = (field: Field) => field.name === name || field.compoundFieldName === name;
        type.fields = type.fields.filter((field) => !isPart(field));
      }
      type.childRelationships = type.childRelationships.filter(
        (child) => !(objects.includes(child.childSObject) && child.field === name),
      );
    }
    this.#refresh();
  }

  #refresh(): void {
    this.#version++;
    showPersonAccounts(this.#schema, this.#features.personAccounts);
    for (const type of this.#schema.values()) this.#byName.set(type.name.toLowerCase(), lookups(type));
  }
}

/** A standard field of an activity is changed on that one only, a custom one on both. */
function isOf(asked: string, object: string, field: Field): boolean {
  return field.custom || asked === object;
}

const ACTIVITIES = ['Event', 'Task'];

/** Makes an object's names ready to be looked up. */
export function lookups(type: SObjectType): Lookups {
  const found: Lookups = { type, fields: new Map(), relationships: new Map(), children: new Map() };
  for (const field of type.fields) {
    found.fields.set(field.name.toLowerCase(), field);
    if (field.relationshipName) found.relationships.set(field.relationshipName.toLowerCase(), field);
  }
  for (const child of type.childRelationships) {
    if (child.relationshipName) found.children.set(child.relationshipName.toLowerCase(), child);
  }
  return found;
}

/** Fields by which records are found without a scan; what is only shown of other records is not kept to be found. */
export function isIndexed(field: Field): boolean {
  const isShownOnly = !field.createable && !field.updateable && ['email', 'phone'].includes(field.type);
  if (isShownOnly) return false;
  return field.externalId || field.unique || field.idLookup || ['reference', 'email', 'phone'].includes(field.type);
}
