import { call } from './console-api.ts';
import type { OrgState } from './org-state.ts';

export interface Scenario {
  title: string;
  /** What comes of it for Inlet. */
  effect: string;
  /** Whether the org has what it takes. */
  isPossible(state: OrgState): boolean;
  isBroken(state: OrgState): boolean;
  break(state: OrgState): Promise<unknown>;
  repair(state: OrgState): Promise<unknown>;
}

const always = () => true;
const FIELD = { object: 'Lead', name: 'Sales_Region__c' };
const RULE = 'Website_needed';
const TRIGGER = 'LeadTrigger';
const GREEDY_APP = 'Data Warehouse Sync';
const STORAGE = 'DataStorageMB';
const FLOW = 'Event_Follow_Up';
const API_USER_ACCESS = 'Inlet_API_User';
const OWN_APP = 'Inlet';
const ownAppOf = ({ apps }: OrgState) => apps.find(({ name }) => name === OWN_APP);
const apiUserOf = ({ org, users }: OrgState) => users.find(({ id }) => id === org.apiUser.id);

/** What one click breaks and another repairs. */
export const scenarios: readonly Scenario[] = [
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
    title: 'API limit used up',
    effect: 'All bookings wait; the org is asked again after 1, 2, 4 … at most 15 minutes.',
    isPossible: always,
    isBroken: ({ limits }) => limits.used >= limits.max,
    break: ({ limits }) => call('POST', 'limits', { used: limits.max }),
    repair: () => call('POST', 'limits', { used: 0 }),
  },
  {
    title: 'Another application uses up three quarters of the API calls',
    effect: 'Background work pauses, bookings go on; the calls of others are shown.',
    isPossible: always,
    isBroken: ({ otherCalls }) => otherCalls.some(({ app }) => app === GREEDY_APP),
    break: ({ limits }) =>
      call('POST', 'other-calls', { name: GREEDY_APP, calls: Math.min(200_000, Math.ceil(limits.max * 0.75)) }),
    repair: () => call('DELETE', `other-calls/${encodeURIComponent(GREEDY_APP)}`),
  },
  {
    title: 'Too many requests at once, for a minute',
    effect: 'Bookings wait and are tried again by themselves.',
    isPossible: always,
    isBroken: ({ faults }) => faults.some(({ kind }) => kind === 'concurrentLimit'),
    break: ({ org }) =>
      call('POST', 'faults', {
        ...{ kind: 'concurrentLimit', durationMilliseconds: 60_000 },
        username: org.apiUser.username,
      }),
    repair: (state) => removeFaults(state, 'concurrentLimit'),
  },
  {
    title: 'Data storage full',
    effect: 'Nothing new is saved until there is room; what is there can still be changed.',
    isPossible: always,
    isBroken: ({ orgLimits }) => orgLimits.some(({ name, used, max }) => name === STORAGE && used >= max),
    break: ({ orgLimits }) =>
      call('POST', 'org-limits', { name: STORAGE, used: orgLimits.find(({ name }) => name === STORAGE)?.max }),
    repair: () => call('DELETE', `org-limits/${STORAGE}`),
  },
  {
    title: 'Salesforce is read-only for a maintenance',
    effect: 'Bookings wait until Salesforce saves again.',
    isPossible: always,
    isBroken: ({ security }) => security.maintenance === 'readOnly',
    break: () => call('POST', 'security', { maintenance: 'readOnly' }),
    repair: () => call('POST', 'security', { maintenance: null }),
  },
  {
    title: 'Salesforce is down for a maintenance',
    effect: 'Bookings wait until Salesforce answers again.',
    isPossible: always,
    isBroken: ({ security }) => security.maintenance === 'down',
    break: () => call('POST', 'security', { maintenance: 'down' }),
    repair: () => call('POST', 'security', { maintenance: null }),
  },
  {
    title: 'API version of Inlet retired',
    effect: 'Nothing is sent until Inlet is updated: the connection says so.',
    isPossible: always,
    isBroken: ({ security }) => security.oldestApiVersion !== null,
    break: () => call('POST', 'security', { oldestApiVersion: '68.0' }),
    repair: () => call('POST', 'security', { oldestApiVersion: null }),
  },
  {
    title: 'API User deactivated',
    effect: 'The connection is lost; bookings wait until the user is active again.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isActive === false,
    break: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isActive: false }),
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isActive: true }),
  },
  {
    title: 'API User frozen',
    effect: 'The same as inactive, though the record of the user does not show it.',
    isPossible: (state) => apiUserOf(state) !== undefined,
    isBroken: (state) => apiUserOf(state)?.isFrozen === true,
    break: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isFrozen: true }),
    repair: ({ org }) => call('POST', `users/${org.apiUser.id}`, { isFrozen: false }),
  },
  {
    title: 'App blocked by an administrator',
    effect: 'The connection is lost, and signing in anew does not help until it is unblocked.',
    isPossible: (state) => ownAppOf(state) !== undefined,
    isBroken: (state) => ownAppOf(state)?.isBlocked === true,
    break: () => call('POST', `apps/${OWN_APP}`, { isBlocked: true }),
    repair: () => call('POST', `apps/${OWN_APP}`, { isBlocked: false }),
  },
  {
    title: 'API User without its permission set',
    effect: 'The fields of the package are hidden from it: the diagnosis names what is missing.',
    isPossible: ({ permissionSets }) => permissionSets.some(({ name }) => name === API_USER_ACCESS),
    isBroken: (state) => apiUserOf(state)?.permissionSets.includes(API_USER_ACCESS) === false,
    break: ({ org }) => assign(org.apiUser.id, API_USER_ACCESS, false),
    repair: ({ org }) => assign(org.apiUser.id, API_USER_ACCESS, true),
  },
  {
    title: 'Salesforce answers 503 for a minute',
    effect: 'Bookings wait and are tried again by themselves: nothing to do.',
    isPossible: always,
    isBroken: ({ faults }) => faults.some(({ kind }) => kind === 'serverError'),
    break: ({ org }) =>
      call('POST', 'faults', {
        ...{ kind: 'serverError', status: 503, durationMilliseconds: 60_000 },
        username: org.apiUser.username,
      }),
    repair: (state) => removeFaults(state, 'serverError'),
  },
];

async function removeFaults({ faults }: OrgState, what: string): Promise<void> {
  for (const { id, kind } of faults) if (kind === what) await call('DELETE', `faults/${id}`);
}

export function assign(user: string, permissionSet: string, assigned: boolean): Promise<void> {
  return call('POST', 'permission-sets/assignments', { user, permissionSet, assigned });
}

/** Undoes all that the scenarios broke, and lets the world be quiet. */
export async function repairEverything(state: OrgState): Promise<void> {
  for (const scenario of scenarios) {
    if (scenario.isPossible(state) && scenario.isBroken(state)) await scenario.repair(state);
  }
  await call('DELETE', 'faults');
}
