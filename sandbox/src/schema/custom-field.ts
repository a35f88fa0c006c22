import * as build from './field.ts';
import { FieldRefusal } from './field-refusal.ts';
import { partOf } from './traits.ts';
import type { Trait } from './field.ts';
import type { Field, NewField } from './types.ts';

/**
 * The field that an admin's words make. Flags follow the platform: a required field is `nillable: false` and not
 * permissionable, a default makes it `defaultedOnCreate`, a checkbox is never null, an external id is a look-up key.
 * Throws a FieldRefusal that names what is wrong with the request.
 */
export function customField(spec: NewField): Field {
  checkName(spec.name);
  checkKind(spec);
  const field = buildByType(spec, spec.label ?? labelOf(spec.name), [customTrait(spec), kindTrait(spec)]);
  checkKeys(spec, field);
  Object.assign(field, defaultTrait(spec, field));
  return field;
}

/** The fields that come into being with `field`: a geolocation brings its two coordinates. */
export function componentsOf(field: Field): Field[] {
  if (field.type !== 'location') return [];
  const stem = field.name.slice(0, -'__c'.length);
  return ['Latitude', 'Longitude'].map((axis) =>
    build.number(`${stem}__${axis}__s`, `${field.label} (${axis})`, 18, 15, partOf(field.name), {
      custom: true,
      nillable: field.nillable,
      permissionable: field.permissionable,
    }),
  );
}

function refusal({ name }: NewField, part: keyof NewField, sentence: string): FieldRefusal {
  return new FieldRefusal(part, `${name}: ${sentence}`);
}

function checkName(name: string): void {
  if (!/^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(name) || name.length > 43) {
    throw new FieldRefusal(
      'name',
      `"${name}" is no name of a custom field: it must end in __c and hold, before that, at most 40 letters, digits ` +
        'and single underscores, beginning with a letter.',
    );
  }
}

function labelOf(name: string): string {
  return name.slice(0, -'__c'.length).replaceAll('_', ' ');
}

/** What an auto-number, a formula, a roll-up and the like cannot have besides. */
function checkKind(spec: NewField): void {
  const kinds = (['autoNumber', 'formula', 'summary', 'masterDetail', 'richText'] as const).filter((one) => spec[one]);
  if (kinds.length > 1) throw refusal(spec, kinds[1]!, `a field is one of ${kinds.join(' and ')}, not both.`);
  const isMadeByOrg = spec.autoNumber !== undefined || spec.formula !== undefined || spec.summary !== undefined;
  if (isMadeByOrg && (spec.required === true || spec.defaultValue !== undefined)) {
    const part = spec.required === true ? 'required' : 'defaultValue';
    const message = `${spec.name}: the org makes its value, so that it can neither be required nor have a default.`;
    throw new FieldRefusal(part, message);
  }
  const needs = (asked: boolean, types: string[], what: string): void => {
    if (!asked || types.includes(spec.type)) return;
    throw refusal(spec, 'type', `${what} is of type ${types.join(' or ')}.`);
  };
  const results = ['string', 'boolean', 'double', 'currency', 'percent', 'date', 'datetime', 'time'];
  needs(spec.autoNumber !== undefined, ['string'], 'an auto-number');
  needs(spec.formula !== undefined, results, 'a formula');
  needs(spec.summary !== undefined, ['double', 'currency', 'percent', 'date', 'datetime'], 'a roll-up');
  needs(spec.masterDetail === true || spec.lookupFilter !== undefined, ['reference'], 'what points to records');
  needs(spec.richText === true, ['textarea'], 'rich text');
  if (spec.autoNumber !== undefined && !/\{0+\}/.test(spec.autoNumber)) {
    throw refusal(spec, 'autoNumber', `an auto-number needs its digits, such as {0000}.`);
  }
}

/** [K] flags as orgs are known to describe them; not seen in captures. */
function kindTrait(spec: NewField): Trait {
  const readOnly: Trait = { createable: false, updateable: false };
  if (spec.autoNumber !== undefined) {
    return {
      ...readOnly,
      ...{ autoNumber: true, nillable: false, defaultedOnCreate: true, length: 30, byteLength: 90 },
    };
  }
  if (spec.formula !== undefined) {
    const zero = spec.blanksAs !== 'blank';
    const isText: Trait = spec.type === 'string' ? { length: 1300, byteLength: 3900 } : {};
    return {
      ...{
        ...readOnly,
        ...isText,
        calculated: true,
        calculatedFormula: spec.formula,
        nillable: spec.type !== 'boolean',
      },
      ...{ formulaTreatNullNumberAsZero: zero, groupable: false, defaultedOnCreate: false, defaultValue: null },
    };
  }
  if (spec.summary) return { ...readOnly, calculated: true };
  if (spec.masterDetail === true) {
    return {
      ...{ nillable: false, updateable: false, permissionable: false },
      cascadeDelete: true,
      relationshipOrder: 0,
    };
  }
  const filter = spec.lookupFilter && {
    controllingFields: [],
    dependent: false,
    optionalFilter: spec.lookupFilter.optional ?? false,
  };
  return { ...(filter && { filteredLookupInfo: filter }), ...(spec.richText && RICH_TEXT) };
}

const RICH_TEXT: Trait = {
  ...{ htmlFormatted: true, extraTypeInfo: 'richtextarea' },
  ...{ aggregatable: false, filterable: false, groupable: false, sortable: false },
};

