import { formatDateTime } from './field-values.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord } from './org-context.ts';
import type { StoredRecord } from './record-store.ts';
import { rowFailure } from './row-failure.ts';

/** Where an invitation keeps the id of the event in the invited user's calendar; no field of the org. */
const CHILD = 'ChildEventId';
/** What the copy in an invited user's calendar has of its own. */
const OWN = [
  'OwnerId',
  'IsPrivate',
  'ShowAs',
  'IsChild',
  'ReminderDateTime',
  'IsReminderSet',
  'CreatedDate',
  'CreatedById',
];

/** Somebody is invited to an event once, and answers at a moment. Throws a RowFailure. */
export function applyInvitationRules(org: OrgContext, { record, before, given }: Draft): void {
  if (!before) {
    for (const one of invitations(org, String(record['EventId']))) {
      if (one['RelationId'] !== record['RelationId']) continue;
      const message = 'duplicate value found: <unknown> duplicates value on record with id: <unknown>'; // [K]
      throw rowFailure('DUPLICATE_VALUE', message, []);
    }
  }
  const answers = given.has('Status') && ['Accepted', 'Declined', 'Maybe'].includes(String(record['Status']));
  if (answers && !given.has('RespondedDate')) record['RespondedDate'] = formatDateTime(org.now());
}

/** The event becomes a group event; an invited user gets one of the same time in the own calendar. */
export function invite(org: OrgContext, invitation: StoredRecord): void {
  const event = findRecord(org, invitation['EventId'])?.record;
  if (!event) return;
  const group = { IsGroupEvent: true, GroupEventType: '1' };
  org.database.put('Event', { ...event, ...group });
  const invited = findRecord(org, invitation['RelationId']);
  // [K] Whoever has declined from the start gets none.
  if (invited?.type.name !== 'User' || invitation['Status'] === 'Declined') return;
  const Id = org.newId('00U');
  const own = { OwnerId: invited.record.Id, IsPrivate: false, IsReminderSet: false, ReminderDateTime: null };
  org.database.put('Event', { ...event, ...group, ...own, Id, IsChild: true });
  org.database.put('EventRelation', { ...invitation, [CHILD]: Id });
}

/** What is changed in an event is changed in the calendars of those who are invited. */
export function followEvent(org: OrgContext, event: StoredRecord): void {
  if (event['IsGroupEvent'] !== true || event['IsChild'] === true) return;
  for (const id of invitations(org, event.Id).map((one) => one[CHILD])) {
    const child = findRecord(org, id)?.record;
    if (!child || child.IsDeleted) continue;
    const own = Object.fromEntries(OWN.map((field) => [field, child[field] ?? null]));
    org.database.put('Event', { ...event, ...own, Id: child.Id });
  }
}

/** The event in the calendar of an invited user, if there is one. */
export function calendarEntry(org: OrgContext, invitation: StoredRecord): StoredRecord | undefined {
  return findRecord(org, invitation[CHILD])?.record;
}

/** The event without anybody invited is no group event any more. */
export function uninvite(org: OrgContext, invitation: StoredRecord): void {
  const event = findRecord(org, invitation['EventId'])?.record;
  if (!event || event.IsDeleted || invitations(org, event.Id).length > 0) return;
  org.database.put('Event', { ...event, IsGroupEvent: false, GroupEventType: '0' });
}

function invitations({ database: { records } }: OrgContext, eventId: string): StoredRecord[] {
  const ids = [...(records.find('EventRelation', 'EventId', eventId) ?? [])];
  return ids.flatMap((id) => records.get('EventRelation', id) ?? []).filter(({ IsDeleted }) => !IsDeleted);
}
