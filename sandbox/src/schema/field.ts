import type { Field, FieldType, PicklistValue } from './types.ts';

/** What differs from the defaults of a field's type; see `traits.ts` for the named ones. */
export type Trait = Partial<Field>;

/** A writable, optional, queryable field without a type: the starting point of all builders. */
const plain: Omit<Field, 'name' | 'label' | 'type' | 'soapType'> = {
  aggregatable: true,
  aiPredictionField: false,
  autoNumber: false,
  byteLength: 0,
  calculated: false,
  calculatedFormula: null,
  cascadeDelete: false,
  caseSensitive: false,
  compoundFieldName: null,
  controllerName: null,
  createable: true,
  custom: false,
  defaultValue: null,
  defaultValueFormula: null,
  defaultedOnCreate: false,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  digits: 0,
  displayLocationInDecimal: false,
  encrypted: false,
  externalId: false,
  extraTypeInfo: null,
  filterable: true,
  filteredLookupInfo: null,
  formulaTreatNullNumberAsZero: false,
  groupable: true,
  highScaleNumber: false,
  htmlFormatted: false,
  idLookup: false,
  inlineHelpText: null,
  length: 0,
  mask: null,
  maskType: null,
  nameField: false,
  namePointing: false,
  nillable: true,
  permissionable: true,
  picklistValues: [],
  polymorphicForeignKey: false,
  precision: 0,
  queryByDistance: false,
  referenceTargetField: null,
  referenceTo: [],
  relationshipName: null,
  relationshipOrder: null,
  restrictedDelete: false,
  restrictedPicklist: false,
  scale: 0,
  searchPrefilterable: false,
  sortable: true,
  unique: false,
  updateable: true,
  writeRequiresMasterRead: false,
};

function build(
  type: FieldType,
  soapType: string,
  name: string,
  label: string,
  ofType: Trait,
  traits: readonly Trait[],
): Field {
  const field: Field = { ...plain, name, label, type, soapType, ...ofType };
  for (const trait of traits) Object.assign(field, trait);
  return sortedByKey(field);
}

/** Describe prints a field's keys in alphabetical order. */
function sortedByKey(field: Field): Field {
  return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1))) as unknown as Field;
}

/** Characters of a text field take up to three bytes in UTF-8 as Salesforce counts them. */
function characters(length: number): Trait {
  return { length, byteLength: 3 * length };
}

const notGroupable: Trait = { groupable: false };
const notAggregatable: Trait = { aggregatable: false };

/** The values of a picklist as describe lists them; `Value=Label` where the label differs from the value. */
export function picklistValues(values: readonly string[], defaultValue?: string): PicklistValue[] {
  return values.map((entry) => {
    const [value = entry, label = value] = entry.split('=');
    return picklistValue(value, label, value === defaultValue);
  });
}

export function picklistValue(value: string, label: string, isDefault: boolean): PicklistValue {
  return { active: true, defaultValue: isDefault, label, validFor: null, value };
}

export function id(label: string): Field {
  const facts: Trait = { length: 18, byteLength: 18, idLookup: true, nillable: false, defaultedOnCreate: true };
  const readOnly: Trait = { createable: false, updateable: false, permissionable: false };
  return build('id', 'tns:ID', 'Id', label, { ...facts, ...readOnly }, []);
}

export function text(name: string, label: string, length: number, ...traits: Trait[]): Field {
  return build('string', 'xsd:string', name, label, characters(length), traits);
}

/** A file, which is read by an address of its own. */
export function base64(name: string, label: string, ...traits: Trait[]): Field {
  const facts: Trait = { aggregatable: false, filterable: false, groupable: false, sortable: false };
  return build('base64', 'xsd:base64Binary', name, label, facts, traits);
}

/** Above 255 characters it is a long text area, which no query can filter, group or sort by. */
export function textArea(name: string, label: string, length: number, ...traits: Trait[]): Field {
  const long: Trait = { aggregatable: false, filterable: false, groupable: false, sortable: false };
  const facts = { ...characters(length), extraTypeInfo: 'plaintextarea', ...(length > 255 ? long : {}) };
  return build('textarea', 'xsd:string', name, label, facts, traits);
}

/** A checkbox is never null: without a value it is its default, false unless a trait says otherwise. */
export function checkbox(name: string, label: string, ...traits: Trait[]): Field {
  const facts: Trait = { ...notAggregatable, nillable: false, defaultedOnCreate: true, defaultValue: false };
  return build('boolean', 'xsd:boolean', name, label, facts, traits);
}

