import { urlsOf } from './describe-urls.ts';
import { MASTER_RECORD_TYPE } from './record-type-field.ts';
import type { Field, Scope, SObjectType } from './types.ts';

export interface RecordTypeSummary {
  id: string;
  name: string;
  developerName: string;
  active: boolean;
  /** Assigned to the running user. */
  available: boolean;
  isDefault: boolean;
}

export interface DescribeOptions {
  /** API version of the request, such as `62.0`. */
  version: string;
  /** Where the org's pages are, without a slash at the end. */
  instanceUrl?: string;
  recordTypes?: readonly RecordTypeSummary[];
}

/** The object-level keys that the list of all objects has in common with an object's own describe. */
export interface GlobalDescribeEntry {
  activateable: boolean;
  associateEntityType: null;
  associateParentEntity: null;
  createable: boolean;
  custom: boolean;
  customSetting: boolean;
  deepCloneable: boolean;
  deletable: boolean;
  deprecatedAndHidden: boolean;
  feedEnabled: boolean;
  hasSubtypes: boolean;
  isInterface: boolean;
  isSubtype: boolean;
  keyPrefix: string;
  label: string;
  labelPlural: string;
  layoutable: boolean;
  mergeable: boolean;
  mruEnabled: boolean;
  name: string;
  queryable: boolean;
  replicateable: boolean;
  retrieveable: boolean;
  searchable: boolean;
  triggerable: boolean;
  undeletable: boolean;
  updateable: boolean;
  urls: Record<string, string>;
}

/** What `GET /sobjects/X/describe` answers. */
export interface SObjectDescribe extends GlobalDescribeEntry {
  actionOverrides: [];
  childRelationships: object[];
  compactLayoutable: boolean;
  defaultImplementation: null;
  extendedBy: null;
  extendsInterfaces: null;
  fields: Field[];
  implementedBy: null;
  implementsInterfaces: null;
  listviewable: null;
  lookupLayoutable: null;
  namedLayoutInfos: [];
  networkScopeFieldName: null;
  recordTypeInfos: object[];
  searchLayoutable: boolean;
  sobjectDescribeOption: 'FULL';
  supportedScopes: Scope[];
}

/** The describe of one object, with the 45 top-level keys of current API versions in their order. */
export function describeSObject(type: SObjectType, options: DescribeOptions): SObjectDescribe {
  const describe: SObjectDescribe = {
    ...globalEntry(type, options.version),
    actionOverrides: [],
    childRelationships: type.childRelationships.map((relationship) => ({
      cascadeDelete: relationship.cascadeDelete,
      childSObject: relationship.childSObject,
      deprecatedAndHidden: false,
      field: relationship.field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: relationship.relationshipName,
      restrictedDelete: relationship.restrictedDelete,
    })),
    compactLayoutable: type.compactLayoutable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: type.fields,
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(type, options),
    searchLayoutable: type.searchLayoutable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: type.scopes.map(({ label, name }) => ({ label, name })),
    urls: urlsOf(type, options.version, options.instanceUrl ?? ''),
  };
  return sortedByKey(describe);
}

/** What `GET /sobjects` answers. */
export function describeGlobal(
  types: Iterable<SObjectType>,
  options: DescribeOptions,
): { encoding: string; maxBatchSize: number; sobjects: GlobalDescribeEntry[] } {
  const sobjects = [...types].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: sobjects.map((type) => globalEntry(type, options.version)),
  };
}

/** What `GET /sobjects/X` answers; `recentItems` are the rows that the running user saw last. */
export function describeBasic(
  type: SObjectType,
  options: DescribeOptions,
  recentItems: readonly object[] = [],
): { objectDescribe: GlobalDescribeEntry; recentItems: readonly object[] } {
  return { objectDescribe: globalEntry(type, options.version), recentItems };
}

function globalEntry(type: SObjectType, version: string): GlobalDescribeEntry {
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: type.createable,
    custom: type.custom,
    customSetting: false,
    deepCloneable: type.deepCloneable,
    deletable: type.deletable,
    deprecatedAndHidden: false,
    feedEnabled: type.feedEnabled,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: type.keyPrefix,
    label: type.label,
    labelPlural: type.labelPlural,
    layoutable: type.layoutable,
    mergeable: type.mergeable,
    mruEnabled: type.mruEnabled,
    name: type.name,
    queryable: type.queryable,
    replicateable: type.replicateable,
    retrieveable: type.retrieveable,
    searchable: type.searchable,
    triggerable: type.triggerable,
    undeletable: type.undeletable,
    updateable: type.updateable,
    urls: urlsOf(type, version),
  };
}

/**
 * The master record type is always listed, last, and is the default where no other is. [K] Objects of Setup, which
 * know no record types, list none, as a captured describe of an object without record types did.
 */
function recordTypeInfos(type: SObjectType, { version, recordTypes = [] }: DescribeOptions): object[] {
  const master: RecordTypeSummary = {
    id: MASTER_RECORD_TYPE,
    name: 'Master',
    developerName: 'Master',
    active: true,
    available: true,
    isDefault: !recordTypes.some((recordType) => recordType.isDefault),
  };
  if (!type.layoutable || type.name === 'OpportunityContactRole') return [];
  return [...recordTypes, master].map((recordType) => ({
    active: recordType.active,
    available: recordType.available,
    defaultRecordTypeMapping: recordType.isDefault,
    developerName: recordType.developerName,
    master: recordType.id === MASTER_RECORD_TYPE,
    name: recordType.name,
    recordTypeId: recordType.id,
    urls: { layout: `/services/data/v${version}/sobjects/${type.name}/describe/layouts/${recordType.id}` },
  }));
}

function sortedByKey(describe: SObjectDescribe): SObjectDescribe {
  const entries = Object.entries(describe).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries) as unknown as SObjectDescribe;
}
