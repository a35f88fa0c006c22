import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import { objectName } from '../../texts/object-name.ts';
import { text, type Text } from '../../texts/text.ts';
import { rulesOfPage } from '../creation-rules.ts';
import { comparable, type BookingField } from './booking-fields.ts';
import type { BookingSettings } from './booking-settings.ts';
import { createdObjects } from './created-objects.ts';
import { mappedObjects, mappingOfPage, type MappedObject, type MappingSource } from './field-mapping.ts';
import { unsupportedType } from './field-support.ts';
import { isSameName, sourcesOfRequired, type RequiredSource } from './required-sources.ts';

/** A required field, where its value comes from, and what to do where nothing gives one. */
export interface ValidatedField extends Omit<RequiredSource, 'fallback'> {
  /** As it is told: that of a date is the day when the booking is delivered. */
  fallback: string | number | Text | null;
  /** What the field is, where its name and type do not tell: one of a geolocation's coordinates. */
  about: Text | null;
  why: Text;
  fix: Text | null;
  suggestion: MappingSource | null;
}

export interface ValidatedObject {
  name: MappedObject;
  label: string;
  fields: ValidatedField[];
}

/**
 * The required fields of every object that bookings make records of (of the page, where one is named, else of any), and
 * where the value of each comes from. Pure. `questions` are those that bookings answered; `foundRequired` are fields that
 * Salesforce asked for though describe does not say so.
 */
export function validateFields(
  settings: BookingSettings,
  schema: OrgSchema,
  known: { questions: string[]; foundRequired: { object: string; field: string }[] },
  pageId?: string,
): ValidatedObject[] {
  const pages = pageId === undefined ? [undefined, ...Object.keys(settings.rules.pages)] : [pageId];
  const created = new Set(pages.flatMap((page) => [...createdObjects(rulesOfPage(settings.rules, page))]));
  const mapping = mappingOfPage(settings.mapping, pageId);
  return mappedObjects.flatMap((name) => {
    const of = schema.objects.get(name);
    if (!created.has(name) || !of) return [];
    const found = known.foundRequired.filter(({ object }) => object === name).map(({ field }) => field);
    const sources = sourcesOfRequired(name, of, mapping, known.questions, found);
    const fields = sources.map((source) => {
      const place = geolocationOf(source.field, of);
      const found = explained(name, source, known.questions);
      return place ? asCoordinate(found, place, sources) : found;
    });
    return [{ name, label: of.label, fields }];
  });
}

/**
 * The geolocation that the field is a coordinate of. Describe has the geolocation itself as a field that nobody writes, and
 * its two coordinates as required numbers.
 */
function geolocationOf({ compoundField }: FieldSchema, { fields }: ObjectSchema): FieldSchema | undefined {
  const whole = compoundField === undefined ? undefined : fields.get(compoundField);
  return whole?.type === 'location' ? whole : undefined;
}

/** Two rows, each named by its geolocation: where one of them alone has a value, records get a place that nobody meant. */
function asCoordinate(found: ValidatedField, place: FieldSchema, sources: RequiredSource[]): ValidatedField {
  const params = { field: found.field.label, place: place.label };
  const isAlone = sources.some(
    ({ field, state }) => field.compoundField === place.name && field !== found.field && state !== 'fallback',
  );
  return {
    ...found,
    about: text('validation.coordinate', params),
    fix: found.state === 'fallback' && isAlone ? text('validation.coordinate.half', params) : found.fix,
  };
}

function explained(object: MappedObject, required: RequiredSource, questions: string[]): ValidatedField {
  const { field, state } = required;
  const fallback = told(field, required.fallback);
  const source = { ...required, fallback, about: null };
  const params = { field: field.label, object: objectName(object), type: field.type };
  const suggestion = source.from === null ? suggestionFor(field, questions) : null;
  switch (state) {
    case 'fixed':
      return { ...source, why: text('validation.fixed', params), fix: null, suggestion };
    case 'mapped': {
      const isRisky = fallback === null && source.from !== null;
      const key =
        fallback !== null ? 'validation.mappedOrFallback' : isRisky ? 'validation.mappedOnly' : 'validation.mapped';
      return { ...source, why: text(key, { ...params, fallback: fallback ?? '' }), fix: null, suggestion };
    }
    case 'fallback':
      return {
        ...source,
        why: text('validation.fallback', { ...params, fallback: fallback ?? '' }),
        fix: text('validation.fallback.fix', params),
        suggestion,
      };
    case 'unsupported': {
      const type = unsupportedType(field);
      return type
        ? { ...source, why: type, fix: text('validation.unsupported.fix', params), suggestion: null }
        : {
            ...source,
            why: text('validation.noValue', params),
            fix: text('validation.noValue.fix', params),
            suggestion,
          };
    }
  }
}

/** A stand-in in words: a day and a time are those of the delivery, which is not yet. */
function told({ type }: FieldSchema, fallback: string | number | null): ValidatedField['fallback'] {
  if (fallback === null) return null;
  if (type === 'date') return text('validation.today');
  return type === 'datetime' ? text('validation.now') : fallback;
}

/** Labels under which a booking's own fields are known. */
const names: Partial<Record<BookingField, string[]>> = {
  'customer.firstName': ['first name', 'given name', 'vorname'],
  'customer.lastName': ['last name', 'surname', 'family name', 'nachname'],
  'customer.name': ['name', 'full name', 'contact name', 'customer name'],
  'customer.company': ['company', 'company name', 'organization', 'account name', 'firma', 'unternehmen'],
  'customer.mobilePhone': ['mobile', 'mobile phone', 'cell phone', 'handy'],
  'page.name': ['booking page', 'page', 'buchungsseite'],
  meetingUrl: ['meeting link', 'meeting url', 'join link'],
  timeZone: ['time zone', 'timezone', 'zeitzone'],
  location: ['location', 'place', 'ort'],
  notes: ['notes', 'comments', 'notizen'],
};

const byType: Partial<Record<string, BookingField>> = {
  email: 'customer.email',
  phone: 'customer.phone',
  url: 'meetingUrl',
  date: 'start',
  datetime: 'start',
};

/** What fits an unmapped field: the question of its name, one that holds its name, or the booking's own field. */
function suggestionFor(field: FieldSchema, questions: string[]): MappingSource | null {
  const label = comparable(field.label);
  const question =
    questions.find((asked) => isSameName(asked, field)) ??
    questions.find((asked) => label.length > 3 && comparable(asked).includes(label));
  if (question !== undefined) return { kind: 'answer', question };
  const [named] = Object.entries(names).find(([, all]) => all.some((name) => comparable(name) === label)) ?? [];
  if (named !== undefined && ['string', 'textarea', 'url', 'phone'].includes(field.type)) {
    return { kind: 'booking', field: named as BookingField };
  }
  const typed = byType[field.type];
  return typed ? { kind: 'booking', field: typed } : null;
}
