import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BookingWorld, stranger, type Row } from '../support/booking-world.ts';
import { OrgFields } from '../support/org-fields.ts';
import { call } from '../support/panel.ts';
import { engines } from '../support/test-database.ts';
import {
  apiUser,
  atNextLogin,
  byRefreshToken,
  checkIn,
  consoleOf,
  held,
  idsIn,
  run,
  seen,
  settings,
  verify,
  waiting,
  type BrokenOrg,
} from './broken-org.ts';

const user = (change: object) => consoleOf(`users/${apiUser}`, change);
const app = (change: object) => consoleOf('apps/Inlet', change);
const security = (change: object) => consoleOf('security', change);
const assigned = (permissionSet: string, isAssigned: boolean) =>
  consoleOf('permission-sets/assignments', { user: apiUser, permissionSet, assigned: isAssigned });
const closed = /^Bookings are not reaching Salesforce: /;
const waits = /^Bookings wait: /;
const some = /^Some bookings are not reaching Salesforce: /;
const look = /^Bookings reach Salesforce, but something needs a look: /;
const reconnect = /reconnect/i;

let fields: OrgFields;
const limited = new Set<string>();
/** Takes a field of the org away from the API User, or the right to write it. */
const limit = (field: string, access: 'hidden' | 'read') => (world: BookingWorld) => {
  limited.add(field);
  return world.sandbox.console('field-access', { field, access });
};
const wholeApp = {
  ...{ isBlocked: false, isInstalled: true, isClientCredentialsFlowEnabled: true },
  ...{ clientCredentialsFlowUser: apiUser, permittedUsersPolicyType: 'AllSelfAuthorized' },
};

