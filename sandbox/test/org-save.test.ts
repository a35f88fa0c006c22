import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmailAddress } from '../src/org/field-values.ts';
import { SEED } from '../src/org/seed.ts';
import { admin, bench, defaults, errorsOf, idOf, refusal } from './org-bench.ts';

test('a new record gets its id, its defaults, its owner and its system fields', () => {
  const { lead, read } = bench();
  const id = lead({ FirstName: 'Mei', Email: 'mei@acme.test' });
  assert.match(id, /^00Q\w{15}$/);
  const record = read('Lead', id);
  assert.equal(record['Name'], 'Mei Ng');
  assert.equal(record['Status'], 'Open - Not Contacted');
  assert.equal(record['OwnerId'], admin.userId);
  assert.equal(record['IsConverted'], false);
  assert.match(String(record['CreatedDate']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  assert.equal(record.attributes.url, `/services/data/v60.0/sobjects/Lead/${id}`);
});

test('all missing required fields are named in one error', () => {
  const { create } = bench();
  assert.deepEqual(errorsOf(create('Lead', { FirstName: 'Mei', Company: '' })), [
    {
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [LastName, Company]',
      fields: ['LastName', 'Company'],
    },
  ]);
});

test('a required field cannot be emptied by an update, but an update need not repeat it', () => {
  const { lead, update } = bench();
  const id = lead();
  assert.equal(errorsOf(update('Lead', id, { Company: null }))[0]?.statusCode, 'REQUIRED_FIELD_MISSING');
  assert.ok(update('Lead', id, { Title: 'CEO' }).success);
});

test('a required custom field stops records without it, one with a default does not', () => {
  const { org, create } = bench();
  org.addField('Lead', { name: 'Region__c', type: 'string', length: 40, required: true });
  org.addField('Lead', { name: 'Tier__c', type: 'string', length: 40, required: true, defaultValue: 'basic' });
  const missing = errorsOf(create('Lead', { LastName: 'Ng', Company: 'Acme' }));
  assert.equal(missing[0]?.message, 'Required fields are missing: [Region__c]');
  const id = idOf(create('Lead', { LastName: 'Ng', Company: 'Acme', Region__c: 'EMEA' }));
  assert.equal(org.retrieve(admin, 'Lead', id)['Tier__c'], 'basic');
});

test('an unknown key and a read-only field are refused with Salesforce’s own words', () => {
  const { create } = bench();
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', foo: 1 })), [
    { statusCode: 'INVALID_FIELD', message: "No such column 'foo' on sobject of type Lead" },
  ]);
  assert.deepEqual(errorsOf(create('Lead', { Name: 'Mei Ng', CreatedDate: '2026-01-01T00:00:00Z' })), [
    {
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message:
        'Unable to create/update fields: Name, CreatedDate. Please check the security settings of this field and ' +
        'verify that it is read/write for your profile or permission set.',
      fields: ['Name', 'CreatedDate'],
    },
  ]);
});

test('text that is too long is refused with label, value and maximum', () => {
  const { create } = bench();
  const long = 'x'.repeat(41);
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', Company: 'A', FirstName: long })), [
    {
      statusCode: 'STRING_TOO_LONG',
      message: `First Name: data value too large: ${long} (max length=40)`,
      fields: ['FirstName'],
    },
  ]);
});

test('e-mail addresses with apostrophes and plus signs are taken, malformed ones refused', () => {
  const { create } = bench();
  for (const good of ["pat.o'neil@acme.test", 'a+b@x.co', 'x_y-z@sub.example.museum'])
    assert.ok(isEmailAddress(good), good);
  for (const bad of ['a@b', 'a b@x.test', '@x.test', 'a@x..test', 'a.@x.test', 'a@x.test.', 'a@@x.test', 'plain']) {
    assert.ok(!isEmailAddress(bad), bad);
  }
  assert.deepEqual(errorsOf(create('Contact', { LastName: 'Ng', Email: 'not-an-email' })), [
    { statusCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid email address: not-an-email', fields: ['Email'] },
  ]);
});

test('a restricted picklist takes its values only, an unrestricted one any text', () => {
  const { create, org, made } = bench();
  org.addField('Lead', {
    name: 'Job__c',
    label: 'Job',
    type: 'picklist',
    picklistValues: ['Nurse'],
    restrictedPicklist: true,
  });
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', Company: 'A', Job__c: 'Cook' })), [
    {
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Job: bad value for restricted picklist field: Cook',
      fields: ['Job__c'],
    },
  ]);
  made('Lead', { LastName: 'Ng', Company: 'A', Job__c: 'Nurse', LeadSource: 'A source of our own' });
});

