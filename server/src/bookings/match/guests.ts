import { queryPath, soqlIn } from '../../salesforce/soql.ts';
import type { OrgSchema, Subrequest } from '../../salesforce/types.ts';
import type { Guest } from '../booking.ts';
import { chooseMatch } from './choose-match.ts';
import type { FoundGuest, LookupRows } from './match.ts';

/** Asks who is invited to the Events of these bookings already: the answer to an earlier call may be lost. */
export function invitationsRequest(bookingIds: string[], schema: OrgSchema): Subrequest | undefined {
  if (bookingIds.length === 0 || schema.packagePrefix === undefined) return undefined;
  const key = `Event.${schema.packagePrefix}Inlet_Booking_Id__c`;
  const soql = `SELECT Id, RelationId, ${key} FROM EventRelation WHERE ${soqlIn(key, bookingIds)}`;
  return { referenceId: 'invitations', method: 'GET', url: queryPath(soql) };
}

/** The guests whom Salesforce knows, by the rules by which customers are found, and whether they are invited already. */
export function foundGuests(guests: Guest[], rows: LookupRows, invited: Set<string>): FoundGuest[] {
  const found = guests.flatMap(({ email }): FoundGuest[] => {
    const match = chooseMatch({ customer: { email }, customerId: undefined, customerIdField: '' }, rows);
    if (match.kind === 'stranger') return [];
    const { Id, HasOptedOutOfEmail } = match.record;
    return [{ email, id: Id, isInvited: invited.has(Id), hasOptedOut: HasOptedOutOfEmail === true }];
  });
  return [...new Map(found.map((guest) => [guest.id, guest])).values()];
}
