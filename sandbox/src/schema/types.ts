/**
 * The shape of one field as `GET /sobjects/X/describe` prints it: the same keys, in the words of the REST API.
 * The rest of the sandbox decides by these flags only, so that what describe says is what the org does.
 */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'reference'
  | 'phone'
  | 'email'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'address'
  | 'location'
  | 'base64'
  | 'encryptedstring';

export interface PicklistValue {
  active: boolean;
  defaultValue: boolean;
  label: string;
  validFor: string | null;
  value: string;
}

export interface Field {
  aggregatable: boolean;
  aiPredictionField: boolean;
  autoNumber: boolean;
  byteLength: number;
  calculated: boolean;
  calculatedFormula: string | null;
  cascadeDelete: boolean;
  caseSensitive: boolean;
  compoundFieldName: string | null;
  controllerName: string | null;
  createable: boolean;
  custom: boolean;
  defaultValue: string | number | boolean | null;
  defaultValueFormula: string | null;
  defaultedOnCreate: boolean;
  dependentPicklist: boolean;
  deprecatedAndHidden: boolean;
  digits: number;
  displayLocationInDecimal: boolean;
  encrypted: boolean;
  externalId: boolean;
  extraTypeInfo: string | null;
  filterable: boolean;
  filteredLookupInfo: object | null;
  formulaTreatNullNumberAsZero: boolean;
  groupable: boolean;
  highScaleNumber: boolean;
  htmlFormatted: boolean;
  idLookup: boolean;
  inlineHelpText: string | null;
  label: string;
  length: number;
  mask: string | null;
  maskType: string | null;
  name: string;
  nameField: boolean;
  namePointing: boolean;
  nillable: boolean;
  permissionable: boolean;
  picklistValues: PicklistValue[];
  polymorphicForeignKey: boolean;
  precision: number;
  queryByDistance: boolean;
  referenceTargetField: string | null;
  referenceTo: string[];
  relationshipName: string | null;
  relationshipOrder: number | null;
  restrictedDelete: boolean;
  restrictedPicklist: boolean;
  scale: number;
  searchPrefilterable: boolean;
  soapType: string;
  sortable: boolean;
  type: FieldType;
  unique: boolean;
  updateable: boolean;
  writeRequiresMasterRead: boolean;
}

export interface ChildRelationship {
  childSObject: string;
  field: string;
  relationshipName: string | null;
  cascadeDelete: boolean;
  restrictedDelete: boolean;
}

/** A named filter of list views and queries, as in describe's `supportedScopes`. */
export interface Scope {
  name: string;
  label: string;
}

/** One object of the org: its own facts and its fields in describe's order. */
export interface SObjectType {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  custom: boolean;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  queryable: boolean;
  layoutable: boolean;
  searchable: boolean;
  triggerable: boolean;
  compactLayoutable: boolean;
  deepCloneable: boolean;
  feedEnabled: boolean;
  mergeable: boolean;
  mruEnabled: boolean;
  replicateable: boolean;
  retrieveable: boolean;
  searchLayoutable: boolean;
  undeletable: boolean;
  scopes: Scope[];
  /** Resources of the object beyond `sobject`, `describe` and `rowTemplate`, by their key in describe's `urls`. */
  resources: string[];
  fields: Field[];
  childRelationships: ChildRelationship[];
}

/** A roll-up over the records whose `child`, such as `Opportunity.AccountId`, points to the record. */
export interface Summary {
  operation: 'count' | 'sum' | 'min' | 'max';
  child: string;
  /** Left out for `count`. */
  field?: string;
}

export interface LookupFilter {
  conditions: FilterCondition[];
  /** Said when a record does not match. */
  errorMessage?: string;
  /** Only a hint for people: the API takes any record. */
  optional?: boolean;
}

export interface FilterCondition {
  /** Of the record that is pointed to; `Profile.Name` of its parent. */
  field: string;
  operation:
    | 'equals'
    | 'notEqual'
    | 'lessThan'
    | 'greaterThan'
    | 'lessOrEqual'
    | 'greaterOrEqual'
    | 'contains'
    | 'notContain'
    | 'startsWith';
  value: string | number | boolean;
}

/** A custom object as an admin makes it. */
export interface NewObject {
  /** API name, with `__c`. */
  name: string;
  label?: string;
  labelPlural?: string;
  /** The pattern of an auto-number as its name; left out, its name is a text. */
  autoNumber?: string;
  /** Whether events and tasks can be about its records. */
  activities?: boolean;
}

/** What an admin says when adding a custom field (console: POST /sandbox/fields). */
export interface NewField {
  /** API name, with `__c`. */
  name: string;
  label?: string;
  type: FieldType;
  length?: number;
  precision?: number;
  scale?: number;
  required?: boolean;
  unique?: boolean;
  /** Only with `unique`: `A-1` and `a-1` are then two values. */
  caseSensitive?: boolean;
  externalId?: boolean;
  defaultValue?: string | number | boolean;
  picklistValues?: string[];
  restrictedPicklist?: boolean;
  referenceTo?: string[];
  inlineHelpText?: string;
  /** Of a long text area: it holds HTML. */
  richText?: boolean;
  /** Of a text: numbered by the org, as `B-{0000}`. */
  autoNumber?: string;
  /** Worked out from other fields; `type` is that of the result. */
  formula?: string;
  /** What a blank number is in the formula. Default, as in Setup: zero. */
  blanksAs?: 'zero' | 'blank';
  /** Worked out from the records of a child. */
  summary?: Summary;
  /** Of a lookup of a custom object: its records belong to the one that it points to. */
  masterDetail?: boolean;
  /** Which records a lookup takes; all have to hold. */
  lookupFilter?: LookupFilter;
  /**
   * False for a field that came by deploy: nobody sees it, the administrator included, until a permission set grants it.
   * Otherwise every profile that reads the object's fields has it at once.
   */
  visible?: boolean;
}
