import { auditFields } from '../common-fields.ts';
import { checkbox, dateTime, id, lookup, picklist, text } from '../field.ts';
import { scope, sobject } from '../sobject.ts';
import { alwaysVisible, createOnly, required, restricted, system, valuesWithDefault } from '../traits.ts';

/**
 * Who is invited to an event. [K] from the field reference, for an org without Shared Activities, where the event's
 * own WhoId and WhatId have no rows here.
 */
export const eventRelation = sobject({
  name: 'EventRelation',
  label: 'Event Relation',
  labelPlural: 'Event Relations',
  keyPrefix: '0RE',
  layoutable: false,
  compactLayoutable: false,
  feedEnabled: false,
  mruEnabled: false,
  searchable: false,
  searchLayoutable: false,
  undeletable: false,
  scopes: [scope('everything', 'All event relations')],
  resources: [],
  fields: [
    id('Event Relation ID'),
    lookup('RelationId', 'Relation ID', 'Relation', ['Calendar', 'Contact', 'Lead', 'User'], required, createOnly),
    lookup('EventId', 'Event ID', 'Event', ['Event'], required, createOnly),
    picklist(
      'Status',
      'Status',
      40,
      [],
      alwaysVisible,
      restricted,
      valuesWithDefault(['New', 'Declined', 'Accepted', 'Uninvited', 'Maybe'], 'New'),
    ),
    dateTime('RespondedDate', 'Response Date', alwaysVisible),
    text('Response', 'Comment', 255, alwaysVisible),
    ...auditFields(),
    checkbox('IsDeleted', 'Deleted', system),
  ],
});
