import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addCustomField, createSchema, customField, defaultValueOf } from '../src/schema/index.ts';
import type { Field, FieldType, NewField } from '../src/schema/types.ts';

/** `requiredOnTheWire` is the rule by which a client reads describe. */
const requiredOnTheWire = (field: Field): boolean => field.createable && !field.nillable && !field.defaultedOnCreate;

describe('A custom field', () => {
  test('is optional, writable and open to field-level security unless said otherwise', () => {
    const field = customField({ name: 'Favourite_Colour__c', type: 'string', length: 40 });
    assert.equal(field.label, 'Favourite Colour');
    assert.equal(field.custom, true);
    assert.equal(field.byteLength, 120);
    assert.ok(field.createable && field.updateable && field.nillable && field.permissionable);
    assert.ok(!field.unique && !field.externalId && !field.idLookup);
    assert.equal(Object.keys(field).length, 57);
  });

  test('that is required is required on the wire and cannot be hidden', () => {
    const field = customField({ name: 'Tax_Number__c', type: 'string', required: true });
    assert.ok(requiredOnTheWire(field));
    assert.equal(field.permissionable, false);
  });

  test('that is required but has a default may be left out', () => {
    const field = customField({ name: 'Region__c', type: 'string', required: true, defaultValue: 'EMEA "1"' });
    assert.equal(field.nillable, false);
    assert.ok(!requiredOnTheWire(field));
    assert.equal(defaultValueOf(field), 'EMEA "1"');
    assert.equal(defaultValueOf(customField({ name: 'Score__c', type: 'double', defaultValue: 7 })), 7);
  });

  test('that is a checkbox is never null and has a default, so it is never required on the wire', () => {
    const [plain, ticked] = [undefined, true].map((defaultValue) =>
      customField({ name: 'Is_Vip__c', type: 'boolean', required: true, ...(defaultValue ? { defaultValue } : {}) }),
    );
    assert.ok(plain && ticked);
    assert.equal(plain.nillable, false);
    assert.ok(!requiredOnTheWire(plain));
    assert.equal(defaultValueOf(plain), false);
    assert.equal(defaultValueOf(ticked), true);
  });

  test('that is an external id is a look-up key, case-insensitive unless said otherwise', () => {
    const spec: NewField = { name: 'Key__c', type: 'string', unique: true, externalId: true };
    assert.ok(customField(spec).idLookup);
    assert.equal(customField(spec).caseSensitive, false);
    assert.equal(customField({ ...spec, caseSensitive: true }).caseSensitive, true);
  });

  test('that is a picklist lists its values as written and is restricted unless said otherwise', () => {
    const spec: NewField = {
      name: 'Size__c',
      type: 'picklist',
      picklistValues: ['S', 'M=L', 'XL'],
      defaultValue: 'M=L',
    };
    const field = customField(spec);
    assert.deepEqual(
      field.picklistValues.map(({ value, label, defaultValue }) => [value, label, defaultValue]),
      [
        ['S', 'S', false],
        ['M=L', 'M=L', true],
        ['XL', 'XL', false],
      ],
    );
    assert.equal(defaultValueOf(field), 'M=L');
    assert.equal(field.restrictedPicklist, true);
    assert.equal(customField({ ...spec, restrictedPicklist: false }).restrictedPicklist, false);
  });

  test('that is a number has 18 digits, without decimals except for money', () => {
    const digits = (type: FieldType): unknown[] => {
      const { precision, scale, type: described } = customField({ name: 'N__c', type });
      return [described, precision, scale];
    };
    assert.deepEqual(digits('double'), ['double', 18, 0]);
    assert.deepEqual(digits('int'), ['double', 18, 0]);
    assert.deepEqual(digits('percent'), ['percent', 18, 0]);
    assert.deepEqual(digits('currency'), ['currency', 18, 2]);
  });

  test('that is a text area cannot be filtered once it is longer than 255 characters', () => {
    assert.equal(customField({ name: 'Note__c', type: 'textarea' }).filterable, true);
    const long = customField({ name: 'Note__c', type: 'textarea', length: 32768 });
    assert.ok(!long.filterable && !long.sortable && !long.groupable);
  });

  const wrong: [reason: RegExp, spec: NewField][] = [
    [/must end in __c/, { name: 'Colour', type: 'string' }],
    [/single underscores/, { name: 'My__Colour__c', type: 'string' }],
    [/at most 40/, { name: `${'x'.repeat(41)}__c`, type: 'string' }],
    [/Colour__c: length/, { name: 'Colour__c', type: 'string', length: 256 }],
    [/Colour__c: length/, { name: 'Colour__c', type: 'string', length: 0 }],
    [/precision/, { name: 'N__c', type: 'double', precision: 19 }],
    [/scale/, { name: 'N__c', type: 'double', precision: 3, scale: 4 }],
    [/type combobox/, { name: 'Colour__c', type: 'combobox' }],
    [/needs picklistValues/, { name: 'Colour__c', type: 'picklist' }],
    [/twice/, { name: 'Colour__c', type: 'picklist', picklistValues: ['red', 'red'] }],
    [/not one of/, { name: 'Colour__c', type: 'picklist', picklistValues: ['red'], defaultValue: 'blue' }],
    [/referenceTo/, { name: 'Parent__c', type: 'reference' }],
    [/unique or an external id/, { name: 'Due__c', type: 'date', unique: true }],
    [/caseSensitive/, { name: 'Key__c', type: 'string', caseSensitive: true }],
    [/true or false/, { name: 'Is_Vip__c', type: 'boolean', defaultValue: 'yes' }],
    [/cannot have the defaultValue/, { name: 'N__c', type: 'double', defaultValue: 'seven' }],
  ];
  for (const [reason, spec] of wrong) {
    test(`is refused with a reason: ${JSON.stringify(spec).slice(0, 90)}`, () => {
      assert.throws(() => customField(spec), reason);
    });
  }
});

