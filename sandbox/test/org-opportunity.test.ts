import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, errorsOf } from './org-bench.ts';

const deal = { Name: 'Big deal', StageName: 'Prospecting', CloseDate: '2026-12-31' };

test('the open opportunities of a contact are found through its roles, and of an account', () => {
  const { made, rows, update } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = made('Contact', { LastName: 'Ng', AccountId: account });
  const open = made('Opportunity', { ...deal, AccountId: account, Amount: 500 });
  const won = made('Opportunity', { ...deal, AccountId: account });
  for (const OpportunityId of [open, won]) made('OpportunityContactRole', { OpportunityId, ContactId: contact });
  update('Opportunity', won, { StageName: 'Closed Won' });
  const ofContact = `SELECT OpportunityId, Opportunity.StageName FROM OpportunityContactRole WHERE ContactId = '${contact}' AND Opportunity.IsClosed = false`;
  assert.deepEqual(
    rows(ofContact).map(({ OpportunityId }) => OpportunityId),
    [open],
  );
  const [row] = rows(
    `SELECT Id, Probability, ExpectedRevenue, ForecastCategory FROM Opportunity WHERE AccountId = '${account}' AND IsClosed = false`,
  );
  assert.deepEqual([row?.['Probability'], row?.['ExpectedRevenue'], row?.['ForecastCategory']], [10, 50, 'Pipeline']);
  assert.equal(
    rows('SELECT Id FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityContactRole)').length,
    2,
  );
});

test('an event belongs to an opportunity, and through it to the account', () => {
  const { made, read, rows } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = made('Contact', { LastName: 'Ng', AccountId: account });
  const opportunity = made('Opportunity', { ...deal, AccountId: account });
  const event = made('Event', {
    ...{ StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 },
    ...{ WhoId: contact, WhatId: opportunity },
  });
  assert.equal(read('Event', event)['AccountId'], account);
  const [row] = rows(`SELECT What.Name, What.Type FROM Event`);
  const { Name, Type } = row?.['What'] as { Name: string; Type: string };
  assert.deepEqual([Name, Type], ['Big deal', 'Opportunity']);
});

test('an opportunity has one primary contact role: the contact that made it, until another is', () => {
  const { made, rows, create } = bench();
  const [first, second] = [made('Contact', { LastName: 'Ng' }), made('Contact', { LastName: 'Moss' })];
  const opportunity = made('Opportunity', { ...deal, ContactId: first });
  const primary = () =>
    rows('SELECT ContactId FROM OpportunityContactRole WHERE IsPrimary = true').map(({ ContactId }) => ContactId);
  assert.deepEqual(primary(), [first]);
  made('OpportunityContactRole', { OpportunityId: opportunity, ContactId: second, Role: 'Evaluator', IsPrimary: true });
  assert.deepEqual(primary(), [second]);
  assert.deepEqual(errorsOf(create('OpportunityContactRole', { OpportunityId: opportunity }))[0]?.fields, [
    'ContactId',
  ]);
});
