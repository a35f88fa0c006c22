import { text, type Text } from '../../texts/text.ts';
import { DateTime } from 'luxon';
import type { FieldSchema } from '../../salesforce/types.ts';
import { isEmail } from '../normalise.ts';

/** A value made fit for a field, or why it cannot be. `note` is for the admin. */
export type Prepared = { value: string | number | boolean; note?: Text } | { value: undefined; note: Text };

/** Fields whose content is wrong when it is cut: left out instead, as is a link in any field. */
const uncuttable = new Set(['email', 'url', 'phone', 'picklist']);
const link = /^https?:\/\/\S+$/i;

/** Converts a text from a booking into what the field takes: type, length, precision, picklist. Never throws. */
export function prepareValue(field: FieldSchema, said: string): Prepared {
  switch (field.type) {
    case 'boolean':
      return prepareBoolean(field, said);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return prepareNumber(field, said);
    case 'date':
    case 'datetime':
      return prepareTime(field, said);
    case 'picklist':
    case 'multipicklist':
      return preparePicklist(field, said);
    case 'time':
      return prepareTimeOfDay(field, said);
    case 'reference':
      return /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(said)
        ? { value: said }
        : leftOut(field, said, text('value.notAnId'));
    case 'email':
      return isEmail(said) ? prepareText(field, said) : leftOut(field, said, text('value.notAnEmail'));
    case 'string':
    case 'textarea':
    case 'combobox':
    case 'phone':
    case 'url':
      return prepareText(field, said);
    default:
      return leftOut(field, said, text('value.wrongType', { type: field.type }));
  }
}

function prepareText(field: FieldSchema, said: string): Prepared {
  const whole = (field.type === 'textarea' ? said : said.replace(/\s+/g, ' ')).trim();
  if (whole === '') return leftOut(field, said, text('value.blank'));
  if (field.html) return prepareHtml(field, whole);
  if (field.length === 0 || whole.length <= field.length) return { value: whole };
  if (uncuttable.has(field.type) || link.test(whole)) {
    return leftOut(field, whole, text('value.tooLong', { length: field.length }));
  }
  const kept = cut(whole, field.length);
  if (kept === '') return leftOut(field, whole, text('value.doesNotFit', { length: field.length }));
  return {
    value: kept,
    note: text('value.cut', { field: field.label, length: field.length }),
  };
}

/**
 * A text for a rich text area, which holds HTML: what people wrote stands there as they wrote it, and is never markup. Cut
 * before it is escaped, so that no entity is halved.
 */
function prepareHtml(field: FieldSchema, whole: string): Prepared {
  const html = (said: string) =>
    said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
  let kept = whole;
  while (field.length > 0 && html(kept).length > field.length) {
    kept = cut(kept, Math.max(0, kept.length - Math.max(1, Math.ceil((html(kept).length - field.length) / 5))));
  }
  if (kept === '') return leftOut(field, whole, text('value.doesNotFit', { length: field.length }));
  if (kept === whole) return { value: html(kept) };
  return { value: html(kept), note: text('value.cut', { field: field.label, length: field.length }) };
}

/** At most `length` UTF-16 units, without splitting a surrogate pair. */
function cut(said: string, length: number): string {
  const end = said.charCodeAt(length - 1) >= 0xd800 && said.charCodeAt(length - 1) <= 0xdbff ? length - 1 : length;
  return said.slice(0, end);
}

function prepareBoolean(field: FieldSchema, said: string): Prepared {
  const word = said.trim().toLowerCase();
  if (['true', 'yes', 'y', '1', 'on', 'ja', 'sí', 'si', 'oui'].includes(word)) return { value: true };
  if (['false', 'no', 'n', '0', 'off', 'nein', 'non'].includes(word)) return { value: false };
  return leftOut(field, said, text('value.notYesOrNo'));
}

function prepareNumber(field: FieldSchema, said: string): Prepared {
  const plain = said.trim();
  // Thousands separators are ambiguous between countries ("1.500"), so only what has one reading is taken.
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(plain)) return leftOut(field, said, text('value.notANumber'));
  const isInteger = field.type === 'int';
  const room = isInteger ? field.digits || 9 : field.precision > 0 ? field.precision - field.scale : 18;
  // Rounded as Salesforce would, so that what is rounded up to one digit more is noticed here.
  const value = Number(Number(plain).toFixed(isInteger ? 0 : field.scale));
  if (Math.abs(value) >= 10 ** room) return leftOut(field, said, text('value.tooManyDigits', { digits: room }));
  return { value };
}

function prepareTime(field: FieldSchema, said: string): Prepared {
  const plain = said.trim();
  // fromISO alone also takes "2026", "W47" and "10:30", which it would place on the day of planning.
  const time = DateTime.fromISO(/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(plain) ? plain : '', { setZone: true, zone: 'utc' });
  if (!time.isValid) return leftOut(field, said, text('value.notADate'));
  const moment = field.type === 'date' ? time : time.toUTC();
  if (moment.year < 1700 || moment.year > 4000) return leftOut(field, said, text('value.dateOutOfRange'));
  return { value: field.type === 'date' ? moment.toISODate()! : moment.toISO()! };
}

/** `09:30`, `09:30:15`, or the time of day of a moment, in UTC as Salesforce has times. */
function prepareTimeOfDay(field: FieldSchema, said: string): Prepared {
  const plain = said.trim();
  const time = DateTime.fromISO(/^(?:\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}/.test(plain) ? plain : '', { zone: 'utc' });
  return time.isValid ? { value: time.toFormat("HH:mm:ss.SSS'Z'") } : leftOut(field, said, text('value.notATime'));
}

function preparePicklist(field: FieldSchema, said: string): Prepared {
  const whole = said.trim();
  const known = (part: string) => field.picklistValues.find((value) => value.toLowerCase() === part.toLowerCase());
  const value = known(whole);
  if (value !== undefined) return { value };
  if (field.type === 'multipicklist') return prepareSeveral(field, whole, known);
  if (field.restrictedPicklist) return leftOut(field, whole, text('value.notInPicklist'));
  // An unrestricted picklist takes any text of up to 255 characters.
  return prepareText({ ...field, length: Math.min(field.length || 255, 255) }, whole);
}

function prepareSeveral(field: FieldSchema, said: string, known: (part: string) => string | undefined): Prepared {
  const parts = said
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const unknown = parts.filter((part) => known(part) === undefined);
  if (unknown.length > 0) return leftOut(field, unknown.join(', '), text('value.notInPicklist'));
  const value = [...new Set(parts.map(known))].join(';');
  if (value === '') return leftOut(field, said, text('value.noneInPicklist'));
  if (field.length > 0 && value.length > field.length) {
    return leftOut(field, said, text('value.tooLong', { length: field.length }));
  }
  return { value };
}

function leftOut(field: FieldSchema, said: string, why: Text): Prepared {
  const line = said.replace(/\s+/g, ' ').trim();
  const shown = line.length > 80 ? `${cut(line, 80)}…` : line;
  return {
    value: undefined,
    note: text('value.leftOut', { field: field.label, value: shown, why }),
  };
}