function customTrait(spec: NewField): Trait {
  const mustHaveValue = spec.required === true && spec.type !== 'boolean';
  return {
    custom: true,
    inlineHelpText: spec.inlineHelpText ?? null,
    ...(mustHaveValue ? { nillable: false, permissionable: false } : {}),
    ...(spec.unique === true ? { unique: true, caseSensitive: spec.caseSensitive ?? false, idLookup: true } : {}),
    ...(spec.externalId === true ? { externalId: true, idLookup: true } : {}),
  };
}

function buildByType(spec: NewField, label: string, traits: Trait[]): Field {
  const { name } = spec;
  switch (spec.type) {
    case 'string':
      return build.text(name, label, within(spec, 'length', spec.length ?? 255, 1, 255), ...traits);
    case 'textarea':
      return build.textArea(
        name,
        label,
        within(spec, 'length', spec.length ?? (spec.richText ? 32768 : 255), 1, 131072),
        ...traits,
      );
    case 'encryptedstring':
      return build.encryptedText(name, label, within(spec, 'length', spec.length ?? 175, 1, 175), ...traits);
    case 'boolean':
      return build.checkbox(name, label, ...traits);
    case 'int': // A custom number without decimals is described as double; only standard fields are int.
    case 'double':
      return build.number(name, label, ...digitsOf(spec, 0), ...traits);
    case 'currency':
      return build.currency(name, label, ...digitsOf(spec, 2), ...traits);
    case 'percent':
      return build.percent(name, label, ...digitsOf(spec, 0), ...traits);
    case 'date':
      return build.date(name, label, ...traits);
    case 'datetime':
      return build.dateTime(name, label, ...traits);
    case 'time':
      return build.time(name, label, ...traits);
    case 'phone':
      return build.phone(name, label, ...traits);
    case 'email':
      return build.email(name, label, ...traits);
    case 'url':
      return build.url(name, label, ...traits);
    case 'picklist':
      return build.picklist(name, label, 255, [], ...traits, choices(spec));
    case 'multipicklist':
      return build.multiPicklist(name, label, [], ...traits, choices(spec));
    case 'reference':
      return build.lookup(name, label, name.replace(/__c$/, '__r'), targetOf(spec), ...traits);
    case 'location':
      return build.location(name, label, ...traits);
    default:
      throw new FieldRefusal('type', `${name}: an admin cannot make a custom field of type ${spec.type}.`);
  }
}

function within(
  spec: NewField,
  what: 'length' | 'precision' | 'scale',
  value: number,
  min: number,
  max: number,
): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw refusal(spec, what, `${what} must be a whole number from ${min} to ${max} for type ${spec.type}.`);
}

function digitsOf(spec: NewField, usualScale: number): [precision: number, scale: number] {
  const precision = within(spec, 'precision', spec.precision ?? 18, 1, 18);
  const scale = within(spec, 'scale', spec.scale ?? Math.min(usualScale, precision), 0, precision);
  return [precision, scale];
}

/** Setup restricts a new picklist to its values unless the admin unticks the box. */
function choices(spec: NewField): Trait {
  return {
    picklistValues: valuesOf(spec).map((value) => build.picklistValue(value, value, false)),
    restrictedPicklist: spec.restrictedPicklist ?? true,
  };
}

function valuesOf(spec: NewField): string[] {
  const values = spec.picklistValues ?? [];
  if (values.length === 0) throw refusal(spec, 'picklistValues', `a picklist needs picklistValues.`);
  if (values.some((value) => value === '' || value.length > 255)) {
    throw refusal(spec, 'picklistValues', `each of the picklistValues needs 1 to 255 characters.`);
  }
  if (new Set(values).size < values.length)
    throw refusal(spec, 'picklistValues', `the picklistValues hold a value twice.`);
  return values;
}

function targetOf(spec: NewField): string[] {
  if (spec.referenceTo?.length === 1) return spec.referenceTo;
  throw refusal(spec, 'referenceTo', `a lookup needs the one object it points to in referenceTo.`);
}

function checkKeys(spec: NewField, field: Field): void {
  const keyTypes = ['string', 'email', 'double'];
  if ((field.unique || field.externalId) && !keyTypes.includes(field.type)) {
    throw refusal(
      spec,
      field.unique ? 'unique' : 'externalId',
      `only text, e-mail and number fields can be unique or an external id.`,
    );
  }
  if (spec.caseSensitive === true && !(field.unique && field.type === 'string')) {
    throw refusal(spec, 'caseSensitive', `caseSensitive needs a unique text field.`);
  }
}

/** Checkbox and picklist defaults are values in describe, all others the text of a formula. */
function defaultTrait(spec: NewField, field: Field): Trait {
  const value = spec.defaultValue;
  if (value === undefined) return {};
  if (field.type === 'boolean') {
    if (typeof value !== 'boolean')
      throw refusal(spec, 'defaultValue', `the defaultValue of a checkbox is true or false.`);
    return { defaultValue: value };
  }
  if (field.type === 'picklist') {
    const values = field.picklistValues.map((entry) => ({ ...entry, defaultValue: entry.value === value }));
    if (!values.some((entry) => entry.defaultValue)) {
      throw refusal(spec, 'defaultValue', `the defaultValue "${value}" is not one of the picklistValues.`);
    }
    return { defaultValue: value, defaultedOnCreate: true, picklistValues: values };
  }
  const isNumber = ['double', 'currency', 'percent'].includes(field.type);
  const isText = ['string', 'textarea', 'phone', 'email', 'url'].includes(field.type);
  if ((isNumber && typeof value !== 'number') || (isText && typeof value !== 'string') || !(isNumber || isText)) {
    throw refusal(
      spec,
      'defaultValue',
      `a field of type ${spec.type} cannot have the defaultValue ${JSON.stringify(value)}.`,
    );
  }
  return { defaultValueFormula: JSON.stringify(value), defaultedOnCreate: true };
}
