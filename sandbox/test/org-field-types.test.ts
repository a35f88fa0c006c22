import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewField } from '../src/schema/types.ts';
import { testSandbox } from './api-support.ts';
import { bench, errorsOf, refusal, refusedBy } from './org-bench.ts';

const person = { LastName: 'Ng', Company: 'Acme' };

/** Each type that an admin can make required: a value that it takes as it reads again, one that it refuses, and how. */
const TYPES: [spec: NewField, good: unknown, reads: unknown, bad: unknown, code: string][] = [
  [{ name: 'A__c', type: 'string', length: 5 }, 'abc', 'abc', 'abcdef', 'STRING_TOO_LONG'],
  [{ name: 'A__c', type: 'textarea', length: 5 }, 'a\nb', 'a\nb', 'abcdef', 'STRING_TOO_LONG'],
  [{ name: 'A__c', type: 'email' }, 'a@b.test', 'a@b.test', 'a@', 'INVALID_EMAIL_ADDRESS'],
  [{ name: 'A__c', type: 'phone' }, 'call me', 'call me', '1'.repeat(41), 'STRING_TOO_LONG'],
  [{ name: 'A__c', type: 'url' }, 'x.test', 'x.test', 'x'.repeat(256), 'STRING_TOO_LONG'],
  [{ name: 'A__c', type: 'encryptedstring', length: 4 }, '1234', '1234', '12345', 'STRING_TOO_LONG'],
  [{ name: 'A__c', type: 'double', precision: 4, scale: 1 }, 12.34, 12.3, 1000, 'NUMBER_OUTSIDE_VALID_RANGE'],
  [{ name: 'A__c', type: 'currency', precision: 4, scale: 2 }, '9.5', 9.5, 100, 'NUMBER_OUTSIDE_VALID_RANGE'],
  [{ name: 'A__c', type: 'percent', precision: 3 }, 50, 50, 'half', 'JSON_PARSER_ERROR'],
  [{ name: 'A__c', type: 'date' }, '2026-02-28', '2026-02-28', '28.2.2026', 'JSON_PARSER_ERROR'],
  [
    { name: 'A__c', type: 'datetime' },
    '2026-02-28T10:00:00Z',
    '2026-02-28T10:00:00.000+0000',
    '10:00',
    'JSON_PARSER_ERROR',
  ],
  [{ name: 'A__c', type: 'time' }, '10:30:00Z', '10:30:00.000Z', '25:00:00', 'JSON_PARSER_ERROR'],
  [
    { name: 'A__c', type: 'picklist', picklistValues: ['S', 'L'] },
    'S',
    'S',
    'M',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  ],
  [
    { name: 'A__c', type: 'picklist', picklistValues: ['S'], restrictedPicklist: false },
    'M',
    'M',
    'x'.repeat(256),
    'STRING_TOO_LONG',
  ],
  [
    { name: 'A__c', type: 'multipicklist', picklistValues: ['S', 'L'] },
    'S;L',
    'S;L',
    'S;M',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  ],
  [
    { name: 'A__c', type: 'reference', referenceTo: ['Account'] },
    null,
    null,
    '00Q5e0000000001',
    'FIELD_INTEGRITY_EXCEPTION',
  ],
];

