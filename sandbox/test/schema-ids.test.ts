import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSameId, newId, normaliseId } from '../src/schema/ids.ts';

test('a 15-character id gets the checksum that Salesforce gives it', () => {
  assert.equal(normaliseId('001D000000IqhSL'), '001D000000IqhSLIAZ');
  assert.equal(normaliseId('012000000000000'), '012000000000000AAA');
  assert.equal(normaliseId('01254000001upcK'), '01254000001upcKAAQ');
  assert.equal(normaliseId('0057e00000RmwSW'), '0057e00000RmwSWAAZ');
});

test('an 18-character id stays as it is', () => {
  assert.equal(normaliseId('001D000000IqhSLIAZ'), '001D000000IqhSLIAZ');
});

test('an 18-character id whose capitals got lost is restored', () => {
  assert.equal(normaliseId('001d000000iqhsliaz'), '001D000000IqhSLIAZ');
  assert.equal(normaliseId('001D000000IQHSLIAZ'), '001D000000IqhSLIAZ');
});

test('what is no id is null', () => {
  const noIds = ['', '001', '001D000000IqhSLIA', '001D000000IqhSLIAB', '001D000000IqhS-', '001D000000IqhSLIAZX'];
  for (const text of noIds) assert.equal(normaliseId(text), null, text);
});

test('two forms of an id are the same record, two records are not', () => {
  assert.ok(isSameId('001D000000IqhSL', '001D000000IqhSLIAZ'));
  assert.ok(!isSameId('001D000000IqhSL', '001D000000IqhSl'));
  assert.ok(!isSameId('nonsense', 'nonsense'));
});

test('new ids are valid, begin with the prefix, sort by count and never repeat', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
      const [first, second] = [newId('00Q', a), newId('00Q', b)];
      assert.match(first, /^00Q[0-9A-Za-z]{15}$/);
      assert.equal(normaliseId(first.slice(0, 15)), first);
      assert.equal(first.slice(0, 15) < second.slice(0, 15), a < b);
    }),
  );
});

test('a count or prefix that makes no id is refused', () => {
  for (const count of [-1, 1.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN]) assert.throws(() => newId('00Q', count));
  assert.throws(() => newId('00', 1), /three characters/);
});
