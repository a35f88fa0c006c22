import type { FieldType, NewField } from '../schema/types.ts';
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
  if (kind === undefined || !(kind in types) || kind === 'AutoNumber') {
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
    ...(kind === 'Lookup' ? { referenceTo: [textOf(element, 'referenceTo') ?? ''] } : {}),
    ...picklistOf(element),
    visible: false,
  };
}

function picklistOf(element: XmlElement): Partial<NewField> {
  const valueSet = child(element, 'valueSet');
  const definition = valueSet && child(valueSet, 'valueSetDefinition');
  if (!valueSet || !definition) return {};
  const picklistValues = children(definition, 'value').map((value) => textOf(value, 'fullName') ?? '');
  return { picklistValues, restrictedPicklist: isTrue(valueSet, 'restricted') };
}
