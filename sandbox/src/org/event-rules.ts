import { DateTime } from 'luxon';
import { formatDateTime, momentOf } from './field-values.ts';
import type { Draft, OrgContext } from './org-context.ts';
import { findRecord, isChanged } from './org-context.ts';
import type { Value } from './record-store.ts';
import { rowFailure } from './row-failure.ts';

const DAY = 24 * 60;
const LONGEST = 14 * DAY;

/**
 * What Salesforce demands of an Event at run time and describe does not tell: a start, and an end or a duration that
 * agree. Fills the derived fields in. Throws a RowFailure. Assumption: the wordings, except for missing fields' form.
 */
export function applyEventRules(org: OrgContext, draft: Draft): void {
  const { record, before } = draft;
  const touched = [
    'StartDateTime',
    'EndDateTime',
    'DurationInMinutes',
    'ActivityDateTime',
    'ActivityDate',
    'IsAllDayEvent',
  ];
  if (!before || touched.some((field) => draft.given.has(field))) {
    const allDay = record['IsAllDayEvent'] === true;
    const start = startOf(draft, allDay);
    const minutes = durationOf(draft, start, allDay);
    if (minutes > LONGEST) {
      throw rowFailure('FIELD_INTEGRITY_EXCEPTION', 'Event duration can not be longer than 14 days', [
        'DurationInMinutes',
      ]);
    }
    // The last day of an all-day event is named by its midnight, so that one day ends where it starts.
    const end = start.plus({ minutes: allDay ? Math.max(minutes - DAY, 0) : minutes });
    record['StartDateTime'] = formatDateTime(start);
    record['EndDateTime'] = formatDateTime(end);
    record['DurationInMinutes'] = minutes;
    record['ActivityDateTime'] = allDay ? null : formatDateTime(start);
    record['ActivityDate'] = start.toISODate();
    record['EndDate'] = end.toISODate();
  }
  applyRelations(org, draft);
}

function startOf(draft: Draft, allDay: boolean): DateTime {
  const { given, before } = draft;
  const start = given.get('StartDateTime');
  const activity = given.get('ActivityDateTime');
  if (start && activity && start !== activity) {
    const message = 'Start Date Time and Due Date Time must be the same when both are given';
    throw rowFailure('FIELD_INTEGRITY_EXCEPTION', message, ['ActivityDateTime']);
  }
  const date = allDay ? given.get('ActivityDate') : undefined;
  const cleared = start === null || (activity === null && !start);
  const chosen = start ?? activity ?? date ?? (cleared ? null : before?.['StartDateTime']);
  if (typeof chosen !== 'string') {
    const missing = [allDay ? 'ActivityDate' : 'ActivityDateTime'];
    const hasEnd = draft.record['EndDateTime'] || typeof draft.record['DurationInMinutes'] === 'number';
    if (!allDay && !hasEnd) missing.push('DurationInMinutes');
    throw missingFields(missing);
  }
  const moment = momentOf(chosen);
  return allDay ? moment.startOf('day') : moment;
}

/** Minutes. An end alone sets it, a duration alone is it; a moved start alone keeps it (assumption). */
function durationOf(draft: Draft, start: DateTime, allDay: boolean): number {
  const { given, before } = draft;
  const end = given.get('EndDateTime');
  const duration = given.get('DurationInMinutes');
  const fromEnd = typeof end === 'string' ? minutesUntil(start, momentOf(end), allDay) : undefined;
  if (fromEnd !== undefined && fromEnd < 0) {
    throw rowFailure('FIELD_INTEGRITY_EXCEPTION', 'End date before start date', ['EndDateTime']);
  }
  if (typeof duration === 'number') {
    if (duration < 0) {
      const message = `Duration: value outside of valid range on numeric field: ${duration}`;
      throw rowFailure('NUMBER_OUTSIDE_VALID_RANGE', message, ['DurationInMinutes']);
    }
    if (fromEnd !== undefined && fromEnd !== duration) {
      const message = 'Event duration does not agree with its start and end: send either an end or a duration';
      throw rowFailure('FIELD_INTEGRITY_EXCEPTION', message, ['DurationInMinutes']);
    }
    return duration;
  }
  if (fromEnd !== undefined) return fromEnd;
  const wasAllDay = before?.['IsAllDayEvent'] === true;
  const kept: Value | undefined = end === null || duration === null ? null : before?.['DurationInMinutes'];
  if (typeof kept === 'number' && wasAllDay === allDay) return kept;
  if (allDay) return DAY;
  throw missingFields(['DurationInMinutes']);
}

function minutesUntil(start: DateTime, end: DateTime, allDay: boolean): number {
  const until = allDay ? end.startOf('day').plus({ days: 1 }) : end;
  return until.diff(start, 'minutes').minutes;
}

function missingFields(fields: string[]) {
  return rowFailure('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);
}

function applyRelations(org: OrgContext, draft: Draft): void {
  const { record } = draft;
  const who = findRecord(org, record['WhoId']);
  const what = findRecord(org, record['WhatId']);
  if (who?.type.name === 'Lead' && what && (isChanged(draft, 'WhoId') || isChanged(draft, 'WhatId'))) {
    // Documented: a Lead as WhoId excludes WhatId. Assumption: the wording.
    const message = 'Related To ID: an activity of a lead can not be related to another record';
    throw rowFailure('FIELD_INTEGRITY_EXCEPTION', message, ['WhatId']);
  }
  const accountOfWhat = what?.type.name === 'Account' ? what.record.Id : what?.record['AccountId'];
  record['AccountId'] = accountOfWhat ?? (who?.type.name === 'Contact' ? who.record['AccountId'] : null) ?? null;
}
