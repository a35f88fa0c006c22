import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  cleanLine,
  cleanText,
  isEmail,
  isPersonId,
  isTimeZone,
  normaliseEmail,
  normalisePhone,
  periodProblem,
  personKey,
  toInstant,
} from '../../src/bookings/normalise.ts';

describe('cleaned text', () => {
  it('can always be stored: no control character but line feed and tab, no lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('\u0000', '\ud800', '\r', '\u009f', ''), (a, b) => {
        const text = cleanText(a + b + a);
        assert.ok(text.isWellFormed());
        assert.doesNotMatch(text, /(?![\n\t])\p{Cc}/u);
        assert.equal(cleanText(text), text);
        assert.doesNotMatch(cleanLine(a + b + a), /[\n\t]/);
      }),
    );
  });

  it('keeps line ends in a text and takes them out of a line', () => {
    assert.equal(cleanText(' a\r\nb\rc\u0007d '), 'a\nb\nc d');
    assert.equal(cleanLine(' a\r\nb\tc  d '), 'a b c d');
    assert.equal(cleanText('👩‍👩‍👧 ñ 日本'), '👩‍👩‍👧 ñ 日本');
  });
});

describe('e-mail addresses', () => {
  it('may hold apostrophes, plus signs, umlauts and new domains', () => {
    for (const email of [
      "o'hara@a.test",
      'a+b@c.co.uk',
      'müller@exämple.test',
      'x@y.museum',
      ' a@b.test ',
      'a.b_c-d/e=f@g.test',
    ]) {
      assert.ok(isEmail(email), email);
    }
  });

  it('hold no blanks, control or invisible characters, and are one', () => {
    for (const email of [
      '',
      'a',
      'a@b',
      '@b.test',
      'a@',
      'a b@c.test',
      'a@b..test',
      'a@b.test.',
      'a@b@c.test',
      'a\u0000@b.test',
    ]) {
      assert.ok(!isEmail(email), email);
    }
    for (const email of [
      'a@b.test,c@d.test',
      'a@b.test;c@d.test',
      '<a@b.test>',
      'A <a@b.test>',
      'a\u200b@b.test',
      'a\n@b.test',
      '\ud800@b.test',
    ]) {
      assert.ok(!isEmail(email), email);
    }
    assert.ok(!isEmail(`${'x'.repeat(65)}@b.test`) && !isEmail(`a@${'x'.repeat(250)}.test`));
  });

  it('are compared in lower case', () => {
    assert.equal(normaliseEmail(" Kim.O'Hara+X@Example.TEST "), "kim.o'hara+x@example.test");
  });
});

describe('phone numbers', () => {
  it('are compared by their digits, with the plus of the country', () => {
    const forms: Record<string, string> = {
      '+1 (202) 555-0195': '+12025550195',
      '1-2025550195': '12025550195',
      '0049 30 1234567': '+49301234567',
      '+49 (0)30 1234567': '+49301234567',
      'tel:+1-202-555-0195;ext=12': '+12025550195',
      '+1 202 555 0195 x 99': '+12025550195',
      '＋８１ ３ １２３４': '+8131234',
      'call me': '',
      '': '',
    };
    for (const [phone, digits] of Object.entries(forms)) assert.equal(normalisePhone(phone), digits, phone);
  });
});

describe('the key of a person', () => {
  it('is the e-mail address, else the phone, else the Salesforce id in its short form', () => {
    assert.equal(personKey({ email: 'A@B.test', phone: '1' }), 'e:a@b.test');
    assert.equal(personKey({ mobilePhone: '+1 2', salesforceId: '003000000000001' }), 'p:+12');
    assert.equal(personKey({ phone: 'none', salesforceId: '00Q8d00000ABCDEEA4' }), 's:00Q8d00000ABCDE');
    assert.equal(personKey({ lastName: 'X' }), undefined);
  });
});

describe('instants', () => {
  it('are ISO 8601 with an offset, turned to UTC and cut to milliseconds', () => {
    assert.equal(toInstant('2026-11-20T10:00:00-05:00'), '2026-11-20T15:00:00.000Z');
    assert.equal(toInstant('2020-11-23T17:51:18.341957Z'), '2020-11-23T17:51:18.341Z');
    assert.equal(toInstant('2026-11-20T10:00+0530'), '2026-11-20T04:30:00.000Z');
    assert.equal(toInstant('2024-02-29T23:30:00-01:00'), '2024-03-01T00:30:00.000Z');
  });

  it('are nothing else', () => {
    const others = [
      '2026-11-20',
      '2026-11-20T10:00:00',
      '20 Nov 2026 10:00 UTC',
      '2026-02-30T00:00:00Z',
      '2026-11-20T25:00:00Z',
      'TZ',
      '',
    ];
    for (const text of [
      ...others,
      '1699-12-31T23:59:59Z',
      '4001-01-01T00:00:00Z',
      `2026-11-20T10:00:00.${'1'.repeat(50)}Z`,
    ]) {
      assert.equal(toInstant(text), undefined, text);
    }
  });

  it('sort as texts as they sort in time', () => {
    const date = fc.date({
      min: new Date('1700-01-02T00:00:00Z'),
      max: new Date('4000-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [one, two] = [toInstant(a.toISOString())!, toInstant(b.toISOString())!];
        assert.equal(one < two, a < b);
      }),
    );
  });
});

describe('periods, zones and ids', () => {
  it('a period ends after its start and lasts at most 14 days', () => {
    const start = '2026-03-20T00:00:00.000Z';
    assert.equal(periodProblem(start, '2026-04-03T00:00:00.000Z'), undefined);
    assert.match(periodProblem(start, start) ?? '', /later/);
    assert.match(periodProblem(start, '2026-04-03T00:00:00.001Z') ?? '', /14 days/);
  });

  it('a time zone is a name of the IANA database', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'UTC']) assert.ok(isTimeZone(zone), zone);
    for (const zone of ['+02:00', 'Mars/Olympus', '', 'local', 'x'.repeat(10_000)]) assert.ok(!isTimeZone(zone), zone);
  });

  it('a Salesforce id of a person is a Lead or a Contact, long or short', () => {
    for (const id of ['00Q8d00000ABCDE', '0038d00000ABCDEEA4']) assert.ok(isPersonId(id), id);
    for (const id of ['0018d00000ABCDE', '00Q', '00q8d00000ABCDE', "00Q8d00000ABC'E", '00Q8d00000ABCDEE'])
      assert.ok(!isPersonId(id), id);
  });
});
