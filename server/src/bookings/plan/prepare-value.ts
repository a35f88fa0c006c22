import { DateTime } from 'luxon';
import type { FieldSchema } from '../../salesforce/types.ts';

/** A value made fit for a field, or why it cannot be. `note` is for the admin. */
export type Prepared = { value: string | number | boolean; note?: string } | { value: undefined; note: string };

/** Fields whose content is wrong when it is cut: left out instead. */
const uncuttable = new Set(['email', 'url', 'phone', 'picklist']);

/** Converts a text from a booking into what the field takes: type, length, precision, picklist. Never throws. */
export function prepareValue(field: FieldSchema, text: string): Prepared {
  switch (field.type) {
    case 'boolean':
      return prepareBoolean(field, text);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return prepareNumber(field, text);
    case 'date':
    case 'datetime':
      return prepareTime(field, text);
    case 'picklist':
    case 'multipicklist':
      return preparePicklist(field, text);
    case 'reference':
      return /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text)
        ? { value: text }
        : leftOut(field, text, 'is not a record id');
    default:
      return prepareText(field, text);
  }
}

function prepareText(field: FieldSchema, text: string): Prepared {
  const whole = field.type === 'textarea' || field.type === 'combobox' ? text : text.replace(/\s+/g, ' ');
  if (field.length === 0 || whole.length <= field.length) return { value: whole };
  if (uncuttable.has(field.type)) return leftOut(field, whole, `is longer than ${field.length} characters`);
  return {
    value: cut(whole, field.length),
    note: `${field.label} was cut to its ${field.length} characters.`,
  };
}

/** At most `length` UTF-16 units, without splitting a surrogate pair. */
function cut(text: string, length: number): string {
  const end = text.charCodeAt(length - 1) >= 0xd800 && text.charCodeAt(length - 1) <= 0xdbff ? length - 1 : length;
  return text.slice(0, end);
}

function prepareBoolean(field: FieldSchema, text: string): Prepared {
  const word = text.trim().toLowerCase();
  if (['true', 'yes', 'y', '1', 'on', 'ja', 'sí', 'si', 'oui'].includes(word)) return { value: true };
  if (['false', 'no', 'n', '0', 'off', 'nein', 'non'].includes(word)) return { value: false };
  return leftOut(field, text, 'is neither yes nor no');
}

function prepareNumber(field: FieldSchema, text: string): Prepared {
  const plain = text.trim();
  // Thousands separators are ambiguous between countries ("1.500"), so only what has one reading is taken.
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(plain)) return leftOut(field, text, 'is not a plain number');
  const integerDigits = plain.replace(/^[+-]?0*/, '').split('.')[0]!.length;
  const room = field.type === 'int' ? field.digits || 9 : field.precision - field.scale;
  if (room > 0 && integerDigits > room) return leftOut(field, text, `has more than ${room} digits before the point`);
  const value = Number(plain);
  return field.type === 'int' ? { value: Math.round(value) } : { value };
}

function prepareTime(field: FieldSchema, text: string): Prepared {
  const time = DateTime.fromISO(text.trim(), { setZone: true });
  if (!time.isValid) return leftOut(field, text, 'is not a date in the form 2026-11-20');
  return { value: field.type === 'date' ? time.toISODate() : time.toUTC().toISO() };
}

function preparePicklist(field: FieldSchema, text: string): Prepared {
  const parts =
    field.type === 'multipicklist'
      ? text
          .split(/[;,]/)
          .map((part) => part.trim())
          .filter(Boolean)
      : [text.trim()];
  const known = parts.map((part) => field.picklistValues.find((value) => value.toLowerCase() === part.toLowerCase()));
  const unknown = parts.filter((_, index) => known[index] === undefined);
  if (unknown.length === 0) return { value: known.join(';') };
  if (field.restrictedPicklist || field.type === 'multipicklist') {
    return leftOut(field, unknown.join(', '), 'is not a value of this picklist');
  }
  // An unrestricted picklist takes any text of up to 255 characters (api-facts: Misc).
  return prepareText({ ...field, length: 255 }, parts.join(';'));
}

function leftOut(field: FieldSchema, text: string, why: string): Prepared {
  const shown = text.length > 80 ? `${cut(text, 80)}…` : text;
  return {
    value: undefined,
    note: `${field.label} was left empty: "${shown}" ${why}. It stands in the Event's description.`,
  };
}
