import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessBench, editable, may, permissionSet, profiles } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { admin, bench, errorsOf, refusal } from './org-bench.ts';

/** An org with Person Accounts, and the record type that makes them. */
function persons(made = bench()) {
  made.org.addField('Contact', { name: 'Shoe__c', type: 'string', length: 20 });
  made.org.setFeatures({ personAccounts: true });
  const RecordTypeId = made.org.recordTypes().find(({ isPersonType }) => isPersonType)?.id;
  return { ...made, RecordTypeId };
}

test('Person Accounts bring their fields, and Account needs nothing by describe any more', () => {
  const { org } = persons();
  const account = new Map(org.object('Account')?.fields.map((field) => [field.name, field]));
  for (const name of [
    ...[
      'IsPersonAccount',
      'PersonContactId',
      'FirstName',
      'LastName',
      'Salutation',
      'PersonEmail',
      'PersonMobilePhone',
    ],
    ...['PersonMailingStreet', 'PersonMailingCity', 'PersonMailingAddress', 'PersonOtherCountry', 'PersonTitle'],
    ...['PersonHasOptedOutOfEmail', 'PersonBirthdate', 'Shoe__pc', 'RecordTypeId'],
  ]) {
    assert.ok(account.has(name), name);
  }
  const needed = [...account.values()].filter((one) => one.createable && !one.nillable && !one.defaultedOnCreate);
  assert.deepEqual(
    needed.map(({ name }) => name),
    [],
  );
  assert.equal(account.get('PersonMailingCity')?.compoundFieldName, 'PersonMailingAddress');
  assert.equal(account.get('IsPersonAccount')?.createable, false);
  assert.equal(org.object('Lead')?.fields.find(({ name }) => name === 'Company')?.nillable, true);
  org.addField('Contact', { name: 'Hat__c', type: 'double' });
  assert.ok(org.object('Account')?.fields.some(({ name }) => name === 'Hat__pc'));
  org.removeField('Contact', 'Hat__c');
  assert.ok(!org.object('Account')?.fields.some(({ name }) => name === 'Hat__pc'));
});

test('a person has a last name instead of a name, and a contact that follows', () => {
  const { made, read, update, rows, remove, RecordTypeId } = persons();
  const person = made('Account', {
    ...{ RecordTypeId, FirstName: 'Ana', LastName: 'Ng', PersonEmail: 'ana@ng.test', Phone: '1' },
    ...{ PersonMailingCity: 'Oslo', Shoe__pc: '38' },
  });
  const account = read('Account', person);
  assert.deepEqual([account['Name'], account['IsPersonAccount']], ['Ana Ng', true]);
  const contact = () => read('Contact', String(account['PersonContactId']));
  assert.deepEqual(
    ['Name', 'Email', 'Phone', 'MailingCity', 'Shoe__c', 'AccountId', 'IsPersonAccount'].map((name) => contact()[name]),
    ['Ana Ng', 'ana@ng.test', '1', 'Oslo', '38', person, true],
  );
  update('Account', person, { LastName: 'Moss', PersonEmail: null });
  assert.deepEqual(
    [contact()['Name'], contact()['Email'], read('Account', person)['Name']],
    ['Ana Moss', null, 'Ana Moss'],
  );
  const [row] = rows(
    "SELECT Id, PersonContact.Name, PersonMailingAddress FROM Account WHERE IsPersonAccount = true AND PersonMailingCity = 'Oslo'",
  );
  assert.equal((row?.['PersonContact'] as { Name: string }).Name, 'Ana Moss');
  const event = made('Event', {
    ...{ StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30, WhoId: account['PersonContactId'] },
  });
  assert.equal(read('Event', event)['AccountId'], person);
  remove('Account', person);
  assert.equal(rows('SELECT Id FROM Contact').length, 0);
});

