import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { bench, defaults, errorsOf, refusal } from './org-bench.ts';

const rule = (errorConditionFormula: string, name = 'Rule', errorDisplayField: string | null = null) => ({
  object: 'Lead',
  name,
  active: true,
  errorConditionFormula,
  errorMessage: `${name} says no`,
  errorDisplayField,
});

test('every failing validation rule of a record is reported with its own text and field', () => {
  const { org, create } = bench();
  org.addValidationRule(rule('ISBLANK(Phone)', 'Phone', 'Phone'));
  org.addValidationRule(rule('LEN(Company) < 3', 'Company'));
  org.addValidationRule(rule('ISBLANK(Title)', 'Title'));
  assert.deepEqual(errorsOf(create('Lead', { LastName: 'Ng', Company: 'A', Title: 'CEO' })), [
    { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Phone says no', fields: ['Phone'] },
    { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Company says no', fields: [] },
  ]);
});

test('a removed or inactive validation rule stops nothing', () => {
  const { org, lead } = bench();
  const { id } = org.addValidationRule(rule('TRUE'));
  org.addValidationRule({ ...rule('TRUE', 'Off'), active: false });
  assert.ok(org.removeValidationRule(id));
  lead();
});

test('formulas know new records, changes, prior values, the user and the profile', () => {
  const formulas: [string, boolean, boolean][] = [
    // formula, refuses a create, refuses the update Status → Working
    ['ISNEW()', true, false],
    ['ISCHANGED(Status)', false, true],
    ['ISCHANGED(Company)', false, false],
    ['AND(NOT(ISNEW()), ISPICKVAL(PRIORVALUE(Status), "Open - Not Contacted"))', false, true],
    ['$User.Email = "admin@example.test" && $Profile.Name = "System Administrator"', true, true],
    ['$Profile.Name <> "System Administrator"', false, false],
    ['Owner.Name = "Ada Admin"', true, true],
    ['NumberOfEmployees < 10', false, false],
    ['ISBLANK(Email) && ISBLANK(Rating)', true, true],
    ['IF(ISBLANK(AnnualRevenue), FALSE, AnnualRevenue > 5)', false, false],
    ['REGEX(Company, "Beta|Acme")', true, true],
    ['REGEX(Company, "A|B")', false, false],
    ['CASE(Status, "Open - Not Contacted", 1, 2) = 2', false, true],
    ['TODAY() > DATE(2020, 1, 1)', true, true],
    ['CreatedDate > NOW()', false, false],
    ['Email = "x" || CONTAINS(Company, "cm")', true, true],
    [String.raw`REGEX(Company, "\\w{4}") /* a backslash is written twice */`, true, true],
    [String.raw`REGEX(Company, "(?i)ACME") && NOT(REGEX(LastName, "\\d+"))`, true, true],
    [String.raw`CONTAINS("say \"Acme\"", Company)`, true, true],
    ['LastName & " " & Company = "Ng Acme"', true, true],
    ['-LEN(Company) < 0 && Owner:User.IsActive', true, true],
    ['ISBLANK(Owner:User.Email)', false, false],
  ];
  for (const [formula, atCreate, atUpdate] of formulas) {
    const { org, create, made, update } = bench();
    const id = made('Lead', { LastName: 'Ng', Company: 'Acme' });
    org.addValidationRule(rule(formula));
    assert.equal(!create('Lead', { LastName: 'Ng', Company: 'Acme' }).success, atCreate, `create: ${formula}`);
    assert.equal(!update('Lead', id, { Status: 'Working - Contacted' }).success, atUpdate, `update: ${formula}`);
  }
});

test('a rule that could not run is refused when it is saved, with the reason', () => {
  const { org } = bench();
  assert.match(refusal(() => org.addValidationRule(rule('AND('))).message, /Syntax error/);
  assert.match(
    refusal(() => org.addValidationRule(rule('Nonsense__c = 1'))).message,
    /Field Nonsense__c does not exist/,
  );
  assert.match(refusal(() => org.addValidationRule(rule('FOO(Company)'))).message, /Unknown function FOO/);
  assert.match(refusal(() => org.addValidationRule(rule('TRUE', 'Rule', 'Nope__c'))).message, /no field Nope__c/);
});

test('what no record could make right is refused when the rule is saved, with the reason', () => {
  const { org } = bench();
  const refusals: [string, RegExp][] = [
    ['LEN(Company, 2) > 1', /Incorrect number of parameters for function 'LEN\(\)'/],
    ['LeadSource = "Web"', /EQUAL.*received Picklist/],
    ['IF(ISBLANK(Phone), FALSE, ISPICKVAL(Phone, "x"))', /ISPICKVAL.*Expected Picklist, received Text/],
    [
      'NumberOfEmployees',
      /Formula result is data type \(Number\), incompatible with expected data type \(true or false\)/,
    ],
    ['TRUNC(NumberOfEmployees) > 1', /The sandbox org does not have the function TRUNC/],
    ['NOSUCH(Phone)', /Unknown function NOSUCH/],
    ['$Permission.Skip_Rules', /The sandbox org does not have \$Permission/],
    [String.raw`REGEX(Phone, "\d+")`, /write a backslash twice/],
    ['REGEX(Phone, "(")', /REGEX: Invalid regular expression/],
  ];
  for (const [formula, reason] of refusals) assert.throws(() => org.addValidationRule(rule(formula)), reason, formula);
});

test('the clock of the org is the clock of its formulas', () => {
  const { org, create } = bench();
  org.addValidationRule(rule('TODAY() > DATE(2100, 1, 1)'));
  assert.ok(create('Lead', { LastName: 'Ng', Company: 'Acme' }).success);
  org.setClockOffset(100 * 366 * 24 * 3600 * 1000);
  assert.ok(!create('Lead', { LastName: 'Ng', Company: 'Acme' }).success);
});

test('a duplicate rule that alerts refuses until the caller says to save anyway; one that blocks always refuses', () => {
  const { org, lead, create } = bench();
  const first = lead({ Email: 'mei@acme.test' });
  org.setDuplicateRule({ object: 'Lead', name: 'Same_Email', active: true, action: 'allow' });
  const again = { LastName: 'Two', Company: 'Acme', Email: 'MEI@acme.test' };
  const [error] = errorsOf(create('Lead', again, { ...defaults, version: '62.0' }));
  assert.equal(error?.statusCode, 'DUPLICATES_DETECTED');
  assert.equal(error?.message, 'Use one of these records?');
  assert.ok(error && !('fields' in error));
  const result = error.duplicateResult as {
    allowSave: boolean;
    matchResults: { matchRecords: { record: object }[] }[];
  };
  assert.equal(result.allowSave, true);
  assert.deepEqual(result.matchResults[0]?.matchRecords[0]?.record, {
    attributes: { type: 'Lead', url: `/services/data/v62.0/sobjects/Lead/${first}` },
    Id: first,
  });
  assert.ok(create('Lead', again, { ...defaults, allowDuplicates: true }).success);
  org.setDuplicateRule({ object: 'Lead', name: 'Same_Email', active: true, action: 'block' });
  assert.ok(!create('Lead', again, { ...defaults, allowDuplicates: true }).success);
});

test('a duplicate rule looks at an edit only when it changes the e-mail', () => {
  const { org, lead, update } = bench();
  lead({ Email: 'mei@acme.test' });
  const twin = lead({ Email: 'mei@acme.test' });
  const other = lead({ Email: 'lin@acme.test' });
  org.setDuplicateRule({ object: 'Lead', name: 'Same_Email', active: true, action: 'allow' });
  assert.ok(update('Lead', twin, { Title: 'CEO' }).success);
  assert.ok(!update('Lead', other, { Email: 'mei@acme.test' }).success);
});

test('an active assignment rule takes new leads and cases, unless the caller turns it off or names another', () => {
  const { org, made, read, rows } = bench();
  org.setAssignmentRule({ object: 'Lead', name: 'Reps', active: true, assignTo: SEED.leadQueue });
  const named = org.setAssignmentRule({ object: 'Lead', name: 'Yannick', active: false, assignTo: SEED.yannick });
  const owner = (autoAssign: boolean | string) => {
    const id = made('Lead', { LastName: 'Ng', Company: 'A', OwnerId: SEED.rep }, { ...defaults, autoAssign });
    return read('Lead', id)['OwnerId'];
  };
  assert.equal(owner(true), SEED.leadQueue);
  assert.equal(owner(false), SEED.rep);
  assert.equal(owner(named.id), SEED.yannick);
  assert.deepEqual(
    rows('SELECT Name FROM AssignmentRule WHERE Active = true').map((row) => row['Name']),
    ['Reps'],
  );
});
