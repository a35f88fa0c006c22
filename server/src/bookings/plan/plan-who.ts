import { text, type Text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import type { PersonMatch } from '../match/match.ts';
import { objectMissing, packageMissing } from './cannot-plan.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import {
  addressName,
  onlyChanged,
  onlyEmpty,
  personValues,
  withoutStrangeFirstName,
  type RecordValues,
} from './person-values.ts';
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
  if (booking.rules.case || booking.rules.stranger === 'nobody') {
    draft.notes.push(text('plan.noLead', { why: match?.reason ?? text('match.nobodyLookedUp') }));
    return undefined;
  }
  return planStranger(booking, match?.kind === 'stranger' ? match : undefined, draft, context);
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
  if (operation?.action === 'upsert') addToNewLead(booking, draft, operation, shared.fallbacks, context);
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
function addToNewLead(
  booking: BookingToPlan,
  draft: BookingPlan,
  operation: Operation,
  fallbacks: FallbackUse[],
  context: PlanContext,
): void {
  const isStandIn = (field: string) => fallbacks.some((use) => use.object === 'Lead' && use.field === field);
  const said = Object.fromEntries(Object.entries(operation.values).filter(([field]) => !isStandIn(field)));
  const more = personValues(booking.details, objectSchema('Lead', booking.details, context), 'create');
  draft.notes.push(...more.notes);
  for (const [field, value] of Object.entries(withoutStrangeFirstName(more.values, said))) {
    if (said[field] !== undefined) continue;
    operation.values[field] = value;
    const standIn = fallbacks.findIndex((use) => use.object === 'Lead' && use.field === field);
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
  if (booking.rules.known === 'leave') return {};
  const wanted = personValues(booking.details, schema, 'update');
  const narrow = booking.rules.known === 'overwrite' ? onlyChanged : onlyEmpty;
  const values = narrow(wanted.values, record);
  if (Object.keys(values).length > 0) draft.notes.push(...wanted.notes);
  return values;
}

function planStranger(
  booking: BookingToPlan,
  match: { reason: Text; convertedLeadId?: string } | undefined,
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const { details, rules } = booking;
  const schema = objectSchema('Lead', details, context);
  const prefix = context.schema.packagePrefix;
  const customerId = booking.customerId ?? booking.id;
  const key = `${prefix}Inlet_Customer_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) throw packageMissing('Lead', pageName(details));
  const mapped = personValues(details, schema, 'create');
  const values: Record<string, PlannedValue> = mapped.values;
  draft.notes.push(...mapped.notes);
  if (booking.ownerId && rules.leadOwner === 'bookingOwner' && schema.fields.get('OwnerId')?.createable) {
    values['OwnerId'] = booking.ownerId;
  }
  draft.fallbacks.push(
    ...fillRequired('Lead', schema, values, nameFromAddress(details, schema), context.now, pageName(details)),
  );
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'upsert',
    object: 'Lead',
    target: {
      field: key,
      // A converted Lead keeps the id for good and cannot be changed: whoever it was comes back under another one.
      value: match?.convertedLeadId ? `${customerId}_${match.convertedLeadId}` : customerId,
    },
    values,
    reason: match?.reason ?? text('plan.notKnown'),
    ...writeHeaders('Lead', 'create', rules, context.schema),
  };
  draft.operations.push(operation);
  return { who: { object: 'Lead', id: { reference: operation.reference } }, operation, fallbacks: draft.fallbacks };
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
