import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifyResponse, classifyRow, classifyThrown } from '../../src/salesforce/classify.ts';
import { knownCodes } from '../../src/salesforce/error-codes.ts';
import { EnvelopeError, TransientError } from '../../src/salesforce/errors.ts';
import type { RowError } from '../../src/salesforce/types.ts';
import { english } from '../../src/texts/text.ts';

const row = (errorCode: string, message = ''): RowError => ({ errorCode, message, fields: [] });

function causeOfRow(...errors: RowError[]): string {
  const found = classifyRow(errors);
  if (found.cause === 'data') return `data ${found.faults[0].kind}`;
  return 'kind' in found ? `${found.cause} ${found.kind}` : found.cause;
}

function causeOfAnswer(status: number, errorCode: string, message = ''): string {
  const error = classifyResponse(status, 'application/json;charset=UTF-8', [{ errorCode, message }]);
  if (error instanceof EnvelopeError) return 'envelope';
  return 'kind' in error ? `${error.cause} ${String(error.kind)}` : error.cause;
}

const rows: [code: string, message: string, cause: string][] = [
  ['INVALID_SESSION_ID', 'Session expired or invalid', 'connection sessionRefused'],
  ['INVALID_SESSION_ID', 'This session is not valid for use with the REST API', 'connection sessionRefused'],
  ['INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE', 'connection sessionRefused'],
  ['API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.', 'connection apiDisabled'],
  ['API_DISABLED_FOR_ORG', 'limits resource is not enabled', 'data permission'],
  ['API_CURRENTLY_DISABLED', 'API is disabled for this User', 'connection apiDisabled'],
  ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'limit dailyRequests'],
  [
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    'limit concurrentRequests',
  ],
  ['STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', 'limit storage'],
  ['INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', '', 'limit maintenance'],
  ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', 'transient'],
  ['SERVER_UNAVAILABLE', 'Server Unavailable', 'transient'],
  ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.', 'transient'],
  ['TOO_MANY_APEX_REQUESTS', '', 'transient'],
  ['QUERY_TIMEOUT', '', 'transient'],
  ['INVALID_QUERY_LOCATOR', '', 'transient'],
  ['HTTP_503', '', 'transient'],
  ['PROCESSING_HALTED', 'The transaction was rolled back', 'halted'],
  ['BATCH_PROCESSING_HALTED', '', 'halted'],
  ['ALL_OR_NONE_OPERATION_ROLLED_BACK', '', 'halted'],
  ['FUNCTIONALITY_NOT_ENABLED', '', 'data feature'],
  ['PACKAGE_LICENSE_REQUIRED', '', 'data feature'],
  ['INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', 'data permission'],
  ['INVALID_OPERATION_WITH_EXPIRED_PASSWORD', '', 'connection passwordExpired'],
  ['INSUFFICIENT_ACCESS', '', 'data permission'],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'entity type cannot be inserted: Lead', 'data permission'],
  ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', '', 'data permission'],
  ['TXN_SECURITY_NO_ACCESS', '', 'data permission'],
  ['TXN_SECURITY_APEX_ERROR', '', 'data permission'],
  ['TXN_SECURITY_METERING_ERROR', '', 'data permission'],
  ['TXN_SECURITY_RUNTIME_ERROR', '', 'data permission'],
  ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', 'data reference'],
  ['MALFORMED_ID', 'malformed id abc123', 'data reference'],
  ['NOT_FOUND', 'The requested resource does not exist', 'data notFound'],
  ['NOT_FOUND', 'Provided external ID field does not exist or is not accessible: X__c', 'data schema'],
  ['ENTITY_IS_DELETED', 'entity is deleted', 'data deleted'],
  ['METHOD_NOT_ALLOWED', '', 'data malformed'],
  ['MALFORMED_QUERY', "unexpected token: 'FORM'", 'data malformed'],
  ['JSON_PARSER_ERROR', '', 'data malformed'],
  ['INVALID_FIELD', "No such column 'foo' on sobject of type Bar", 'data schema'],
  ['INVALID_TYPE', "sObject type 'XYZZY' is not supported.", 'data schema'],
  ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', 'data requiredField'],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Phone is needed', 'data validationRule'],
  ['STRING_TOO_LONG', '', 'data tooLong'],
  ['INVALID_EMAIL_ADDRESS', '', 'data email'],
  ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', '', 'data picklist'],
  ['NUMBER_OUTSIDE_VALID_RANGE', '', 'data number'],
  ['INVALID_TYPE_ON_FIELD_IN_RECORD', '', 'data wrongType'],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', '', 'data fieldSecurity'],
  ['FIELD_INTEGRITY_EXCEPTION', '', 'data fieldIntegrity'],
  ['FIELD_FILTER_VALIDATION_EXCEPTION', '', 'data lookupFilter'],
  ['DUPLICATES_DETECTED', 'Use one of these records?', 'data duplicateRule'],
  ['DUPLICATE_VALUE', '', 'data duplicateValue'],
  ['DUPLICATE_EXTERNAL_ID', '', 'data severalMatches'],
  ['MULTIPLE_CHOICES', '', 'data severalMatches'],
  ['CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', 'data converted'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: execution of BeforeInsert caused by: System.NullPointerException',
    'data trigger',
  ],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'T: execution of AfterInsert caused by: first error: UNABLE_TO_LOCK_ROW',
    'transient',
  ],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', 'We can’t save this record', 'data flow'],
  ['ENTITY_IS_LOCKED', 'the entity is locked for editing', 'data locked'],
  ['INACTIVE_OWNER_OR_USER', '', 'data inactiveOwner'],
  ['LIMIT_EXCEEDED', 'System.LimitException: Too many SOQL queries: 101', 'data governorLimit'],
  ['SOMETHING_NEW', 'never seen before', 'data other'],
];

