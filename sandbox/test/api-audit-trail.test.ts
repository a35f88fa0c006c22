import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';

const { api, admin, state, empowerApiUser, signOut, keys } = await testSandbox();
const rep = 'rep@inlet.sandbox';
const asAdmin = { Authorization: `Bearer ${keys.accessToken}` };
const query = (soql: string, headers = asAdmin) =>
  api('GET', `/query?q=${encodeURIComponent(soql)}`, undefined, headers);

beforeEach(() => {
  state.reset();
  empowerApiUser();
  signOut();
});

async function trail(where = ''): Promise<[action: string, section: string, display: string, by: string][]> {
  const { body } = await query(
    `SELECT Action, Section, Display, CreatedBy.Name FROM SetupAuditTrail ${where} ORDER BY CreatedDate, Id`,
  );
  return body.records.map((row: Record<string, string> & { CreatedBy: { Name: string } }) => [
    row['Action'],
    row['Section'],
    row['Display'],
    row.CreatedBy.Name,
  ]);
}
const users = "WHERE Action IN ('deactivateduser', 'activateduser', 'frozeuser', 'unfrozeuser')";

test('who deactivated or froze a user is told, with the time by the clock of the org', async () => {
  await admin('POST', '/clock', { now: '2026-11-12T08:30:00Z' });
  await admin('POST', `/users/${keys.apiUser.id}`, { isActive: false });
  await admin('DELETE', '/clock');
  await admin('POST', `/users/${keys.apiUser.id}`, { isActive: true });
  await admin('POST', `/users/${rep}`, { isFrozen: true });
  await admin('POST', `/users/${rep}`, { isFrozen: true });
  await admin('POST', `/users/${rep}`, { isFrozen: false });
  const integration = `Inlet Integration (UserID: [${keys.apiUser.id.slice(0, 15)}])`;
  const section = 'Manage Users';
  assert.deepEqual(await trail(users), [
    ['deactivateduser', section, `Deactivated user ${integration}`, 'Ada Admin'],
    ['activateduser', section, `Activated user ${integration}`, 'Ada Admin'],
    ['frozeuser', section, 'Froze user account for Riley Reyes', 'Ada Admin'],
    ['unfrozeuser', section, 'Unfroze user account for Riley Reyes', 'Ada Admin'],
  ]);
  const { body } = await query("SELECT CreatedDate FROM SetupAuditTrail WHERE Action = 'deactivateduser'");
  assert.match(body.records[0].CreatedDate, /^2026-11-12T08:30:\d\d\.000\+0000$/);
});

test('what is done by the API is told of who did it', async () => {
  await api('PATCH', `/sobjects/User/${SEED.rep}`, { IsActive: false });
  const [entry] = await trail(users);
  assert.equal(entry?.[3], 'Inlet Integration');
});

test('an assignment of a permission set is told, both ways and by either way', async () => {
  state.org.savePermissionSet(permissionSet({ name: 'Sales_Extra', label: 'Sales Extra' }));
  const assignment = { user: rep, permissionSet: 'Sales_Extra' };
  await admin('POST', '/permission-sets/assignments', assignment);
  await admin('POST', '/permission-sets/assignments', assignment);
  await admin('POST', '/permission-sets/assignments', { ...assignment, assigned: false });
  const [set] = (await query("SELECT Id FROM PermissionSet WHERE Name = 'Sales_Extra'")).body.records;
  const { body } = await api('POST', '/sobjects/PermissionSetAssignment', {
    ...{ AssigneeId: SEED.rep, PermissionSetId: set.Id },
  });
  await api('DELETE', `/sobjects/PermissionSetAssignment/${body.id}`);
  const user = `user Riley Reyes (UserID: [${SEED.rep.slice(0, 15)}])`;
  const told = (await trail("WHERE Action IN ('PermSetAssign', 'PermSetUnassign')")).map(([action, , display, by]) => [
    action,
    display,
    by,
  ]);
  assert.deepEqual(told, [
    ['PermSetAssign', `Permission set Sales Extra: assigned to ${user}`, 'Ada Admin'],
    ['PermSetUnassign', `Permission set Sales Extra: unassigned from ${user}`, 'Ada Admin'],
    ['PermSetAssign', `Permission set Sales Extra: assigned to ${user}`, 'Inlet Integration'],
    ['PermSetUnassign', `Permission set Sales Extra: unassigned from ${user}`, 'Inlet Integration'],
  ]);
});

test('validation rules, triggers, flows, fields and field-level security leave their traces', async () => {
  const rule = { object: 'Lead', name: 'Rule', formula: 'FALSE', message: 'no' };
  const { id } = (await admin('POST', '/validation-rules', rule)).body;
  await admin('POST', `/validation-rules/${id}`, { active: false });
  await admin('DELETE', `/validation-rules/${id}`);
  await admin('POST', '/triggers', { object: 'Lead', name: 'LeadTrigger' });
  await admin('DELETE', '/triggers/LeadTrigger');
  await admin('POST', '/flows', { object: 'Lead', name: 'Lead_Flow', label: 'Lead Flow' });
  await admin('POST', '/flows/Lead_Flow', { active: false });
  await admin('POST', '/fields', { object: 'Lead', name: 'Region__c', label: 'Region', type: 'string', length: 20 });
  await admin('POST', '/fields/Lead/Region__c', { required: true });
  await admin('DELETE', '/fields/Lead/Region__c');
  await admin('POST', '/field-access', { field: 'Lead.Phone', access: 'hidden', profile: 'Standard User' });
  await admin('POST', '/apps/Inlet', { isBlocked: true });
  const displays = (await trail()).map(([, , display]) => display);
  const at = displays.indexOf('New Leads validation rule "Rule"');
  assert.deepEqual(displays.slice(at), [
    'New Leads validation rule "Rule"',
    'Changed active flag for Leads validation "Rule" from 1 to 0',
    'Removed Leads validation "Rule"',
    'Created Lead Trigger code: LeadTrigger',
    'Deleted Lead Trigger code: LeadTrigger',
    'Activated flow with Name "Lead Flow" and Unique Name "Lead_Flow"',
    'Deactivated flow with Name "Lead Flow" and Unique Name "Lead_Flow"',
    'Created custom field Region on Leads',
    'Changed custom field Region on Leads',
    'Deleted custom field Region on Leads',
    'Changed profile Standard User: field-level security for Lead: Phone was changed from Read/Write to No Access',
    'Blocked Connected App Inlet to Salesforce',
  ]);
});

test('the trail is for who may view Setup, counts only as a whole, and is not filtered by its sentences', async () => {
  const { accessToken } = (await admin('POST', '/tokens', { username: rep })).body;
  const foreign = await query('SELECT Id FROM SetupAuditTrail', { Authorization: `Bearer ${accessToken}` });
  assert.equal(foreign.body[0].errorCode, 'INVALID_TYPE');
  assert.equal((await query('SELECT COUNT() FROM SetupAuditTrail')).status, 200);
  assert.equal((await query('SELECT COUNT(Id) FROM SetupAuditTrail')).status, 400);
  assert.equal((await query("SELECT Id FROM SetupAuditTrail WHERE Display LIKE '%x%'")).status, 400);
  assert.equal((await api('POST', '/sobjects/SetupAuditTrail', { Action: 'x' })).status, 400);
});
