import { auditFields, lastActivityDate, leadSources, viewedFields } from '../common-fields.ts';
import { checkbox, currency, date, email, id, int, lookup, number, percent, phone, picklist, text } from '../field.ts';
import { textArea } from '../field.ts';
import { child, scope, sobject } from '../sobject.ts';
import {
  alwaysVisible,
  createOnly,
  filledByDefault,
  nameField,
  readOnly,
  required,
  system,
  valuesWithDefault,
} from '../traits.ts';

/**
 * Campaigns and who belongs to them. [K] fields from the field reference: no capture of their describes was at hand,
 * but for the flags in a captured list of all objects.
 */
const types =
  'Conference,Webinar,Trade Show,Public Relations,Partners,Referral Program,Advertisement,Banner Ads,Direct Mail,' +
  'Email,Telemarketing,Other';
const counted = { ...readOnly, nillable: false, defaultedOnCreate: true, filterable: false, sortable: false };

const campaignObject = sobject({
  name: 'Campaign',
  label: 'Campaign',
  labelPlural: 'Campaigns',
  keyPrefix: '701',
  deepCloneable: true,
  feedEnabled: false,
  scopes: [scope('everything', 'All campaigns'), scope('mine', 'My campaigns')],
  childRelationships: [
    child('ChildCampaigns', 'Campaign', 'ParentId'),
    child('CampaignMembers', 'CampaignMember', 'CampaignId', 'cascades'),
    child('CampaignMemberStatuses', 'CampaignMemberStatus', 'CampaignId', 'cascades'),
    child('Events', 'Event', 'WhatId', 'cascades'),
    child('Opportunities', 'Opportunity', 'CampaignId'),
    child('Tasks', 'Task', 'WhatId', 'cascades'),
  ],
  fields: [
    id('Campaign ID'),
    checkbox('IsDeleted', 'Deleted', system),
    text('Name', 'Name', 80, required, nameField),
    lookup('ParentId', 'Parent Campaign ID', 'Parent', ['Campaign']),
    picklist('Type', 'Type', 40, types.split(',')),
    picklist(
      'Status',
      'Status',
      40,
      [],
      valuesWithDefault(['Planned', 'In Progress', 'Completed', 'Aborted'], 'Planned'),
    ),
    date('StartDate', 'Start Date'),
    date('EndDate', 'End Date'),
    currency('ExpectedRevenue', 'Expected Revenue', 18, 0),
    currency('BudgetedCost', 'Budgeted Cost', 18, 0),
    currency('ActualCost', 'Actual Cost', 18, 0),
    percent('ExpectedResponse', 'Expected Response (%)', 10, 2),
    number('NumberSent', 'Num Sent', 18, 0),
    checkbox('IsActive', 'Active'),
    textArea('Description', 'Description', 32000),
    int('NumberOfLeads', 'Leads in Campaign', 9, counted),
    int('NumberOfContacts', 'Contacts in Campaign', 9, counted),
    int('NumberOfResponses', 'Responses in Campaign', 9, counted),
    lookup('OwnerId', 'Owner ID', 'Owner', ['User'], filledByDefault),
    ...auditFields(),
    lastActivityDate(),
    ...viewedFields(),
  ],
});

/** What a member shows of its Lead or Contact. */
const ofThePerson = { ...readOnly, permissionable: false };

const campaignMember = sobject({
  name: 'CampaignMember',
  label: 'Campaign Member',
  labelPlural: 'Campaign Members',
  keyPrefix: '00v',
  feedEnabled: false,
  mruEnabled: false,
  searchable: false,
  searchLayoutable: false,
  undeletable: false,
  scopes: [scope('everything', 'All campaign members')],
  resources: ['compactLayouts', 'layouts'],
  fields: [
    id('Campaign Member ID'),
    checkbox('IsDeleted', 'Deleted', system),
    lookup('CampaignId', 'Campaign ID', 'Campaign', ['Campaign'], required, createOnly),
    lookup('LeadId', 'Lead ID', 'Lead', ['Lead'], createOnly),
    lookup('ContactId', 'Contact ID', 'Contact', ['Contact'], createOnly),
    // [K] The values of all campaigns; which of them a campaign has, its CampaignMemberStatus records say.
    picklist('Status', 'Status', 40, ['Planned', 'Received', 'Responded', 'Sent'], alwaysVisible, {
      defaultedOnCreate: true,
    }),
    checkbox('HasResponded', 'Responded', system),
    ...auditFields(),
    date('FirstRespondedDate', 'First Responded Date', readOnly),
    text('Salutation', 'Salutation', 40, ofThePerson),
    text('Name', 'Name', 121, ofThePerson, nameField),
    text('FirstName', 'First Name', 40, ofThePerson),
    text('LastName', 'Last Name', 80, ofThePerson),
    text('Title', 'Title', 128, ofThePerson),
    text('Street', 'Street', 255, ofThePerson),
    text('City', 'City', 40, ofThePerson),
    text('State', 'State/Province', 80, ofThePerson),
    text('PostalCode', 'Zip/Postal Code', 20, ofThePerson),
    text('Country', 'Country', 80, ofThePerson),
    email('Email', 'Email', ofThePerson),
    phone('Phone', 'Phone', ofThePerson),
    phone('Fax', 'Fax', ofThePerson),
    phone('MobilePhone', 'Mobile', ofThePerson),
    textArea('Description', 'Description', 32000, ofThePerson),
    checkbox('DoNotCall', 'Do Not Call', ofThePerson),
    checkbox('HasOptedOutOfEmail', 'Email Opt Out', ofThePerson),
    checkbox('HasOptedOutOfFax', 'Fax Opt Out', ofThePerson),
    picklist('LeadSource', 'Lead Source', 40, leadSources, ofThePerson),
    text('CompanyOrAccount', 'Company (Account)', 255, ofThePerson),
    picklist('Type', 'Type', 40, ['Lead', 'Contact'], ofThePerson),
    lookup('LeadOrContactId', 'Related Record ID', 'LeadOrContact', ['Contact', 'Lead'], readOnly),
  ],
});

const campaignMemberStatus = sobject({
  name: 'CampaignMemberStatus',
  label: 'Campaign Member Status',
  labelPlural: 'Campaign Member Statuses',
  keyPrefix: '01Y',
  layoutable: false,
  compactLayoutable: false,
  feedEnabled: false,
  mruEnabled: false,
  searchable: false,
  searchLayoutable: false,
  undeletable: false,
  scopes: [scope('everything', 'All campaign member statuses')],
  resources: [],
  fields: [
    id('Campaign Member Status ID'),
    checkbox('IsDeleted', 'Deleted', system),
    lookup('CampaignId', 'Campaign ID', 'Campaign', ['Campaign'], required, createOnly),
    text('Label', 'Label', 255, required, nameField),
    int('SortOrder', 'Sort Order', 9, alwaysVisible),
    checkbox('IsDefault', 'Is Default', alwaysVisible),
    checkbox('HasResponded', 'Responded', alwaysVisible),
    ...auditFields(),
  ],
});

export const campaignObjects = [campaignObject, campaignMember, campaignMemberStatus];
