import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifyRow } from '../../src/salesforce/classify.ts';
import type { RowFault } from '../../src/salesforce/errors.ts';
import { readRowErrors } from '../../src/salesforce/row-errors.ts';

function faultOf(error: { errorCode: string; message: string; fields?: string[] }): RowFault {
  const found = classifyRow(readRowErrors([error]));
  assert.ok(found.cause === 'data');
  return found.faults[0];
}

describe('what the text of a row error tells', () => {
  it('missing required fields are named even where the list of fields is empty', () => {
    const message = 'Required fields are missing: [LastName, Company]';
    assert.deepEqual(faultOf({ errorCode: 'REQUIRED_FIELD_MISSING', message }).fields, ['LastName', 'Company']);
  });

  it('a text that is too long gives label, value and limit, also when the value has colons and line breaks', () => {
    const message = 'Topic Name: data value too large: a: b\n(max length=1) (max length=25)';
    const fault = faultOf({ errorCode: 'STRING_TOO_LONG', message, fields: ['Name'] });
    assert.deepEqual([fault.label, fault.value, fault.maxLength], ['Topic Name', 'a: b\n(max length=1)', 25]);
    const bare = faultOf({ errorCode: 'STRING_TOO_LONG', message: 'data value too large: abc (max length=2)' });
    assert.deepEqual([bare.label, bare.value, bare.maxLength], [undefined, 'abc', 2]);
  });

  it('a refused picklist value, e-mail address, number and type give label and value', () => {
    const of = (errorCode: string, message: string) => {
      const fault = faultOf({ errorCode, message });
      return [fault.label, fault.value];
    };
    assert.deepEqual(
      of(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        'Job Category: bad value for restricted picklist field: NURSE(NP,S)',
      ),
      ['Job Category', 'NURSE(NP,S)'],
    );
    assert.deepEqual(of('INVALID_EMAIL_ADDRESS', 'Email: invalid email address: not-an-email'), [
      'Email',
      'not-an-email',
    ]);
    assert.deepEqual(
      of('NUMBER_OUTSIDE_VALID_RANGE', 'Seats: value outside of valid range on numeric field: 99999999999'),
      ['Seats', '99999999999'],
    );
    assert.deepEqual(of('INVALID_TYPE_ON_FIELD_IN_RECORD', 'Seats: value not of required type: many'), [
      'Seats',
      'many',
    ]);
  });

  it('a duplicate value names the field and the record that holds it', () => {
    const fault = faultOf({
      errorCode: 'DUPLICATE_VALUE',
      message: 'duplicate value found: Ext__c duplicates value on record with id: 00Q58000003tW4u',
    });
    assert.deepEqual([fault.fields, fault.recordId], [['Ext__c'], '00Q58000003tW4u']);
  });

  it('a duplicate value of an invisible record names neither', () => {
    const fault = faultOf({
      errorCode: 'DUPLICATE_VALUE',
      message: 'duplicate value found: <unknown> duplicates value on record with id: <unknown>',
    });
    assert.deepEqual([fault.fields, fault.recordId], [[], undefined]);
  });

  it('a field that does not exist for the user, and one that is read-only, are named', () => {
    const unknown = { errorCode: 'INVALID_FIELD', message: "No such column 'Foo__c' on sobject of type Lead" };
    assert.deepEqual(faultOf(unknown).fields, ['Foo__c']);
    const readOnly = 'Unable to create/update fields: A__c, B__c. Please check the security settings of this field';
    assert.deepEqual(faultOf({ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message: readOnly }).fields, [
      'A__c',
      'B__c',
    ]);
  });

  it('a flow and a trigger that failed are named', () => {
    const flow = "We can't save this record because the “Set territory” process failed. Give your Salesforce admin …";
    assert.equal(faultOf({ errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER', message: flow }).automation, 'Set territory');
    const trigger = 'acme.LeadTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException';
    const code = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
    assert.equal(faultOf({ errorCode: code, message: trigger }).automation, 'acme.LeadTrigger');
  });

  it('a duplicate rule tells its name, whether saving anyway is allowed, and the records, under either spelling', () => {
    for (const key of ['duplicateResut', 'duplicateResult']) {
      const [error] = readRowErrors([
        {
          [key]: {
            allowSave: true,
            duplicateRule: 'Standard_Lead_Duplicate_Rule',
            matchResults: [{ matchRecords: [{ record: { Id: '00Q000000000001AAA' } }, { record: null }] }, null],
          },
          errorCode: 'DUPLICATES_DETECTED',
          message: 'Use one of these records?',
        },
      ]);
      assert.ok(error);
      const found = classifyRow([error]);
      assert.deepEqual(found.cause === 'data' && found.faults[0].duplicateRule, {
        name: 'Standard_Lead_Duplicate_Rule',
        allowSave: true,
        recordIds: ['00Q000000000001AAA'],
      });
    }
  });

  it('a translated text keeps code, message and fields', () => {
    const message = 'Erforderliche Felder fehlen.';
    const fault = faultOf({ errorCode: 'REQUIRED_FIELD_MISSING', message, fields: ['LastName'] });
    assert.deepEqual(fault, {
      kind: 'requiredField',
      errorCode: 'REQUIRED_FIELD_MISSING',
      message,
      fields: ['LastName'],
    });
  });
});
