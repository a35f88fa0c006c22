import type { ChildRelationship, Field, SObjectType } from '../../schema/types.ts';
import { lookups } from '../org-schema.ts';
import type { Lookups, OrgSchema } from '../org-schema.ts';
import type { UserRights } from './user-rights.ts';

/** The names that a query or a save may use. */
export type SchemaView = Pick<OrgSchema, 'objects' | 'object' | 'objectOfId' | 'field' | 'relationship' | 'child'>;

/**
 * The org's objects and fields as one user may know them: what is hidden is not there, what is read-only says so.
 * Describe prints it, queries and saves resolve names by it. Made once for a user, object by object as they are asked.
 */
export class VisibleSchema implements SchemaView {
  readonly #schema: OrgSchema;
  readonly #rights: UserRights;
  readonly #seen = new Map<string, Lookups | undefined>();

  constructor(schema: OrgSchema, rights: UserRights) {
    this.#schema = schema;
    this.#rights = rights;
  }

  objects(): SObjectType[] {
    return this.#schema.objects().flatMap((type) => this.#visible(type.name)?.type ?? []);
  }

  object(name: string): SObjectType | undefined {
    return this.#visible(name)?.type;
  }

  objectOfId(id: string): SObjectType | undefined {
    const type = this.#schema.objectOfId(id);
    return type && this.object(type.name);
  }

  field(object: string, name: string): Field | undefined {
    return this.#visible(object)?.fields.get(name.toLowerCase());
  }

  relationship(object: string, name: string): Field | undefined {
    return this.#visible(object)?.relationships.get(name.toLowerCase());
  }

  child(object: string, name: string): ChildRelationship | undefined {
    return this.#visible(object)?.children.get(name.toLowerCase());
  }

  #visible(name: string): Lookups | undefined {
    const key = name.toLowerCase();
    if (this.#seen.has(key)) return this.#seen.get(key);
    const type = this.#schema.object(name);
    const visible = type && this.#view(type);
    this.#seen.set(key, visible && lookups(visible));
    return this.#seen.get(key);
  }

  #view(type: SObjectType): SObjectType | undefined {
    const may = this.#rights.object(type);
    if (!may.read) return undefined;
    return {
      ...type,
      createable: type.createable && may.create,
      updateable: type.updateable && may.edit,
      deletable: type.deletable && may.delete,
      undeletable: type.undeletable && may.delete,
      mergeable: type.mergeable && may.delete,
      fields: type.fields.flatMap((field) => this.#viewOf(type, field) ?? []),
      childRelationships: type.childRelationships.filter(({ childSObject, field: name }) => {
        const child = this.#schema.object(childSObject);
        const field = child && this.#schema.field(child.name, name);
        if (!child || !field) return true;
        return this.#rights.object(child).read && this.#rights.field(child, field) !== 'hidden';
      }),
    };
  }

  #viewOf(type: SObjectType, field: Field): Field | undefined {
    switch (this.#rights.field(type, field)) {
      case 'hidden':
        return undefined;
      case 'read':
        return { ...field, createable: false, updateable: false };
      case 'edit':
        return field;
    }
  }
}