test('numbers are rounded to their decimals, and refused when they are too large', () => {
  const { org, made, read, create } = bench();
  org.addField('Lead', { name: 'Score__c', label: 'Score', type: 'double', precision: 5, scale: 2 });
  const id = made('Lead', { LastName: 'Ng', Company: 'A', Score__c: 1.005 });
  assert.equal(read('Lead', id)['Score__c'], 1.01);
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', Company: 'A', Score__c: 1000 })), [
    {
      statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
      message: 'Score: value outside of valid range on numeric field: 1000',
      fields: ['Score__c'],
    },
  ]);
});

test('values of another JSON type are a parser error, as for a datetime that is none', () => {
  const { create } = bench();
  const cases: [string, Record<string, unknown>, RegExp][] = [
    [
      'Event',
      { StartDateTime: '2013-08-12T15:20:00+0000' },
      /instance of datetime from VALUE_STRING value "2013-08-12T15:20:00\+0000" at /,
    ],
    ['Event', { StartDateTime: '2026-02-30T10:00:00Z' }, /instance of datetime/],
    ['Event', { ActivityDate: '20.11.2026' }, /instance of date from VALUE_STRING/],
    ['Lead', { DoNotCall: 'maybe' }, /instance of boolean from VALUE_STRING value "maybe"/],
    ['Lead', { NumberOfEmployees: 1.5 }, /instance of int from VALUE_NUMBER_FLOAT value 1.5/],
    ['Lead', { LastName: 5 }, /instance of string from VALUE_NUMBER_INT value 5/],
  ];
  for (const [object, values, message] of cases) {
    const [error] = errorsOf(create(object, values));
    assert.equal(error?.statusCode, 'JSON_PARSER_ERROR');
    assert.match(String(error?.message), message);
    assert.equal(error?.fields, undefined);
  }
});

test('datetimes come back in UTC, without fractions, in Salesforce’s notation', () => {
  const { made, read } = bench();
  const id = made('Event', { StartDateTime: '2026-11-20T09:30:00.789-05:00', DurationInMinutes: 30 });
  assert.equal(read('Event', id)['StartDateTime'], '2026-11-20T14:30:00.000+0000');
});

test('a lookup must name a record of the right object that is there', () => {
  const { create, made, remove } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = (AccountId: string) => create('Contact', { LastName: 'Ng', AccountId });
  assert.ok(contact(account.slice(0, 15)).success);
  assert.equal(errorsOf(contact('abc'))[0]?.statusCode, 'MALFORMED_ID');
  assert.match(String(errorsOf(contact(SEED.rep))[0]?.message), /^Account ID: id value of incorrect type: 005/);
  remove('Account', account);
  assert.deepEqual(errorsOf(contact(account)), [
    { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] },
  ]);
  assert.deepEqual(errorsOf(contact('001000000000001AAA')), [
    { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] },
  ]);
});

test('owners are active users, and for leads and cases queues too', () => {
  const { create } = bench();
  const values = { LastName: 'Ng', Company: 'Acme' };
  assert.ok(create('Lead', { ...values, OwnerId: SEED.leadQueue }).success);
  assert.equal(
    errorsOf(create('Contact', { LastName: 'Ng', OwnerId: SEED.leadQueue }))[0]?.statusCode,
    'FIELD_INTEGRITY_EXCEPTION',
  );
  assert.equal(
    errorsOf(create('Lead', { ...values, OwnerId: SEED.inactive }))[0]?.statusCode,
    'INACTIVE_OWNER_OR_USER',
  );
});

