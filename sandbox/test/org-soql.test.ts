import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../src/org/seed.ts';
import { admin, bench, refusal } from './org-bench.ts';

const names = (rows: object[]) => rows.map((row) => (row as { LastName: string }).LastName).join(' ');

function people() {
  const all = bench();
  const { lead } = all;
  lead({ LastName: 'Abel', Email: "o'neil@x.test", NumberOfEmployees: 5, Company: 'Acme', Title: 'CEO' });
  lead({ LastName: 'Berg', Email: 'berg@x.test', NumberOfEmployees: 10, Company: 'Acme', Phone: '1' });
  lead({ LastName: 'Cruz', Email: 'cruz@y.test', NumberOfEmployees: 20, Company: 'Beta', OwnerId: SEED.rep });
  lead({ LastName: 'Díaz', Company: '100% Co_op', OwnerId: SEED.leadQueue });
  return all;
}

test('conditions answer the rows that Salesforce would', () => {
  const { rows } = people();
  const cases: [string, string][] = [
    ["Email = 'O\\'NEIL@x.test'", 'Abel'],
    ["Email IN ('berg@x.test', 'cruz@y.test')", 'Berg Cruz'],
    ["Email NOT IN ('berg@x.test')", 'Abel Cruz Díaz'],
    ["Email != 'berg@x.test'", 'Abel Cruz Díaz'],
    ['Email = null', 'Díaz'],
    ["Email = ''", 'Díaz'],
    ["Company LIKE 'ac%'", 'Abel Berg'],
    ["Company LIKE '100\\% Co\\_op'", 'Díaz'],
    ["LastName LIKE '_e%'", 'Berg'],
    ['NumberOfEmployees > 5', 'Berg Cruz'],
    ['NumberOfEmployees >= 5 AND NumberOfEmployees < 20', 'Abel Berg'],
    ["NOT (Company = 'Acme')", 'Cruz Díaz'],
    ["(Email = 'berg@x.test' OR Phone = '1') AND (NOT LastName = 'Abel')", 'Berg'],
    ["Email = 'berg@x.test' OR Email = 'cruz@y.test' OR LastName = 'Abel'", 'Abel Berg Cruz'],
    [`OwnerId = '${SEED.rep.slice(0, 15)}'`, 'Cruz'],
    ["Owner.Name = 'riley reyes'", 'Cruz'],
    ["Owner.Type = 'Queue'", 'Díaz'],
    ["Owner.Type = 'User' AND Company = 'Beta'", 'Cruz'],
    ["OwnerId IN (SELECT Id FROM User WHERE Email = 'rep@acme.test')", 'Cruz'],
    ["Id NOT IN (SELECT Id FROM Lead WHERE Company = 'Acme')", 'Cruz Díaz'],
    ['CreatedDate = TODAY', 'Abel Berg Cruz Díaz'],
    ['CreatedDate < LAST_N_DAYS:2', ''],
    ['CreatedDate > LAST_N_DAYS:2 AND CreatedDate > LAST_WEEK', 'Abel Berg Cruz Díaz'],
    ['CreatedDate <= LAST_90_DAYS OR CreatedDate > TODAY', ''],
    ['CreatedDate > 2020-01-01T00:00:00Z AND IsConverted = false', 'Abel Berg Cruz Díaz'],
  ];
  for (const [where, expected] of cases)
    assert.equal(names(rows(`SELECT LastName FROM Lead WHERE ${where}`)), expected, where);
});

test('multi-select picklists are asked by INCLUDES and EXCLUDES', () => {
  const { org, lead, rows } = bench();
  org.addField('Lead', { name: 'Colours__c', type: 'multipicklist', picklistValues: ['red', 'green', 'blue'] });
  lead({ LastName: 'A', Colours__c: 'red;green' });
  lead({ LastName: 'B', Colours__c: 'blue' });
  lead({ LastName: 'C' });
  assert.equal(names(rows("SELECT LastName FROM Lead WHERE Colours__c INCLUDES ('red;green', 'blue')")), 'A B');
  assert.equal(names(rows("SELECT LastName FROM Lead WHERE Colours__c EXCLUDES ('red')")), 'B C');
});