/** What concerns everybody: the article's first branch, in its order. */
const everybody: BrokenOrg[] = [
  {
    name: 'the org was disconnected',
    break: async (world) => {
      await call(world, 'DELETE', '/v1/org/connection');
      await waiting(world, 2);
    },
    check: 'connection',
    verdict: /not reaching Salesforce: .*disconnected.*2 bookings are waiting and will be delivered\.$/,
    finding: /disconnected/,
    fix: /connect/i,
    unknown: ['apiUser.active', 'fields.required', 'rules.validation', 'users'],
  },
  {
    name: 'the consumer secret was rotated',
    break: (world) => world.reconnect({ clientSecret: 'no longer' }),
    check: 'connection',
    verdict: closed,
    finding: /consumer key and secret/,
    fix: reconnect,
    unknown: ['apiUser.active', 'package.version'],
  },
  {
    name: 'the login leads to another org',
    break: (world) => world.reconnect({ salesforceOrgId: '00D000000000009EAA' }),
    check: 'connection',
    verdict: closed,
    finding: /another Salesforce org/,
    fix: /Reconnect|connect this org anew/,
  },
  {
    name: 'the connected app is blocked by an admin',
    break: app({ isBlocked: true }),
    check: 'connection',
    verdict: closed,
    finding: /blocks the connected app/,
    fix: reconnect,
    setup: /ManageExternalClientApplication/,
  },
  {
    name: 'the connected app was uninstalled, as with the package',
    break: app({ isInstalled: false }),
    check: 'connection',
    verdict: closed,
    finding: /not installed/,
    fix: /nstall/,
  },
  {
    name: 'the refresh token has ended',
    break: async (world) => {
      await byRefreshToken(world);
      await fetch(`${world.sandbox.url}/sandbox/apps/Inlet/grants`, { method: 'DELETE' });
    },
    check: 'connection',
    verdict: closed,
    finding: /.{20}/,
    fix: reconnect,
    unknown: ['apiUser.active'],
  },
  {
    name: 'only approved users may use the app now',
    break: atNextLogin(app({ permittedUsersPolicyType: 'AdminApprovedPreAuthorized', permissionSets: [] })),
    check: 'connection',
    verdict: closed,
    finding: /may not use the connected app/,
    fix: reconnect,
  },
  {
    name: 'the app has lost its flow',
    break: atNextLogin(app({ isClientCredentialsFlowEnabled: false })),
    check: 'connection',
    verdict: closed,
    finding: /does not allow this way|refuses the login/,
    fix: reconnect,
  },
  {
    name: 'the app has no user to run as',
    break: atNextLogin(app({ clientCredentialsFlowUser: null })),
    check: 'connection',
    verdict: closed,
    finding: /no user to run as/,
    fix: /run as|policies/,
  },
  {
    name: 'the org is locked',
    break: security({ isOrganizationLocked: true }),
    check: 'connection',
    verdict: closed,
    finding: /locked, closed or suspended/,
    fix: /reopen/,
  },
  {
    name: 'API Access Control shuts the app out',
    break: security({ isApiAccessControlled: true }),
    check: 'connection',
    verdict: closed,
    finding: /refuses the session/,
    fix: /.{20}/,
  },
  {
    name: 'the profile asks for a high-assurance session',
    break: user({ isHighAssuranceRequired: true }),
    check: 'connection',
    verdict: closed,
    finding: /refuses the session/,
    fix: /.{20}/,
  },
  {
    name: 'Salesforce admits no more logins this hour',
    break: async (world) => {
      await atNextLogin(user({ loginsInLastHour: 3600 }))(world);
      await waiting(world);
    },
    check: 'connection',
    verdict: /not reaching Salesforce: .*no more logins.*1 booking is waiting/,
    finding: /no more logins/,
    fix: /.{20}/,
  },
  {
    name: 'the API User was deactivated, and the tab saw when',
    break: async (world) => {
      await user({ isActive: false })(world);
      await waiting(world, 14);
    },
    fromOrg: seen({ user: { isActive: false, deactivatedAt: '2026-11-12T10:00:00.000Z' } }),
    check: 'apiUser.active',
    verdict:
      /^Bookings are not reaching Salesforce: the API User was deactivated on 12 November\. Reactivate it, then press Reconnect\. 14 bookings are waiting and will be delivered\.$/,
    finding: /^The API User was deactivated on 12 November\.$/,
    fix: /^Reactivate it, then press Reconnect\.$/,
    unknown: ['connection', 'fields.required', 'rules.validation', 'platform.apiVersion', 'users'],
    setup: /ManageUsers/,
  },
  {
    name: 'the API User was deactivated, and Salesforce tells only that the app has nobody to run as',
    break: user({ isActive: false }),
    check: 'connection',
    verdict: closed,
    finding: /no user to run as/,
    fix: /API User/,
    unknown: ['apiUser.active'],
  },
  {
    name: 'the API User was deactivated, and nobody looked into the org',
    break: async (world) => {
      await byRefreshToken(world);
      await user({ isActive: false })(world);
    },
    check: 'apiUser.active',
    verdict: /not reaching Salesforce: the API User is deactivated or frozen, noticed on \d+ \w+\./,
    finding: /deactivated or frozen/,
    fix: /Reactivate it/,
    unknown: ['connection', 'apiUser.permissionSet', 'apiUser.access'],
  },
  {
    name: 'the API User is frozen',
    break: user({ isFrozen: true }),
    fromOrg: seen({ user: { isFrozen: true } }),
    check: 'apiUser.active',
    verdict: /: the API User is frozen\. Unfreeze it/,
    finding: /frozen/,
    fix: /Unfreeze/,
    unknown: ['connection'],
  },
  {
    name: 'the profile’s login IP ranges shut it out',
    break: atNextLogin(user({ isLoginIpRestricted: true })),
    check: 'apiUser.profile',
    verdict: closed,
    finding: /IP ranges or login hours/,
    fix: /.{20}/,
    unknown: ['connection', 'apiUser.active'],
    setup: /EnhancedProfiles/,
  },
  {
    name: '"API Enabled" was taken away',
    break: user({ isApiEnabled: false }),
    check: 'apiUser.apiEnabled',
    verdict: closed,
    finding: /lacks "API Enabled"/,
    fix: /permission set Inlet API User/,
    unknown: ['connection', 'apiUser.active'],
    setup: /PermSets/,
  },
  {
    name: 'the permission set was taken away',
    break: async (world) => {
      await assigned('Inlet_API_User', false)(world);
      await held(world);
    },
    check: 'apiUser.permissionSet',
    verdict: /not reaching Salesforce: the API User does not have the permission set Inlet API User/,
    finding: /lacks \d+ permissions/,
    fix: /Assign it/,
    unknown: ['apiUser.access', 'fields.required', 'fields.access', 'fields.unsupported'],
    setup: /PermSets/,
  },
  {
    name: 'one of the package’s fields is hidden from the API User',
    break: limit('Lead.Inlet_Customer_Id__c', 'hidden'),
    check: 'apiUser.access',
    verdict: /: the API User lacks \d+ permissions? on Lead, although it has the permission set/,
    finding: /although/,
    fix: /Grant it/,
    cell: 'Lead',
  },
  {
    name: 'the Events of others are closed to it',
    break: consoleOf('sharing', { object: 'Activity', access: 'private' }),
    check: 'apiUser.events',
    state: 'warning',
    verdict: look,
    finding: /role hierarchy/,
    fix: /role above the booking owners/,
    setup: /SecuritySharing/,
  },
  {
    name: 'the package was uninstalled',
    break: async (world) => {
      await fetch(`${world.sandbox.url}/sandbox/package`, { method: 'DELETE' });
      await held(world);
    },
    check: 'package.version',
    verdict: /not reaching Salesforce: the Inlet package is not in the org any more/,
    finding: /not in the org/,
    fix: /Install the package/,
    unknown: ['apiUser.permissionSet', 'apiUser.access', 'fields.required'],
    setup: /ImportedPackage/,
  },
  {
    name: 'the package is older than the backend needs',
    break: () => Promise.resolve(),
    fromOrg: { ...seen({}), packageVersion: '0.0.1' },
    check: 'package.version',
    state: 'warning',
    verdict: look,
    finding: /Version 0\.0\.1 of the package is older/,
    fix: /newest version/,
  },
  {
    name: 'the org’s API requests are used up',
    break: async (world) => {
      await consoleOf('limits', { used: 100_000, max: 100_000 })(world);
      await waiting(world, 3);
    },
    check: 'usage.daily',
    verdict: /^Bookings wait: .*used up its API requests.*3 bookings are waiting and will be delivered\.$/,
    finding: /100,000 of 100,000/,
    fix: /System Overview/,
    unknown: ['apiUser.active', 'fields.required', 'rules.validation', 'users'],
    setup: /SystemOverview/,
  },
  {
    name: 'the API requests are used up, and only the tab can count them',
    break: consoleOf('limits', { used: 100_000, max: 100_000 }),
    fromOrg: seen({ limits: [{ name: 'DailyApiRequests', used: 100_000, max: 100_000 }] }),
    check: 'usage.daily',
    verdict: waits,
    finding: /used up/,
    fix: /reduce that, or buy/,
    unknown: ['apiUser.permissionSet'],
  },
  {
    name: 'so few API requests are left that bookings leave them to others',
    break: consoleOf('limits', { used: 96_000, max: 100_000 }),
    check: 'usage.daily',
    verdict: waits,
    finding: /\(96 %\)/,
    fix: /System Overview/,
  },
  {
    name: 'the API requests run short',
    break: consoleOf('limits', { used: 85_000, max: 100_000 }),
    check: 'usage.daily',
    state: 'warning',
    verdict: look,
    finding: /\(85 %\)/,
    fix: /System Overview/,
  },
  {
    name: 'too many long requests run at once',
    break: async (world) => {
      await consoleOf('faults', { kind: 'concurrentLimit', count: 1, username: apiUser })(world);
      await waiting(world);
    },
    check: 'usage.concurrent',
    verdict: /^Bookings wait: .*long-running API requests/,
    finding: /long-running/,
    fix: /.{20}/,
  },
  {
    name: 'the data storage is used up',
    break: async (world) => {
      await consoleOf('org-limits', { name: 'DataStorageMB', used: 1024, max: 1024 })(world);
      await waiting(world);
    },
    check: 'storage',
    verdict: /^Bookings wait: .*no data storage left/,
    finding: /no data storage/,
    fix: /buy storage/,
    setup: /CompanyResourceDisk/,
  },
  {
    name: 'the data storage runs short',
    break: () => Promise.resolve(),
    fromOrg: seen({ limits: [{ name: 'DataStorageMB', used: 950, max: 1024 }] }),
    check: 'storage',
    state: 'warning',
    verdict: look,
    finding: /950 of 1,024 MB.*92 %/,
    fix: /storage/,
  },
  {
    name: 'nobody sends the bookings that wait',
    break: async (world) => {
      const { orgId } = world.backend.org;
      const far = new Date(world.clock.now().getTime() + 24 * 60 * 60_000);
      await world.backend.app.deliverer.idle();
      await world.database.kysely
        .updateTable('leases')
        .set({ owner: 'somebody who hangs', expires_at: far })
        .where('org_id', '=', orgId)
        .execute();
      await waiting(world, 2);
      world.clock.advance(5 * 60 * 60_000);
    },
    check: 'backlog',
    verdict: /^Bookings wait: 2 bookings wait, the oldest since/,
    finding: /oldest since \d+ \w+ at \d\d:\d\d UTC/,
    fix: /operator/,
  },
  {
    name: 'Salesforce is read-only for a maintenance',
    break: async (world) => {
      await security({ maintenance: 'readOnly' })(world);
      await waiting(world);
    },
    check: 'platform.maintenance',
    verdict: /^Bookings wait: .*maintenance/,
    finding: /read-only during a maintenance/,
    fix: /Nothing to do/,
  },
  {
    name: 'Salesforce is down',
    break: async (world) => {
      await consoleOf('faults', { kind: 'serverError', status: 503, count: 50, username: apiUser })(world);
      await waiting(world);
      for (let second = 0; second < 40; second++) {
        world.clock.advance(1_000);
        await world.backend.app.deliverer.sweep();
        await world.backend.app.deliverer.idle();
      }
    },
    check: 'platform.maintenance',
    verdict: /^Bookings wait: the last \d+ calls in a row failed, as in a maintenance/,
    finding: /calls in a row failed/,
    fix: /status\.salesforce\.com/,
    unknown: ['apiUser.active', 'fields.required'],
  },
  {
    name: 'the API version is retired',
    break: security({ oldestApiVersion: '67.0' }),
    check: 'platform.apiVersion',
    verdict: closed,
    finding: /no longer offers the API version/,
    fix: /operator/,
    unknown: ['connection', 'apiUser.active'],
  },
];

