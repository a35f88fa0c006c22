import { auditFields } from '../common-fields.ts';
import { checkbox, combobox, date, dateTime, id, int, lookup, picklist, text, textArea } from '../field.ts';
import { child, scope, sobject } from '../sobject.ts';
import { timeZoneKeys } from '../time-zones.ts';
import {
  alwaysVisible,
  createOnly,
  filledByDefault,
  nameField,
  notSearchPrefilterable,
  readOnly,
  restricted,
  system,
  valuesWithDefault,
} from '../traits.ts';

const groupEventTypes = ['0=Non-group Event', '1=Group Event', '2=Proposed Event', '3=IsRecurrence2 Series Pattern'];
const recurrenceTypes =
  'RecursDaily=Recurs Daily,RecursEveryWeekday=Recurs Every Weekday,RecursMonthly=Recurs Monthly,' +
  'RecursMonthlyNth=Recurs Monthly Nth,RecursWeekly=Recurs Weekly,RecursYearly=Recurs Yearly,' +
  'RecursYearlyNth=Recurs Yearly Nth';
const months = 'January,February,March,April,May,June,July,August,September,October,November,December';
const patternVersions = ['1=RFC 5545 v4 RRULE', '2=RFC 5545 v4_2 RRULE'];

/** Describe calls no field of an event required, though a create without start and end is refused. */
export const event = sobject({
  name: 'Event',
  label: 'Event',
  labelPlural: 'Events',
  keyPrefix: '00U',
  feedEnabled: false,
  scopes: [
    scope('delegated', 'My delegated events'),
    scope('everything', 'All events'),
    scope('mine', 'My events'),
    scope('scopingRule', 'Filter by scope'),
    scope('team', "My team's events"),
  ],
  resources: ['compactLayouts', 'eventSeriesUpdates', 'quickActions', 'layouts'],
  childRelationships: [
    child('RecurringEvents', 'Event', 'RecurrenceActivityId'),
    child('EventRelations', 'EventRelation', 'EventId', 'cascades'),
  ],
  fields: [
    id('Activity ID'),
    lookup('WhoId', 'Name ID', 'Who', ['Contact', 'Lead']),
    // A real org lists every object with activities; here those that the org has.
    lookup('WhatId', 'Related To ID', 'What', ['Account', 'Campaign', 'Case', 'Opportunity']),
    combobox(
      'Subject',
      'Subject',
      255,
      ['Call', 'Email', 'Meeting', 'Send Letter/Quote', 'Other'],
      alwaysVisible,
      nameField,
    ),
    text('Location', 'Location', 255),
    checkbox('IsAllDayEvent', 'All-Day Event'),
    dateTime('ActivityDateTime', 'Due Date Time', alwaysVisible),
    date('ActivityDate', 'Due Date Only', alwaysVisible, { aggregatable: false }),
    int('DurationInMinutes', 'Duration', 8, alwaysVisible),
    dateTime('StartDateTime', 'Start Date Time', alwaysVisible),
    dateTime('EndDateTime', 'End Date Time', alwaysVisible),
    date('EndDate', 'End Date', readOnly),
    textArea('Description', 'Description', 32000),
    lookup('AccountId', 'Account ID', 'Account', ['Account'], readOnly),
    lookup('OwnerId', 'Assigned To ID', 'Owner', ['Calendar', 'User'], filledByDefault),
    checkbox('IsPrivate', 'Private', alwaysVisible),
    picklist(
      'ShowAs',
      'Show Time As',
      40,
      [],
      alwaysVisible,
      restricted,
      valuesWithDefault(['Busy', 'OutOfOffice=Out of Office', 'Free'], 'Busy'),
    ),
    checkbox('IsDeleted', 'Deleted', system),
    checkbox('IsChild', 'Is Child', system),
    checkbox('IsGroupEvent', 'Is Group Event', system),
    picklist(
      'GroupEventType',
      'Group Event Type',
      40,
      [],
      readOnly,
      restricted,
      valuesWithDefault(groupEventTypes, '0'),
    ),
    ...auditFields(),
    checkbox('IsArchived', 'Archived', system),
    lookup('RecurrenceActivityId', 'Recurrence Activity ID', null, ['Event'], readOnly, notSearchPrefilterable),
    checkbox('IsRecurrence', 'Create Recurring Series of Events', createOnly),
    dateTime('RecurrenceStartDateTime', 'Recurrence Start', alwaysVisible),
    date('RecurrenceEndDateOnly', 'Recurrence End', alwaysVisible),
    picklist('RecurrenceTimeZoneSidKey', 'Recurrence Time Zone', 40, timeZoneKeys, alwaysVisible, restricted),
    picklist('RecurrenceType', 'Recurrence Type', 40, recurrenceTypes.split(','), alwaysVisible, restricted),
    int('RecurrenceInterval', 'Recurrence Interval', 9, alwaysVisible),
    int('RecurrenceDayOfWeekMask', 'Recurrence Day of Week Mask', 9, alwaysVisible),
    int('RecurrenceDayOfMonth', 'Recurrence Day of Month', 9, alwaysVisible),
    picklist(
      'RecurrenceInstance',
      'Recurrence Instance',
      40,
      ['First=1st', 'Second=2nd', 'Third=3rd', 'Fourth=4th', 'Last=last'],
      alwaysVisible,
      restricted,
    ),
    picklist('RecurrenceMonthOfYear', 'Recurrence Month of Year', 40, months.split(','), alwaysVisible, restricted),
    dateTime('ReminderDateTime', 'Reminder Date/Time', alwaysVisible),
    checkbox('IsReminderSet', 'Reminder Set', alwaysVisible),
    picklist('EventSubtype', 'Event Subtype', 40, ['Event'], createOnly, restricted),
    checkbox('IsRecurrence2Exclusion', 'Historical Event, Not Following Recurrence', system),
    textArea('Recurrence2PatternText', 'Recurrence Pattern', 512, createOnly),
    picklist('Recurrence2PatternVersion', 'Pattern Version', 40, patternVersions, readOnly, restricted),
    checkbox('IsRecurrence2', 'Repeat', system),
    checkbox('IsRecurrence2Exception', 'Is Exception', system),
    dateTime('Recurrence2PatternStartDate', 'Recurrence Pattern Start Date', readOnly),
    text('Recurrence2PatternTimeZone', 'Recurrence Pattern Time Zone Reference', 255, readOnly),
  ],
});