test('rows are sorted with nulls first unless asked otherwise, and cut by LIMIT and OFFSET', () => {
  const { rows } = people();
  const sorted = (rest: string) => names(rows(`SELECT LastName FROM Lead ${rest}`));
  assert.equal(sorted('ORDER BY NumberOfEmployees'), 'Díaz Abel Berg Cruz');
  assert.equal(sorted('ORDER BY NumberOfEmployees DESC NULLS LAST'), 'Cruz Berg Abel Díaz');
  assert.equal(sorted('ORDER BY Company DESC, LastName DESC LIMIT 2 OFFSET 1'), 'Berg Abel');
});

test('columns come as asked: parents with attributes of their own or null, children or null', () => {
  const { made, lead, query } = bench();
  const account = made('Account', { Name: 'Acme' });
  const contact = made('Contact', { LastName: 'Ng', AccountId: account });
  const who = lead();
  made('Event', { Subject: 'One', StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30, WhoId: who });
  const [event] = query('SELECT Subject, Who.Name, Who.Type, What.Name, OwnerId FROM Event').records;
  assert.deepEqual(Object.keys(event ?? {}), ['attributes', 'Subject', 'Who', 'What', 'OwnerId']);
  assert.deepEqual(event?.['Who'], {
    attributes: { type: 'Name', url: `/services/data/v62.0/sobjects/Lead/${who}` },
    Name: 'Ng',
    Type: 'Lead',
  });
  assert.equal(event?.['What'], null);
  const [row] = query('SELECT Name, (SELECT LastName FROM Contacts), (SELECT Id FROM Cases) FROM Account').records;
  assert.deepEqual(row, {
    attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${account}` },
    Name: 'Acme',
    Contacts: {
      totalSize: 1,
      done: true,
      records: [
        { attributes: { type: 'Contact', url: `/services/data/v62.0/sobjects/Contact/${contact}` }, LastName: 'Ng' },
      ],
    },
    Cases: null,
  });
});

test('a parent of an object that the org has not is null', () => {
  const { rows } = bench();
  const [row] = rows(`SELECT Profile.Name, UserRole.Name FROM User WHERE Id = '${SEED.admin}'`);
  assert.equal((row?.['Profile'] as { Name: string }).Name, 'System Administrator');
  assert.equal(row?.['UserRole'], null);
});

test('COUNT() answers in totalSize; aggregates answer rows without an address', () => {
  const { query } = people();
  assert.deepEqual(query('SELECT COUNT() FROM Lead'), { totalSize: 4, done: true, records: [] });
  assert.deepEqual(query('SELECT COUNT(Id) FROM Lead').records, [
    { attributes: { type: 'AggregateResult' }, expr0: 4 },
  ]);
  const soql =
    'SELECT Company, COUNT(Id) n, SUM(NumberOfEmployees), AVG(NumberOfEmployees), MIN(LastName), COUNT_DISTINCT(OwnerId) ' +
    'FROM Lead GROUP BY Company HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC';
  assert.deepEqual(query(soql).records, [
    { attributes: { type: 'AggregateResult' }, Company: 'Acme', n: 2, expr0: 15, expr1: 7.5, expr2: 'Abel', expr3: 1 },
  ]);
});

test('FIELDS(ALL) needs a limit of at most 200', () => {
  const { rows } = people();
  assert.ok('Customer_Id__c' in (rows('SELECT FIELDS(ALL) FROM Lead LIMIT 1')[0] ?? {}));
  assert.ok(!('Status' in (rows('SELECT FIELDS(CUSTOM) FROM Lead LIMIT 200')[0] ?? {})));
  assert.equal(refusal(() => rows('SELECT FIELDS(ALL) FROM Lead')).errorCode, 'MALFORMED_QUERY');
});

test('an unknown column or object is shown in its place with a caret', () => {
  const { query } = bench();
  assert.deepEqual(
    refusal(() => query('select count() from XYZZY')),
    {
      httpStatus: 400,
      errorCode: 'INVALID_TYPE',
      message:
        "\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not " +
        "supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. " +
        'Please reference your WSDL or the describe call for the appropriate names.',
    },
  );
  const fields = 'LastReferencedDate, Jigsaw, JigsawCompanyId, CleanStatuz, AccountSource, DunsNumber';
  const soql = `SELECT Id, IsDeleted, MasterRecordId, Type, ParentId, ${fields}, Tradestyle, NaicsCode, NaicsDesc FROM Account`;
  const { errorCode, message } = refusal(() => query(soql));
  assert.equal(errorCode, 'INVALID_FIELD');
  assert.equal(
    message,
    `\n${fields}\n${' '.repeat(45)}^\nERROR at Row:1:Column:${soql.indexOf('CleanStatuz') + 1}\nNo such column 'CleanStatuz' on ` +
      "entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field " +
      'name. Please reference your WSDL or the describe call for the appropriate names.',
  );
});

test('queries that Salesforce would not read are refused with a reason', () => {
  const { query } = bench();
  const refused = (soql: string) => refusal(() => query(soql));
  assert.deepEqual(refused('SELECT Id FORM Lead'), {
    httpStatus: 400,
    errorCode: 'MALFORMED_QUERY',
    message: "unexpected token: 'FORM'",
  });
  assert.equal(refused("SELECT Id FROM Lead WHERE A = 'x' OR B = 'y' AND C = 'z'").message, "unexpected token: 'AND'");
  assert.equal(refused("SELECT Id FROM Lead WHERE LastName = 'a\\q'").errorCode, 'MALFORMED_QUERY');
  assert.match(
    refused('SELECT Id FROM Lead WHERE LastName = 5').message,
    /must be of type string and should be enclosed in quotes$/,
  );
  assert.match(refused("SELECT Id FROM Lead WHERE Id = 'x'").message, /invalid ID field: x$/);
  assert.match(
    refused("SELECT Id FROM Lead WHERE Description = 'x'").message,
    /field 'Description' can not be filtered in a query call$/,
  );
  assert.match(refused('SELECT Company, COUNT(Id) FROM Lead').message, /Field must be grouped or aggregated: Company$/);
  assert.match(refused('SELECT Nope.Name FROM Lead').message, /Didn't understand relationship 'Nope' in field path/);
  assert.equal(refused('SELECT Id, (SELECT Id FROM Nopes) FROM Lead').errorCode, 'INVALID_TYPE');
  assert.equal(refused('').errorCode, 'MALFORMED_QUERY');
  assert.equal(refused('SELECT Id, Name n FROM Lead').message, 'only aggregate expressions use field aliasing');
});

test('a long answer comes in pages, each at its own address', () => {
  const { org } = people();
  const options = { all: false, batchSize: 3, version: '66.0' };
  const first = org.query(admin, 'SELECT LastName FROM Lead', options);
  assert.deepEqual([first.totalSize, first.done, first.records.length], [4, false, 3]);
  assert.match(String(first.nextRecordsUrl), /^\/services\/data\/v66\.0\/query\/01g\w{15}-3$/);
  const locator = String(first.nextRecordsUrl).split('/').at(-1) ?? '';
  const second = org.queryMore(locator, { version: '66.0' });
  assert.deepEqual([second.totalSize, second.done, names(second.records)], [4, true, 'Díaz']);
  assert.ok(!('nextRecordsUrl' in second));
  assert.equal(
    refusal(() => org.queryMore('01gRO0000016PIAYA2-500', { version: '66.0' })).errorCode,
    'INVALID_QUERY_LOCATOR',
  );
  org.setClockOffset(16 * 60 * 1000);
  assert.equal(refusal(() => org.queryMore(locator, { version: '66.0' })).errorCode, 'INVALID_QUERY_LOCATOR');
});

test('the days of date literals are those of the user’s time zone', () => {
  const { org, lead, rows } = bench();
  // Half past three in the morning in UTC is still the evening before in New York, where the admin lives.
  const night = Date.parse('2030-06-15T03:30:00Z');
  org.setClockOffset(night - Date.now());
  lead({ LastName: 'Night' });
  org.setClockOffset(Date.parse('2030-06-15T12:00:00Z') - Date.now());
  assert.equal(names(rows('SELECT LastName FROM Lead WHERE CreatedDate = YESTERDAY')), 'Night');
  assert.equal(names(rows('SELECT LastName FROM Lead WHERE CreatedDate = TODAY')), '');
});

test('the error of a condition points at the condition, not at the same column in the select list', () => {
  const { rows } = people();
  const place = (soql: string) => `ERROR at Row:1:Column:${soql.lastIndexOf('WHERE ') + 7}\n`;
  for (const condition of ["Id = 'abc'", "Id NOT IN ('abc')", "Description LIKE 'x%'", 'CreatedDate > 2020-01-01']) {
    const soql = `SELECT Id, Description, CreatedDate FROM Lead WHERE ${condition}`;
    assert.throws(
      () => rows(soql),
      (error: Error) => error.message.includes(place(soql)),
      condition,
    );
  }
});
