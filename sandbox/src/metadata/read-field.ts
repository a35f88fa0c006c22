import type { FieldType, FilterCondition, NewField, Summary } from '../schema/types.ts';
import { MetadataError } from './metadata-problem.ts';
import { child, children, isTrue, textOf, type XmlElement } from './xml-element.ts';

/** Types of a CustomField in metadata, and what describe calls them. */
const types: Record<string, FieldType> = {
  AutoNumber: 'string',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  EncryptedText: 'encryptedstring',
  Html: 'textarea',
  Location: 'location',
  MasterDetail: 'reference',
  Summary: 'double',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Text: 'string',
  TextArea: 'textarea',
  Time: 'time',
  Url: 'url',
};

/**
 * A `fields` element of an object as the org takes it; seen by nobody until a permission set grants it. Throws
 * MetadataError for what the org cannot do.
 */
export function readField(element: XmlElement): NewField {
  const name = textOf(element, 'fullName') ?? '';
  const kind = textOf(element, 'type');
  const at = child(element, 'type') ?? element;
  if (kind === undefined || !(kind in types)) {
    const message =
      kind === undefined ? 'Required field is missing: type' : `This sandbox org has no fields of type ${kind}`;
    throw new MetadataError({ message, line: at.line, column: at.column });
  }
  const number = (key: string) => {
    const text = textOf(element, key);
    return text === undefined ? {} : { [key]: Number(text) };
  };
  const label = textOf(element, 'label');
  const help = textOf(element, 'inlineHelpText');
  const defaultValue = textOf(element, 'defaultValue');
  return {
    name,
    type: types[kind]!,
    ...(label === undefined ? {} : { label }),
    ...number('length'),
    ...number('precision'),
    ...number('scale'),
    ...(help === undefined ? {} : { inlineHelpText: help }),
    ...(isTrue(element, 'required') ? { required: true } : {}),
    ...(isTrue(element, 'unique') ? { unique: true, caseSensitive: isTrue(element, 'caseSensitive') } : {}),
    ...(isTrue(element, 'externalId') ? { externalId: true } : {}),
    ...(kind === 'Checkbox' && defaultValue !== undefined ? { defaultValue: defaultValue === 'true' } : {}),
    ...(kind === 'Lookup' || kind === 'MasterDetail' ? { referenceTo: [textOf(element, 'referenceTo') ?? ''] } : {}),
    ...(kind === 'MasterDetail' ? { masterDetail: true } : {}),
    ...(kind === 'Html' ? { richText: true } : {}),
    ...(kind === 'AutoNumber' ? { autoNumber: textOf(element, 'displayFormat') ?? '{0}' } : {}),
    ...calculationOf(element, kind),
    ...lookupFilterOf(element),
    ...picklistOf(element),
    visible: false,
  };
}

function calculationOf(element: XmlElement, kind: string): Partial<NewField> {
  const formula = textOf(element, 'formula');
  if (formula !== undefined) {
    return { formula, blanksAs: textOf(element, 'formulaTreatBlanksAs') === 'BlankAsBlank' ? 'blank' : 'zero' };
  }
  if (kind !== 'Summary') return {};
  const field = textOf(element, 'summarizedField')?.split('.')[1];
  const operation = (textOf(element, 'summaryOperation') ?? 'count') as Summary['operation'];
  const child = textOf(element, 'summaryForeignKey') ?? '';
  return { summary: { operation, child, ...(field === undefined ? {} : { field }) } };
}

/** Of a filter that is active. `Account.Type` in metadata is `Type` of the record that is pointed to. */
function lookupFilterOf(element: XmlElement): Partial<NewField> {
  const filter = child(element, 'lookupFilter');
  if (!filter || !isTrue(filter, 'active')) return {};
  const target = textOf(element, 'referenceTo') ?? '';
  const conditions = children(filter, 'filterItems').map((item) => ({
    field: (textOf(item, 'field') ?? '').replace(new RegExp(`^${target}\\.`), ''),
    operation: (textOf(item, 'operation') ?? 'equals') as FilterCondition['operation'],
    value: textOf(item, 'value') ?? '',
  }));
  const errorMessage = textOf(filter, 'errorMessage');
  const optional = isTrue(filter, 'isOptional');
  return { lookupFilter: { conditions, optional, ...(errorMessage === undefined ? {} : { errorMessage }) } };
}

function picklistOf(element: XmlElement): Partial<NewField> {
  const valueSet = child(element, 'valueSet');
  const definition = valueSet && child(valueSet, 'valueSetDefinition');
  if (!valueSet || !definition) return {};
  const isInactive = (value: XmlElement) => textOf(value, 'isActive') === 'false';
  const values = children(definition, 'value').filter((value) => !isInactive(value));
  const picklistValues = values.map((value) => textOf(value, 'fullName') ?? '');
  return { picklistValues, restrictedPicklist: isTrue(valueSet, 'restricted') };
}