describe('A required custom field of type', () => {
  for (const [spec, good, reads, bad, code] of TYPES) {
    const kind = [spec.type, spec.richText && 'rich', spec.length, spec.restrictedPicklist === false && 'unrestricted'];
    test(`${kind.filter(Boolean).join(' ')} is demanded, keeps what it takes and refuses what it does not`, () => {
      const { org, create, made, read } = bench();
      org.addField('Lead', { ...spec, required: true });
      const field = org.object('Lead')?.fields.find(({ name }) => name === 'A__c');
      assert.deepEqual([field?.nillable, field?.permissionable, field?.defaultedOnCreate], [false, false, false]);
      assert.deepEqual(errorsOf(create('Lead', person)), [
        { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [A__c]', fields: ['A__c'] },
      ]);
      const value = spec.type === 'reference' ? made('Account', { Name: 'Acme' }) : good;
      const id = made('Lead', { ...person, A__c: value });
      assert.deepEqual(read('Lead', id)['A__c'], spec.type === 'reference' ? value : reads);
      assert.equal(errorsOf(create('Lead', { ...person, A__c: bad }))[0]?.statusCode, code);
    });
  }

  test('long or rich text cannot be, and keeps what it takes all the same', () => {
    const { org, create, made, read } = bench();
    org.addField('Lead', { name: 'A__c', type: 'textarea', length: 300 });
    org.addField('Lead', { name: 'B__c', type: 'textarea', richText: true });
    const texts = { A__c: 'long', B__c: '<b>x</b>' };
    const { A__c, B__c } = read('Lead', made('Lead', { ...person, ...texts }));
    assert.deepEqual({ A__c, B__c }, texts);
    const tooLong = create('Lead', { ...person, A__c: 'x'.repeat(301) });
    assert.equal(errorsOf(tooLong)[0]?.statusCode, 'STRING_TOO_LONG');
    assert.equal(errorsOf(create('Lead', { ...person, B__c: 5 }))[0]?.statusCode, 'JSON_PARSER_ERROR');
  });

  test('geolocation is demanded as its two coordinates, which are on the globe', () => {
    const { org, create, made, read } = bench();
    org.addField('Lead', { name: 'Place__c', type: 'location', required: true });
    assert.deepEqual(errorsOf(create('Lead', person))[0]?.fields, ['Place__Latitude__s', 'Place__Longitude__s']);
    const id = made('Lead', { ...person, Place__Latitude__s: 59.9, Place__Longitude__s: 10.7 });
    assert.deepEqual(read('Lead', id)['Place__c'], { latitude: 59.9, longitude: 10.7 });
    const off = { Place__Latitude__s: 91, Place__Longitude__s: 10 };
    assert.equal(errorsOf(create('Lead', { ...person, ...off }))[0]?.statusCode, 'NUMBER_OUTSIDE_VALID_RANGE');
  });
});

describe('A field whose value the org makes', () => {
  test('is numbered, as its pattern says, and cannot be written', () => {
    const { org, made, read, create } = bench();
    org.addField('Lead', { name: 'Number__c', type: 'string', autoNumber: 'L-{0000}' });
    const field = org.object('Lead')?.fields.find(({ name }) => name === 'Number__c');
    assert.deepEqual([field?.autoNumber, field?.createable, field?.defaultedOnCreate], [true, false, true]);
    const numbers = [made('Lead', person), made('Lead', person)].map((id) => read('Lead', id)['Number__c']);
    assert.deepEqual(numbers, ['L-0001', 'L-0002']);
    assert.equal(
      errorsOf(create('Lead', { ...person, Number__c: 'L-7' }))[0]?.statusCode,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });

  test('is a formula over its record and its parents, read, filtered and never written', () => {
    const { org, made, read, rows, create } = bench();
    org.addField('Contact', {
      name: 'Greeting__c',
      type: 'string',
      formula: '"Hello " & FirstName & " of " & Account.Name',
    });
    org.addField('Contact', { name: 'Score__c', type: 'double', precision: 5, scale: 1 });
    org.addField('Contact', { name: 'Double__c', type: 'double', scale: 2, formula: 'Score__c * 2 + 1' });
    org.addField('Contact', { name: 'Share__c', type: 'percent', scale: 1, formula: 'Score__c / 10' });
    org.addField('Contact', { name: 'Blank__c', type: 'double', formula: 'Score__c * 2', blanksAs: 'blank' });
    org.addField('Contact', { name: 'High__c', type: 'boolean', formula: 'Double__c > 5' });
    const account = made('Account', { Name: 'Acme' });
    const id = made('Contact', { FirstName: 'Ana', LastName: 'Ng', AccountId: account, Score__c: 3 });
    const names = ['Greeting__c', 'Double__c', 'Share__c', 'Blank__c', 'High__c'];
    const values = (one: string) => names.map((name) => read('Contact', one)[name]);
    assert.deepEqual(values(id), ['Hello Ana of Acme', 7, 30, 6, true]);
    assert.deepEqual(values(made('Contact', { LastName: 'Moss' })).slice(1), [1, 0, null, false]);
    assert.deepEqual(
      rows('SELECT Id FROM Contact WHERE High__c = true AND Double__c >= 7').map(({ Id }) => Id),
      [id],
    );
    const field = org.object('Contact')?.fields.find(({ name }) => name === 'Double__c');
    assert.deepEqual(
      [
        field?.calculated,
        field?.calculatedFormula,
        field?.createable,
        field?.nillable,
        field?.formulaTreatNullNumberAsZero,
      ],
      [true, 'Score__c * 2 + 1', false, true, true],
    );
    assert.deepEqual(errorsOf(create('Contact', { LastName: 'Ng', Double__c: 1 }))[0]?.fields, ['Double__c']);
  });

  test('is refused as a formula that could not run, as one of another type, and as required', () => {
    const { org } = bench();
    const message = (spec: Omit<NewField, 'name'>) =>
      refusal(() => org.addField('Lead', { name: 'F__c', ...spec })).message;
    assert.match(message({ type: 'double', formula: 'Nothing__c + 1' }), /Field Nothing__c does not exist/);
    assert.match(
      message({ type: 'double', formula: 'Company & "x"' }),
      /incompatible with expected data type \(Number\)/,
    );
    assert.match(message({ type: 'string', formula: 'Company', required: true }), /neither be required/);
    assert.match(message({ type: 'double', autoNumber: '{0}' }), /an auto-number is of type string/);
    assert.match(
      message({ type: 'double', summary: { operation: 'count', child: 'Contact.AccountId' } }),
      /no master-detail/,
    );
  });

  test('is a roll-up of the opportunities of an account', () => {
    const { org, made, read, remove } = bench();
    const summary = { child: 'Opportunity.AccountId', field: 'Amount' };
    org.addField('Account', { name: 'Total__c', type: 'currency', summary: { ...summary, operation: 'sum' } });
    org.addField('Account', { name: 'Most__c', type: 'currency', summary: { ...summary, operation: 'max' } });
    org.addField('Account', { name: 'Deals__c', type: 'double', summary: { ...summary, operation: 'count' } });
    const AccountId = made('Account', { Name: 'Acme' });
    const deal = (Amount: number) =>
      made('Opportunity', { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-31', AccountId, Amount });
    const [, big] = [deal(10), deal(30)];
    const rolled = () => ['Total__c', 'Most__c', 'Deals__c'].map((name) => read('Account', AccountId)[name]);
    assert.deepEqual(rolled(), [40, 30, 2]);
    remove('Opportunity', String(big));
    assert.deepEqual(rolled(), [10, 10, 1]);
  });
});

describe('A lookup with a filter', () => {
  const lookupFilter = { conditions: [{ field: 'Type', operation: 'equals' as const, value: 'Prospect' }] };
  const lookup: NewField = { name: 'Partner__c', type: 'reference', referenceTo: ['Account'], lookupFilter };

  test('takes what matches, refuses the rest with its own words, and is no hindrance when it is optional', () => {
    const { org, made, create } = bench();
    org.addField('Lead', lookup);
    const [prospect, other] = ['Prospect', 'Other'].map((Type) => made('Account', { Name: 'Acme', Type }));
    assert.ok(create('Lead', { ...person, Partner__c: prospect }).success);
    const refused = () => errorsOf(create('Lead', { ...person, Partner__c: other }))[0];
    assert.deepEqual(refused(), {
      statusCode: 'FIELD_FILTER_VALIDATION_EXCEPTION',
      message: 'Value does not exist or does not match filter criteria.',
      fields: ['Partner__c'],
    });
    org.changeField('Lead', { ...lookup, lookupFilter: { ...lookupFilter, errorMessage: 'Prospects only.' } });
    assert.equal(refused()?.message, 'Prospects only.');
    org.changeField('Lead', { ...lookup, lookupFilter: { ...lookupFilter, optional: true } });
    assert.ok(create('Lead', { ...person, Partner__c: other }).success);
    const field = org.object('Lead')?.fields.find(({ name }) => name === 'Partner__c');
    assert.deepEqual(field?.filteredLookupInfo, { controllingFields: [], dependent: false, optionalFilter: true });
  });

  test('looks at numbers, texts and parents', () => {
    const { org, made, create } = bench();
    const filtered = (conditions: object) =>
      org.changeField('Lead', {
        ...lookup,
        lookupFilter: { conditions: [conditions] } as NewField['lookupFilter'] & object,
      });
    org.addField('Lead', lookup);
    const parent = made('Account', { Name: 'Holding' });
    const Partner__c = made('Account', { Name: 'Acme Ltd', NumberOfEmployees: 7, ParentId: parent });
    const takes = (field: string, operation: string, value: unknown) => {
      filtered({ field, operation, value });
      return create('Lead', { ...person, Partner__c }).success;
    };
    assert.ok(takes('NumberOfEmployees', 'greaterThan', 5));
    assert.ok(!takes('NumberOfEmployees', 'lessOrEqual', 5));
    assert.ok(takes('Name', 'startsWith', 'acme'));
    assert.ok(!takes('Name', 'notContain', 'LTD'));
    assert.ok(takes('Parent.Name', 'equals', 'Holding, Other'));
    assert.match(
      refusal(() => filtered({ field: 'Nothing', operation: 'equals', value: 1 })).message,
      /no field Nothing/,
    );
  });
});

describe('Required', () => {
  const cases: [object: string, spec: NewField, part: string, reason: RegExp][] = [
    ...(
      [
        ['Checkbox', { name: 'A__c', type: 'boolean' }],
        ['LongTextArea', { name: 'A__c', type: 'textarea', length: 32768 }],
        ['Html', { name: 'A__c', type: 'textarea', richText: true }],
      ] as [string, NewField][]
    ).map(([kind, spec]): [string, NewField, string, RegExp] => [
      'Lead',
      spec,
      'required',
      new RegExp(`^Can not specify 'required' for a CustomField of type ${kind}$`),
    ]),
    ['Lead', { name: 'A__c', type: 'string', autoNumber: 'A-{0}' }, 'required', /the org makes its value/],
    ['Lead', { name: 'A__c', type: 'double', formula: '1' }, 'required', /the org makes its value/],
    ['Event', { name: 'A__c', type: 'string' }, 'defaultValue', /events and tasks needs a default value/],
  ];
  for (const [object, spec, part, reason] of cases) {
    test(`is refused, as Setup does not offer it: ${object} ${JSON.stringify(spec)}`, () => {
      const { org } = bench();
      const refused = refusedBy(() => org.addField(object, { ...spec, required: true }));
      assert.match(refused.message, reason);
      assert.deepEqual(refused.fields, [part]);
      if ((object === 'Event' || spec.formula) ?? spec.autoNumber) return;
      org.addField(object, spec);
      assert.match(refusal(() => org.adjustField(object, spec.name, { required: true })).message, reason);
    });
  }

  test('is taken of an event with a default, which a booking may then leave out', () => {
    const { org } = bench();
    org.addField('Event', { name: 'A__c', type: 'string', required: true, defaultValue: 'x' });
    const field = org.object('Event')?.fields.find(({ name }) => name === 'A__c');
    assert.deepEqual([field?.nillable, field?.defaultedOnCreate], [false, true]);
  });
});

describe('A custom object', () => {
  test('is made in the console with fields, details and events about it, and goes with all of it', async () => {
    const { admin, api, state } = await testSandbox();
    const made = await admin('POST', '/objects', { name: 'Visit__c', autoNumber: 'V-{000}', activities: true });
    assert.equal(made.status, 201);
    await admin('POST', '/objects', { name: 'Guest__c' });
    await admin('POST', '/fields', { object: 'Visit__c', name: 'Room__c', type: 'string', required: true });
    const detail = {
      object: 'Guest__c',
      name: 'Visit__c',
      type: 'reference',
      referenceTo: ['Visit__c'],
      masterDetail: true,
    };
    assert.equal((await admin('POST', '/fields', detail)).status, 201);
    const count = {
      object: 'Visit__c',
      name: 'Guests__c',
      type: 'double',
      summary: { operation: 'count', child: 'Guest__c.Visit__c' },
    };
    assert.equal((await admin('POST', '/fields', count)).status, 201);

    assert.deepEqual((await api('POST', '/sobjects/Visit__c', {})).body[0].fields, ['Room__c']);
    const visit = (await api('POST', '/sobjects/Visit__c', { Room__c: 'Blue' })).body.id;
    assert.equal(visit.slice(0, 3), made.body.keyPrefix);
    assert.deepEqual((await api('POST', '/sobjects/Guest__c', { Name: 'Ng' })).body[0].fields, ['Visit__c']);
    const guest = (await api('POST', '/sobjects/Guest__c', { Name: 'Ng', Visit__c: visit })).body.id;
    const read = (await api('GET', `/sobjects/Visit__c/${visit}`)).body;
    assert.deepEqual([read.Name, read.Guests__c], ['V-002', 1], 'the number of the refused one is gone for good');
    const about = { StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30, WhatId: visit };
    assert.equal((await api('POST', '/sobjects/Event', about)).status, 201);
    const soql = 'SELECT Name, (SELECT Name FROM Guests_Visit__r) FROM Visit__c';
    const [row] = (await api('GET', `/query?q=${encodeURIComponent(soql)}`)).body.records;
    assert.deepEqual([row.Name, row.Guests_Visit__r?.records[0].Name], ['V-002', 'Ng']);
    const moved = await api('PATCH', `/sobjects/Guest__c/${guest}`, { Visit__c: visit });
    assert.equal(moved.body[0].errorCode, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'a detail stays with its master');
    await api('DELETE', `/sobjects/Visit__c/${visit}`);
    assert.equal((await api('GET', `/sobjects/Guest__c/${guest}`)).status, 404);

    assert.equal((await admin('DELETE', '/objects/Visit__c')).status, 204);
    assert.equal((await api('GET', '/sobjects/Visit__c/describe')).status, 404);
    assert.ok(!state.org.object('Guest__c')?.fields.some(({ name }) => name === 'Visit__c'));
    const no = async (body: object) => (await admin('POST', '/objects', body)).body.problems[0].field;
    assert.equal(await no({ name: 'Visit' }), 'name');
    assert.equal(await no({ name: 'guest__c' }), 'name');
    assert.equal((await admin('DELETE', '/objects/Lead')).body.problems[0].field, 'name');
  });

  test('is the detail side of a master-detail field, which none of the objects of bookings can be', async () => {
    const { org } = bench();
    const masterDetail: NewField = {
      name: 'Account__c',
      type: 'reference',
      referenceTo: ['Account'],
      masterDetail: true,
    };
    for (const object of ['Lead', 'Contact', 'Account', 'Event', 'Case']) {
      const { message, fields } = refusedBy(() => org.addField(object, masterDetail));
      assert.match(message, /only custom objects can/, object);
      assert.deepEqual(fields, ['masterDetail']);
    }
    org.addObject({ name: 'Visit__c' });
    for (const target of ['Lead', 'User', 'Event']) {
      const { message, fields } = refusedBy(() => org.addField('Visit__c', { ...masterDetail, referenceTo: [target] }));
      assert.match(message, /cannot be the master|no field points to/, target);
      assert.deepEqual(fields, ['referenceTo']);
    }
    org.addField('Visit__c', masterDetail);
    assert.ok(!org.object('Visit__c')?.fields.some(({ name }) => name === 'OwnerId'));
    assert.ok(
      org.object('Account')?.childRelationships.some((one) => one.childSObject === 'Visit__c' && one.cascadeDelete),
    );
    const of = (target: string): NewField => ({ ...masterDetail, name: `${target}__c`, referenceTo: [target] });
    org.addField('Visit__c', of('Contact'));
    assert.match(refusal(() => org.addField('Visit__c', of('Case'))).message, /2 master-detail relationships already/);
  });

  test('with records gets no master, for they would have none', () => {
    const { org, made } = bench();
    org.addObject({ name: 'Visit__c' });
    made('Visit__c', { Name: 'First' });
    const masterDetail: NewField = { name: 'A__c', type: 'reference', referenceTo: ['Account'], masterDetail: true };
    assert.match(refusal(() => org.addField('Visit__c', masterDetail)).message, /holds records already/);
  });

  test('demands its master on the wire, which describe tells and nobody can change', async () => {
    const { admin, api } = await testSandbox();
    await admin('POST', '/objects', { name: 'Visit__c' });
    const field = { object: 'Visit__c', name: 'Account__c', type: 'reference', referenceTo: ['Account'] };
    assert.equal((await admin('POST', '/fields', { ...field, masterDetail: true })).status, 201);
    const { fields } = (await api('GET', '/sobjects/Visit__c/describe')).body;
    const described = fields.find(({ name }: { name: string }) => name === 'Account__c');
    const { nillable, createable, updateable, cascadeDelete, relationshipOrder, permissionable } = described;
    assert.deepEqual(
      { nillable, createable, updateable, cascadeDelete, relationshipOrder, permissionable },
      {
        ...{ nillable: false, createable: true, updateable: false, cascadeDelete: true, relationshipOrder: 0 },
        permissionable: false,
      },
    );
    const { status, body } = await api('POST', '/sobjects/Visit__c', { Name: 'x' });
    assert.deepEqual(
      [status, body],
      [
        400,
        [
          {
            message: 'Required fields are missing: [Account__c]',
            errorCode: 'REQUIRED_FIELD_MISSING',
            fields: ['Account__c'],
          },
        ],
      ],
    );
  });
});
