import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { accessBench, editable, may, permissionSet, profiles } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { errorsOf, refusal } from './org-bench.ts';

const leads = permissionSet({
  ...{ name: 'Leads', objectPermissions: [may('Lead', 'create read edit')] },
  fieldPermissions: [editable('Lead.Phone'), editable('Lead.Title')],
});

test('a field is hidden from a user of permission sets, made read-only and given back', () => {
  const { org, user, createAs, fieldAs, rowsAs } = accessBench();
  const api = user(profiles.minimum, leads);
  const values = { LastName: 'Ng', Company: 'Acme', Phone: '1' };
  org.setFieldAccess('Lead', 'phone', 'hidden', { userId: api });
  assert.equal(fieldAs(api, 'Lead', 'Phone'), undefined);
  assert.equal(errorsOf(createAs(api, 'Lead', values))[0]?.statusCode, 'INVALID_FIELD');
  assert.throws(() => rowsAs(api, 'SELECT Phone FROM Lead'), /No such column 'Phone'/);
  org.setFieldAccess('Lead', 'Phone', 'read', { userId: api });
  assert.equal(fieldAs(api, 'Lead', 'Phone')?.createable, false);
  assert.deepEqual(errorsOf(createAs(api, 'Lead', values))[0]?.fields, ['Phone']);
  assert.deepEqual(org.limitedFields(api), [{ field: 'Lead.Phone', access: 'read' }]);
  org.setFieldAccess('Lead', 'Phone', 'edit', { userId: api });
  assert.ok(createAs(api, 'Lead', values).success);
  org.setFieldAccess('Lead', 'Website', 'read', { userId: api });
  assert.equal(fieldAs(api, 'Lead', 'Website')?.updateable, false, 'a set that grants the object may grant the field');
});

test('a field is hidden by a profile from all who have it, unless a permission set shows it', () => {
  const { org, user, fieldAs } = accessBench();
  const rep = user(profiles.standard);
  org.setFieldAccess('Lead', 'Phone', 'hidden', { profile: 'Standard User' });
  assert.equal(fieldAs(rep, 'Lead', 'Phone'), undefined);
  assert.equal(fieldAs(SEED.rep, 'Lead', 'Phone'), undefined);
  assert.ok(fieldAs(SEED.admin, 'Lead', 'Phone'));
  const granted = user(profiles.standard, leads);
  assert.equal(fieldAs(granted, 'Lead', 'Phone')?.updateable, true);
  org.setFieldAccess('Lead', 'Phone', 'hidden', { permissionSet: 'leads' });
  assert.equal(fieldAs(granted, 'Lead', 'Phone'), undefined);
  org.setFieldAccess('Lead', 'Phone', 'edit', { profile: 'Standard User' });
  assert.equal(fieldAs(rep, 'Lead', 'Phone')?.updateable, true);
});

test('what the platform always shows cannot be hidden, and nobody is given what no permission set could grant', () => {
  const { org, user } = accessBench();
  const nobody = user(profiles.minimum);
  const message = (field: string, holder: Parameters<typeof org.setFieldAccess>[3]) =>
    refusal(() => org.setFieldAccess('Lead', field, 'read', holder)).message;
  assert.match(message('LastName', { userId: SEED.rep }), /always visible/);
  assert.match(message('City', { userId: SEED.rep }), /part of Address/);
  assert.match(message('Phone', { userId: nobody }), /No permission set of the user grants Lead/);
  assert.match(message('Phone', { profile: 'Nobody' }), /no profile Nobody/);
  assert.match(message('Phone', { permissionSet: 'Nothing' }), /no permission set Nothing/);
});

test('a picklist loses and gains values; what records hold stays, what is new is refused', async () => {
  const { admin, api, state } = await testSandbox();
  const size = { object: 'Lead', name: 'Size__c', type: 'picklist', picklistValues: ['Small', 'Large'] };
  await admin('POST', '/fields', { ...size, required: true });
  const lead = { LastName: 'Ng', Company: 'Acme', Size__c: 'Large' };
  const old = (await api('POST', '/sobjects/Lead', lead)).body.id;
  const changed = await admin('POST', '/fields/Lead/Size__c', { picklistValues: ['Small', 'Huge'] });
  assert.equal(changed.status, 200);
  const described = (await api('GET', '/sobjects/Lead/describe')).body.fields.find(
    ({ name }: { name: string }) => name === 'Size__c',
  );
  assert.deepEqual(
    described.picklistValues.map(({ value }: { value: string }) => value),
    ['Small', 'Huge'],
  );
  assert.equal(described.nillable, false, 'what was not named stays');
  assert.deepEqual((await api('POST', '/sobjects/Lead', lead)).body, [
    {
      message: 'Size: bad value for restricted picklist field: Large',
      errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      fields: ['Size__c'],
    },
  ]);
  assert.equal((await api('PATCH', `/sobjects/Lead/${old}`, { Title: 'CTO' })).status, 204);
  assert.equal((await api('GET', `/sobjects/Lead/${old}`)).body.Size__c, 'Large');
  await admin('POST', '/fields/Lead/Size__c', { restrictedPicklist: false, required: false });
  assert.equal((await api('POST', '/sobjects/Lead', lead)).status, 201);

  await admin('POST', '/fields/Lead/LeadSource', { picklistValues: ['Web', 'Fair'], label: 'Source' });
  const source = state.org.object('Lead')?.fields.find(({ name }) => name === 'LeadSource');
  assert.deepEqual([source?.label, source?.picklistValues.map(({ value }) => value)], ['Source', ['Web', 'Fair']]);
  const no = async (path: string, body: object) => (await admin('POST', path, body)).body.problems[0].field;
  assert.equal(await no('/fields/Lead/LeadSource', { required: true }), 'required');
  assert.equal(await no('/fields/Lead/Phone', { picklistValues: ['1'] }), 'picklistValues');
  state.reset();
  assert.equal(state.org.object('Lead')?.fields.find(({ name }) => name === 'LeadSource')?.label, 'Lead Source');
});

test('the console hides a field from the API User, says what it sees and gives it back', async () => {
  const { admin, api } = await testSandbox();
  const set = (access: string, more: object = {}) =>
    admin('POST', '/field-access', { field: 'Lead.Phone', access, ...more });
  assert.deepEqual((await set('hidden')).body.access, 'hidden');
  const lead = { LastName: 'Ng', Company: 'Acme', Phone: '1' };
  assert.equal(
    (await api('POST', '/sobjects/Lead', lead)).body[0].message,
    "No such column 'Phone' on sobject of type Lead",
  );
  assert.deepEqual((await admin('GET', '/field-access')).body.limited, [{ field: 'Lead.Phone', access: 'hidden' }]);
  await set('edit');
  assert.equal((await api('POST', '/sobjects/Lead', lead)).status, 201);
  const problem = async (body: object) => (await admin('POST', '/field-access', body)).body.problems[0].field;
  assert.equal(await problem({ field: 'Lead', access: 'read' }), 'field');
  assert.equal(await problem({ field: 'Lead.Nothing', access: 'read' }), 'field');
  assert.equal(await problem({ field: 'Lead.LastName', access: 'hidden' }), 'field');
  assert.equal(await problem({ field: 'Lead.Phone', access: 'read', user: 'nobody' }), 'user');
});