const rule = { object: 'Lead', name: 'Real_company', formula: 'Company = "Never"', message: 'Enter the company.' };
const never = { customer: { email: 'never@x.test', name: 'N', company: 'Never' } };

/** What concerns some: the article's second branch. */
const partly: BrokenOrg[] = [
  {
    name: 'a required field has a value that is made up',
    break: () => fields.make('Lead', 'Industry_Code__c', 'string', { length: 20, required: true }),
    check: 'fields.required',
    state: 'warning',
    verdict: /a required field gets a stand-in/,
    finding: /Lead · Industry Code/,
    fix: /Field validation/,
    cell: 'Lead',
  },
  {
    name: 'a required picklist has no value at all',
    break: async (world) => {
      const more = { required: true, picklistValues: ['A', 'B'], restrictedPicklist: true };
      await fields.make('Lead', 'Tier__c', 'picklist', more);
      world.backend.app.deliverer.wake(world.backend.org.orgId);
    },
    check: 'fields.required',
    verdict: /^Some bookings .*a required field gets no value: Lead · Tier/,
    finding: /no value/,
    fix: /.{20}/,
    cell: 'Lead',
    setup: /ObjectManager\/Lead\/FieldsAndRelationships/,
  },
  {
    name: 'a required look-up cannot take a value from a booking',
    break: () => fields.make('Lead', 'Partner__c', 'reference', { referenceTo: ['Account'], required: true }),
    check: 'fields.unsupported',
    verdict: /a required field takes no value from a booking/,
    finding: /Partner/,
    fix: /optional|default|page layout/,
    cell: 'Lead',
    setup: /ObjectManager\/Lead/,
  },
  {
    name: 'a mapped field is hidden from the API User',
    break: async (world) => {
      await fields.make('Lead', 'Source_Page__c', 'string', { length: 80 });
      await settings(world, ({ mapping }) =>
        mapping.all.Lead.push({
          field: 'Source_Page__c',
          from: { kind: 'booking', field: 'page.name' },
          write: 'always',
        }),
      );
      await limit('Lead.Source_Page__c', 'hidden')(world);
    },
    check: 'fields.access',
    state: 'warning',
    verdict: look,
    finding: /Lead\.Source_Page__c/,
    fix: /Grant the fields/,
    cell: 'Lead',
  },
  {
    name: 'a built-in field is read-only for the API User',
    break: limit('Lead.Phone', 'read'),
    check: 'fields.access',
    state: 'warning',
    verdict: look,
    finding: /Lead\.Phone/,
    fix: /Grant/,
    cell: 'Lead',
  },
  {
    name: 'a mapped field was deleted',
    break: (world) =>
      settings(world, ({ mapping }) =>
        mapping.all.Lead.push({ field: 'Gone__c', from: { kind: 'booking', field: 'page.name' }, write: 'always' }),
      ),
    check: 'fields.access',
    state: 'warning',
    verdict: look,
    finding: /Lead\.Gone__c/,
    fix: /change the mapping/,
    cell: 'Lead',
  },
  {
    name: 'a picklist value in use is gone',
    break: async (world) => {
      const more = { picklistValues: ['A', 'B'], restrictedPicklist: true };
      await fields.make('Lead', 'Grade__c', 'picklist', more);
      await settings(world, ({ mapping }) =>
        mapping.all.Lead.push({ field: 'Grade__c', from: { kind: 'constant', value: 'C' }, write: 'always' }),
      );
    },
    check: 'fields.picklist',
    state: 'warning',
    verdict: /values in use are not in the picklist/,
    finding: /Grade/,
    fix: /Add the value/,
    cell: 'Lead',
  },
  {
    name: 'bookings answer what a picklist does not list',
    break: async (world) => {
      const more = { picklistValues: ['Red', 'Blue'], restrictedPicklist: true, label: 'Colour' };
      await fields.make('Lead', 'Colour__c', 'picklist', more);
      await world.deliver(stranger({ answers: { Colour: 'Green' } }));
    },
    check: 'fields.picklist',
    state: 'warning',
    verdict: look,
    finding: /Colour/,
    fix: /Add the value/,
    cell: 'Lead',
  },
  {
    name: 'values of bookings are longer than their field',
    break: async (world) => {
      await fields.make('Lead', 'Motto__c', 'string', { length: 10, label: 'Motto' });
      await world.deliver(stranger({ answers: { Motto: 'longer than ten characters' } }));
    },
    check: 'fields.length',
    state: 'warning',
    verdict: /values are too long for a field: Lead · Motto/,
    finding: /Motto/,
    fix: /longer|shorter/,
    cell: 'Lead',
  },
  {
    name: 'a validation rule refuses bookings',
    break: async (world) => {
      await consoleOf('validation-rules', { ...rule, field: 'Company' })(world);
      await held(world, never, 2);
    },
    check: 'rules.validation',
    verdict: /^Some bookings .*validation rules refused 2 bookings.*2 bookings are held/,
    finding: /refused 2 bookings/,
    fix: /.{20}/,
    cell: 'Lead',
    setup: /ValidationRules/,
  },
  {
    name: 'a duplicate rule refuses bookings',
    break: async (world) => {
      await consoleOf('duplicate-rules', { object: 'Lead', name: 'Same_name', action: 'block' })(world);
      // Found by its id, it is to get the e-mail address that another has.
      const twin = await world.create('Lead', { LastName: 'Twin', Company: 'Twins' });
      await world.create('Lead', { LastName: 'Other', Company: 'Twins', Email: 'twin@x.test' });
      await held(world, { customer: { email: 'twin@x.test', name: 'Tom Twin', salesforceId: twin } });
    },
    check: 'rules.duplicate',
    verdict: some,
    finding: /duplicate rule refused 1 booking/,
    fix: /.{20}/,
    cell: 'Lead',
    setup: /DuplicateRules/,
  },
  {
    name: 'a flow fails',
    break: async (world) => {
      await consoleOf('flows', { object: 'Lead', name: 'Route_leads', condition: 'Company = "Never"' })(world);
      await held(world, never);
    },
    check: 'automation',
    verdict: some,
    finding: /flow or trigger failed for 1 booking/,
    fix: /.{20}/,
    cell: 'Lead',
    setup: /Flows/,
  },
  {
    name: 'a trigger fails',
    break: async (world) => {
      await consoleOf('triggers', { object: 'Event', name: 'Guard', condition: 'Subject = "Never"' })(world);
      await held(world, { subject: 'Never' });
    },
    check: 'automation',
    verdict: some,
    finding: /flow or trigger failed/,
    fix: /.{20}/,
    cell: 'Event',
    setup: /ApexTriggers/,
  },
  {
    name: 'a record type of the rules is not there',
    break: (world) => settings(world, ({ rules }) => (rules.all.leadRecordType = '012000000000001AAA')),
    check: 'recordTypes',
    verdict: some,
    finding: /record type/i,
    fix: /Choose another/,
    cell: 'Lead',
    setup: /RecordTypes/,
  },
  {
    name: 'a queue of the rules is not there',
    break: (world) => settings(world, ({ rules }) => (rules.all.leadOwner = { queueId: '00G000000000001AAA' })),
    check: 'recordTypes',
    verdict: some,
    finding: /queue/,
    fix: /Choose another/,
    cell: 'Lead',
  },
  {
    name: 'a campaign of the rules is not there',
    break: (world) =>
      settings(world, ({ rules }) => (rules.all.campaign = { id: '701000000000001AAA', memberStatus: null })),
    check: 'recordTypes',
    verdict: some,
    finding: /campaign/,
    fix: /Choose another/,
  },
  {
    name: 'a booking owner is no Salesforce user',
    break: async (world) => void (await world.deliver(stranger({ owner: { email: 'nobody@acme.test' } }))),
    check: 'users',
    state: 'warning',
    verdict: look,
    finding: /nobody@acme\.test/,
    fix: /.{20}/,
    setup: /ManageUsers/,
  },
  {
    name: 'a booking owner is inactive',
    break: async (world) => void (await world.deliver(stranger({ owner: { email: 'former@acme.test' } }))),
    check: 'users',
    state: 'warning',
    verdict: look,
    finding: /former@acme\.test/,
    fix: /Reactivate/,
  },
  {
    name: 'the default owner is not there',
    break: (world) => settings(world, ({ users }) => (users.defaultOwner = '005000000000009AAA')),
    check: 'users',
    state: 'warning',
    verdict: look,
    finding: /005000000000009AAA/,
    fix: /.{20}/,
  },
  {
    name: 'another product writes the same Events',
    break: async (world) => {
      const { id } = await world.deliver(stranger());
      const columns = 'OwnerId, WhoId, StartDateTime, EndDateTime, Subject';
      const { OwnerId, WhoId, StartDateTime, EndDateTime, Subject } = await world.event(id, columns);
      await world.create('Event', { OwnerId, WhoId, StartDateTime, EndDateTime, Subject });
    },
    check: 'otherCalendars',
    state: 'warning',
    verdict: look,
    finding: /of the last \d Events stand twice/,
    fix: /calendar sync/,
  },
  {
    name: 'every booking of a page fails for what is nobody else’s',
    break: async (world) => {
      await fields.make('Lead', 'Code__c', 'string', { length: 20, unique: true });
      await world.create('Lead', { LastName: 'First', Company: 'First', Code__c: 'taken' });
      const page = { id: 'BP-9', name: 'Failing' };
      await settings(world, ({ mapping }) => {
        const from = { kind: 'constant', value: 'taken' };
        mapping.pages['BP-9'] = { Lead: [{ field: 'Code__c', from, write: 'always' }] };
      });
      await call(world, 'POST', '/v1/org/schema/refresh');
      await held(world, { page }, 3);
    },
    check: 'pages.failing',
    verdict: /every booking of the page Failing fails/,
    finding: /Failing/,
    fix: /.{20}/,
  },
];

