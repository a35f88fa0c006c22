import type { ChildRelationship, Scope, SObjectType } from './types.ts';

/** What an object must say of itself; the rest has the values of an ordinary business object such as Lead. */
type Facts = Pick<SObjectType, 'name' | 'label' | 'labelPlural' | 'keyPrefix' | 'fields'> & Partial<SObjectType>;

/** The resources of an ordinary object with a page layout. */
export const layoutResources = ['compactLayouts', 'approvalLayouts', 'listviews', 'quickActions', 'layouts'];

/** Completes an object's facts with the defaults of a business object. */
export function sobject(facts: Facts): SObjectType {
  return {
    custom: false,
    createable: true,
    updateable: true,
    deletable: true,
    queryable: true,
    layoutable: true,
    searchable: true,
    triggerable: true,
    compactLayoutable: true,
    deepCloneable: false,
    feedEnabled: true,
    mergeable: false,
    mruEnabled: true,
    replicateable: true,
    retrieveable: true,
    searchLayoutable: true,
    undeletable: true,
    scopes: [],
    resources: layoutResources,
    childRelationships: [],
    ...facts,
  };
}

/** An object of Setup: readable by query, not writable by the API that the sandbox offers. */
export function setupObject(facts: Facts): SObjectType {
  return sobject({
    createable: false,
    updateable: false,
    deletable: false,
    layoutable: false,
    searchable: false,
    triggerable: false,
    compactLayoutable: false,
    feedEnabled: false,
    mruEnabled: false,
    searchLayoutable: false,
    undeletable: false,
    scopes: [scope('everything', `All ${facts.labelPlural.toLowerCase()}`)],
    resources: [],
    ...facts,
  });
}

export function scope(name: string, label: string): Scope {
  return { name, label };
}

/** `child('Cases', 'Case', 'AccountId')`: the records of `childSObject` whose `field` points here. */
export function child(
  relationshipName: string | null,
  childSObject: string,
  field: string,
  onDelete: 'clears' | 'cascades' | 'is restricted' = 'clears',
): ChildRelationship {
  return {
    childSObject,
    field,
    relationshipName,
    cascadeDelete: onDelete === 'cascades',
    restrictedDelete: onDelete === 'is restricted',
  };
}
