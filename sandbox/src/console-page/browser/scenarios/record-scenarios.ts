import { call } from '../console-api.ts';
import { always } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const FIELD = { object: 'Lead', name: 'Sales_Region__c' };
const RULE = 'Website_needed';
const DUPLICATE_RULE = 'Same_Email_Blocked';
const TRIGGER = 'LeadTrigger';
const FLOW = 'Event_Follow_Up';

/** What refuses or doubles records: fields, rules, automation, other products. */
export const recordScenarios: readonly Scenario[] = [
  {
    title: 'Required field on Lead',
    effect: 'New customers are held: a choice of a picklist cannot be made up.',
    isPossible: always,
    isBroken: ({ fields }) => fields.some(({ object, name }) => object === FIELD.object && name === FIELD.name),
    break: () =>
      call('POST', 'fields', {
        ...FIELD,
        label: 'Sales Region',
        type: 'picklist',
        picklistValues: ['EMEA', 'Americas', 'Asia Pacific'],
        required: true,
      }),
    repair: () => call('DELETE', `fields/${FIELD.object}/${FIELD.name}`),
  },
  {
    title: 'Validation rule refuses Leads',
    effect: 'New customers are held, with the text of the rule.',
    isPossible: always,
    isBroken: ({ validationRules }) => validationRules.some(({ name, active }) => name === RULE && active),
    break: async ({ validationRules }) => {
      const existing = validationRules.find(({ name }) => name === RULE);
      if (existing) return call('POST', `validation-rules/${existing.id}`, { active: true });
      return call('POST', 'validation-rules', {
        ...{ object: 'Lead', name: RULE, field: 'Website', formula: 'ISBLANK(Website)' },
        message: 'Enter the website of the company.',
      });
    },
    repair: () => call('DELETE', `validation-rules/${RULE}`),
  },
  {
    title: 'Duplicate rule blocks Leads',
    effect: 'Customers whose e-mail address a Lead has are held, with the name of the rule.',
    isPossible: always,
    isBroken: ({ duplicateRules }) => duplicateRules.some(({ name, active }) => name === DUPLICATE_RULE && active),
    break: () => call('POST', 'duplicate-rules', { object: 'Lead', name: DUPLICATE_RULE, action: 'block' }),
    repair: () => call('DELETE', `duplicate-rules/${DUPLICATE_RULE}`),
  },
  {
    title: 'Apex trigger fails on Leads',
    effect: 'New customers are held, with the name of the trigger.',
    isPossible: always,
    isBroken: ({ automations }) => automations.some(({ name, active }) => name === TRIGGER && active),
    break: () => call('POST', 'triggers', { object: 'Lead', name: TRIGGER }),
    repair: () => call('DELETE', `triggers/${TRIGGER}`),
  },
  {
    title: 'Flow fails on Events',
    effect: 'Bookings are held, with the name of the flow.',
    isPossible: always,
    isBroken: ({ automations }) => automations.some(({ name, active }) => name === FLOW && active),
    break: () =>
      call('POST', 'flows', {
        ...{ object: 'Event', name: FLOW, label: 'Event Follow-Up', operation: 'updateRecords' },
        message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: The account is closed.',
      }),
    repair: () => call('DELETE', `flows/${FLOW}`),
  },
  {
    title: 'Another product writes the same events',
    effect: 'Each meeting is twice in the calendar of its owner: Inlet says who else writes there.',
    isPossible: ({ hasOwnEvents }) => hasOwnEvents,
    isBroken: ({ otherProducts }) => otherProducts.length > 0,
    break: () => call('POST', 'other-events', {}),
    repair: () => call('DELETE', 'other-events'),
  },
];
