import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bookingFields, type BookingFacts } from '../../src/bookings/settings/booking-fields.ts';
import {
  hasContent,
  longestOutput,
  longestTemplate,
  readTemplate,
  renderTemplate,
} from '../../src/bookings/settings/template.ts';
import { english } from '../../src/texts/text.ts';
import { someDetails } from '../support/planning.ts';

const booking: BookingFacts = {
  status: 'scheduled',
  source: 'calendly',
  details: {
    ...someDetails,
    notes: `<b>"Tom" & 'Jerry'</b>`,
    answers: [
      { question: 'Office size', answer: '40' },
      { question: '__proto__', answer: 'an answer' },
    ],
  },
};
const problem = (template: string) => {
  const read = readTemplate(template);
  return 'problem' in read ? english(read.problem) : undefined;
};

describe('a template', () => {
  it('says fields of the booking and answers, however the question is written, and nothing is escaped', () => {
    assert.equal(
      renderTemplate('{{customer.name}}: {{answer "office_size"}} ({{page.name}}, {{source}}) {{{notes}}}', booking),
      `Ana Jones: 40 (Demo, calendly) <b>"Tom" & 'Jerry'</b>`,
    );
    assert.equal(renderTemplate('{{ notes }}', booking), booking.details.notes);
    assert.equal(renderTemplate('plain {{! a comment }}text', booking), 'plain text');
  });

  it('has no content where none of what it asks for is told', () => {
    assert.equal(hasContent('Phone: {{customer.phone}}', booking), false);
    assert.equal(hasContent('Phone: {{customer.phone}}{{customer.email}}', booking), true);
    assert.equal(hasContent('always', booking), true);
  });

  it('knows every field of a booking', () => {
    for (const field of bookingFields) assert.equal(problem(`{{${field}}}`), undefined, field);
  });

  it('reaches nothing else: no prototypes, no other data, no logic, no partials, no other delimiters', () => {
    for (const hostile of [
      ...['constructor', '__proto__', 'customer.__proto__', 'customer.constructor.name', 'toString', 'answers.length'],
      ...['.', 'customer', 'details.customer.email', 'records', 'orgId', 'process.env', 'answer', 'answer ""'],
      ...['answer "a" "b"', "answer 'a\"'", 'this', '@root', 'customer.salesforceId'],
    ]) {
      const said = problem(`x{{${hostile}}}y`) ?? renderTemplate(`x{{${hostile}}}y`, booking);
      // A question that holds a quote is a question all the same: nobody asked it.
      assert.ok(/has no "|^xy$/.test(said), `${hostile}: ${said}`);
    }
    for (const [template, words] of [
      ['{{#customer}}{{name}}{{/customer}}', /text and names only; "#customer"/],
      ['{{^customer.name}}x{{/customer.name}}', /"\^customer.name"/],
      ['{{> partial}}', /"> ?partial"/],
      ['{{=<% %>=}}<% constructor %>', /"=/],
      ['{{customer.name', /cannot be read/],
      ['{{/x}}', /cannot be read/],
      ['{{#a}}', /cannot be read/],
    ] as const) {
      assert.match(problem(template) ?? '', words, template);
      assert.equal(renderTemplate(template, booking), '');
    }
  });

  it('takes an answer by its question only, also where that is the name of a prototype', () => {
    assert.equal(renderTemplate('{{answer "__proto__"}}', booking), 'an answer');
    assert.equal(renderTemplate('{{answer "toString"}}{{answer "constructor"}}', booking), '');
  });

  it('is bounded, and so is what it makes', () => {
    assert.match(problem('x'.repeat(longestTemplate + 1)) ?? '', /longer than 4,000/);
    const long = { ...booking, details: { ...booking.details, notes: 'n'.repeat(32_000) } };
    assert.equal(renderTemplate('{{notes}}'.repeat(400), long).length, longestOutput);
    assert.ok(renderTemplate('{{notes}}', { ...long, details: { notes: '😀'.repeat(16_001) } }).isWellFormed());
  });

  it('never throws, and says only what it holds and what the booking holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const template = `{{${text}}}`;
        if (problem(template) !== undefined) assert.equal(renderTemplate(template, booking), '');
        else renderTemplate(template, booking);
      }),
    );
  });
});
