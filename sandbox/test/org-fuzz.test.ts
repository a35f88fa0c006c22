import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../src/org/types.ts';
import { admin, bench, defaults } from './org-bench.ts';

const words = (
  'SELECT FROM WHERE AND OR NOT IN LIKE ORDER BY GROUP HAVING LIMIT OFFSET NULLS LAST DESC INCLUDES COUNT( COUNT() MAX( ) ( , ' +
  "= != < > >= null true 5 1.5 'x' 'a\\'b' '\\q' '%' TODAY LAST_N_DAYS:3 2026-01-01 2026-01-01T00:00:00Z TYPEOF WHEN THEN END " +
  'FIELDS(ALL) toLabel( Id Name Email Owner.Name Who.Type Description CreatedDate IsConverted NumberOfEmployees Foo ' +
  'Lead Event Contact Account Events Contacts l l.Name USING SCOPE mine DAY_ONLY( FOR UPDATE [ * + $ "x" :'
).split(' ');
const soql = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((tokens) => tokens.join(' ')),
  fc
    .tuple(
      fc.array(fc.constantFrom(...words), { maxLength: 4 }),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }),
    )
    .map(([columns, rest]) => `SELECT Id ${columns.join(', ')} FROM Lead l WHERE ${rest.join(' ')}`),
  fc.string({ maxLength: 80 }),
);

test('any text as a query is answered or refused with a reason, never a failure of the org', () => {
  const { query, lead } = bench();
  lead({ Email: 'mei@acme.test' });
  fc.assert(
    fc.property(soql, (text) => {
      try {
        query(text);
      } catch (error) {
        assert.ok(error instanceof ApiError, `${text}: ${String(error)}`);
        assert.equal(error.httpStatus, 400);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any JSON in any field of any object is saved or refused with a code, and what is saved can be read', () => {
  const { org } = bench();
  const objects = org.objects().filter((type) => type.createable);
  const anyRow = fc.constantFrom(...objects).chain((type) => {
    const key = fc.constantFrom(...type.fields.map((field) => field.name), 'Owner', 'Account', 'Who', 'nonsense');
    const values = fc.dictionary(
      key,
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom('005000000000001AAA', '2026-01-01', '2026-01-01T10:00:00Z', '', 'a@b.co'),
      ),
      { maxKeys: 5 },
    );
    return fc.record({ object: fc.constant(type.name), values });
  });
  const base = { LastName: 'Ng', Company: 'Acme', Name: 'Acme' };
  fc.assert(
    fc.property(anyRow, fc.boolean(), ({ object, values }, isFilled) => {
      const known = isFilled
        ? Object.fromEntries(
            Object.entries(base).filter(([name]) =>
              org.object(object)?.fields.some((f) => f.name === name && f.createable),
            ),
          )
        : {};
      const result = org.create(admin, object, { ...known, ...values }, defaults);
      if (result.success) {
        const row = org.retrieve(admin, object, result.id);
        assert.ok(!JSON.stringify(row).includes('undefined') && row['Id'] === result.id);
        assert.ok(org.update(admin, object, result.id, {}, defaults).success, 'and saved again as it is');
      } else assert.match(result.errors[0]?.statusCode ?? '', /^[A-Z_]+$/);
    }),
    { numRuns: 2000 },
  );
});
