import { DateTime } from 'luxon';
import type { Field } from '../schema/types.ts';
import { normaliseId } from '../schema/index.ts';
import type { Value } from './record-store.ts';
import { rowFailure } from './row-failure.ts';

/** A moment as Salesforce prints it: `2026-08-24T21:26:29.000+0000`. Whole seconds. */
export function formatDateTime(moment: DateTime | Date): string {
  const utc = moment instanceof Date ? DateTime.fromJSDate(moment, { zone: 'utc' }) : moment.toUTC();
  return `${utc.toFormat("yyyy-MM-dd'T'HH:mm:ss")}.000+0000`;
}

/** The moment of a stored datetime, or of a date's midnight in UTC. */
export function momentOf(stored: string): DateTime {
  return DateTime.fromISO(stored, { zone: 'utc' });
}

const TEXT = 'string';

/**
 * What the wire sends becomes what a record holds. An empty string is null. Throws a RowFailure when the JSON value
 * cannot be read as the field's type. Formats and ranges are checked later, by `checkValue`, as in Salesforce.
 */
export function parseValue(field: Field, raw: unknown): Value {
  if (field.type === 'boolean') return parseBoolean(field, raw);
  if (raw === null || raw === undefined || raw === '') return null;
  switch (field.type) {
    case 'int':
      return parseNumber(field, 'int', raw);
    case 'double':
    case 'currency':
    case 'percent':
      return parseNumber(field, 'double', raw);
    case 'datetime':
      return parseDateTime(raw);
    case 'date':
      return parseDate(raw);
    case 'time':
      return parseTime(raw);
    case 'reference':
    case 'id':
      return parseId(field, raw);
    case 'address':
    case 'location':
      throw notDeserialized(field.type, raw);
    default:
      if (typeof raw !== 'string') throw notDeserialized(TEXT, raw);
      // Assumption: blanks around a line of text are taken away, so that nothing but blanks is null.
      return field.type === 'textarea' ? raw : raw.trim() || null;
  }
}

function parseBoolean(field: Field, raw: unknown): boolean {
  if (typeof raw === 'boolean') return raw;
  // Assumption: XML Schema's other spellings of a boolean work in JSON as they do in SOAP.
  if (typeof raw === 'string' && /^(true|1)$/i.test(raw)) return true;
  if (typeof raw === 'string' && /^(false|0)$/i.test(raw)) return false;
  // Assumption: a checkbox cannot be null; which error says so was not seen on the wire.
  if (raw === null || raw === undefined || raw === '') {
    throw rowFailure('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: null`, [
      field.name,
    ]);
  }
  throw notDeserialized('boolean', raw);
}

function parseNumber(field: Field, type: 'int' | 'double', raw: unknown): number {
  const isNumeric =
    typeof raw === 'number' || (typeof raw === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw));
  const number = isNumeric ? Number(raw) : NaN;
  if (!Number.isFinite(number) || (type === 'int' && !Number.isInteger(number))) throw notDeserialized(type, raw);
  if (type === 'int') {
    if (Math.abs(number) > 2 ** 31 - 1) throw outsideRange(field, raw);
    return number;
  }
  return roundToScale(field, number);
}

/** Extra decimals are silently rounded, half away from zero. */
export function roundToScale(field: Pick<Field, 'scale'>, number: number): number {
  const [digits = '0', exponent = '0'] = Math.abs(number).toExponential().split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + field.scale}`));
  return Math.sign(number) * Number(`${shifted}e${-field.scale}`);
}

// With milliseconds a zone may lack its colon (that is how Salesforce prints it); without them it is refused: captured.
// Assumption: no zone at all means UTC.
const DATETIME =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+[+-]\d{4}$/;

function parseDateTime(raw: unknown): string {
  const moment = typeof raw === 'string' && DATETIME.test(raw) ? DateTime.fromISO(raw, { zone: 'utc' }) : undefined;
  if (!moment?.isValid) throw notDeserialized('datetime', raw);
  return formatDateTime(moment);
}

function parseDate(raw: unknown): string {
  const isDate = typeof raw === 'string' && /^\d{4}-\d\d-\d\d$/.test(raw) && DateTime.fromISO(raw).isValid;
  if (!isDate) throw notDeserialized('date', raw);
  return raw;
}

function parseTime(raw: unknown): string {
  const parts = typeof raw === 'string' ? /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z?$/.exec(raw) : null;
  if (!parts) throw notDeserialized('time', raw);
  return `${parts[0].slice(0, 8)}.${(parts[2] ?? '').slice(1).padEnd(3, '0')}Z`;
}

function parseId(field: Field, raw: unknown): string {
  if (typeof raw !== 'string') throw notDeserialized(TEXT, raw);
  const id = normaliseId(raw);
  if (id === null) {
    throw rowFailure('MALFORMED_ID', `${field.label}: id value of incorrect type: ${raw}`, [field.name]);
  }
  return id;
}

/** The JSON reader's own error. The engine does not see the text of the request, so the position is its beginning. */
function notDeserialized(type: string, raw: unknown) {
  return rowFailure(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${token(raw)} at [line:1, column:1]`,
  );
}

