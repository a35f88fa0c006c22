import { text, type Text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import type { MappedObject } from '../settings/field-mapping.ts';
import type { PersonMatch } from '../match/match.ts';
import { objectMissing, packageMissing } from './cannot-plan.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import {
  addressName,
  onlyChanged,
  onlyEmpty,
  personRecordValues,
  withoutStrangeFirstName,
  type ObjectMapping,
  type RecordValues,
} from './person-values.ts';
import { steered } from './steered.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import type { BookingPlan, FallbackUse, Operation, PlannedValue } from './plan.ts';
import { prepareValue } from './prepare-value.ts';

/** Who the Event is for: a record that stands, or one that an operation of the same plan saves. */
export interface Who {
  object: 'Lead' | 'Contact';
  id: PlannedValue;
}

/** The person as the bookings of one plan share them, with the write that a later booking may add values to. */
export interface SharedPerson {
  who: Who;
  operation: Operation | undefined;
  /** Stand-ins in that write; a later booking that knows better takes their place. */
  fallbacks: FallbackUse[];
}

/** Plans the Lead or Contact of a booking; undefined when the rules want none. Throws CannotPlan. */
export function planWho(
  booking: BookingToPlan,
  draft: BookingPlan,
  shared: SharedPerson | undefined,
  context: PlanContext,
): SharedPerson | undefined {
  if (booking.records.person) {
    const { object, id } = booking.records.person;
    return { who: { object, id }, operation: undefined, fallbacks: [] };
  }
  if (shared) return joinShared(booking, draft, shared, context);
  const { match } = booking;
  if (match?.kind === 'known') return planKnown(booking, match, draft, context);
  const becomes = strangerObject(booking);
  // An Event of a Lead can relate to nothing else: with a Case, that carries who asked.
  if (becomes === undefined || (becomes === 'Lead' && booking.rules.case)) {
    draft.notes.push(text('plan.noLead', { why: match?.reason ?? text('match.nobodyLookedUp') }));
    return undefined;
  }
  return planStranger(booking, becomes, match?.kind === 'stranger' ? match : undefined, draft, context);
}

/** What the rules make of somebody whom Salesforce does not know. */
function strangerObject({ rules, related }: BookingToPlan): Who['object'] | undefined {
  switch (rules.stranger) {
    case 'nobody':
      return undefined;
    case 'contact':
      return 'Contact';
    case 'contactInAccount':
      return related.account || rules.strangerWithoutAccount === 'contact' ? 'Contact' : 'Lead';
    default:
      return 'Lead';
  }
}

/** How the booking's page maps to an object. */
function objectMapping({ mapping }: BookingToPlan, object: MappedObject): ObjectMapping {
  return { matchAnswersByLabel: mapping.matchAnswersByLabel, mappings: mapping.objects[object] };
}

/** A second booking of the same person: the same record, with what this booking adds. */
function joinShared(
  booking: BookingToPlan,
  draft: BookingPlan,
  shared: SharedPerson,
  context: PlanContext,
): SharedPerson {
  const { match } = booking;
  const { operation } = shared;
  if (operation?.action === 'upsert') addToNewPerson(booking, draft, operation, shared.fallbacks, context);
  else if (match?.kind === 'known' && match.record.Id === shared.who.id) {
    if (!operation) return planKnown(booking, match, draft, context);
    for (const [field, value] of Object.entries(knownValues(booking, match, draft, context))) {
      operation.values[field] ??= value;
    }
  }
  if (operation) draft.operations.push(operation);
  draft.notes.push(text('plan.sameRecord', { object: shared.who.object }));
  return shared;
}

/** Fills what the earlier booking left open, or had only a stand-in for. */
function addToNewPerson(
  booking: BookingToPlan,
  draft: BookingPlan,
  operation: Operation,
  fallbacks: FallbackUse[],
  context: PlanContext,
): void {
  const { object } = operation;
  if (object !== 'Lead' && object !== 'Contact') return;
  const isStandIn = (field: string) => fallbacks.some((use) => use.object === object && use.field === field);
  const said = Object.fromEntries(Object.entries(operation.values).filter(([field]) => !isStandIn(field)));
  const schema = objectSchema(object, booking.details, context);
  const more = personRecordValues(booking, objectMapping(booking, object), schema, 'create');
  draft.notes.push(...more.notes);
  for (const [field, value] of Object.entries(withoutStrangeFirstName(more.values, said))) {
    if (said[field] !== undefined) continue;
    operation.values[field] = value;
    const standIn = fallbacks.findIndex((use) => use.object === object && use.field === field);
    if (standIn >= 0) fallbacks.splice(standIn, 1);
  }
}

type KnownPerson = Extract<PersonMatch, { kind: 'known' }>;

