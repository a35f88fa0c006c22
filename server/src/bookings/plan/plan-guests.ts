import { text } from '../../texts/text.ts';
import { isCalledOff } from './event-values.ts';
import { referenceOf, type BookingToPlan } from './plan-person.ts';
import type { Who } from './plan-who.ts';
import type { BookingPlan, PlannedValue } from './plan.ts';

/** Invites the further people of a meeting whom Salesforce knows to its Event; who wants no mail is not invited. */
export function planGuests(
  booking: BookingToPlan,
  eventId: PlannedValue,
  who: Who | undefined,
  draft: BookingPlan,
): void {
  const { rules, related, status, details } = booking;
  if (rules.attendees === 'ignore' || isCalledOff(status)) return;
  const guests = (related.guests ?? []).filter(({ id }) => id !== who?.id);
  const unknown = (details.guests ?? []).filter(({ email }) => !related.guests?.some((guest) => guest.email === email));
  for (const { email } of unknown) draft.notes.push(text('plan.guestUnknown', { email }));
  guests.forEach(({ email, id, isInvited, hasOptedOut }, index) => {
    if (isInvited) return;
    if (rules.respectOptOut && hasOptedOut) return void draft.notes.push(text('plan.guestOptedOut', { email }));
    draft.operations.push({
      reference: `${referenceOf(booking, 'guest')}${index}`,
      action: 'create',
      object: 'EventRelation',
      target: { isNew: true },
      values: { EventId: eventId, RelationId: id },
      reason: text('plan.guest'),
      headers: {},
      needsHeaders: false,
    });
  });
}
