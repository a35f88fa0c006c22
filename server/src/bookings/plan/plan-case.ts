import { text } from '../../texts/text.ts';
import { objectMissing, packageMissing } from './cannot-plan.ts';
import { eventDescription } from './event-values.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import { mappedValues } from './mapped-values.ts';
import type { Who } from './plan-who.ts';
import { steered } from './steered.ts';
import type { BookingPlan, PlannedValue } from './plan.ts';
import { prepareValue } from './prepare-value.ts';

/** Plans the Case of a page that asks for one; gives its id or a reference to it. Throws CannotPlan. */
export function planCase(
  booking: BookingToPlan,
  who: Who | undefined,
  draft: BookingPlan,
  context: PlanContext,
): PlannedValue | undefined {
  if (booking.records.case) return booking.records.case.id;
  if (!booking.rules.case) return undefined;
  const { details } = booking;
  const schema = context.schema.objects.get('Case');
  if (!schema) throw objectMissing('Case', pageName(details));
  const prefix = context.schema.packagePrefix;
  const key = `${prefix}Inlet_Booking_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) throw packageMissing('Case', pageName(details));
  const customer = details.customer ?? {};
  const wanted: Record<string, string | undefined> = {
    Subject: details.subject ?? pageName(details) ?? 'Booking',
    Description: eventDescription(details),
    Origin: 'Web',
    SuppliedName: [customer.firstName, customer.lastName].filter(Boolean).join(' ') || undefined,
    SuppliedEmail: customer.email,
    SuppliedPhone: customer.phone ?? customer.mobilePhone,
    SuppliedCompany: customer.company,
  };
  const mapped = mappedValues(booking.mapping.objects.Case, booking, schema, 'create');
  draft.notes.push(...mapped.notes);
  const { caseOwner, caseRecordType } = booking.rules;
  const owner = caseOwner === 'bookingOwner' ? booking.ownerId : undefined;
  const steering = {
    OwnerId: typeof caseOwner === 'object' ? caseOwner.queueId : owner,
    RecordTypeId: caseRecordType ?? undefined,
  };
  const values: Record<string, PlannedValue> = { ...mapped.values, ...steered(steering, schema, draft) };
  for (const [name, said] of Object.entries(wanted)) {
    const field = schema.fields.get(name);
    if (!field?.createable || !said || name in values) continue;
    const prepared = prepareValue(field, said);
    if (prepared.note) draft.notes.push(text('plan.onObject', { object: 'Case', note: prepared.note }));
    if (prepared.value !== undefined) values[name] = prepared.value;
  }
  if (who?.object === 'Contact' && schema.fields.get('ContactId')?.createable) values['ContactId'] = who.id;
  draft.fallbacks.push(...fillRequired('Case', schema, values, {}, context.now, pageName(details)));
  const reference = referenceOf(booking, 'case');
  draft.operations.push({
    reference,
    action: 'upsert',
    object: 'Case',
    target: { field: key, value: booking.id },
    values,
    reason: text('plan.case'),
    ...writeHeaders('Case', 'create', booking.rules, context.schema),
  });
  return { reference };
}