function token(raw: unknown): string {
  switch (typeof raw) {
    case 'string':
      return `VALUE_STRING value "${raw}"`;
    case 'number':
      return `${Number.isInteger(raw) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT'} value ${raw}`;
    case 'boolean':
      return `VALUE_${String(raw).toUpperCase()} value ${raw}`;
    default:
      return Array.isArray(raw) ? 'START_ARRAY value [' : 'START_OBJECT value {';
  }
}

function outsideRange(field: Field, value: unknown) {
  const message = `${field.label}: value outside of valid range on numeric field: ${String(value)}`;
  return rowFailure('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
}

/** Formats, lengths, ranges and picklists of a value that has the field's type. Throws a RowFailure. */
export function checkValue(field: Field, value: Value): void {
  if (value === null) return;
  if (typeof value === 'number') return checkNumber(field, value);
  if (typeof value !== 'string') return;
  switch (field.type) {
    case 'email':
      checkLength(field, value);
      if (!isEmailAddress(value)) {
        throw rowFailure('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
      }
      return;
    case 'picklist':
      checkPicklist(field, value, [value]);
      return checkLength(field, value);
    case 'multipicklist':
      return checkPicklist(field, value, value.split(';'));
    case 'date':
    case 'datetime':
      return checkYear(field, value);
    case 'reference':
    case 'id':
    case 'time':
      return;
    default:
      return checkLength(field, value);
  }
}

function checkLength(field: Field, value: string): void {
  if (field.length === 0 || value.length <= field.length) return;
  const message = `${field.label}: data value too large: ${value} (max length=${field.length})`;
  throw rowFailure('STRING_TOO_LONG', message, [field.name]);
}

function checkNumber(field: Field, value: number): void {
  // [K] which code refuses what is not on the globe.
  const limit = /Latitude(__s)?$/.test(field.name) ? 90 : /Longitude(__s)?$/.test(field.name) ? 180 : Infinity;
  if (field.compoundFieldName !== null && Math.abs(value) > limit) throw outsideRange(field, value);
  const digits = field.type === 'int' ? field.digits : field.precision - field.scale;
  if (digits > 0 && Math.abs(value) >= 10 ** digits) throw outsideRange(field, value);
}

function checkPicklist(field: Field, value: string, chosen: string[]): void {
  if (!field.restrictedPicklist) return;
  const known = new Set(field.picklistValues.filter((item) => item.active).map((item) => item.value));
  if (chosen.every((item) => known.has(item))) return;
  const message = `${field.label}: bad value for restricted picklist field: ${value}`;
  throw rowFailure('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
}

/** Salesforce keeps dates between the years 1700 and 4000. Assumption: the error's code and wording. */
function checkYear(field: Field, value: string): void {
  const year = Number(value.slice(0, 4));
  if (year >= 1700 && year <= 4000) return;
  throw rowFailure('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: invalid date: ${value}`, [field.name]);
}

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])$/;

/**
 * Salesforce's practical grammar: dot-separated words of RFC 5322's characters before the @ (apostrophes and plus
 * signs included), a host name with a top level of two or more characters after it.
 * Assumption: letters beyond ASCII are refused (the org setting for internationalised addresses is off).
 */
export function isEmailAddress(value: string): boolean {
  const at = value.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1));
}
