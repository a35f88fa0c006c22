import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createSchema, describeGlobal, describeSObject } from '../src/schema/index.ts';

type Json = Record<string, unknown>;
type CapturedField = Json & { name: string };
type Captured = Json & { fields: CapturedField[]; urls: Json; childRelationships: Json[] };

/** Describes captured from real orgs, kept beside the repository and not part of it. */
const folder = new URL('../../../shared/salesforce/fixtures/describe/', import.meta.url);
const skip = existsSync(folder) ? false : 'no captured describes beside the repository';

const captured = (object: string): Captured =>
  JSON.parse(readFileSync(new URL(`${object}.json`, folder), 'utf8')) as Captured;

const schema = createSchema();

function ours(object: string): Captured {
  const type = schema.get(object);
  assert.ok(type, `the org has ${object}`);
  return structuredClone(describeSObject(type, { version: '59.0' })) as unknown as Captured;
}

/** What an org has of its own: how many objects take activities, and which time zones its release knows. */
const subset = new Map<string, string>([
  ['Event.WhatId', 'referenceTo'],
  ['Event.RecurrenceTimeZoneSidKey', 'picklistValues'],
]);

/** Keys of an object's describe that hold what the capturing org contained, or that are compared field by field. */
const ofTheOrg = ['fields', 'childRelationships', 'recordTypeInfos', 'urls'];

for (const object of ['Account', 'Case', 'Contact', 'Event', 'Lead', 'Opportunity', 'OpportunityContactRole']) {
  describe(`${object}, compared with the describe of a real org`, { skip }, () => {
    test('has every standard field, in the same order, equal in all 57 keys', () => {
      const mine = new Map(ours(object).fields.map((field) => [field.name, field]));
      const standard = captured(object).fields.filter((field) => !field.name.includes('__'));
      assert.ok(standard.length > 10);
      for (const field of standard) {
        const exception = subset.get(`${object}.${field.name}`);
        const found = structuredClone(mine.get(field.name));
        assert.ok(found, `${object} has ${field.name}`);
        if (exception) found[exception] = field[exception];
        assert.deepEqual(found, field, `${object}.${field.name}`);
      }
      const names = standard.map(({ name }) => name);
      assert.deepEqual(
        [...mine.keys()].filter((name) => names.includes(name)),
        names,
      );
    });

    test('says the same of the object', () => {
      const [real, mine] = [captured(object), ours(object)];
      for (const [key, value] of Object.entries(real)) {
        if (!ofTheOrg.includes(key)) assert.deepEqual(mine[key], value, key);
      }
    });

    test('has the same kinds of addresses', () => {
      // Only the two oldest captures (v48.0) have defaultValues.
      const kinds = Object.keys(captured(object).urls).filter((kind) => kind !== 'defaultValues');
      assert.deepEqual(Object.keys(ours(object).urls).sort(), kinds.sort());
    });

    test('has the child relationships to the objects of this org', () => {
      const known = captured(object).childRelationships.filter((child) => schema.has(String(child.childSObject)));
      assert.deepEqual(ours(object).childRelationships, known);
    });
  });
}

describe('The sandbox org, compared with real orgs', { skip }, () => {
  test('relates events to a part of the objects that a real org allows', () => {
    const targets = (describe: Captured): string[] => fieldOf(describe, 'WhatId').referenceTo as string[];
    const allowed = new Set(targets(captured('Event')));
    const mine = targets(ours('Event'));
    assert.ok(mine.length > 0);
    assert.deepEqual(
      mine.filter((object) => !allowed.has(object)),
      [],
    );
  });

  test('knows every time zone that a real org offers', () => {
    const keys = (describe: Captured): unknown[] =>
      (fieldOf(describe, 'RecurrenceTimeZoneSidKey').picklistValues as Json[]).map(({ value }) => value);
    const mine = new Set(keys(ours('Event')));
    assert.deepEqual(
      keys(captured('Event')).filter((key) => !mine.has(key)),
      [],
    );
  });

  test('has the 45 keys of a current describe and the 57 keys of a field', () => {
    const [real, mine] = [captured('Lead'), ours('Lead')];
    assert.deepEqual(Object.keys(mine), Object.keys(real).sort());
    assert.deepEqual(Object.keys(mine.fields[0] ?? {}), Object.keys(real.fields[0] ?? {}));
  });

  test('lists its objects with the keys and the flags of a real list', () => {
    const real = JSON.parse(readFileSync(new URL('global.json', folder), 'utf8')) as { sobjects: Captured[] };
    const mine = describeGlobal(schema.values(), { version: '52.0' }).sobjects;
    let compared = 0;
    for (const entry of real.sobjects) {
      const found = mine.find(({ name }) => name === entry.name);
      if (!found) continue;
      compared += 1;
      assert.deepEqual(Object.keys(found), Object.keys(entry), String(entry.name));
      assert.equal(found.label, entry.label);
      assert.equal(found.labelPlural, entry.labelPlural);
      assert.equal(found.createable, entry.createable, `${String(entry.name)} createable`);
      assert.equal(found.layoutable, entry.layoutable, `${String(entry.name)} layoutable`);
    }
    assert.ok(compared >= 6);
  });
});

function fieldOf(describe: Captured, name: string): CapturedField {
  const field = describe.fields.find((candidate) => candidate.name === name);
  assert.ok(field, name);
  return field;
}
