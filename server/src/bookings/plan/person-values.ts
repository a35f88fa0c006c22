import { text, type Text } from '../../texts/text.ts';
import type { FieldSchema, ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import { comparable, type BookingFacts } from '../settings/booking-fields.ts';
import type { FieldMapping, PageMapping } from '../settings/field-mapping.ts';
import { mappedValues } from './mapped-values.ts';
import { fallbackText } from './required-fields.ts';
import { prepareValue } from './prepare-value.ts';

/** Values for one record, and what an admin should know about how they came about. */
export interface RecordValues {
  values: Record<string, string | number | boolean>;
  notes: Text[];
}

/** The values of a person's record: what is mapped, and for all other fields what is built in. */
export interface PersonRecordValues extends RecordValues {
  /** Mapped fields, and how each is written to a record that stands. */
  mapped: Map<string, 'always' | 'ifEmpty'>;
}

/** How a page's bookings are mapped to one object. */
export interface ObjectMapping {
  matchAnswersByLabel: boolean;
  mappings: FieldMapping[];
}

/** What a booking says about a person by the mapping of its page. A mapped field without a value is as built in. */
export function personRecordValues(
  booking: BookingFacts,
  { matchAnswersByLabel, mappings }: ObjectMapping,
  schema: ObjectSchema,
  write: 'create' | 'update',
): PersonRecordValues {
  const explicit = mappedValues(mappings, booking, schema, write);
  const { details } = booking;
  const isMapped = (name: string) => name in explicit.values;
  const builtIn = personValues(matchAnswersByLabel ? details : { ...details, answers: [] }, schema, write, isMapped);
  const mode = (name: string) => (explicit.onlyIfEmpty.has(name) ? 'ifEmpty' : 'always');
  return {
    values: { ...builtIn.values, ...explicit.values },
    notes: [...builtIn.notes, ...explicit.notes],
    mapped: new Map(Object.keys(explicit.values).map((name) => [name, mode(name)])),
  };
}

/** How the booking's page maps to an object of people. */
export function objectMapping(
  { mapping }: { mapping: PageMapping },
  object: 'Lead' | 'Contact' | 'PersonAccount',
): ObjectMapping {
  return { matchAnswersByLabel: mapping.matchAnswersByLabel, mappings: mapping.objects[object] };
}

/** The built-in mapping of a customer to Lead and Contact. */
const customerFields = [
  ['FirstName', 'firstName'],
  ['LastName', 'lastName'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['MobilePhone', 'mobilePhone'],
  ['Company', 'company'],
] as const;

/** The same of a Person Account. */
const personAccountFields = [
  ['FirstName', 'firstName'],
  ['LastName', 'lastName'],
  ['PersonEmail', 'email'],
  ['Phone', 'phone'],
  ['PersonMobilePhone', 'mobilePhone'],
] as const;

function customerFieldsOf({ name }: ObjectSchema) {
  return name === 'PersonAccount' ? personAccountFields : customerFields;
}

/** Fields that an answer never fills, whatever its question is called: they steer records rather than describe people. */
const notFromAnswers = new Set(['OwnerId', 'Status', 'Name', 'RecordTypeId', 'Id', 'IsConverted', 'IsUnreadByOwner']);

/**
 * What a booking says about a person, for Lead, Contact or Person Account: the customer's own fields, then each answer whose question
 * is the label or the API name of a field. Fields that do not exist, or that the API User may not write, are passed
 * over: the answers stand in the Event's description in any case.
 */
export function personValues(
  details: BookingDetails,
  schema: ObjectSchema,
  write: 'create' | 'update',
  isMapped: (field: string) => boolean = () => false,
): RecordValues {
  const result: RecordValues = { values: {}, notes: [] };
  const put = (field: FieldSchema, said: string) => {
    const prepared = prepareValue(field, said);
    if (prepared.note) result.notes.push(text('plan.onObject', { object: schema.label, note: prepared.note }));
    if (prepared.value !== undefined) result.values[field.name] = prepared.value;
  };
  for (const [name, key] of customerFieldsOf(schema)) {
    const field = schema.fields.get(name);
    const said = details.customer?.[key];
    if (field && said && !isMapped(name) && isWritable(field, write)) put(field, said);
  }
  for (const { question, answer } of details.answers ?? []) {
    const field = fieldOfQuestion(schema, question);
    if (!field || !answer || isMapped(field.name) || field.name in result.values) continue;
    if (isWritable(field, write)) put(field, answer);
  }
  return result;
}

/** The values that would fill a field of the record that is empty now (or holds nothing but our own stand-in). */
export function onlyEmpty(values: RecordValues['values'], record: Record<string, unknown>): RecordValues['values'] {
  return Object.fromEntries(
    Object.entries(withoutStrangeFirstName(values, record)).filter(
      ([field, value]) => field in record && isStandIn(field, record) && record[field] !== value,
    ),
  );
}

/** Empty, or what was put there because nobody had said it: our own text, an address instead of a last name. */
function isStandIn(field: string, record: Record<string, unknown>): boolean {
  const current = record[field];
  if (current === null || current === undefined || current === '' || current === fallbackText) return true;
  if (field !== 'LastName' || record['FirstName']) return false;
  const { Email, PersonEmail, Phone, MobilePhone, PersonMobilePhone } = record;
  const names = [Email, PersonEmail].map((email) => (typeof email === 'string' ? addressName(email) : undefined));
  return [...names, Phone, MobilePhone, PersonMobilePhone].includes(current);
}

/** What a customer who gave no name is called by: the part of the e-mail address before the @. */
export function addressName(email: string): string {
  return email.split('@')[0]!;
}

/** First and last name belong together: the first name of Ana Jones is not put beside the last name Smith. */
export function withoutStrangeFirstName(
  values: RecordValues['values'],
  record: Record<string, unknown>,
): RecordValues['values'] {
  const { FirstName: _first, ...others } = values;
  const stands = record['LastName'];
  const said = values['LastName'];
  if (typeof stands !== 'string' || isStandIn('LastName', record) || typeof said !== 'string') return values;
  return comparable(stands) === comparable(said) ? values : others;
}

/** The values that differ from what the record holds. */
export function onlyChanged(values: RecordValues['values'], record: Record<string, unknown>): RecordValues['values'] {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => field in record && record[field] !== value),
  );
}

/** Fields that must be read of a match, so that the empty ones can be told. */
export function readableFields(schema: ObjectSchema, bookings: BookingDetails[], mapped: string[] = []): string[] {
  const names = new Set<string>([...customerFieldsOf(schema).map(([name]) => name), ...mapped]);
  for (const details of bookings) {
    for (const { question } of details.answers ?? []) {
      const field = fieldOfQuestion(schema, question);
      if (field) names.add(field.name);
    }
  }
  return [...names].filter((name) => schema.fields.has(name));
}

/** The field that an answer goes to by its question; undefined where there is none. */
export function fieldOfQuestion(schema: ObjectSchema, question: string): FieldSchema | undefined {
  const key = comparable(question);
  if (key === '') return undefined;
  for (const field of schema.fields.values()) {
    if (notFromAnswers.has(field.name) || field.type === 'reference' || field.name.includes('Inlet_')) continue;
    if (comparable(field.label) === key || comparable(field.name.replace(/__c$/, '')) === key) return field;
  }
  return undefined;
}

function isWritable(field: FieldSchema, write: 'create' | 'update'): boolean {
  return write === 'create' ? field.createable : field.updateable;
}
