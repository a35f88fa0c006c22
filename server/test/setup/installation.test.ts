import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { eventsOfOthers } from '../../src/setup/installation/installation.ts';
import { BookingWorld, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';
import { engines } from '../support/test-database.ts';

const apiUser = 'integration@inlet.sandbox';
const diagnosticsSet = 'Inlet_API_User_Diagnostics';

describe('whose Events the API User may change', () => {
  const scope = (model: string | undefined, modifyAll: boolean | undefined) =>
    eventsOfOthers(
      model === undefined ? undefined : [{ InternalSharingModel: model }],
      modifyAll === undefined ? undefined : [{ PermissionsModifyAllData: modifyAll }],
    ).scope;
  it('is said only where it is known', () => {
    assert.equal(scope('Private', true), 'all');
    assert.equal(scope(undefined, true), 'all');
    assert.equal(scope('Private', false), 'ownAndBelow');
    assert.equal(scope('Private', undefined), 'unknown');
    assert.equal(scope('ControlledByParent', undefined), 'all');
    assert.equal(scope(undefined, false), 'unknown');
  });
});

// What Salesforce says is the same on either database.
const [engine] = await engines();
describe('the installation in the org', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());
  beforeEach(async () => {
    for (const set of ['Inlet_API_User', diagnosticsSet]) await assign(set, true);
    await world.begin();
  });

  const assign = (permissionSet: string, assigned: boolean) =>
    world.sandbox.console('permission-sets/assignments', { user: apiUser, permissionSet, assigned });
  const read = async (): Promise<Row> => {
    const { status, body } = await call(world, 'GET', '/v1/org/installation');
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const missing = ({ access }: Row) =>
    (access as Row[])
      .filter(({ has }) => !has)
      .map(({ object, field, permission }) => `${permission} ${object}${field ? `.${field}` : ''}`);

  it('with both permission sets lacks nothing, and is told in two calls', async () => {
    let found: Row = {};
    const calls = await world.callsOf(async () => (found = await read()));
    assert.equal(calls.total, 2);
    assert.deepEqual(found['package'], { installed: true, prefix: '', version: null });
    const { username, isActive, profile, licence, apiEnabled, permissionSets, unknown } = found['apiUser'];
    assert.deepEqual(
      [username, isActive, profile, licence, apiEnabled],
      [apiUser, true, 'Minimum Access - API Only Integrations', 'Salesforce Integration', true],
    );
    assert.deepEqual(permissionSets.map((one: Row) => one['name']).toSorted(), ['Inlet_API_User', diagnosticsSet]);
    assert.deepEqual(unknown, {});
    assert.deepEqual(missing(found), []);
    assert.deepEqual([found['hasPermissionSet'], found['canAssign']], [true, false]);
    assert.equal(found['eventsOfOthers'].scope, 'all');
  });

  it('without Diagnostics does not know its own permission sets, and says why', async () => {
    await assign(diagnosticsSet, false);
    const { apiUser: user, eventsOfOthers: events, hasPermissionSet } = await read();
    assert.deepEqual([user.permissionSets, hasPermissionSet, user.apiEnabled], [null, null, true]);
    assert.match(user.unknown.permissionSets, /may not see this about itself/);
    assert.equal(events.scope, 'unknown');
    assert.match(events.sentence, /Sharing Settings/);
  });

  it('without the permission set names object by object and field by field what is missing, and why', async () => {
    await assign('Inlet_API_User', false);
    const found = await read();
    const lacks = missing(found);
    for (const one of ['create Lead', 'create Event', 'edit Contact', 'create Lead.Inlet_Customer_Id__c']) {
      assert.ok(lacks.includes(one), `${one} in ${lacks.join(', ')}`);
    }
    assert.ok((found['access'] as Row[]).every(({ why }) => why.length > 20));
    assert.equal(found['hasPermissionSet'], false);
    await assign('Inlet_API_User', true);
    assert.deepEqual(missing(await read()), [], 'looked at again at once');
  });

  it('tells of private activities', async () => {
    await world.sandbox.console('sharing', { object: 'Activity', access: 'private' });
    const { eventsOfOthers: events } = await read();
    assert.equal(events.scope, 'ownAndBelow');
    assert.match(events.sentence, /role hierarchy/);
    await world.sandbox.console('sharing', { object: 'Activity', access: 'controlledByParent' });
  });

  it('tells that the package is not there', async () => {
    await fetch(`${world.sandbox.url}/sandbox/package`, { method: 'DELETE' });
    const found = await read();
    assert.deepEqual(found['package'], { installed: false, prefix: null, version: null });
    const assigning = await call(world, 'POST', '/v1/org/installation/assign');
    assert.equal(assigning.status, 409);
    await world.sandbox.console('package/source', {});
  });

  it('assigns the permission set where the API User may, and says what to do where it may not', async () => {
    await assign('Inlet_API_User', false);
    const refused = await call(world, 'POST', '/v1/org/installation/assign');
    assert.equal(refused.status, 409);
    assert.match(refused.body['detail'], /may not assign permission sets.*as an admin/);
    const [user] = await world.query(`SELECT Id, ProfileId FROM User WHERE Username = '${apiUser}'`);
    const [profile] = await world.query("SELECT Id FROM Profile WHERE Name = 'System Administrator'");
    const setProfile = (ProfileId: string) => world.admin.sobject('User').update({ Id: user!['Id'], ProfileId });
    await setProfile(profile!['Id']);
    const before = await read();
    assert.deepEqual([before['canAssign'], before['eventsOfOthers'].scope], [true, 'all']);
    assert.ok(missing(before).includes('create Lead.Inlet_Customer_Id__c'), 'a deploy grants no profile our fields');
    const done = await call(world, 'POST', '/v1/org/installation/assign');
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual([done.body['hasPermissionSet'], missing(done.body)], [true, []]);
    assert.equal((await call(world, 'POST', '/v1/org/installation/assign')).status, 200, 'having it already is fine');
    await setProfile(user!['ProfileId']);
  });

  it('speaks German, and says what Salesforce says when it gives no answer', async () => {
    const { body } = await call(world, 'GET', '/v1/org/installation', undefined, { 'accept-language': 'de' });
    assert.match(body['access'][0].why, /Buchung|Ereignis|Personen|wiederzufinden/);
    await world.sandbox.console('limits', { used: 100_000 });
    assert.equal((await call(world, 'GET', '/v1/org/installation')).status, 503);
    await world.sandbox.console('limits', { used: 0 });
  });
});