describe('the cause of a failed row', () => {
  for (const [code, message, cause] of rows) {
    it(`${code} "${message}" is ${cause}`, () => {
      assert.equal(causeOfRow(row(code, message)), cause);
    });
  }

  it('every code that has a meaning is in this table', () => {
    const unlisted = ['DELETE_FAILED', 'INVALID_PERSON_ACCOUNT_OPERATION', 'NO_ANSWER', 'INACTIVE_ORG', 'ORG_LOCKED'];
    unlisted.push(
      'TRIAL_EXPIRED',
      'UNSUPPORTED_API_VERSION',
      'USER_NOT_ACTIVE',
      'REQUEST_RUNNING_TOO_LONG',
      'INVALID_ID_FIELD',
    );
    const listed = new Set([...rows.map(([code]) => code), ...unlisted]);
    assert.deepEqual(
      knownCodes.filter((code) => !listed.has(code)),
      [],
    );
  });

  it('of several errors an exhausted limit decides, then the refused data, then the lock, and last the rollback', () => {
    const halted = row('PROCESSING_HALTED');
    const lock = row('UNABLE_TO_LOCK_ROW');
    const rule = row('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Phone is needed');
    const limit = row('REQUEST_LIMIT_EXCEEDED');
    assert.equal(causeOfRow(halted, lock, rule, limit), 'limit dailyRequests');
    assert.equal(causeOfRow(halted, lock, rule), 'data validationRule');
    assert.equal(causeOfRow(halted, lock), 'transient');
  });

  it('keeps every validation rule that fired', () => {
    const found = classifyRow([
      row('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'first'),
      row('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'second'),
    ]);
    assert.equal(found.cause, 'data');
    assert.deepEqual(found.cause === 'data' && found.faults.map((fault) => fault.message), ['first', 'second']);
  });

  it('a failure without any error is transient, not the booking’s fault', () => {
    assert.equal(causeOfRow(), 'transient');
  });
});

describe('the cause of a refused call', () => {
  const answers: [status: number, code: string, message: string, cause: string][] = [
    [401, 'INVALID_SESSION_ID', 'Session expired or invalid', 'connection sessionRefused'],
    [401, 'SOMETHING_NEW', '', 'connection sessionRefused'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'limit dailyRequests'],
    [403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User', 'connection apiDisabled'],
    [403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.', 'connection apiDisabled'],
    [404, 'NOT_FOUND', 'The requested resource does not exist', 'connection resourceMissing'],
    [410, 'GONE', '', 'connection versionRetired'],
    [429, 'TOO_MANY', '', 'transient'],
    [420, 'EDGE', '', 'transient'],
    [500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.', 'transient'],
    [503, 'SERVER_UNAVAILABLE', 'Server Unavailable', 'transient'],
    [503, 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', '', 'limit maintenance'],
    [400, 'JSON_PARSER_ERROR', 'Unexpected character', 'envelope'],
    [400, 'SOMETHING_NEW', '', 'envelope'],
    [403, 'TXN_SECURITY_NO_ACCESS', 'The operation was blocked', 'envelope'],
    [431, 'HEADERS', '', 'envelope'],
  ];
  for (const [status, code, message, cause] of answers) {
    it(`HTTP ${status} ${code} is ${cause}`, () => assert.equal(causeOfAnswer(status, code, message), cause));
  }

  it('HTML is transient whatever its status', () => {
    for (const status of [200, 404, 502, 503]) {
      const error = classifyResponse(status, 'text/html; charset=UTF-8', '<html>Down for maintenance</html>');
      assert.equal(error.cause, 'transient');
      assert.equal(error.code, 'HTML_ANSWER');
    }
  });

  it('a 503 of a write leaves doubt whether it was executed, of a read it does not', () => {
    const of = (writes: boolean) => classifyResponse(503, 'application/json', [], { writes });
    assert.equal((of(true) as TransientError).outcome, 'unknown');
    assert.equal((of(false) as TransientError).outcome, 'notExecuted');
  });

  it('says in sentences what happened and what to do, with the words of Salesforce', () => {
    const error = classifyResponse(403, 'application/json', [
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    ]);
    assert.match(english(error.detail), /24 hours.*TotalRequests Limit exceeded\./);
    assert.match(english(error.fix), /Wait/);
    assert.equal(error.httpStatus, 403);
  });
});

describe('the cause of a request without an answer', () => {
  const fetchFailed = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

  it('a refused connection and an unknown host were not executed', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED']) {
      const error = classifyThrown(fetchFailed(code));
      assert.ok(error instanceof TransientError && error.outcome === 'notExecuted', code);
      assert.equal(error.code, code);
    }
  });

  it('a lost socket and a timeout of a write may have been executed', () => {
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    for (const thrown of [fetchFailed('ECONNRESET'), fetchFailed('UND_ERR_SOCKET'), timeout, new Error('?')]) {
      const error = classifyThrown(thrown);
      assert.ok(error instanceof TransientError && error.outcome === 'unknown', String(thrown));
    }
    assert.equal((classifyThrown(timeout, { writes: false }) as TransientError).outcome, 'notExecuted');
  });
});
