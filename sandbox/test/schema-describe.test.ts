import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSchema, describeBasic, describeGlobal, describeSObject } from '../src/schema/index.ts';
import type { Field, SObjectType } from '../src/schema/types.ts';

const schema = createSchema();
const version = '62.0';

function objectOf(name: string): SObjectType {
  const object = schema.get(name);
  assert.ok(object, `the org has ${name}`);
  return object;
}

function fieldOf(object: string, name: string): Field {
  const field = objectOf(object).fields.find((candidate) => candidate.name === name);
  assert.ok(field, `${object} has ${name}`);
  return field;
}

describe('The describe of an object', () => {
  for (const object of schema.values()) {
    test(`${object.name}: 45 keys, 57 keys a field, all in alphabetical order, no field twice`, () => {
      const described = describeSObject(object, { version });
      assert.equal(Object.keys(described).length, 45);
      assert.deepEqual(Object.keys(described), Object.keys(described).sort());
      for (const field of described.fields) {
        assert.equal(Object.keys(field).length, 57, field.name);
        assert.deepEqual(Object.keys(field), Object.keys(field).sort());
      }
      const names = described.fields.map((field) => field.name.toLowerCase());
      assert.equal(new Set(names).size, names.length);
    });
  }

  test('names what a create needs, and nothing else', () => {
    const required = (object: string): string[] =>
      objectOf(object)
        .fields.filter((field) => field.createable && !field.nillable && !field.defaultedOnCreate)
        .map((field) => field.name);
    assert.deepEqual(required('Lead'), ['LastName', 'Company']);
    assert.deepEqual(required('Contact'), ['LastName']);
    assert.deepEqual(required('Account'), ['Name']);
    assert.deepEqual(required('Opportunity'), ['Name', 'StageName', 'CloseDate']);
    assert.deepEqual(required('Case'), []);
    assert.deepEqual(required('Event'), []);
    assert.deepEqual(required('Task'), []);
  });

  test('a field points to objects of the org through a relationship of its own name', () => {
    for (const object of schema.values()) {
      const names = object.fields.flatMap((field) => field.relationshipName ?? []);
      assert.equal(new Set(names).size, names.length, object.name);
    }
  });

  test('every child relationship is a lookup of the child that points back', () => {
    for (const object of schema.values()) {
      for (const child of object.childRelationships) {
        const field = fieldOf(child.childSObject, child.field);
        assert.ok(field.referenceTo.includes(object.name), `${object.name} ← ${child.childSObject}.${child.field}`);
      }
    }
  });

  test('lists the master record type after those of the org, as default only where no other is', () => {
    const lead = objectOf('Lead');
    const alone = describeSObject(lead, { version }).recordTypeInfos;
    assert.deepEqual(alone, [
      {
        active: true,
        available: true,
        defaultRecordTypeMapping: true,
        developerName: 'Master',
        master: true,
        name: 'Master',
        recordTypeId: '012000000000000AAA',
        urls: { layout: '/services/data/v62.0/sobjects/Lead/describe/layouts/012000000000000AAA' },
      },
    ]);
    const id = '01254000001upcKAAQ';
    const partner = { id, name: 'Partner', developerName: 'Partner', active: true, available: true, isDefault: true };
    const both = describeSObject(lead, { version, recordTypes: [partner] }).recordTypeInfos as Record<
      string,
      unknown
    >[];
    assert.deepEqual(
      both.map((info) => [info.developerName, info.master, info.defaultRecordTypeMapping]),
      [
        ['Partner', false, true],
        ['Master', true, false],
      ],
    );
  });

  test('has the addresses of its resources and of its pages', () => {
    const { urls } = describeSObject(objectOf('Event'), { version, instanceUrl: 'http://localhost:3001' });
    assert.equal(urls.sobject, '/services/data/v62.0/sobjects/Event');
    assert.equal(urls.eventSeriesUpdates, '/services/data/v62.0/sobjects/Event/{ID}/fromThisEventOnwards');
    assert.equal(urls.uiNewRecord, 'http://localhost:3001/00U/e');
  });
});

describe('The list of all objects', () => {
  test('is sorted by name and leaves out what only the describe of one object has', () => {
    const list = describeGlobal(schema.values(), { version });
    assert.equal(list.encoding, 'UTF-8');
    assert.equal(list.maxBatchSize, 200);
    assert.deepEqual(
      list.sobjects.map((entry) => entry.name),
      [...schema.keys()].sort(),
    );
    for (const entry of list.sobjects) {
      assert.equal(Object.keys(entry).length, 28);
      assert.ok(!('uiNewRecord' in entry.urls));
    }
  });

  test('gives each object a key prefix of its own', () => {
    const prefixes = [...schema.values()].map((object) => object.keyPrefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });

  test('is where the basic information on one object comes from', () => {
    const [entry] = describeGlobal([objectOf('Lead')], { version }).sobjects;
    assert.deepEqual(describeBasic(objectOf('Lead'), { version }), { objectDescribe: entry, recentItems: [] });
  });
});
