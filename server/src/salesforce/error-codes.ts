import type { ConnectionKind, DataKind, LimitKind } from './errors.ts';

export type CodeMeaning =
  | { cause: 'connection'; kind: ConnectionKind }
  | { cause: 'limit'; kind: LimitKind }
  | { cause: 'transient' }
  /** Rolled back or not tried because of another row: no fault of its own. */
  | { cause: 'halted' }
  | { cause: 'data'; kind: DataKind };

const data = (kind: DataKind): CodeMeaning => ({ cause: 'data', kind });
const connection = (kind: ConnectionKind): CodeMeaning => ({ cause: 'connection', kind });
const limit = (kind: LimitKind): CodeMeaning => ({ cause: 'limit', kind });
const transient: CodeMeaning = { cause: 'transient' };
const halted: CodeMeaning = { cause: 'halted' };

/** Codes of REST, sObject Collections and the SOAP StatusCode list that mean the same wherever they appear. */
const meanings: Record<string, CodeMeaning> = {
  API_CURRENTLY_DISABLED: connection('apiDisabled'),
  API_DISABLED_FOR_ORG: connection('apiDisabled'),
  INACTIVE_ORG: connection('inactiveOrg'),
  INVALID_AUTH_HEADER: connection('sessionRefused'),
  INVALID_OPERATION_WITH_EXPIRED_PASSWORD: connection('passwordExpired'),
  INVALID_SESSION_ID: connection('sessionRefused'),
  ORG_LOCKED: connection('inactiveOrg'),
  TRIAL_EXPIRED: connection('inactiveOrg'),
  UNSUPPORTED_API_VERSION: connection('versionRetired'),
  USER_NOT_ACTIVE: connection('inactiveUser'),

  INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE: limit('maintenance'),
  REQUEST_LIMIT_EXCEEDED: limit('dailyRequests'),
  STORAGE_LIMIT_EXCEEDED: limit('storage'),

  INVALID_QUERY_LOCATOR: transient,
  NO_ANSWER: transient,
  QUERY_TIMEOUT: transient,
  REQUEST_RUNNING_TOO_LONG: transient,
  SERVER_UNAVAILABLE: transient,
  TOO_MANY_APEX_REQUESTS: transient,
  UNABLE_TO_LOCK_ROW: transient,
  UNKNOWN_EXCEPTION: transient,

  ALL_OR_NONE_OPERATION_ROLLED_BACK: halted,
  BATCH_PROCESSING_HALTED: halted,
  PROCESSING_HALTED: halted,

  CANNOT_EXECUTE_FLOW_TRIGGER: data('flow'),
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: data('trigger'),
  CANNOT_UPDATE_CONVERTED_LEAD: data('converted'),
  DELETE_FAILED: data('other'),
  DUPLICATES_DETECTED: data('duplicateRule'),
  DUPLICATE_EXTERNAL_ID: data('severalMatches'),
  DUPLICATE_VALUE: data('duplicateValue'),
  ENTITY_IS_DELETED: data('deleted'),
  ENTITY_IS_LOCKED: data('locked'),
  FIELD_CUSTOM_VALIDATION_EXCEPTION: data('validationRule'),
  FIELD_FILTER_VALIDATION_EXCEPTION: data('lookupFilter'),
  FIELD_INTEGRITY_EXCEPTION: data('fieldIntegrity'),
  FUNCTIONALITY_NOT_ENABLED: data('feature'),
  INACTIVE_OWNER_OR_USER: data('inactiveOwner'),
  INSUFFICIENT_ACCESS: data('permission'),
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: data('permission'),
  INSUFFICIENT_ACCESS_OR_READONLY: data('permission'),
  INVALID_CROSS_REFERENCE_KEY: data('reference'),
  INVALID_EMAIL_ADDRESS: data('email'),
  INVALID_FIELD: data('schema'),
  INVALID_FIELD_FOR_INSERT_UPDATE: data('fieldSecurity'),
  INVALID_ID_FIELD: data('reference'),
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: data('picklist'),
  INVALID_PERSON_ACCOUNT_OPERATION: data('personAccount'),
  INVALID_TYPE: data('schema'),
  INVALID_TYPE_ON_FIELD_IN_RECORD: data('wrongType'),
  JSON_PARSER_ERROR: data('malformed'),
  LIMIT_EXCEEDED: data('governorLimit'),
  MALFORMED_ID: data('reference'),
  MALFORMED_QUERY: data('malformed'),
  METHOD_NOT_ALLOWED: data('malformed'),
  MULTIPLE_CHOICES: data('severalMatches'),
  NOT_FOUND: data('notFound'),
  NUMBER_OUTSIDE_VALID_RANGE: data('number'),
  PACKAGE_LICENSE_REQUIRED: data('feature'),
  REQUIRED_FIELD_MISSING: data('requiredField'),
  STRING_TOO_LONG: data('tooLong'),
  TXN_SECURITY_APEX_ERROR: data('permission'),
  TXN_SECURITY_METERING_ERROR: data('permission'),
  TXN_SECURITY_NO_ACCESS: data('permission'),
  TXN_SECURITY_RUNTIME_ERROR: data('permission'),
};

/**
 * Whether somebody else holds a row that was to be saved; or one that automation wanted, whose error has a code of its
 * own. The same record goes through later.
 */
export function isRowLock(code: string, message: string): boolean {
  return /UNABLE_TO_LOCK_ROW|unable to obtain exclusive access/i.test(`${code} ${message}`);
}

/**
 * What a Salesforce error code means, and where one code has several meanings, by its text.
 * `undefined` for a code that nobody listed. `HTTP_<status>` is our own name for an answer without a code.
 */
export function meaningOfCode(code: string, message: string): CodeMeaning | undefined {
  if (code === 'REQUEST_LIMIT_EXCEEDED' && /concurrent/i.test(message)) return limit('concurrentRequests');
  // /limits says this to a user without "View Setup and Configuration", whose connection is fine.
  if (code === 'API_DISABLED_FOR_ORG' && /limits resource/i.test(message)) return data('permission');
  // One code for triggers that fail and for objects that the user may not write.
  if (code === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' && /^entity type cannot be /i.test(message)) {
    return data('permission');
  }
  if (code === 'NOT_FOUND' && /external id field/i.test(message)) return data('schema');
  const meaning = meanings[code];
  if (
    meaning?.cause === 'data' &&
    (meaning.kind === 'flow' || meaning.kind === 'trigger') &&
    isRowLock(code, message)
  ) {
    return transient;
  }
  if (meaning === undefined && /^HTTP_(420|429|5\d\d)$/.test(code)) return transient;
  return meaning;
}

/** Every code with a stated meaning; for tests and documentation. */
export const knownCodes: readonly string[] = Object.keys(meanings);