function planKnown(booking: BookingToPlan, match: KnownPerson, draft: BookingPlan, context: PlanContext): SharedPerson {
  const { object, record } = match;
  const who: Who = { object, id: record.Id };
  draft.notes.push(text('plan.chosen', { object, id: record.Id, why: match.reason }));
  const values = knownValues(booking, match, draft, context);
  if (Object.keys(values).length === 0) return { who, operation: undefined, fallbacks: [] };
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'update',
    object,
    target: { id: record.Id },
    values,
    reason: text(booking.rules.known === 'overwrite' ? 'plan.known.overwrite' : 'plan.known.fillEmpty', {
      why: match.reason,
    }),
    ...writeHeaders(object, 'update', booking.rules, context.schema),
  };
  draft.operations.push(operation);
  return { who, operation, fallbacks: [] };
}

/** What the rules let this booking write to the record that was found. */
function knownValues(
  booking: BookingToPlan,
  { object, record }: KnownPerson,
  draft: BookingPlan,
  context: PlanContext,
): RecordValues['values'] {
  const schema = objectSchema(object, booking.details, context);
  // Salesforce refuses to change the Contact of a Person Account: its Account is what may be changed.
  if (record['IsPersonAccount'] === true) {
    draft.notes.push(text('plan.personAccount'));
    return {};
  }
  const { known, knownOwner } = booking.rules;
  const owner: RecordValues['values'] =
    knownOwner === 'bookingOwner' &&
    booking.ownerId &&
    !booking.ownerProblem?.standIn &&
    schema.fields.get('OwnerId')?.updateable
      ? onlyChanged({ OwnerId: booking.ownerId }, record)
      : {};
  if (known === 'leave') return owner;
  const { values, mapped, notes } = personRecordValues(booking, objectMapping(booking, object), schema, 'update');
  // A mapped field says itself how it is written; the rule is for the others.
  const overwrites = (name: string) =>
    (mapped.get(name) ?? (known === 'overwrite' ? 'always' : 'ifEmpty')) === 'always';
  // Decided by the whole name, before its parts are told apart.
  const whole = overwrites('LastName') ? values : withoutStrangeFirstName(values, record);
  const part = (test: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => test(name)));
  const written = {
    ...onlyChanged(part(overwrites), record),
    ...onlyEmpty(
      part((name) => !overwrites(name)),
      record,
    ),
  };
  if (Object.keys(written).length > 0) draft.notes.push(...notes);
  return { ...written, ...owner };
}

function planStranger(
  booking: BookingToPlan,
  object: Who['object'],
  match: { reason: Text; convertedLeadId?: string } | undefined,
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const { details, rules, related } = booking;
  const schema = objectSchema(object, details, context);
  const prefix = context.schema.packagePrefix;
  const customerId = booking.customerId ?? booking.id;
  const key = `${prefix}Inlet_Customer_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) throw packageMissing(object, pageName(details));
  const mapped = personRecordValues(booking, objectMapping(booking, object), schema, 'create');
  const account = object === 'Contact' ? related.account : undefined;
  const steering = {
    OwnerId: newOwner(booking, object),
    RecordTypeId: (object === 'Lead' ? rules.leadRecordType : rules.contactRecordType) ?? undefined,
    Status: object === 'Lead' && !('Status' in mapped.values) ? (rules.leadStatus ?? undefined) : undefined,
    AccountId: account?.id,
  };
  const values: Record<string, PlannedValue> = { ...mapped.values, ...steered(steering, schema, draft) };
  draft.notes.push(...mapped.notes);
  if (account && 'AccountId' in values) draft.notes.push(text('plan.inAccount', { account: account.name }));
  draft.fallbacks.push(
    ...fillRequired(object, schema, values, nameFromAddress(details, schema), context.now, pageName(details)),
  );
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'upsert',
    object,
    target: {
      field: key,
      // A converted Lead keeps the id for good and cannot be changed: whoever it was comes back under another one.
      value: match?.convertedLeadId ? `${customerId}_${match.convertedLeadId}` : customerId,
    },
    values,
    reason: match?.reason ?? text('plan.notKnown'),
    ...writeHeaders(object, 'create', rules, context.schema),
  };
  draft.operations.push(operation);
  return { who: { object, id: { reference: operation.reference } }, operation, fallbacks: draft.fallbacks };
}

/** Who owns a new Lead or Contact; undefined: whoever makes it, or whom the assignment rules choose. */
function newOwner({ rules, ownerId }: BookingToPlan, object: Who['object']): string | undefined {
  const { leadOwner } = rules;
  if (object === 'Contact') return ownerId;
  if (typeof leadOwner === 'object') return leadOwner.queueId;
  return leadOwner === 'bookingOwner' ? ownerId : undefined;
}

/** A customer who gave no name is called by their address: more use to a rep than a word that means nothing. */
function nameFromAddress(details: BookingDetails, schema: ObjectSchema): Record<string, string> {
  const { email, phone, mobilePhone } = details.customer ?? {};
  const name = email === undefined ? (phone ?? mobilePhone) : addressName(email);
  const field = schema.fields.get('LastName');
  const value = field && name ? prepareValue(field, name).value : undefined;
  return typeof value === 'string' ? { LastName: value } : {};
}

function objectSchema(object: string, details: BookingDetails, context: PlanContext): ObjectSchema {
  const schema = context.schema.objects.get(object);
  if (!schema) throw objectMissing(object, pageName(details));
  return schema;
}
