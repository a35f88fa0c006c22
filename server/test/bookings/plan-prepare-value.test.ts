import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { prepareValue } from '../../src/bookings/plan/prepare-value.ts';
import { field } from '../support/schema.ts';
import { english, text } from '../../src/texts/text.ts';

/** What goes into the field; undefined when it is left empty, which always comes with a note. */
function value(type: string, text: string, more: Parameters<typeof field>[2] = {}) {
  const prepared = prepareValue(field('Some_Field__c', type, more), text);
  if (prepared.value === undefined) assert.match(english(prepared.note), /^Some Field was left empty: /);
  return prepared.value;
}

describe('what a text becomes in a field', () => {
  it('cuts a text to the field with a note, and never inside a surrogate pair', () => {
    assert.deepEqual(prepareValue(field('Title', 'string', { length: 4 }), 'Chief'), {
      value: 'Chie',
      note: text('value.cut', { field: 'Title', length: 4 }),
    });
    assert.equal(value('string', 'abc😀', { length: 4 }), 'abc');
    assert.equal(value('string', 'abc😀', { length: 5 }), 'abc😀');
  });

  it('makes one line of a text unless the field holds several', () => {
    assert.equal(value('string', ' one\n two '), 'one two');
    assert.equal(value('combobox', 'one\ntwo'), 'one two');
    assert.equal(value('textarea', ' one\n two '), 'one\n two');
  });

  it('never cuts an e-mail address, a phone number or a link, whatever field the link is for', () => {
    const link = `https://meet.example.test/${'x'.repeat(300)}`;
    assert.equal(value('email', `${'x'.repeat(60)}@${'y'.repeat(40)}.test`), undefined);
    assert.equal(value('phone', '1'.repeat(41)), undefined);
    assert.equal(value('url', link), undefined);
    assert.equal(value('string', link), undefined);
  });

  it('leaves an e-mail field empty for what is no address', () => {
    assert.equal(value('email', 'n/a'), undefined);
    assert.equal(value('email', "o'hara+x@example.test"), "o'hara+x@example.test");
  });

  it('takes numbers with one reading only, rounded to what the field holds', () => {
    const seats = { precision: 5, scale: 2 };
    assert.equal(value('double', ' 40 ', seats), 40);
    assert.equal(value('double', '-1.005', seats), -1);
    assert.equal(value('currency', '12.345', seats), 12.35);
    assert.equal(value('int', '7.6'), 8);
    for (const text of ['1.500,00', '1,500', '40 seats', '1e3', '', '٣'])
      assert.equal(value('double', text), undefined);
  });

  it('leaves out a number with more digits than the field has, also one that gets there by rounding', () => {
    const seats = { precision: 5, scale: 2 };
    assert.equal(value('double', '999.99', seats), 999.99);
    assert.equal(value('double', '1000', seats), undefined);
    assert.equal(value('double', '999.999', seats), undefined);
    assert.equal(value('double', '1', { precision: 2, scale: 2 }), undefined);
    assert.equal(value('int', '123456789', { digits: 8 }), undefined);
    assert.equal(value('double', '9'.repeat(400), { precision: 0, scale: 0 }), undefined);
  });

  it('takes dates that name their day, and moments as UTC whatever the zone of this machine', () => {
    assert.equal(value('date', '2026-11-20'), '2026-11-20');
    assert.equal(value('date', '2026-11-20T23:30:00-05:00'), '2026-11-20');
    assert.equal(value('datetime', '2026-11-20T23:30:00-05:00'), '2026-11-21T04:30:00.000Z');
    assert.equal(value('datetime', '2026-11-20T10:00'), '2026-11-20T10:00:00.000Z');
    for (const text of ['10:30', '2026', '2026-W47', '20.11.2026', '2026-02-30', '0026-11-20', '9026-11-20']) {
      assert.equal(value('date', text), undefined, text);
    }
  });

  it('knows yes and no in words and in several languages, and guesses nothing else', () => {
    for (const text of ['Yes', 'true', '1', 'sí', 'Ja']) assert.equal(value('boolean', text), true);
    for (const text of ['No', 'FALSE', '0', 'nein']) assert.equal(value('boolean', text), false);
    assert.equal(value('boolean', 'maybe'), undefined);
  });

  it('spells a picklist value as the org does', () => {
    const industry = { picklistValues: ['Banking', 'Food, Drink'], restrictedPicklist: true };
    assert.equal(value('picklist', ' banking ', industry), 'Banking');
    assert.equal(value('picklist', 'food, drink', industry), 'Food, Drink');
    assert.equal(value('picklist', 'Mining', industry), undefined);
  });

  it('lets an unrestricted picklist take another text, within its length', () => {
    assert.equal(value('picklist', 'Mining', { picklistValues: ['Banking'] }), 'Mining');
    assert.equal(value('picklist', 'x'.repeat(256)), undefined);
    assert.equal(value('picklist', 'x'.repeat(41), { length: 40 }), undefined);
  });

  it('takes a multi-select only when every part is a value of it', () => {
    const tools = { picklistValues: ['CRM', 'Reports', 'Sales, Marketing'], length: 4099 };
    assert.equal(value('multipicklist', 'crm; Reports;CRM', tools), 'CRM;Reports');
    assert.equal(value('multipicklist', 'Sales, Marketing', tools), 'Sales, Marketing');
    assert.equal(value('multipicklist', 'CRM, Reports', tools), 'CRM;Reports');
    assert.equal(value('multipicklist', 'CRM; whatever you advise', tools), undefined);
    assert.equal(value('multipicklist', ' ; ', tools), undefined);
  });

  it('takes record ids for a look-up and nothing else', () => {
    assert.equal(value('reference', '005000000000001AAA'), '005000000000001AAA');
    assert.equal(value('reference', 'Ana Jones'), undefined);
  });

  it('leaves fields empty that no text of a booking fits', () => {
    for (const type of ['base64', 'address', 'location', 'encryptedstring', 'complexvalue', 'anyType']) {
      assert.equal(value(type, '10:30'), undefined, type);
    }
  });

  it('takes a time of day, and that of a moment in UTC', () => {
    assert.equal(value('time', '9:30'), undefined);
    assert.equal(value('time', '09:30'), '09:30:00.000Z');
    assert.equal(value('time', '2026-12-01T16:00:30+01:00'), '15:00:30.000Z');
    for (const said of ['noon', '25:00', '2026-12-01', '']) assert.equal(value('time', said), undefined, said);
  });

  it('writes a text into a rich text area as it is, never as markup, and cuts no entity in two', () => {
    const rich = (length: number) => field('Rich', 'textarea', { html: true, length });
    const said = '<a href="x">5 > 4 & more</a>\nnext';
    assert.deepEqual(prepareValue(rich(32_000), said), {
      value: '&lt;a href="x"&gt;5 &gt; 4 &amp; more&lt;/a&gt;<br>next',
    });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '<', '&', '😀') }),
        fc.integer({ min: 1, max: 30 }),
        (text, length) => {
          const prepared = prepareValue(rich(length), text);
          if (prepared.value === undefined) return true;
          const plain = String(prepared.value);
          assert.ok(plain.length <= length && plain.isWellFormed());
          assert.ok(!plain.includes('<') && !/&(?!amp;|lt;|gt;)/.test(plain), plain);
          return prepared.note !== undefined || plain.replaceAll('&lt;', '<').replaceAll('&amp;', '&') === text;
        },
      ),
    );
  });

  it('says what it left out in one line, shortened', () => {
    const { note } = prepareValue(field('Seats', 'double'), `many\n${'x'.repeat(200)}`);
    assert.match(
      english(note!),
      /^Seats was left empty: "many x{75}…" is not a plain number\. It stands in the Event’s desc/,
    );
  });

  it('gives any field a value that fits it, or a note, for any text', () => {
    const types = fc.constantFrom(
      ...['string', 'textarea', 'combobox', 'email', 'phone', 'url', 'picklist', 'multipicklist', 'double', 'percent'],
      ...['int', 'date', 'datetime', 'boolean', 'reference', 'time'],
    );
    const schema = fc.record({
      length: fc.integer({ min: 1, max: 60 }),
      precision: fc.integer({ min: 3, max: 18 }),
      scale: fc.integer({ min: 0, max: 3 }),
      digits: fc.integer({ min: 1, max: 9 }),
      restrictedPicklist: fc.boolean(),
      picklistValues: fc.array(fc.string({ minLength: 1, maxLength: 1 })),
    });
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('a', '1', ';', ',', '.', '-', '😀', '\n', ' ') }),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(types, schema, anyText, (type, more, given) => {
        const target = field('F', type, more);
        const prepared = prepareValue(target, given);
        if (prepared.value === undefined) return english(prepared.note) !== '';
        if (typeof prepared.value === 'number') {
          const room = type === 'int' ? more.digits : more.precision - more.scale;
          return Number.isFinite(prepared.value) && Math.abs(prepared.value) < 10 ** room;
        }
        if (typeof prepared.value === 'boolean') return type === 'boolean';
        const limit =
          type === 'date' || type === 'datetime' || type === 'reference' || type === 'time' ? 30 : more.length;
        const isKnown = prepared.value.split(';').every((part) => more.picklistValues.includes(part));
        const isRestricted = (type === 'picklist' && more.restrictedPicklist) || type === 'multipicklist';
        return (
          prepared.value.trim() !== '' &&
          prepared.value.length <= limit &&
          (!isRestricted || isKnown || more.picklistValues.includes(prepared.value)) &&
          (!given.isWellFormed() || prepared.value.isWellFormed())
        );
      }),
      { numRuns: 3000 },
    );
  });
});
