import { auditFields, lastActivityDate, leadSources, viewedFields } from '../common-fields.ts';
import { checkbox, currency, date, dateTime, id, int, lookup, number, percent, picklist, text } from '../field.ts';
import { textArea } from '../field.ts';
import { child, scope, sobject } from '../sobject.ts';
import {
  alwaysVisible,
  createOnly,
  filledByDefault,
  idLookup,
  nameField,
  notSearchPrefilterable,
  partOf,
  readOnly,
  required,
  restricted,
  system,
} from '../traits.ts';

const stages =
  'Prospecting,Qualification,Needs Analysis,Value Proposition,Id. Decision Makers,Perception Analysis,' +
  'Proposal/Price Quote,Negotiation/Review,Closed Won,Closed Lost';
const types = 'Existing Customer - Upgrade,Existing Customer - Replacement,Existing Customer - Downgrade,New Customer';
const forecastCategories = 'Omitted,Pipeline,BestCase=Best Case,MostLikely=Most Likely,Forecast=Commit,Closed';

const defaulted = { defaultedOnCreate: true };
const notFilterable = { filterable: false, sortable: false };

export const opportunity = sobject({
  name: 'Opportunity',
  label: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  deepCloneable: true,
  scopes: [
    scope('everything', 'All opportunities'),
    scope('mine', 'My opportunities'),
    scope('scopingRule', 'Filter by scope'),
    scope('team', "My team's opportunities"),
  ],
  childRelationships: [
    child('Events', 'Event', 'WhatId', 'cascades'),
    child(null, 'Lead', 'ConvertedOpportunityId'),
    child('OpportunityContactRoles', 'OpportunityContactRole', 'OpportunityId', 'cascades'),
    child('Tasks', 'Task', 'WhatId', 'cascades'),
  ],
  fields: [
    id('Opportunity ID'),
    checkbox('IsDeleted', 'Deleted', system),
    lookup('AccountId', 'Account ID', 'Account', ['Account']),
    checkbox('IsPrivate', 'Private'),
    text('Name', 'Name', 120, required, idLookup, nameField),
    textArea('Description', 'Description', 32000),
    picklist('StageName', 'Stage', 255, stages.split(','), required),
    currency('Amount', 'Amount', 18, 2),
    percent('Probability', 'Probability (%)', 3, 0, defaulted),
    currency('ExpectedRevenue', 'Expected Amount', 18, 2, readOnly, { permissionable: true }),
    number('TotalOpportunityQuantity', 'Quantity', 18, 2),
    date('CloseDate', 'Close Date', required),
    picklist('Type', 'Opportunity Type', 255, types.split(',')),
    text('NextStep', 'Next Step', 255),
    picklist('LeadSource', 'Lead Source', 255, leadSources),
    checkbox('IsClosed', 'Closed', system),
    checkbox('IsWon', 'Won', system),
    picklist('ForecastCategory', 'Forecast Category', 40, forecastCategories.split(','), readOnly, restricted, {
      nillable: false,
    }),
    picklist(
      'ForecastCategoryName',
      'Forecast Category',
      255,
      ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'],
      alwaysVisible,
      restricted,
      defaulted,
    ),
    lookup('CampaignId', 'Campaign ID', 'Campaign', ['Campaign']),
    checkbox('HasOpportunityLineItem', 'Has Line Item', system),
    lookup('Pricebook2Id', 'Price Book ID', 'Pricebook2', ['Pricebook2'], alwaysVisible, defaulted),
    lookup('OwnerId', 'Owner ID', 'Owner', ['User'], filledByDefault),
    ...auditFields(),
    lastActivityDate(),
    dateTime('LastStageChangeDate', 'Last Stage Change Date', readOnly),
    int('FiscalQuarter', 'Fiscal Quarter', 8, readOnly, partOf('Fiscal')),
    int('FiscalYear', 'Fiscal Year', 8, readOnly, partOf('Fiscal')),
    text('Fiscal', 'Fiscal Period', 6, readOnly, { byteLength: 6 }),
    lookup('ContactId', 'Contact ID', null, ['Contact'], createOnly, notSearchPrefilterable),
    ...viewedFields(),
    checkbox('HasOpenActivity', 'Has Open Activity', system, notFilterable),
    checkbox('HasOverdueTask', 'Has Overdue Task', system, notFilterable),
    lookup(
      'LastAmountChangedHistoryId',
      'Opportunity History ID',
      'LastAmountChangedHistory',
      ['OpportunityHistory'],
      readOnly,
    ),
    lookup(
      'LastCloseDateChangedHistoryId',
      'Opportunity History ID',
      'LastCloseDateChangedHistory',
      ['OpportunityHistory'],
      readOnly,
    ),
  ],
});