test('a unique value can be held once, whatever its case, and is free again after deletion', () => {
  const { lead, create, remove } = bench();
  const id = lead({ Customer_Id__c: 'C-1' });
  const again = { LastName: 'Two', Company: 'Acme', Customer_Id__c: 'c-1' };
  assert.deepEqual(errorsOf(create('Lead', again)), [
    {
      statusCode: 'DUPLICATE_VALUE',
      message: `duplicate value found: Customer_Id__c duplicates value on record with id: ${id.slice(0, 15)}`,
      fields: [],
    },
  ]);
  remove('Lead', id);
  assert.ok(create('Lead', again).success);
});

test('a parent can be named by its external id', () => {
  const { org, made, create, read } = bench();
  org.addField('Account', { name: 'Ext__c', type: 'string', length: 20, externalId: true, unique: true });
  const account = made('Account', { Name: 'Acme', Ext__c: 'A-1' });
  const id = made('Contact', { LastName: 'Ng', Account: { Ext__c: 'A-1' } });
  assert.equal(read('Contact', id)['AccountId'], account);
  assert.match(
    String(errorsOf(create('Contact', { LastName: 'Ng', Account: { Ext__c: 'A-2' } }))[0]?.message),
    /^Foreign key external ID: A-2 not found for field Ext__c in entity Account$/,
  );
});

test('an upsert inserts, then updates; by e-mail too; and creates nothing when told to update only', () => {
  const { org, read } = bench();
  const upsert = (field: string, value: string, values: object, more = {}) =>
    org.upsert(admin, 'Lead', field, value, { ...values }, { ...defaults, ...more });
  const made = upsert('Customer_Id__c', 'e/1', { LastName: 'Ng', Company: 'Acme' });
  assert.ok(made.success && made.created);
  const updated = upsert('customer_id__c', 'E/1', { Email: 'mei@acme.test' });
  assert.ok(updated.success && !updated.created && updated.id === made.id);
  const byEmail = upsert('Email', 'MEI@acme.test', { Title: 'CEO' });
  assert.ok(byEmail.success && byEmail.id === made.id);
  assert.equal(read('Lead', made.id)['Title'], 'CEO');
  const absent = upsert('Customer_Id__c', 'e/2', { LastName: 'Ng', Company: 'Acme' }, { updateOnly: true });
  assert.ok(!absent.success && absent.httpStatus === 404);
  const inBody = upsert('Customer_Id__c', 'e/3', { Customer_Id__c: 'e/3' });
  assert.equal(errorsOf(inBody)[0]?.statusCode, 'INVALID_FIELD');
});

test('an upsert that meets two records answers 300 with their ids', () => {
  const { org, lead } = bench();
  const ids = [lead({ Email: 'two@acme.test' }), lead({ Email: 'two@acme.test' })];
  const result = org.upsert(admin, 'Lead', 'Email', 'two@acme.test', { Title: 'x' }, defaults);
  assert.ok(!result.success && result.httpStatus === 300 && 'multiple' in result);
  assert.deepEqual(result.multiple, ids);
});

test('upserting by a field that is no external id is a 404 with its name', () => {
  const { org } = bench();
  assert.deepEqual(
    refusal(() => org.upsert(admin, 'Lead', 'Namez', 'x', {}, defaults)),
    {
      httpStatus: 404,
      errorCode: 'NOT_FOUND',
      message: 'Provided external ID field does not exist or is not accessible: Namez',
    },
  );
});

