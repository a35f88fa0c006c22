import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { LimitError, TransientError } from '../../src/salesforce/errors.ts';
import { SchemaCache } from '../../src/salesforce/schema-cache.ts';
import type { OrgSchema } from '../../src/salesforce/types.ts';
import { FakeSalesforce, compositeOf, orgOf } from './fake-salesforce.ts';

const field = (name: string, changes: Record<string, unknown> = {}) => ({
  name,
  label: name,
  type: 'string',
  createable: true,
  updateable: true,
  nillable: true,
  defaultedOnCreate: false,
  ...changes,
});
const described = (name: string, ...fields: unknown[]) => ({
  status: 200,
  body: { name, label: name, createable: true, updateable: true, deletable: true, fields },
});
const absent = { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
const rules = (column: string, ...objects: string[]) => ({
  status: 200,
  body: { totalSize: objects.length, done: true, records: objects.map((object) => ({ [column]: object })) },
});
const refused = { status: 400, body: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'X' is not supported." }] };
const lead = described('Lead', field('LastName', { length: 80 }));
const others = [described('Contact'), described('Account')];
const event = described('Event', field('Subject'));
const oneCase = described('Case');
const bookings = { purpose: 'bookings' } as const;

describe('the schema of an org', () => {
  let fake: FakeSalesforce;
  before(async () => {
    fake = new FakeSalesforce();
    await fake.start();
  });
  after(() => fake.stop());
  beforeEach(() => {
    fake.requests.length = 0;
    fake.script = [];
  });

  it('costs one API call when cold and none when warm, also for callers that ask together', async () => {
    fake.script = [compositeOf(lead, ...others, event, oneCase, rules('SobjectType'), rules('SobjectType'))];
    const { org } = orgOf(fake);
    let calls = 0;
    const options = { ...bookings, onApiCall: () => calls++ };
    const [first, second] = await Promise.all([org.schema(options), org.schema(options)]);
    assert.equal(first, second);
    assert.equal(await org.schema(options), first);
    assert.equal(calls, 1);
    assert.equal(fake.requests.length, 1);
  });

  it('leaves out an object that the user may not see', async () => {
    fake.script = [compositeOf(lead, ...others, absent, absent, rules('SobjectType'), rules('SobjectType'))];
    const schema = await orgOf(fake).org.schema(bookings);
    assert.deepEqual([...schema.objects.keys()], ['Lead', 'Contact', 'Account']);
    assert.equal(schema.objects.get('Lead')?.fields.get('LastName')?.length, 80);
    assert.equal(schema.packagePrefix, undefined);
  });

  it('knows the objects with active rules, in either spelling of the column', async () => {
    fake.script = [
      compositeOf(lead, ...others, event, oneCase, rules('SobjectType', 'Case'), rules('sObjectType', 'Lead', 'Lead')),
    ];
    const schema = await orgOf(fake).org.schema(bookings);
    assert.deepEqual([...schema.assignmentRules], ['Case']);
    assert.deepEqual([...schema.duplicateRules], ['Lead']);
  });

  it('takes every object for ruled when the rules may not be read', async () => {
    fake.script = [compositeOf(lead, ...others, event, oneCase, refused, refused)];
    const schema = await orgOf(fake).org.schema(bookings);
    assert.deepEqual([...schema.assignmentRules], ['Lead', 'Case']);
    assert.deepEqual([...schema.duplicateRules], ['Lead', 'Contact', 'Account']);
  });

  it('finds the prefix of the installed package', async () => {
    const names = {
      Inlet_Booking_Id__c: '',
      inlet__Inlet_Booking_Id__c: 'inlet__',
      Inlet_Booking_Id_Old__c: undefined,
    };
    for (const [name, prefix] of Object.entries(names)) {
      const events = described('Event', field('Subject'), field(name));
      fake.script = [compositeOf(lead, ...others, events, oneCase, refused, refused)];
      assert.equal((await orgOf(fake).org.schema(bookings)).packagePrefix, prefix);
    }
  });

  it('lists active picklist values only', async () => {
    const picklistValues = [
      { active: true, value: 'Open', label: 'Offen' },
      { active: false, value: 'Old', label: 'Alt' },
    ];
    const status = field('Status', { type: 'picklist', restrictedPicklist: true, picklistValues });
    fake.script = [compositeOf(described('Lead', status), ...others, event, oneCase, refused, refused)];
    const schema = await orgOf(fake).org.schema(bookings);
    assert.deepEqual(schema.objects.get('Lead')?.fields.get('Status')?.picklistValues, ['Open']);
  });

  it('is an error, and asked again, when one part failed for another reason or makes no sense', async () => {
    const limit = { status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests' }] };
    const good = [lead, ...others, event, oneCase, refused, refused];
    fake.script = [
      compositeOf(limit, ...others, event, oneCase, refused, refused),
      compositeOf(lead, ...others, event, oneCase, refused, limit),
      compositeOf({ status: 200, body: { fields: 'none' } }, ...others, event, oneCase, refused, refused),
      compositeOf(...good),
    ];
    const { org } = orgOf(fake);
    await assert.rejects(org.schema(bookings), LimitError);
    await assert.rejects(org.schema(bookings), LimitError);
    await assert.rejects(org.schema(bookings), TransientError);
    assert.ok(await org.schema(bookings));
  });
});

describe('the schema cache', () => {
  const schema = (): OrgSchema => ({
    objects: new Map(),
    assignmentRules: new Set(),
    duplicateRules: new Set(),
    packagePrefix: undefined,
  });
  const setUp = () => {
    const state = { minutes: 0, reads: 0 };
    const cache = new SchemaCache(() => new Date(state.minutes * 60_000));
    const get = () =>
      cache.get(async () => {
        state.reads++;
        return schema();
      });
    return { state, cache, get };
  };

  it('keeps a schema for 60 minutes', async () => {
    const { state, get } = setUp();
    await get();
    state.minutes = 59;
    await get();
    assert.equal(state.reads, 1);
    state.minutes = 60;
    await get();
    assert.equal(state.reads, 2);
  });

  it('forgets on demand twenty times an hour, and then not more often than once a minute', async () => {
    const { state, cache, get } = setUp();
    await get();
    for (let times = 0; times < 20; times++) {
      cache.forget();
      await get();
    }
    assert.equal(state.reads, 21);
    state.minutes = 0.5;
    cache.forget();
    await get();
    assert.equal(state.reads, 21, 'a storm of errors');
    state.minutes = 1;
    cache.forget();
    await get();
    assert.equal(state.reads, 22);
    cache.forget(true);
    await get();
    assert.equal(state.reads, 23, 'a person asked');
    state.minutes = 62;
    for (let times = 0; times < 3; times++) {
      cache.forget();
      await get();
    }
    assert.equal(state.reads, 26, 'an hour later it is granted again');
  });

  it('does not keep a schema for ever when the clock is set back', async () => {
    const { state, get } = setUp();
    state.minutes = 600;
    await get();
    state.minutes = 0;
    await get();
    assert.equal(state.reads, 2);
  });
});
