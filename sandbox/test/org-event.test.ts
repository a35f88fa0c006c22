import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, errorsOf } from './org-bench.ts';

const start = '2026-11-20T10:00:00Z';

test('an event without times is refused with both missing fields', () => {
  const { create } = bench();
  assert.deepEqual(errorsOf(create('Event', { Subject: 'Demo' })), [
    {
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [ActivityDateTime, DurationInMinutes]',
      fields: ['ActivityDateTime', 'DurationInMinutes'],
    },
  ]);
  assert.match(String(errorsOf(create('Event', { StartDateTime: start }))[0]?.message), /\[DurationInMinutes\]$/);
});

test('end and duration follow from each other, and the activity date from the start', () => {
  const { made, read } = bench();
  const byDuration = read('Event', made('Event', { StartDateTime: start, DurationInMinutes: 45 }));
  assert.equal(byDuration['EndDateTime'], '2026-11-20T10:45:00.000+0000');
  const byEnd = read('Event', made('Event', { ActivityDateTime: start, EndDateTime: '2026-11-20T11:00:00Z' }));
  assert.equal(byEnd['DurationInMinutes'], 60);
  assert.equal(byEnd['StartDateTime'], '2026-11-20T10:00:00.000+0000');
  assert.equal(byEnd['ActivityDate'], '2026-11-20');
});

test('end before start, a duration that disagrees and more than 14 days are refused', () => {
  const { create } = bench();
  const code = (values: object) => errorsOf(create('Event', { StartDateTime: start, ...values }))[0];
  assert.deepEqual(code({ EndDateTime: '2026-11-20T09:00:00Z' })?.fields, ['EndDateTime']);
  assert.equal(
    code({ EndDateTime: '2026-11-20T11:00:00Z', DurationInMinutes: 30 })?.statusCode,
    'FIELD_INTEGRITY_EXCEPTION',
  );
  assert.equal(code({ DurationInMinutes: 20161 })?.statusCode, 'FIELD_INTEGRITY_EXCEPTION');
  assert.ok(create('Event', { StartDateTime: start, DurationInMinutes: 20160 }).success);
});

test('a moved event keeps its duration, a new end sets it', () => {
  const { made, update, read } = bench();
  const id = made('Event', { StartDateTime: start, DurationInMinutes: 30 });
  update('Event', id, { StartDateTime: '2026-11-21T10:00:00Z' });
  assert.equal(read('Event', id)['EndDateTime'], '2026-11-21T10:30:00.000+0000');
  update('Event', id, { EndDateTime: '2026-11-21T12:00:00Z' });
  assert.equal(read('Event', id)['DurationInMinutes'], 120);
});

test('an all-day event needs only its date', () => {
  const { made, read } = bench();
  const event = read('Event', made('Event', { IsAllDayEvent: true, ActivityDate: '2026-11-20' }));
  assert.equal(event['StartDateTime'], '2026-11-20T00:00:00.000+0000');
  assert.equal(event['EndDateTime'], '2026-11-20T00:00:00.000+0000');
  assert.deepEqual([event['DurationInMinutes'], event['ActivityDateTime']], [1440, null]);
});

test('an event of a lead relates to nothing else, an event of a contact belongs to its account', () => {
  const { made, lead, create, read } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = made('Contact', { LastName: 'Ng', AccountId: account });
  const times = { StartDateTime: start, DurationInMinutes: 30 };
  const refused = create('Event', { ...times, WhoId: lead(), WhatId: account });
  assert.deepEqual(errorsOf(refused)[0]?.fields, ['WhatId']);
  assert.equal(read('Event', made('Event', { ...times, WhoId: contact }))['AccountId'], account);
});

test('the events of a deleted lead go with it', () => {
  const { made, lead, remove, rows } = bench();
  const id = lead();
  made('Event', { StartDateTime: start, DurationInMinutes: 30, WhoId: id });
  remove('Lead', id);
  assert.equal(rows('SELECT Id FROM Event').length, 0);
  assert.equal(rows('SELECT Id FROM Event', true).length, 1);
});
