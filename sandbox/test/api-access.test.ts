import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { may, permissionSet } from './access-bench.ts';
import { testSandbox } from './api-support.ts';

const { state, ask, token, keys, admin } = await testSandbox();
const { org } = state;
const rep = 'rep@inlet.sandbox';

/** A request of a user who signs in with the password. */
async function as(username: string, method: string, path: string, body?: unknown) {
  const { access_token } = (await token({ grant_type: 'password', username, password: keys.password })).body;
  return ask(method, `/services/data/v66.0${path}`, {
    headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

function profileOf(userId: string, profile: string) {
  const options = { autoAssign: false, allowDuplicates: true };
  assert.ok(org.update({ userId: SEED.admin }, 'User', userId, { ProfileId: profile }, options).success);
}

test('limits and tooling need View Setup and Configuration', async () => {
  const limits = await as(rep, 'GET', '/limits');
  assert.deepEqual(
    [limits.status, limits.body],
    [403, [{ message: 'limits resource is not enabled', errorCode: 'API_DISABLED_FOR_ORG' }]],
  );
  const rules = await as(rep, 'GET', '/tooling/query?q=SELECT+Id+FROM+ValidationRule');
  assert.deepEqual([rules.status, rules.body[0].errorCode], [403, 'INSUFFICIENT_ACCESS']);
  org.savePermissionSet(permissionSet({ name: 'Diagnostics', userPermissions: ['ViewSetup'] }));
  await admin('POST', '/permission-sets/assignments', { user: rep, permissionSet: 'Diagnostics' });
  assert.equal((await as(rep, 'GET', '/limits')).status, 200);
  assert.equal((await as(rep, 'GET', '/tooling/query?q=SELECT+Id+FROM+ValidationRule')).status, 200);
});

test('the API is closed to a user without API Enabled, and that request is not counted', async () => {
  const yannick = 'yannick@inlet.sandbox';
  profileOf(SEED.yannick, SEED.minimumProfile);
  const before = (await admin('GET', '/limits')).body.used as number;
  const refused = await as(yannick, 'GET', '/sobjects');
  assert.deepEqual(
    [refused.status, refused.body],
    [403, [{ message: 'API is disabled for this User', errorCode: 'API_CURRENTLY_DISABLED' }]],
  );
  assert.equal((await admin('GET', '/limits')).body.used, before);
  profileOf(SEED.yannick, SEED.integrationProfile);
  assert.equal((await as(yannick, 'GET', '/sobjects')).status, 200);
});

test('describe, collections and counts show a user only what the user may see', async () => {
  profileOf(SEED.owner, SEED.integrationProfile);
  const owner = 'owner@inlet.sandbox';
  const names = async () =>
    ((await as(owner, 'GET', '/sobjects')).body.sobjects as { name: string }[]).map(({ name }) => name);
  assert.equal((await names()).includes('Lead'), false);
  assert.deepEqual([(await as(owner, 'GET', '/sobjects/Lead/describe')).status], [404]);
  const rows = { records: [{ attributes: { type: 'Lead' }, LastName: 'Ng', Company: 'Acme' }] };
  assert.equal((await as(owner, 'POST', '/composite/sobjects', rows)).status, 404);
  org.savePermissionSet(permissionSet({ name: 'Leads', objectPermissions: [may('Lead', 'create read')] }));
  await admin('POST', '/permission-sets/assignments', { user: owner, permissionSet: 'leads' });
  assert.ok((await names()).includes('Lead'));
  const { body } = await as(owner, 'GET', '/sobjects/Lead/describe');
  assert.deepEqual([body.createable, body.updateable, body.deletable], [true, false, false]);
  const fields = (body.fields as { name: string }[]).map(({ name }) => name);
  assert.deepEqual(
    ['LastName', 'Company', 'Email', 'Title'].filter((name) => fields.includes(name)),
    ['LastName', 'Company'],
  );
  assert.equal((await as(owner, 'POST', '/composite/sobjects', rows)).body[0].success, true);
});

test('the console lists users and permission sets, assigns and takes away', async () => {
  org.savePermissionSet(permissionSet({ name: 'Inlet_Test', label: 'Inlet Test', customPermissions: ['Inlet_Admin'] }));
  const assign = (assigned: boolean) =>
    admin('POST', '/permission-sets/assignments', { user: SEED.admin, permissionSet: 'Inlet_Test', assigned });
  assert.deepEqual((await assign(true)).body, { username: keys.username, permissionSets: ['Inlet_Test'] });
  const listed = (await admin('GET', '/permission-sets')).body.permissionSets as {
    name: string;
    assignees: string[];
  }[];
  assert.deepEqual(listed.find(({ name }) => name === 'Inlet_Test')?.assignees, [keys.username]);
  const { users } = (await admin('GET', '/users')).body as { users: { username: string; profile: string }[] };
  assert.deepEqual(
    users.find(({ username }) => username === keys.username),
    {
      id: SEED.admin,
      username: keys.username,
      email: 'admin@example.test',
      name: 'Ada Admin',
      isActive: true,
      isFrozen: false,
      isApiEnabled: true,
      isLoginIpRestricted: false,
      isHighAssuranceRequired: false,
      loginsInLastHour: 0,
      profile: 'System Administrator',
      role: null,
      permissionSets: ['Inlet_Test'],
    },
  );
  assert.deepEqual((await assign(false)).body.permissionSets, []);
  const wrong = await admin('POST', '/permission-sets/assignments', { user: 'nobody', permissionSet: 'Inlet_Test' });
  assert.deepEqual([wrong.status, wrong.body.problems[0].field], [400, 'user']);
  const unknown = await admin('POST', '/permission-sets/assignments', { user: rep, permissionSet: 'Nope' });
  assert.match(unknown.body.problems[0].message, /The org has no permission set Nope; deploy it first\./);
});

test('a deactivated user is signed out and cannot sign in until active again', async () => {
  const signIn = () => token({ grant_type: 'password', username: rep, password: keys.password });
  const { access_token } = (await signIn()).body;
  const use = () =>
    ask('GET', '/services/data/v66.0/sobjects', { headers: { Authorization: `Bearer ${access_token}` } });
  assert.equal((await use()).status, 200);
  assert.equal((await admin('POST', `/users/${rep}`, { isActive: false })).body.isActive, false);
  assert.equal((await use()).body[0].errorCode, 'INVALID_SESSION_ID');
  assert.equal((await signIn()).body.error_description, 'inactive user');
  await admin('POST', `/users/${SEED.rep}`, { isActive: true });
  assert.equal((await signIn()).status, 200);
  assert.equal((await admin('POST', `/users/${SEED.admin}`, { isActive: false })).status, 400);
  assert.equal((await admin('POST', '/users/nobody', { isActive: false })).status, 404);
});

test('the console tells and sets sharing', async () => {
  assert.equal((await admin('GET', '/sharing')).body.Activity, 'controlledByParent');
  assert.equal((await admin('POST', '/sharing', { object: 'Activity', access: 'private' })).body.Activity, 'private');
  const wrong = await admin('POST', '/sharing', { object: 'Activity', access: 'readWrite' });
  assert.deepEqual([wrong.status, wrong.body.problems[0].field], [400, 'access']);
  assert.equal((await admin('POST', '/sharing', { object: 'Moon', access: 'private' })).status, 400);
});

test('a field of the console can be hidden as a deploy makes it', async () => {
  await admin('POST', '/fields', { object: 'Lead', name: 'Hidden__c', type: 'string', visible: false });
  const { body } = await as('admin@inlet.sandbox', 'GET', '/sobjects/Lead/describe');
  assert.equal(
    (body.fields as { name: string }[]).some(({ name }) => name === 'Hidden__c'),
    false,
  );
});
