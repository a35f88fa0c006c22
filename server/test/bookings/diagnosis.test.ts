import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { causeKey, diagnoseFaults, diagnosisView, type Diagnosis } from '../../src/bookings/diagnosis.ts';
import { parseRowFault } from '../../src/salesforce/row-fault.ts';
import { knownCodes, meaningOfCode } from '../../src/salesforce/error-codes.ts';
import type { DataKind, RowFault } from '../../src/salesforce/errors.ts';
import type { RowError } from '../../src/salesforce/types.ts';
import { inWords, languages } from '../../src/texts/text.ts';

const labels: Record<string, string> = { Email: 'Email', LastName: 'Last Name', Company: 'Company', Seats__c: 'Seats' };

function diagnosisOf(errors: RowError[], values: Record<string, unknown> = {}): Diagnosis {
  const faults = errors.map((error) => {
    const meaning = meaningOfCode(error.errorCode, error.message);
    return parseRowFault(meaning?.cause === 'data' ? meaning.kind : 'other', error);
  });
  const [first, ...others] = faults;
  const context = { page: 'Demo', object: 'Lead', labelOf: (name: string) => labels[name], values };
  return diagnoseFaults([first!, ...others], context);
}

function diagnose(errors: RowError[], values: Record<string, unknown> = {}) {
  return diagnosisView(diagnosisOf(errors, values), 'en');
}
const error = (errorCode: string, message: string, fields: string[] = [], more: Partial<RowError> = {}): RowError => ({
  errorCode,
  message,
  fields,
  ...more,
});

const kinds = [
  ...new Set(
    knownCodes.flatMap((code): DataKind[] => {
      const meaning = meaningOfCode(code, '');
      return meaning?.cause === 'data' ? [meaning.kind] : [];
    }),
  ),
];

