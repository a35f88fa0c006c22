import type { Connection } from 'c/inletConnectionStore';
import type { Installation } from 'c/inletInstallationStore';
import type { PageRules, Settings } from 'c/inletSettings';
import type { BookingFields, FieldValidation, Preview, SavedSettings, Schema, SchemaField } from 'c/inletSettingsStore';
import type { Source } from 'c/inletSourceStore';
import type { Users } from 'c/inletUserStore';

/** What the backend answers to the tab Setup of an org where all is done. */
export const connection: Connection = {
  state: 'connected',
  kind: 'clientCredentials',
  loginUrl: 'https://acme.my.salesforce.com',
  instanceUrl: 'https://acme.my.salesforce.com',
  clientId: '3MVG9',
  user: { id: '005000000000001AAA', username: 'api@acme.test', name: 'Inlet API', email: 'api@acme.test' },
  salesforceOrgId: '00D000000000001EAA',
  connectedAt: '2026-11-20T09:00:00Z',
  connectedBy: { id: '005000000000002AAA', name: 'Ada Admin' },
  checkedAt: '2026-11-24T09:00:00Z',
  cause: null,
  jwt: null,
  callbackUrl: 'https://inlet.example.com/oauth/callback',
  tokenRefreshedAt: '2026-11-24T08:00:00Z',
  pending: null,
};

/** A login that ended at another org. */
export const loginQuestion: NonNullable<Connection['pending']> = {
  startedAt: '2026-11-24T09:00:00Z',
  expiresAt: '2026-11-24T09:10:00Z',
  by: { id: '005000000000002AAA', name: 'Ada Admin' },
  asks: {
    user: { username: 'api@other.test', name: 'Inlet API' },
    salesforceOrgId: '00D000000000009EAA',
    instanceUrl: 'https://other.my.salesforce.com',
    isAdmin: false,
    otherThan: '00D000000000001EAA',
    questionUrl: 'https://inlet.example.com/oauth/question',
  },
};

export const installation: Installation = {
  package: { installed: true, version: null, prefix: '' },
  apiUser: {
    id: '005000000000001AAA',
    username: 'api@acme.test',
    isActive: true,
    profile: null,
    licence: null,
    apiEnabled: true,
    permissionSets: null,
    unknown: { profile: 'The API User may not see this.' },
  },
  access: [
    { object: 'Lead', field: null, permission: 'create', has: true, why: 'The creation rules make a Lead.' },
    { object: 'Event', field: 'Subject', permission: 'create', has: true, why: 'Every booking becomes an Event.' },
  ],
  eventsOfOthers: { scope: 'all', sentence: 'The API User may change every Event.' },
  hasPermissionSet: null,
  canAssign: false,
};

export const rules: PageRules = {
  stranger: 'lead',
  strangerWithoutAccount: 'lead',
  known: 'fillEmpty',
  knownOwner: 'keep',
  case: false,
  caseOwner: 'apiUser',
  leadOwner: 'bookingOwner',
  leadStatus: null,
  leadRecordType: null,
  contactRecordType: null,
  accountRecordType: null,
  personAccountRecordType: null,
  caseRecordType: null,
  eventRecordType: null,
  duplicates: 'saveAnyway',
  event: 'make',
  canceledEvent: 'mark',
  relatedTo: 'nothing',
  campaign: null,
  attendees: 'ignore',
  respectOptOut: false,
};

export const settings: Settings = {
  rules: { all: rules, pages: {} },
  mapping: {
    matchAnswersByLabel: true,
    all: {
      Lead: [{ field: 'Industry', from: { kind: 'answer', question: 'Your industry' }, write: 'always' }],
      Contact: [],
      Account: [],
      PersonAccount: [],
      Event: [],
      Case: [],
    },
    pages: {},
  },
  users: { defaultOwner: null, owners: {} },
};

export const saved: SavedSettings = {
  version: 3,
  settings,
  settled: ['mapping', 'rules', 'users'],
  savedBy: { id: '005000000000002AAA', name: 'Ada Admin' },
  savedAt: '2026-11-24T09:00:00Z',
  note: null,
};