describe('A schema', () => {
  test('gets an activity field on events and tasks alike, in copies of their own', () => {
    const schema = createSchema();
    addCustomField(schema, 'Task', { name: 'Topic__c', type: 'string' });
    const [ofEvent, ofTask] = ['Event', 'Task'].map((object) => fieldOf(schema, object, 'Topic__c'));
    assert.ok(ofEvent && ofTask);
    assert.deepEqual(ofEvent, ofTask);
    assert.notEqual(ofEvent, ofTask);
  });

  test('knows the children that a new lookup makes', () => {
    const schema = createSchema();
    const field = addCustomField(schema, 'Lead', { name: 'Referrer__c', type: 'reference', referenceTo: ['Contact'] });
    assert.equal(field.relationshipName, 'Referrer__r');
    const children = schema.get('Contact')?.childRelationships ?? [];
    assert.ok(children.some((child) => child.childSObject === 'Lead' && child.field === 'Referrer__c'));
  });

  test('gets the coordinates of a geolocation, which carry its requiredness', () => {
    const schema = createSchema();
    addCustomField(schema, 'Lead', { name: 'Office__c', type: 'location', required: true });
    for (const name of ['Office__Latitude__s', 'Office__Longitude__s']) {
      const part = fieldOf(schema, 'Lead', name);
      assert.equal(part?.compoundFieldName, 'Office__c');
      assert.ok(part && requiredOnTheWire(part));
    }
  });

  test('refuses a field that does not fit and stays as it was', () => {
    const schema = createSchema();
    addCustomField(schema, 'Lead', { name: 'Customer_Id__c', type: 'string' });
    const before = structuredClone(schema);
    const add = (object: string, spec: NewField) => () => addCustomField(schema, object, spec);
    assert.throws(add('Ghost', { name: 'X__c', type: 'string' }), /no object Ghost/);
    assert.throws(add('Lead', { name: 'customer_id__c', type: 'string' }), /already has/);
    assert.throws(add('Lead', { name: 'X__c', type: 'reference', referenceTo: ['Ghost'] }), /no object Ghost/);
    assert.throws(add('Event', { name: 'X__c', type: 'textarea', length: 1000 }), /long text area/);
    assert.deepEqual(schema, before);
  });

  test('is a copy of its own each time', () => {
    const schema = createSchema();
    addCustomField(schema, 'Lead', { name: 'X__c', type: 'string' });
    assert.equal(fieldOf(createSchema(), 'Lead', 'X__c'), undefined);
  });
});

function fieldOf(schema: ReturnType<typeof createSchema>, object: string, name: string): Field | undefined {
  return schema.get(object)?.fields.find((field) => field.name === name);
}
