import { auditFields, masterRecordId, viewedFields } from '../common-fields.ts';
import { checkbox, dateTime, email, id, lookup, phone, picklist, text, textArea } from '../field.ts';
import { child, layoutResources, scope, sobject } from '../sobject.ts';
import { alwaysVisible, filledByDefault, idLookup, nameField, readOnly, system, valuesWithDefault } from '../traits.ts';

const reasons = 'Installation,Equipment Complexity,Performance,Breakdown,Equipment Design,Feedback,Other';

/** Write-mostly: it becomes a comment of the case, so that it is searched and measured unlike other text areas. */
const internalComments = { ...alwaysVisible, byteLength: 4000, sortable: true, aggregatable: true };

export const caseObject = sobject({
  name: 'Case',
  label: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  scopes: [
    scope('everything', 'All cases'),
    scope('genericteam', 'My case teams cases'),
    scope('mine', 'My cases'),
    scope('queue_owned', 'Queue owned cases'),
    scope('team_by_role', "My role-based team's cases"),
    scope('user_owned', 'User owned cases'),
  ],
  resources: [...layoutResources, 'caseArticleSuggestions', 'caseRowArticleSuggestions'],
  childRelationships: [
    child('Cases', 'Case', 'ParentId'),
    child('Events', 'Event', 'WhatId', 'cascades'),
    child('Tasks', 'Task', 'WhatId', 'cascades'),
  ],
  fields: [
    id('Case ID'),
    checkbox('IsDeleted', 'Deleted', system),
    masterRecordId('Case'),
    text('CaseNumber', 'Case Number', 30, system, idLookup, nameField, { autoNumber: true, groupable: false }),
    lookup('ContactId', 'Contact ID', 'Contact', ['Contact']),
    lookup('AccountId', 'Account ID', 'Account', ['Account']),
    lookup('AssetId', 'Asset ID', 'Asset', ['Asset']),
    lookup('ParentId', 'Parent Case ID', 'Parent', ['Case']),
    text('SuppliedName', 'Name', 80),
    email('SuppliedEmail', 'Email Address'),
    text('SuppliedPhone', 'Phone', 40),
    text('SuppliedCompany', 'Company', 80),
    picklist('Type', 'Case Type', 40, ['Mechanical', 'Electrical', 'Electronic', 'Structural', 'Other']),
    picklist(
      'Status',
      'Status',
      40,
      [],
      alwaysVisible,
      valuesWithDefault(['New', 'Working', 'Escalated', 'Closed'], 'New'),
    ),
    picklist('Reason', 'Case Reason', 40, reasons.split(',')),
    picklist('Origin', 'Case Origin', 40, ['Phone', 'Email', 'Web']),
    text('Subject', 'Subject', 255),
    picklist('Priority', 'Priority', 40, [], valuesWithDefault(['High', 'Medium', 'Low'], 'Medium')),
    textArea('Description', 'Description', 32000),
    checkbox('IsClosed', 'Closed', system),
    dateTime('ClosedDate', 'Closed Date', readOnly, { permissionable: true }),
    checkbox('IsEscalated', 'Escalated'),
    lookup('OwnerId', 'Owner ID', 'Owner', ['Group', 'User'], filledByDefault),
    ...auditFields(),
    phone('ContactPhone', 'Contact Phone', readOnly),
    phone('ContactMobile', 'Contact Mobile', readOnly),
    email('ContactEmail', 'Contact Email', readOnly),
    phone('ContactFax', 'Contact Fax', readOnly),
    textArea('Comments', 'Internal Comments', 4000, internalComments),
    ...viewedFields(),
  ],
});