describe('a diagnosis', () => {
  it('names page, object, rule and field of a validation rule', () => {
    const diagnosis = diagnose([error('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Use a business address.', ['Email'])]);
    assert.equal(
      diagnosis.sentence,
      'A validation rule on Lead refused the record at the field Email: "Use a business address." (booking page "Demo").',
    );
    assert.match(diagnosis.fix, /^In Setup › Object Manager › Lead › Validation Rules, find the rule/);
    assert.equal(diagnosis.page, 'Demo');
    assert.equal(diagnosis.object, 'Lead');
    assert.equal(diagnosis.rule, 'Use a business address.');
    assert.deepEqual(diagnosis.field, { name: 'Email', label: 'Email' });
  });

  it('names every required field by its label', () => {
    const diagnosis = diagnose([
      error('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName, Seats__c]', ['LastName', 'Seats__c']),
    ]);
    assert.match(
      diagnosis.sentence,
      /^Lead requires Last Name, Seats \(Seats__c\), and the booking has no value for it/,
    );
  });

  it('names the value that was sent, its field and the limit', () => {
    const message = `Last Name: data value too large: ${'x'.repeat(120)} (max length=80)`;
    const diagnosis = diagnose([error('STRING_TOO_LONG', message, ['LastName'])]);
    assert.match(
      diagnosis.sentence,
      /^"x{100}…" is too long for the field Last Name of Lead, which holds 80 characters/,
    );
    const picklist = diagnose([error('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Schlecht', ['Company'])], {
      Company: 'Acme',
    });
    assert.match(picklist.sentence, /^"Acme" is not a value of the restricted picklist in the field Company of Lead/);
    assert.equal(picklist.value, 'Acme');
  });

  it('names duplicate rule, flow and trigger', () => {
    const duplicateResult = { duplicateRule: 'Standard_Lead', allowSave: false, matchResults: [] };
    const duplicate = diagnose([error('DUPLICATES_DETECTED', 'Use one of these', [], { duplicateResult })]);
    assert.match(duplicate.sentence, /^The duplicate rule "Standard_Lead" found records like this Lead, and does/);
    assert.equal(duplicate.rule, 'Standard_Lead');
    assert.match(
      diagnose([error('DUPLICATES_DETECTED', 'Use one of these')]).sentence,
      /^The duplicate rule found records/,
    );
    const trigger = 'LeadTrigger: execution of AfterInsert\n\ncaused by: System.NullPointerException';
    assert.match(
      diagnose([error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', trigger)]).sentence,
      /^The Apex trigger "LeadTrigger" failed while the Lead was saved \(AfterInsert\): System.NullPointerException/,
    );
  });

  it('tells all faults of a record, the first one leading', () => {
    const diagnosis = diagnose([
      error('INVALID_EMAIL_ADDRESS', 'Email: invalid email address: x@y', ['Email']),
      error('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'No Sundays', []),
    ]);
    assert.equal(diagnosis.code, 'INVALID_EMAIL_ADDRESS');
    assert.match(
      diagnosis.sentence,
      /^Salesforce does not accept "x@y" .* A validation rule on Lead refused the record/,
    );
  });

  it('keeps what Salesforce said, to the letter', () => {
    const message = 'Odd  text..\nof another line';
    assert.equal(diagnose([error('FIELD_INTEGRITY_EXCEPTION', message)]).salesforceMessage, message);
  });

  it('is the same cause for two bookings only when code, object, field and rule are the same', () => {
    const key = (...given: Parameters<typeof error>) => causeKey(diagnosisOf([error(...given)]));
    const rule = 'FIELD_CUSTOM_VALIDATION_EXCEPTION';
    assert.equal(key(rule, 'No Sundays', ['Email']), key(rule, 'No Sundays', ['Email']));
    assert.notEqual(key(rule, 'No Sundays', ['Email']), key(rule, 'No Mondays', ['Email']));
    assert.notEqual(key(rule, 'No Sundays', ['Email']), key(rule, 'No Sundays', ['LastName']));
    assert.equal(
      key('STRING_TOO_LONG', 'Company: data value too large: aaa (max length=2)', ['Company']),
      key('STRING_TOO_LONG', 'Company: data value too large: bbb (max length=2)', ['Company']),
    );
  });

  it('is made of whole sentences, whatever kind of fault it is and however little is known of it', () => {
    const name = fc.option(fc.constantFrom('Email', 'Unknown__c'), { nil: undefined });
    const message = fc.constantFrom(
      '',
      '  ',
      'Not so',
      'Not so.',
      'Really?',
      'First line.\n\n  Second line',
      'It says "x"',
    );
    const fault: fc.Arbitrary<RowFault> = fc
      .record({
        kind: fc.constantFrom(...kinds),
        message,
        fields: name.map((one) => (one === undefined ? [] : [one])),
        extra: fc.record(
          {
            label: fc.constant('Label'),
            value: fc.constantFrom('', 'x', 'x'.repeat(300)),
            maxLength: fc.constant(80),
            recordId: fc.constant('00Q000000000001AAA'),
            automation: fc.constant('My Flow'),
            duplicateRule: fc
              .constantFrom('', 'Standard')
              .map((rule) => ({ name: rule, allowSave: false, recordIds: [] })),
          },
          { requiredKeys: [] },
        ),
      })
      .map(({ extra, ...rest }) => ({ errorCode: 'CODE', ...rest, ...extra }));
    const page = fc.option(fc.constantFrom('Demo', 'Demo.'), { nil: undefined });
    fc.assert(
      fc.property(fault, fc.option(fault, { nil: undefined }), page, (first, second, booked) => {
        const context = { page: booked, object: 'Lead', labelOf: (field: string) => labels[field], values: {} };
        const { sentence, fix } = diagnoseFaults(second ? [first, second] : [first], context);
        for (const said of languages.flatMap((language) => [inWords(sentence, language), inWords(fix, language)])) {
          assert.match(said, /^["„A-Z].*[.?]["”“]?$/);
          assert.doesNotMatch(said, /undefined|null|\[object|\s\s|\n|\.\.|: \.| ,|\s""[\s.]/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('cuts a long value between characters', () => {
    const message = `Company: data value too large: ${'😀'.repeat(60)}x${'😀'.repeat(60)} (max length=80)`;
    const { sentence } = diagnose([error('STRING_TOO_LONG', message.replace('large: ', 'large: y'), ['Company'])]);
    assert.ok(sentence.isWellFormed());
  });
});
