import type { OrgRules } from '../../../src/salesforce/org-rules.ts';
import type { ObjectSchema, OrgSchema } from '../../../src/salesforce/types.ts';
import { field, objectSchema, required } from '../../support/schema.ts';

/** The org that the corpus of error bodies comes from: a few fields and rules of its own, and Cases renamed to Tickets. */
const objects: ObjectSchema[] = [
  {
    ...objectSchema('Lead', [
      field('LastName', 'string', { label: 'Last Name', length: 80, ...required }),
      field('Company', 'string', required),
      field('Email', 'email'),
      field('State', 'string', { label: 'State/Province' }),
      field('Country', 'string'),
      field('OwnerId', 'reference', { label: 'Owner ID' }),
      field('RecordTypeId', 'reference', { label: 'Record Type ID' }),
      field('Region__c', 'picklist', { label: 'Region', restrictedPicklist: true }),
      field('Seats__c', 'double', { label: 'Number of Seats' }),
      field('Budget__c', 'currency', required),
      field('Partner__c', 'reference', { lookupFilter: 'required' }),
      field('Inlet_Customer_Id__c', 'string', { label: 'Inlet Customer ID', externalId: true }),
    ]),
    recordTypes: [{ id: '012000000000001AAA', name: 'Inbound', isDefault: true }],
    otherRecordTypes: [{ id: '012000000000002AAA', name: 'Partner Lead', isActive: true }],
  },
  objectSchema('Contact', [field('LastName', 'string', { label: 'Last Name' }), field('Email', 'email')]),
  objectSchema('Account', [field('Name'), field('BillingState', 'string', { label: 'Billing State/Province' })]),
  objectSchema('Event', [
    field('Subject'),
    field('WhoId', 'reference', { label: 'Name ID' }),
    field('EndDateTime', 'datetime', { label: 'End Date Time' }),
    field('Room__c', 'string', { label: 'Room' }),
  ]),
  { ...objectSchema('Case', [field('Origin', 'picklist', { label: 'Case Origin' })]), label: 'Ticket' },
];

export const corpusSchema: OrgSchema = {
  objects: new Map(objects.map((object) => [object.name, object])),
  assignmentRules: new Set(),
  duplicateRules: new Set(['Lead', 'Contact']),
  packagePrefix: '',
};

const namespace = undefined;
const rule = (id: string, object: string, name: string, message: string, on?: string) => ({
  ...{ id: `03d00000000000${id}AAA`, object, name, message, namespace },
  field: on,
});

export const corpusRules: OrgRules = {
  readAt: new Date('2026-11-20T09:00:00Z'),
  validationRules: {
    known: true,
    value: [
      rule('1', 'Lead', 'Business_Address', 'Use a business address.', 'Email'),
      rule('2', 'Lead', 'Region_Inbound', 'Choose a region.'),
      rule('3', 'Lead', 'Region_Outbound', 'Choose a region.'),
      rule('4', 'Event', 'No_Sundays', 'No meetings on Sundays'),
      rule('5', 'Account', 'Tax_Number', 'A customer needs a tax number.'),
      rule('6', 'Lead', 'Two_Lines', 'First line.\n\n Second  line. '),
    ],
  },
  duplicateRules: {
    known: true,
    value: [
      {
        id: '0Bm000000000001AAA',
        name: 'Standard_Lead',
        label: 'Standard Lead Duplicate Rule',
        object: 'Lead',
        namespace,
      },
      { id: '0Bm000000000002AAA', name: 'By_phone', label: 'Same phone', object: 'Contact', namespace },
      { id: '0Bm000000000003AAA', name: 'By_name', label: 'Same name', object: 'Contact', namespace },
      { id: '0Bm000000000004AAA', name: 'Leads', label: 'Checked leads', object: 'Lead', namespace: 'chk' },
    ],
  },
  triggers: {
    known: true,
    value: [
      { id: '01q000000000001AAA', name: 'LeadRouting', object: 'Lead', namespace },
      { id: '01q000000000002AAA', name: 'EventTrigger', object: 'Event', namespace: 'dlrs' },
    ],
  },
  flows: {
    known: true,
    value: [
      {
        id: '300000000000001AAA',
        name: 'Score_lead',
        label: 'Score lead',
        object: 'Lead',
        when: 'afterSave',
        namespace,
      },
      { id: '300000000000002AAA', name: 'Old', label: 'Update account', object: undefined, when: 'process', namespace },
    ],
  },
};
