import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { externalIdPath, queryPath, recordPath, soqlIn, soqlString } from '../../src/salesforce/soql.ts';

const anyText = fc.string({ unit: 'binary' });

describe('SOQL', () => {
  it('an apostrophe, a backslash and a line break are escaped', () => {
    assert.equal(soqlString('O\'Neil\\ "x"\n\t'), `'O\\'Neil\\\\ \\"x\\"\\n\\t'`);
    assert.equal(soqlString('\u0000'), "'\\u0000'");
  });

  it('no value ends its literal early, and only documented escapes are used', () => {
    const literal = /^'(?:[^\\'"\u0000-\u001f]|\\[nrtbf"'\\]|\\u[0-9a-f]{4})*'$/; // eslint-disable-line no-control-regex
    fc.assert(fc.property(anyText, (value) => assert.match(soqlString(value), literal)));
  });

  it('a list names each value once, and an empty list is refused', () => {
    assert.equal(soqlIn('Email', ['a@x.test', "o'b@x.test", 'a@x.test']), "Email IN ('a@x.test','o\\'b@x.test')");
    assert.throws(() => soqlIn('Email', []), RangeError);
  });

  it('half a surrogate pair does not break the address of a query', () => {
    assert.equal(queryPath(soqlString('\ud800')), `/query?q='%EF%BF%BD'`);
  });
});

describe('the address of a record', () => {
  it('by external id survives any value', () => {
    const base = 'https://acme.my.salesforce.com';
    fc.assert(
      fc.property(
        anyText.filter((value) => !['', '.', '..'].includes(value)),
        (value) => {
          const path = externalIdPath('Lead', 'Key__c', value);
          const url = new URL(path, base);
          assert.equal(url.origin + url.pathname, base + path);
          assert.equal(path.split('/').length, 5);
          assert.equal(decodeURIComponent(path.split('/')[4] ?? ''), value.toWellFormed());
          assert.ok(!path.includes('@{'));
        },
      ),
    );
  });

  it('refuses what a URL cannot carry', () => {
    for (const value of ['', '.', '..']) assert.throws(() => externalIdPath('Lead', 'Key__c', value), RangeError);
  });

  it('by id cannot leave its object', () => {
    assert.equal(recordPath('Lead', '../User/x'), '/sobjects/Lead/..%2FUser%2Fx');
  });
});
