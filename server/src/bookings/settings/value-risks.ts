import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import type { Text } from '../../texts/text.ts';
import { rulesOfPage } from '../creation-rules.ts';
import { saidBy } from '../plan/mapped-values.ts';
import { fieldOfQuestion } from '../plan/person-values.ts';
import { prepareValue } from '../plan/prepare-value.ts';
import type { BookingFacts, BookingField } from './booking-fields.ts';
import type { BookingSettings } from './booking-settings.ts';
import { createdObjects } from './created-objects.ts';
import { mappingOfPage, type MappedObject, type PageMapping } from './field-mapping.ts';

/** Values of real bookings that a field does not take as they are: too long, or not in its picklist. */
export interface ValueRisk {
  object: MappedObject;
  field: string;
  label: string;
  kind: 'length' | 'picklist';
  /** What the field holds; 0 for a picklist. */
  limit: number;
  longest: number;
  /** One such value. */
  sample: string;
  bookings: number;
  pages: string[];
}

/** Fields that are filled without a mapping, by the booking's own field. */
const builtIn: Partial<Record<MappedObject, [string, BookingField][]>> = {
  Lead: [
    ['FirstName', 'customer.firstName'],
    ['LastName', 'customer.lastName'],
    ['Company', 'customer.company'],
    ['Phone', 'customer.phone'],
    ['MobilePhone', 'customer.mobilePhone'],
  ],
  Contact: [
    ['FirstName', 'customer.firstName'],
    ['LastName', 'customer.lastName'],
    ['Phone', 'customer.phone'],
    ['MobilePhone', 'customer.mobilePhone'],
  ],
  Event: [
    ['Subject', 'subject'],
    ['Location', 'location'],
  ],
};

/** What of these bookings' values would be cut or left out, by the settings as they are now. Pure. */
export function valueRisks(bookings: BookingFacts[], settings: BookingSettings, schema: OrgSchema): ValueRisk[] {
  const found = new Map<string, ValueRisk & { onPages: Set<string> }>();
  const ways = new Map<string, { objects: ObjectSchema[]; mapping: PageMapping }>();
  for (const booking of bookings) {
    const page = booking.details.page?.id;
    const way = ways.get(page ?? '') ?? wayOf(settings, schema, page);
    ways.set(page ?? '', way);
    for (const object of way.objects) {
      for (const [field, said] of valuesOf(booking, object, way.mapping)) {
        const kind = riskOf(field, said);
        if (!kind) continue;
        const key = `${object.name} ${field.name} ${kind}`;
        const risk = found.get(key) ?? {
          ...{ object: object.name as MappedObject, field: field.name, label: field.label, kind, bookings: 0 },
          ...{ limit: kind === 'length' ? field.length : 0, longest: 0, sample: said, pages: [], onPages: new Set() },
        };
        risk.bookings += 1;
        risk.longest = Math.max(risk.longest, said.length);
        if (page !== undefined) risk.onPages.add(page);
        found.set(key, risk);
      }
    }
  }
  return [...found.values()].map(({ onPages, sample, ...risk }) => ({
    ...risk,
    sample: sample.length > 80 ? `${sample.slice(0, 80).toWellFormed()}…` : sample,
    pages: [...onPages],
  }));
}

function wayOf(settings: BookingSettings, schema: OrgSchema, page: string | undefined) {
  const objects = [...createdObjects(rulesOfPage(settings.rules, page))];
  return {
    objects: objects.flatMap((name) => schema.objects.get(name) ?? []),
    mapping: mappingOfPage(settings.mapping, page),
  };
}

/** What a new record of the object would be given; the first that fills a field wins, as in planning. */
function valuesOf(booking: BookingFacts, object: ObjectSchema, mapping: PageMapping): Map<FieldSchema, string> {
  const values = new Map<FieldSchema, string>();
  const put = (field: FieldSchema | undefined, said: string | undefined) => {
    if (field?.createable && said && !values.has(field)) values.set(field, said);
  };
  const name = object.name as MappedObject;
  for (const { field, from } of mapping.objects[name]) put(object.fields.get(field), saidBy(from, booking));
  for (const [field, from] of builtIn[name] ?? []) {
    put(object.fields.get(field), saidBy({ kind: 'booking', field: from }, booking));
  }
  const isPerson = name === 'Lead' || name === 'Contact';
  for (const { question, answer } of isPerson && mapping.matchAnswersByLabel ? (booking.details.answers ?? []) : []) {
    put(fieldOfQuestion(object, question), answer);
  }
  return values;
}

/** Asked of what delivery itself does with the value. */
function riskOf(field: FieldSchema, said: string): ValueRisk['kind'] | undefined {
  const { note } = prepareValue(field, said);
  if (note === undefined) return undefined;
  const keys = keysOf(note);
  if (keys.includes('value.cut') || keys.includes('value.tooLong') || keys.includes('value.doesNotFit')) {
    return 'length';
  }
  return keys.includes('value.notInPicklist') ? 'picklist' : undefined;
}

function keysOf(said: Text): string[] {
  if ('sentences' in said) return said.sentences.flatMap(keysOf);
  const why = said.params?.['why'];
  const isText = typeof why === 'object' && !Array.isArray(why);
  return [said.key, ...(isText ? keysOf(why as Text) : [])];
}
