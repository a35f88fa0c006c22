import { text, type Text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import { ownerNote } from '../match/booking-owner.ts';
import { objectMissing, packageMissing } from './cannot-plan.ts';
import { eventValues, isCalledOff } from './event-values.ts';
import { fillRequired } from './fill-required.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import { steered } from './steered.ts';
import type { Who } from './plan-who.ts';
import type { BookingPlan, Operation, PlannedValue } from './plan.ts';

const noHeaders = { headers: {}, needsHeaders: false };

/**
 * The Event of a booking that has none yet. By our external id, so that the call can be repeated when its answer got
 * lost. Throws CannotPlan.
 */
export function planNewEvent(
  booking: BookingToPlan,
  related: { who: Who | undefined; caseId: PlannedValue | undefined; account?: PlannedValue | undefined },
  draft: BookingPlan,
  context: PlanContext,
): void {
  if (isCalledOff(booking.status) && booking.rules.canceledEvent === 'delete') {
    draft.notes.push(text('plan.noEvent'));
    return;
  }
  const schema = eventSchema(booking, context);
  const prefix = context.schema.packagePrefix;
  const key = `${prefix}Inlet_Booking_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) {
    throw packageMissing('Event', pageName(booking.details));
  }
  const { values, notes } = eventValues(eventInput(booking, prefix, 'create'), schema, 'create');
  draft.notes.push(...notes, ...ownerNotes(booking, 'create'));
  Object.assign(values, steered({ RecordTypeId: booking.rules.eventRecordType ?? undefined }, schema, draft));
  const { who, caseId, account } = related;
  // An Event of a Lead can relate to nothing else (documentation of Event), so the Case goes before the Lead.
  const { what } = booking.related;
  const whatId = caseId ?? (who?.object === 'Contact' ? what?.id : account);
  if (account && whatId === account) draft.notes.push(text('plan.relatedToPerson'));
  if (what && whatId === what.id) draft.notes.push(what.reason);
  const links = {
    ...(whatId === undefined ? {} : { WhatId: whatId }),
    ...(who && (who.object === 'Contact' || caseId === undefined) ? { WhoId: who.id } : {}),
  };
  for (const [name, id] of Object.entries(links)) {
    if (schema.fields.get(name)?.createable) values[name] = id;
    else draft.notes.push(text('plan.notWritable', { field: name, object: 'Event' }));
  }
  draft.fallbacks.push(...fillRequired('Event', schema, values, {}, context.now, pageName(booking.details)));
  draft.operations.push({
    reference: referenceOf(booking, 'event'),
    action: 'upsert',
    object: 'Event',
    target: { field: key, value: booking.id },
    values,
    reason: text('plan.oneEvent', { status: text(`status.${booking.status}`) }),
    ...noHeaders,
  });
}

/**
 * A change to an Event that stands. By its id: an Event that a rep deleted must be noticed and not come back. Throws
 * CannotPlan.
 */
export function planEventChange(
  booking: BookingToPlan,
  eventId: string,
  draft: BookingPlan,
  context: PlanContext,
): void {
  const schema = eventSchema(booking, context);
  const operation: Operation = {
    reference: referenceOf(booking, 'event'),
    action: 'update',
    object: 'Event',
    target: { id: eventId },
    values: {},
    reason: text('plan.eventChanged', { status: text(`status.${booking.status}`) }),
    ...noHeaders,
  };
  if (isCalledOff(booking.status) && booking.rules.canceledEvent === 'delete') {
    draft.operations.push({
      ...operation,
      action: 'delete',
      reason: text('plan.eventDeleted', { status: text(`status.${booking.status}`) }),
    });
    return;
  }
  const { values, notes } = eventValues(
    eventInput(booking, context.schema.packagePrefix ?? '', 'update'),
    schema,
    'update',
  );
  draft.notes.push(...notes, ...ownerNotes(booking, 'update'));
  draft.operations.push({ ...operation, values });
}

function eventInput(booking: BookingToPlan, packagePrefix: string, write: 'create' | 'update') {
  // Whoever took an Event over from the default owner keeps it.
  const keepsOwner = write === 'update' && booking.ownerProblem?.standIn;
  return { booking: keepsOwner ? { ...booking, ownerId: undefined } : booking, packagePrefix };
}

function ownerNotes({ ownerProblem }: BookingToPlan, write: 'create' | 'update'): Text[] {
  return ownerProblem ? ownerNote(ownerProblem, write) : [];
}

function eventSchema(booking: BookingToPlan, context: PlanContext): ObjectSchema {
  const schema = context.schema.objects.get('Event');
  if (!schema) throw objectMissing('Event', pageName(booking.details));
  return schema;
}