export function int(name: string, label: string, digits: number, ...traits: Trait[]): Field {
  return build('int', 'xsd:int', name, label, { digits }, traits);
}

function decimal(type: 'double' | 'currency' | 'percent') {
  return (name: string, label: string, precision: number, scale: number, ...traits: Trait[]): Field =>
    build(type, 'xsd:double', name, label, { ...notGroupable, precision, scale }, traits);
}

export const number = decimal('double');
export const currency = decimal('currency');
export const percent = decimal('percent');

export function date(name: string, label: string, ...traits: Trait[]): Field {
  return build('date', 'xsd:date', name, label, {}, traits);
}

export function dateTime(name: string, label: string, ...traits: Trait[]): Field {
  return build('datetime', 'xsd:dateTime', name, label, notGroupable, traits);
}

/** [K] no capture of a time field was at hand; its flags are assumed to be those of a date/time. */
export function time(name: string, label: string, ...traits: Trait[]): Field {
  return build('time', 'xsd:time', name, label, { ...notGroupable, ...notAggregatable }, traits);
}

/** A lookup to one object, or, with several targets, a polymorphic one. Look-ups of users are not prefilterable. */
export function lookup(
  name: string,
  label: string,
  relationshipName: string | null,
  referenceTo: readonly string[],
  ...traits: Trait[]
): Field {
  const several = referenceTo.length > 1;
  const facts: Trait = {
    length: 18,
    byteLength: 18,
    relationshipName,
    referenceTo: [...referenceTo],
    namePointing: several,
    polymorphicForeignKey: several,
    searchPrefilterable: !referenceTo.includes('User'),
  };
  return build('reference', 'tns:ID', name, label, facts, traits);
}

export function phone(name: string, label: string, ...traits: Trait[]): Field {
  return build('phone', 'xsd:string', name, label, characters(40), traits);
}

export function email(name: string, label: string, ...traits: Trait[]): Field {
  return build('email', 'xsd:string', name, label, characters(80), traits);
}

export function url(name: string, label: string, ...traits: Trait[]): Field {
  return build('url', 'xsd:string', name, label, characters(255), traits);
}

/** `length` is 40 or 255, as the object was built; values as in `picklistValues`. */
export function picklist(
  name: string,
  label: string,
  length: number,
  values: readonly string[],
  ...traits: Trait[]
): Field {
  return build(
    'picklist',
    'xsd:string',
    name,
    label,
    { ...characters(length), picklistValues: picklistValues(values) },
    traits,
  );
}

/** [K] 4,099 characters and no sorting or grouping, as orgs are known to describe it; not seen in a capture. */
export function multiPicklist(name: string, label: string, values: readonly string[], ...traits: Trait[]): Field {
  const facts: Trait = { ...characters(4099), aggregatable: false, groupable: false, sortable: false };
  return build(
    'multipicklist',
    'xsd:string',
    name,
    label,
    { ...facts, precision: 4, picklistValues: picklistValues(values) },
    traits,
  );
}

/** A picklist that takes any other text as well. */
export function combobox(
  name: string,
  label: string,
  length: number,
  values: readonly string[],
  ...traits: Trait[]
): Field {
  const facts: Trait = { ...characters(length), ...notGroupable, picklistValues: picklistValues(values) };
  return build('combobox', 'xsd:string', name, label, facts, traits);
}

const compound: Trait = {
  aggregatable: false,
  createable: false,
  groupable: false,
  queryByDistance: true,
  sortable: false,
  updateable: false,
};

/** The whole of an address; its parts are fields of their own that name it as their compound field. */
export function address(name: string, label: string, ...traits: Trait[]): Field {
  return build('address', 'urn:address', name, label, compound, traits);
}

/** [K] flags of a geolocation are assumed to be those of an address. */
export function location(name: string, label: string, ...traits: Trait[]): Field {
  return build('location', 'urn:location', name, label, compound, traits);
}

/** [K] classic encrypted text: masked for users without "View Encrypted Data", never filterable. */
export function encryptedText(name: string, label: string, length: number, ...traits: Trait[]): Field {
  const facts: Trait = { aggregatable: false, filterable: false, groupable: false, sortable: false };
  const masked: Trait = { encrypted: true, mask: '*', maskType: 'all' };
  return build('encryptedstring', 'xsd:string', name, label, { ...characters(length), ...facts, ...masked }, traits);
}
