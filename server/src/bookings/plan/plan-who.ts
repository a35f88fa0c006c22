import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import { objectMissing, packageMissing } from './cannot-plan.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import { onlyChanged, onlyEmpty, personValues } from './person-values.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import type { BookingPlan, Operation, PlannedValue } from './plan.ts';

/** Who the Event is for: a record that stands, or one that an operation of the same plan saves. */
export interface Who {
  object: 'Lead' | 'Contact';
  id: PlannedValue;
}

/** The person as the bookings of one plan share them, with the write that a later booking may add values to. */
export interface SharedPerson {
  who: Who;
  operation: Operation | undefined;
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
    return { who: { object, id }, operation: undefined };
  }
  if (shared) return joinShared(booking, draft, shared, context);
  const { match } = booking;
  if (match?.kind === 'known') return planKnown(booking, match.object, match, draft, context);
  if (booking.rules.case || booking.rules.stranger === 'nobody') {
    draft.notes.push(`No Lead was planned, as this page's rules say: ${match?.reason ?? 'nobody was looked up'}.`);
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
  if (shared.operation) {
    const schema = context.schema.objects.get(shared.who.object)!;
    const write = shared.operation.action === 'upsert' ? 'create' : 'update';
    if (write === 'create') {
      const more = personValues(booking.details, schema, write).values;
      for (const [field, value] of Object.entries(more)) shared.operation.values[field] ??= value;
    }
    draft.operations.push(shared.operation);
  }
  draft.notes.push(`It goes to the same ${shared.who.object} as another booking of the same customer.`);
  return shared;
}

function planKnown(
  booking: BookingToPlan,
  object: 'Lead' | 'Contact',
  match: { record: { Id: string } & Record<string, unknown>; reason: string },
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const schema = objectSchema(object, booking.details, context);
  const who: Who = { object, id: match.record.Id };
  draft.notes.push(`${object} ${match.record.Id} was chosen: ${match.reason}.`);
  if (booking.rules.known === 'leave') return { who, operation: undefined };
  const wanted = personValues(booking.details, schema, 'update');
  const narrow = booking.rules.known === 'overwrite' ? onlyChanged : onlyEmpty;
  const values = narrow(wanted.values, match.record);
  if (Object.keys(values).length === 0) return { who, operation: undefined };
  draft.notes.push(...wanted.notes);
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'update',
    object,
    target: { id: match.record.Id },
    values,
    reason: `${match.reason}; ${booking.rules.known === 'overwrite' ? 'what the booking says anew is written' : 'only its empty fields are filled'}`,
    ...writeHeaders(object, 'update', booking.rules, context.schema),
  };
  draft.operations.push(operation);
  return { who, operation };
}

function planStranger(
  booking: BookingToPlan,
  match: { reason: string; convertedLeadId?: string } | undefined,
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const { details, rules } = booking;
  const schema = objectSchema('Lead', details, context);
  const prefix = context.schema.packagePrefix;
  const customerId = booking.customerId ?? booking.id;
  if (prefix === undefined) throw packageMissing(pageName(details));
  const mapped = personValues(details, schema, 'create');
  const values: Record<string, PlannedValue> = mapped.values;
  draft.notes.push(...mapped.notes);
  if (booking.ownerId && rules.leadOwner === 'bookingOwner') values['OwnerId'] = booking.ownerId;
  draft.fallbacks.push(
    ...fillRequired('Lead', schema, values, nameFromAddress(details, schema), context.now, pageName(details)),
  );
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'upsert',
    object: 'Lead',
    target: {
      field: `${prefix}Inlet_Customer_Id__c`,
      // A converted Lead keeps the id for good and cannot be changed: whoever it was comes back under another one.
      value: match?.convertedLeadId ? `${customerId}_${match.convertedLeadId.slice(0, 15)}` : customerId,
    },
    values,
    reason: match?.reason ?? 'the customer is not known',
    ...writeHeaders('Lead', 'create', rules, context.schema),
  };
  draft.operations.push(operation);
  return { who: { object: 'Lead', id: { reference: operation.reference } }, operation };
}

/** A customer who gave no name is called by their address: more use to a rep than a word that means nothing. */
function nameFromAddress(details: BookingDetails, schema: ObjectSchema): Record<string, string> {
  const { email, phone, mobilePhone } = details.customer ?? {};
  const name = email?.split('@')[0] ?? phone ?? mobilePhone;
  const length = schema.fields.get('LastName')?.length ?? 80;
  return name ? { LastName: name.slice(0, length) } : {};
}

function objectSchema(object: string, details: BookingDetails, context: PlanContext): ObjectSchema {
  const schema = context.schema.objects.get(object);
  if (!schema) throw objectMissing(object, pageName(details));
  return schema;
}