// What is wrong with an org is the same on either database.
const [engine] = await engines();
describe('an org that is broken', () => {
  let world: BookingWorld;
  before(async () => {
    world = await BookingWorld.open(engine!);
    fields = new OrgFields(world.sandbox);
  });
  after(() => world?.close());

  /** The org as it was: what a reset leaves is taken back by hand. */
  const begin = async (): Promise<void> => {
    for (const field of limited) await world.sandbox.console('field-access', { field, access: 'edit' });
    limited.clear();
    await fields.removeAll();
    await fetch(`${world.sandbox.url}/sandbox/org-limits`, { method: 'DELETE' });
    await fetch(`${world.sandbox.url}/sandbox/security`, { method: 'DELETE' });
    const { installed } = await world.sandbox.console<{ installed: boolean }>('package');
    if (!installed) await world.sandbox.console('package/source', {});
    for (const set of ['Inlet_API_User', 'Inlet_API_User_Diagnostics']) await assigned(set, true)(world);
    const { username } = await world.sandbox.console<{ username: string }>('org');
    const forTests = { user: username, permissionSet: 'Inlet_API_User' };
    await world.sandbox.console('permission-sets/assignments', forTests);
    await app(wholeApp)(world);
    await consoleOf('sharing', { object: 'Activity', access: 'controlledByParent' })(world);
    await world.begin({ prepare: () => user({ loginsInLastHour: 0 })(world) });
  };

  it('is told from one where nothing is', async () => {
    await begin();
    const found = await run(world);
    assert.deepEqual([idsIn(found, 'broken'), idsIn(found, 'warning')], [[], []]);
    assert.deepEqual(idsIn(found, 'unknown'), ['storage'], 'what only the tab can read');
    assert.equal(found['verdict'].sentence, 'Bookings reach Salesforce.');
  });

  for (const [branch, table] of [
    ['everybody', everybody],
    ['some', partly],
  ] as const) {
    describe(`for ${branch}`, () => {
      for (const row of table) {
        it(`${row.name}: ${row.check} says so, and nothing else turns red`, async () => {
          await begin();
          await row.break(world);
          const body: Row = row.fromOrg ? { fromOrg: { ...row.fromOrg, readAt: world.clock.now().toISOString() } } : {};
          const found = await run(world, body);
          verify(found, row);
          assert.equal(checkIn(found, row.check)['scope'], branch);
          const { body: told } = await call(world, 'GET', '/v1/org/diagnostics');
          assert.equal(told['verdict'].sentence, found['verdict'].sentence, 'and stays said');
        });
      }
    });
  }

  it('is one of at least forty', () => assert.ok(everybody.length + partly.length >= 40));
});
