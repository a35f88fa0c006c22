import { DateTime } from 'luxon';
import type { FieldSchema } from '../../salesforce/types.ts';
import { isEmail } from '../normalise.ts';

/** A value made fit for a field, or why it cannot be. `note` is for the admin. */
export type Prepared = { value: string | number | boolean; note?: string } | { value: undefined; note: string };

/** Fields whose content is wrong when it is cut: left out instead, as is a link in any field. */
const uncuttable = new Set(['email', 'url', 'phone', 'picklist']);
const link = /^https?:\/\/\S+$/i;

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
    case 'email':
      return isEmail(text) ? prepareText(field, text) : leftOut(field, text, 'is not an e-mail address');
    case 'string':
    case 'textarea':
    case 'combobox':
    case 'phone':
    case 'url':
      return prepareText(field, text);
    default:
      return leftOut(field, text, `cannot go into a field of type ${field.type}`);
  }
}

function prepareText(field: FieldSchema, text: string): Prepared {
  const whole = (field.type === 'textarea' ? text : text.replace(/\s+/g, ' ')).trim();
  if (whole === '') return leftOut(field, text, 'is blank');
  if (field.length === 0 || whole.length <= field.length) return { value: whole };
  if (uncuttable.has(field.type) || link.test(whole)) {
    return leftOut(field, whole, `is longer than ${field.length} characters`);
  }
  const kept = cut(whole, field.length);
  if (kept === '') return leftOut(field, whole, `does not fit into ${field.length} characters`);
  return {
    value: kept,
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
  const isInteger = field.type === 'int';
  const room = isInteger ? field.digits || 9 : field.precision > 0 ? field.precision - field.scale : 18;
  // Rounded as Salesforce would, so that what is rounded up to one digit more is noticed here.
  const value = Number(Number(plain).toFixed(isInteger ? 0 : field.scale));
  if (Math.abs(value) >= 10 ** room) return leftOut(field, text, `has more than ${room} digits before the point`);
  return { value };
}

function prepareTime(field: FieldSchema, text: string): Prepared {
  const plain = text.trim();
  // fromISO alone also takes "2026", "W47" and "10:30", which it would place on the day of planning.
  const time = DateTime.fromISO(/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(plain) ? plain : '', { setZone: true, zone: 'utc' });
  if (!time.isValid) return leftOut(field, text, 'is not a date in the form 2026-11-20');
  const moment = field.type === 'date' ? time : time.toUTC();
  if (moment.year < 1700 || moment.year > 4000) return leftOut(field, text, 'is not between the years 1700 and 4000');
  return { value: field.type === 'date' ? moment.toISODate()! : moment.toISO()! };
}

function preparePicklist(field: FieldSchema, text: string): Prepared {
  const whole = text.trim();
  const known = (part: string) => field.picklistValues.find((value) => value.toLowerCase() === part.toLowerCase());
  const value = known(whole);
  if (value !== undefined) return { value };
  if (field.type === 'multipicklist') return prepareSeveral(field, whole, known);
  if (field.restrictedPicklist) return leftOut(field, whole, 'is not a value of this picklist');
  // An unrestricted picklist takes any text of up to 255 characters.
  return prepareText({ ...field, length: Math.min(field.length || 255, 255) }, whole);
}

function prepareSeveral(field: FieldSchema, text: string, known: (part: string) => string | undefined): Prepared {
  const parts = text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const unknown = parts.filter((part) => known(part) === undefined);
  if (unknown.length > 0) return leftOut(field, unknown.join(', '), 'is not a value of this picklist');
  const value = [...new Set(parts.map(known))].join(';');
  if (value === '') return leftOut(field, text, 'names no value of this picklist');
  if (field.length > 0 && value.length > field.length) {
    return leftOut(field, text, `is longer than ${field.length} characters`);
  }
  return { value };
}

function leftOut(field: FieldSchema, text: string, why: string): Prepared {
  const line = text.replace(/\s+/g, ' ').trim();
  const shown = line.length > 80 ? `${cut(line, 80)}…` : line;
  return {
    value: undefined,
    note: `${field.label} was left empty: "${shown}" ${why}. It stands in the Event's description.`,
  };
}
