import { auditFields } from '../common-fields.ts';
import { checkbox, combobox, date, dateTime, id, int, lookup, picklist, text, textArea } from '../field.ts';
import { child, scope, sobject } from '../sobject.ts';
import {
  alwaysVisible,
  createOnly,
  filledByDefault,
  nameField,
  notSearchPrefilterable,
  readOnly,
  required,
  restricted,
  system,
  valuesWithDefault,
} from '../traits.ts';

const statuses = ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'];

/** [K] from the field reference, without the fields of recurrence: no capture of this object was at hand. */
export const task = sobject({
  name: 'Task',
  label: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  scopes: [
    scope('delegated', 'My delegated tasks'),
    scope('everything', 'All tasks'),
    scope('mine', 'My tasks'),
    scope('scopingRule', 'Filter by scope'),
    scope('team', "My team's tasks"),
  ],
  resources: ['compactLayouts', 'quickActions', 'layouts'],
  childRelationships: [child('RecurringTasks', 'Task', 'RecurrenceActivityId')],
  fields: [
    id('Activity ID'),
    lookup('WhoId', 'Name ID', 'Who', ['Contact', 'Lead']),
    lookup('WhatId', 'Related To ID', 'What', ['Account', 'Campaign', 'Case', 'Opportunity']),
    combobox(
      'Subject',
      'Subject',
      255,
      ['Call', 'Email', 'Send Letter', 'Send Quote', 'Other'],
      alwaysVisible,
      nameField,
    ),
    date('ActivityDate', 'Due Date Only', alwaysVisible),
    picklist('Status', 'Status', 255, [], required, valuesWithDefault(statuses, 'Not Started')),
    picklist('Priority', 'Priority', 255, [], required, valuesWithDefault(['High', 'Normal', 'Low'], 'Normal')),
    checkbox('IsHighPriority', 'High Priority', system),
    lookup('OwnerId', 'Assigned To ID', 'Owner', ['Group', 'User'], filledByDefault),
    textArea('Description', 'Description', 32000),
    checkbox('IsDeleted', 'Deleted', system),
    lookup('AccountId', 'Account ID', 'Account', ['Account'], readOnly),
    checkbox('IsClosed', 'Closed', system),
    ...auditFields(),
    checkbox('IsArchived', 'Archived', system),
    int('CallDurationInSeconds', 'Call Duration', 8),
    picklist('CallType', 'Call Type', 40, ['Internal', 'Inbound', 'Outbound'], restricted),
    text('CallDisposition', 'Call Result', 255),
    text('CallObject', 'Call Object Identifier', 255),
    dateTime('ReminderDateTime', 'Reminder Date/Time', alwaysVisible),
    checkbox('IsReminderSet', 'Reminder Set', alwaysVisible),
    lookup('RecurrenceActivityId', 'Recurrence Activity ID', null, ['Task'], readOnly, notSearchPrefilterable),
    picklist(
      'TaskSubtype',
      'Task Subtype',
      40,
      ['Task', 'Email', 'ListEmail=List Email', 'Call'],
      createOnly,
      restricted,
    ),
    dateTime('CompletedDateTime', 'Completed Date', readOnly),
  ],
});