test('a person with a name, without a last name, and a business with a last name are refused', () => {
  const { create, update, made, RecordTypeId } = persons();
  const error = (values: object) => errorsOf(create('Account', values as Record<string, unknown>))[0];
  const name = error({ RecordTypeId, LastName: 'Ng', Name: 'Ng' });
  assert.deepEqual([name?.statusCode, name?.fields], ['INVALID_FIELD_FOR_INSERT_UPDATE', ['Name']]);
  assert.equal(error({ RecordTypeId, FirstName: 'Ana' })?.message, 'Required fields are missing: [LastName]');
  assert.equal(error({ Phone: '1' })?.message, 'Required fields are missing: [Name]');
  const business = error({ Name: 'Acme', LastName: 'Ng', PersonEmail: 'a@b.test' });
  assert.deepEqual(
    [business?.statusCode, business?.fields],
    ['INVALID_FIELD_FOR_INSERT_UPDATE', ['LastName', 'PersonEmail']],
  );
  const acme = made('Account', { Name: 'Acme' });
  assert.equal(errorsOf(update('Account', acme, { RecordTypeId }))[0]?.statusCode, 'INVALID_PERSON_ACCOUNT_OPERATION');
});

test("a person's contact is neither edited, deleted nor added directly", () => {
  const { made, read, update, remove, create, RecordTypeId } = persons();
  const person = made('Account', { RecordTypeId, LastName: 'Ng' });
  const contact = String(read('Account', person)['PersonContactId']);
  const code = (result: ReturnType<typeof create>) => errorsOf(result)[0]?.statusCode;
  assert.equal(code(update('Contact', contact, { Phone: '1' })), 'INVALID_PERSON_ACCOUNT_OPERATION');
  assert.equal(code(remove('Contact', contact)), 'INVALID_PERSON_ACCOUNT_OPERATION');
  assert.equal(code(create('Contact', { LastName: 'Moss', AccountId: person })), 'INVALID_PERSON_ACCOUNT_OPERATION');
  assert.ok(create('Contact', { LastName: 'Moss', AccountId: made('Account', { Name: 'Acme' }) }).success);
});

test('a lead without a company becomes a person, one with a company a contact of it', () => {
  const { org, made, read } = persons();
  const event = { StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 };
  const lead = made('Lead', { LastName: 'Ng', Email: 'ng@ng.test', City: 'Oslo' });
  const meeting = made('Event', { ...event, WhoId: lead });
  const { accountId, contactId } = org.convertLead(admin, lead);
  const account = read('Account', accountId);
  assert.deepEqual(
    [account['IsPersonAccount'], account['PersonEmail'], account['PersonMailingCity'], account['PersonContactId']],
    [true, 'ng@ng.test', 'Oslo', contactId],
  );
  assert.equal(read('Event', meeting)['WhoId'], contactId);
  const other = org.convertLead(admin, made('Lead', { LastName: 'Moss', Company: 'Acme' }));
  assert.equal(read('Account', other.accountId)['IsPersonAccount'], false);
});

test("what a person account shows of its contact is seen as the contact's field is", () => {
  const bare = accessBench();
  const { org } = persons(bare);
  const set = permissionSet({
    ...{ name: 'People', objectPermissions: [may('Account', 'create read edit'), may('Contact', 'read')] },
    fieldPermissions: [editable('Contact.Shoe__c')],
  });
  const api = bare.user(profiles.minimum, set);
  assert.ok(bare.fieldAs(api, 'Account', 'Shoe__pc')?.createable);
  assert.ok(bare.fieldAs(api, 'Account', 'LastName')?.createable);
  assert.equal(bare.fieldAs(api, 'Account', 'PersonEmail'), undefined);
  assert.match(
    refusal(() => org.setFieldAccess('Account', 'PersonEmail', 'edit', { userId: api })).message,
    /Contact\.Email/,
  );
});

test('the console switches Person Accounts on, and off while there is no person', async () => {
  const { admin: console, api, state } = await testSandbox();
  assert.deepEqual((await console('GET', '/features')).body, { personAccounts: false });
  assert.equal((await console('POST', '/features', { personAccounts: true })).body.personAccounts, true);
  const { body } = await api('GET', '/sobjects/Account/describe');
  assert.deepEqual(
    body.recordTypeInfos.map((one: { developerName: string }) => one.developerName),
    ['PersonAccount', 'Business_Account', 'Master'],
  );
  const RecordTypeId = body.recordTypeInfos[0].recordTypeId;
  const person = await api('POST', '/sobjects/Account', { LastName: 'Ng', RecordTypeId });
  assert.equal(person.status, 201);
  assert.equal(
    (await console('POST', '/features', { personAccounts: false })).body.problems[0].field,
    'personAccounts',
  );
  state.reset();
  assert.equal(
    state.org.object('Account')?.fields.some(({ name }) => name === 'IsPersonAccount'),
    false,
  );
});
