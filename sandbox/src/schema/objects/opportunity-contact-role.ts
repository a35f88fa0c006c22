import { auditFields } from '../common-fields.ts';
import { checkbox, id, lookup, picklist } from '../field.ts';
import { scope, sobject } from '../sobject.ts';
import { alwaysVisible, createOnly, required, system } from '../traits.ts';

const roles =
  'Business User,Decision Maker,Economic Buyer,Economic Decision Maker,Evaluator,Executive Sponsor,Influencer,' +
  'Technical Buyer,Other';
const notPrefilterable = { searchPrefilterable: false };

export const opportunityContactRole = sobject({
  name: 'OpportunityContactRole',
  label: 'Opportunity Contact Role',
  labelPlural: 'Opportunity Contact Role',
  keyPrefix: '00K',
  feedEnabled: false,
  mruEnabled: false,
  searchable: false,
  searchLayoutable: false,
  undeletable: false,
  scopes: [scope('everything', 'All opportunity contact role')],
  resources: ['compactLayouts', 'quickActions', 'layouts'],
  fields: [
    id('Contact Role ID'),
    lookup('OpportunityId', 'Opportunity ID', 'Opportunity', ['Opportunity'], required, createOnly, notPrefilterable),
    lookup('ContactId', 'Contact ID', 'Contact', ['Contact'], required, notPrefilterable),
    picklist('Role', 'Role', 40, roles.split(','), alwaysVisible),
    checkbox('IsPrimary', 'Primary', alwaysVisible),
    ...auditFields(),
    checkbox('IsDeleted', 'Deleted', system),
  ],
});
