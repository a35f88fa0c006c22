import { newId } from '../schema/index.ts';
import { formatDateTime } from './field-values.ts';
import type { Value } from './record-store.ts';
import type { OrgContext } from './org-context.ts';

/** Fixed ids, so that who is who outlives a reset. Counters of new records start behind them. */
export const SEED = {
  organization: newId('00D', 1),
  adminProfile: newId('00e', 1),
  integrationProfile: newId('00e', 2),
  standardProfile: newId('00e', 3),
  minimumProfile: newId('00e', 4),
  admin: newId('005', 1),
  integration: newId('005', 2),
  rep: newId('005', 3),
  yannick: newId('005', 4),
  owner: newId('005', 5),
  inactive: newId('005', 6),
  leadQueue: newId('00G', 1),
} as const;

/** Ids below this number belong to seeded records. */
export const SEEDED_IDS = 100;

interface Person {
  id: string;
  first: string;
  last: string;
  email: string;
  username: string;
  profile: string;
  isActive?: boolean;
}

const PEOPLE: Person[] = [
  {
    id: SEED.admin,
    first: 'Ada',
    last: 'Admin',
    email: 'admin@example.test',
    username: 'admin@inlet.sandbox',
    profile: SEED.adminProfile,
  },
  {
    id: SEED.integration,
    first: 'Inlet',
    last: 'Integration',
    email: 'integration@example.test',
    username: 'integration@inlet.sandbox',
    // Gives nothing but the API: what the backend may do, permission sets say.
    profile: SEED.integrationProfile,
  },
  {
    id: SEED.rep,
    first: 'Riley',
    last: 'Reyes',
    email: 'rep@acme.test',
    username: 'rep@inlet.sandbox',
    profile: SEED.standardProfile,
  },
  {
    id: SEED.yannick,
    first: 'Yannick',
    last: 'Moreau',
    email: 'yannick@example.test',
    username: 'yannick@inlet.sandbox',
    profile: SEED.standardProfile,
  },
  {
    id: SEED.owner,
    first: 'Olivia',
    last: 'Owens',
    email: 'owner@acme.com',
    username: 'owner@inlet.sandbox',
    profile: SEED.standardProfile,
  },
  {
    id: SEED.inactive,
    first: 'Ingrid',
    last: 'Former',
    email: 'former@acme.test',
    username: 'former@inlet.sandbox',
    profile: SEED.standardProfile,
    isActive: false,
  },
];

/** Puts the people, profiles, queue and organization of a new org into it. */
export function seedOrg(org: OrgContext): void {
  const now = formatDateTime(org.now());
  const audit = {
    CreatedDate: now,
    CreatedById: SEED.admin,
    LastModifiedDate: now,
    LastModifiedById: SEED.admin,
    SystemModstamp: now,
  };
  const put = (object: string, Id: string, values: Record<string, Value>) =>
    org.database.put(object, { Id, IsDeleted: false, ...values, ...audit });

  put('Organization', SEED.organization, {
    Name: 'Inlet Sandbox',
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: true,
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'America/New_York',
  });
  const all = {
    PermissionsModifyAllData: true,
    PermissionsViewAllData: true,
    PermissionsViewSetup: true,
    PermissionsCustomizeApplication: true,
  };
  const api = { PermissionsApiEnabled: true, UserType: 'Standard' };
  put('Profile', SEED.adminProfile, { Name: 'System Administrator', ...api, ...all });
  put('Profile', SEED.integrationProfile, { Name: 'Minimum Access - API Only Integrations', ...api });
  put('Profile', SEED.standardProfile, { Name: 'Standard User', ...api });
  put('Profile', SEED.minimumProfile, { Name: 'Minimum Access - Salesforce', UserType: 'Standard' });
  for (const person of PEOPLE) {
    put('User', person.id, {
      Username: person.username,
      FirstName: person.first,
      LastName: person.last,
      Name: `${person.first} ${person.last}`,
      Email: person.email,
      Alias: person.last.toLowerCase().slice(0, 8),
      CommunityNickname: person.username.split('@')[0] ?? person.last,
      IsActive: person.isActive ?? true,
      ProfileId: person.profile,
      UserType: 'Standard',
      TimeZoneSidKey: 'America/New_York',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
    });
  }
  put('Group', SEED.leadQueue, { Name: 'Lead Queue', DeveloperName: 'Lead_Queue', Type: 'Queue', Email: null });
}