test('a deleted record is gone by id and external id, and stays in sight of queryAll', () => {
  const { org, lead, remove, read, update, rows } = bench();
  const id = lead({ Customer_Id__c: 'C-1', Email: 'mei@acme.test' });
  assert.ok(remove('Lead', id).success);
  assert.deepEqual(
    refusal(() => read('Lead', id)),
    { httpStatus: 404, errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' },
  );
  const changed = update('Lead', id, { Title: 'x' });
  assert.ok(!changed.success && changed.httpStatus === 404 && changed.errors[0]?.statusCode === 'ENTITY_IS_DELETED');
  assert.deepEqual(org.findByExternalId(admin, 'Lead', 'Customer_Id__c', 'C-1'), []);
  assert.equal(rows(`SELECT Id FROM Lead WHERE Email = 'mei@acme.test'`).length, 0);
  assert.equal(rows(`SELECT Id, IsDeleted FROM Lead WHERE Email = 'mei@acme.test'`, true)[0]?.['IsDeleted'], true);
});

test('ids that lead nowhere are told apart: malformed, vanished', () => {
  const { read, update } = bench();
  assert.match(refusal(() => read('Lead', 'nonsense')).message, /not accessible: nonsense$/);
  assert.equal(refusal(() => read('Lead', '00Q000000000001AAA')).message, 'The requested resource does not exist');
  const vanished = update('Lead', '00Q000000000001AAA', {});
  assert.ok(!vanished.success && vanished.httpStatus === 404);
  assert.equal(vanished.errors[0]?.statusCode, 'INVALID_CROSS_REFERENCE_KEY');
});

test('a converted lead leaves an account and a contact, takes its events along and cannot be changed', () => {
  const { org, lead, made, update, rows, read } = bench();
  const id = lead({ Email: 'mei@acme.test', Customer_Id__c: 'C-1' });
  const event = made('Event', { WhoId: id, StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 });
  const { contactId, accountId } = org.convertLead(admin, id);
  assert.deepEqual(errorsOf(update('Lead', id, { Title: 'x' })), [
    { statusCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead', fields: [] },
  ]);
  const [row] = rows(`SELECT IsConverted, ConvertedContactId, ConvertedAccountId FROM Lead WHERE Id = '${id}'`);
  assert.deepEqual(
    [row?.['IsConverted'], row?.['ConvertedContactId'], row?.['ConvertedAccountId']],
    [true, contactId, accountId],
  );
  assert.equal(read('Event', event)['WhoId'], contactId);
});

test('a deleted lead comes back from the recycle bin with the events that went with it, and with no others', () => {
  const { org, lead, made, rows } = bench();
  const id = lead({ Customer_Id__c: 'C-1' });
  const times = { StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 };
  const [early, late] = [made('Event', { WhoId: id, ...times }), made('Event', { WhoId: id, ...times })];
  org.delete(admin, 'Event', early);
  org.setClockOffset(60_000);
  org.delete(admin, 'Lead', id);
  org.restore(admin, id);
  assert.deepEqual(
    rows('SELECT Id FROM Event').map((row) => row['Id']),
    [late],
  );
  assert.equal(refusal(() => org.restore(admin, id)).errorCode, 'UNDELETE_FAILED');
  org.delete(admin, 'Lead', id);
  lead({ Customer_Id__c: 'C-1' });
  assert.equal(refusal(() => org.restore(admin, id)).errorCode, 'DUPLICATE_VALUE');
});

test('a case has a number, follows its contact and is closed by its status', () => {
  const { made, read, update } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = made('Contact', { LastName: 'Ng', Email: 'mei@acme.test', AccountId: account });
  const id = made('Case', { Subject: 'Help', ContactId: contact, Comments: 'gone into a comment' });
  const opened = read('Case', id);
  assert.match(String(opened['CaseNumber']), /^\d{8}$/);
  assert.equal(opened['ContactEmail'], 'mei@acme.test');
  assert.equal(opened['AccountId'], account);
  assert.equal(opened['Comments'], null);
  assert.deepEqual([opened['IsClosed'], opened['ClosedDate']], [false, null]);
  update('Case', id, { Status: 'Closed' });
  assert.equal(read('Case', id)['IsClosed'], true);
  assert.ok(read('Case', id)['ClosedDate']);
});

test('blanks around a line of text are taken away, and nothing but blanks is no value; long texts keep theirs', () => {
  const { create, lead, read } = bench();
  const record = read('Lead', lead({ FirstName: ' Mei  Lin ', Phone: '  ', Description: ' a\n\nb ' }));
  assert.deepEqual([record['FirstName'], record['Phone'], record['Description']], ['Mei  Lin', null, ' a\n\nb ']);
  assert.equal(errorsOf(create('Lead', { LastName: ' \t', Company: 'Acme' }))[0]?.statusCode, 'REQUIRED_FIELD_MISSING');
});