export function schemaField(name: string, label: string, more: Partial<SchemaField> = {}): SchemaField {
  return {
    name,
    label,
    type: 'string',
    required: false,
    createable: true,
    updateable: true,
    picklistValues: [],
    restricted: false,
    support: 'supported',
    why: null,
    ...more,
  };
}

const fields = [
  schemaField('LastName', 'Last Name', { required: true }),
  schemaField('Industry', 'Industry', { type: 'picklist', picklistValues: ['Banking', 'Retail'], restricted: true }),
  schemaField('Budget__c', 'Budget', { type: 'currency', required: true }),
  schemaField('Status', 'Lead Status', { type: 'picklist', picklistValues: ['Open', 'Working'] }),
];

export const schema: Schema = {
  readAt: '2026-11-24T09:00:00Z',
  objects: ['Lead', 'Contact', 'Account', 'Event', 'Case'].map((name) => ({
    name,
    label: name,
    canCreate: true,
    canUpdate: true,
    recordTypes: [{ id: '012000000000001AAA', name: 'Partner', isDefault: false }],
    fields: name === 'Lead' ? fields : [],
  })),
  personAccounts: false,
};

export const bookingFields: BookingFields = {
  fields: [
    { field: 'customer.name', label: 'Name of the customer', sample: 'Carrie Customer' },
    { field: 'notes', label: 'Notes', sample: null },
  ],
  questions: [{ question: 'What is your budget?', count: 3, sample: '20000', pages: ['BP-1'] }],
  pages: [{ id: 'BP-1', name: 'Demo', bookings: 1 }],
};

export const validation: FieldValidation = {
  objects: [
    {
      name: 'Lead',
      label: 'Lead',
      fields: [
        {
          field: 'Budget__c',
          label: 'Budget',
          type: 'currency',
          state: 'fallback',
          from: null,
          fallback: 0,
          about: null,
          why: 'No booking tells it.',
          fix: 'Map it.',
          suggestion: { kind: 'answer', question: 'What is your budget?' },
          setupUrl: 'https://acme.my.salesforce.com/setup',
        },
      ],
    },
  ],
};

export const preview: Preview = {
  booking: { id: 'bk_1', customer: { firstName: 'Carrie', lastName: 'Customer' }, page: { id: 'BP-1', name: 'Demo' } },
  operations: [
    {
      object: 'Lead',
      action: 'upsert',
      reason: 'Nobody with this e-mail address is known.',
      values: [
        { field: 'Industry', label: 'Industry', value: 'Retail', from: { kind: 'answer', question: 'Your industry' } },
        { field: 'Budget__c', label: 'Budget', value: 0, from: { kind: 'fallback' } },
      ],
    },
  ],
  notes: ['The owner was not looked up.'],
  fallbacks: [{ object: 'Lead', label: 'Budget', value: 0 }],
  diagnosis: null,
};

export const users: Users = {
  owners: [
    {
      email: 'riley@acme.test',
      name: 'Riley Reyes',
      bookings: 5,
      match: { userId: '005000000000003AAA', name: 'Riley Reyes', isActive: true, how: 'email' },
      problem: null,
      fix: null,
    },
  ],
  defaultOwner: null,
};

export const source: Source = {
  id: 'src_1',
  kind: 'calcom',
  name: 'Cal.com',
  enabled: true,
  url: 'https://inlet.example.com/v1/hooks/hook_abcd…',
  createdAt: '2026-11-20T09:00:00Z',
  lastMessageAt: '2026-11-24T09:00:00Z',
  messages24h: 4,
  rotation: null,
};

export const everything = {
  'GET /v1/org/connection': connection,
  'GET /v1/org/installation': installation,
  'GET /v1/org/settings': saved,
  'POST /v1/org/settings/check': { problems: [], warnings: [] },
  'GET /v1/org/schema': schema,
  'GET /v1/org/booking-fields': bookingFields,
  'GET /v1/org/field-validation': validation,
  'GET /v1/org/users': users,
  'GET /v1/org/salesforce-users': { users: [] },
  'GET /v1/org/queues': { queues: [] },
  'GET /v1/org/settings/versions': { versions: [], next: null },
  'GET /v1/org/sources': { sources: [source] },
};
