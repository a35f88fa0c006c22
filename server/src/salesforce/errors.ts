import { english, text, type Text } from '../texts/text.ts';
import type { RowError } from './types.ts';

export type Cause = 'connection' | 'limit' | 'transient' | 'data';

export type ConnectionKind =
  | 'address'
  | 'appBlocked'
  | 'appMissing'
  | 'apiDisabled'
  | 'certificateRefused'
  | 'disconnected'
  | 'flowDisabled'
  | 'inactiveOrg'
  | 'inactiveUser'
  | 'ipRestricted'
  | 'loginRefused'
  | 'noRunAsUser'
  | 'notConnected'
  | 'passwordExpired'
  | 'refreshLost'
  | 'resourceMissing'
  | 'sessionRefused'
  | 'tokenEnded'
  | 'userNotApproved'
  | 'versionRetired'
  | 'wrongCredentials'
  | 'wrongOrg';

export type LimitKind = 'dailyRequests' | 'concurrentRequests' | 'logins' | 'storage' | 'maintenance';

/** What is wrong with a row, in classes that an admin repairs alike. */
export type DataKind =
  | 'converted'
  | 'deleted'
  | 'duplicateRule'
  | 'duplicateValue'
  | 'email'
  | 'feature'
  | 'fieldIntegrity'
  | 'fieldSecurity'
  | 'flow'
  | 'governorLimit'
  | 'inactiveOwner'
  | 'locked'
  | 'lookupFilter'
  | 'malformed'
  | 'notFound'
  | 'number'
  | 'other'
  | 'permission'
  | 'personAccount'
  | 'picklist'
  | 'recordType'
  | 'reference'
  | 'requiredField'
  | 'schema'
  | 'severalMatches'
  | 'stateCountry'
  | 'tooLong'
  | 'trigger'
  | 'validationRule'
  | 'wrongType';

/** One row error, with what its text tells. The optional parts are absent where the text is translated or says less. */
export interface RowFault {
  kind: DataKind;
  errorCode: string;
  message: string;
  /** API names; taken from the text where Salesforce leaves `fields` empty. */
  fields: string[];
  /** The field's label, in the language of the connected user. */
  label?: string;
  /** The refused value. */
  value?: string;
  maxLength?: number;
  /** The other record: the holder of a duplicate value, the record that may not be referenced (15 or 18 characters). */
  recordId?: string;
  /** Name of the flow or trigger that failed. */
  automation?: string;
  /** What a flow was at: what it tried to do with records, or the name of its element. */
  element?: string;
  /** When a trigger ran (BeforeInsert), and the innermost line of Apex that failed. */
  event?: string;
  line?: string;
  /** The error inside of a flow or trigger. The code is absent where it was no refused record. */
  inner?: { code?: string; message: string };
  duplicateRule?: { name: string; allowSave: boolean; recordIds: string[] };
}

export interface SalesforceErrorInit {
  /** Salesforce's errorCode, OAuth's `error`, a socket's code, or one of ours in capitals. */
  code: string;
  /** What happened, to what: for an admin. */
  detail: Text;
  /** What to do next: for an admin. */
  fix: Text;
  httpStatus?: number | undefined;
}

/** Everything that goes wrong between us and Salesforce. The cause decides what happens to the booking and to the org. */
export abstract class SalesforceError extends Error {
  abstract override readonly cause: Cause;
  readonly code: string;
  readonly detail: Text;
  readonly fix: Text;
  readonly httpStatus: number | undefined;

  constructor(init: SalesforceErrorInit) {
    super(english(init.detail));
    this.name = new.target.name;
    this.code = init.code;
    this.detail = init.detail;
    this.fix = init.fix;
    this.httpStatus = init.httpStatus;
  }
}

/** The org cannot be used until an admin repairs the connection. Nothing was executed. */
export class ConnectionError extends SalesforceError {
  override readonly cause = 'connection';
  readonly kind: ConnectionKind;
  constructor(kind: ConnectionKind, init: SalesforceErrorInit) {
    super(init);
    this.kind = kind;
  }
}

/** The org has no room now (requests, storage, a maintenance window); waiting helps. Nothing was executed. */
export class LimitError extends SalesforceError {
  override readonly cause = 'limit';
  readonly kind: LimitKind;
  constructor(kind: LimitKind, init: SalesforceErrorInit) {
    super(init);
    this.kind = kind;
  }
}

/** `unknown`: a write may have been committed although its answer is lost. `notExecuted`: nothing was written. */
export type Outcome = 'unknown' | 'notExecuted';

/** Goes away by itself: a busy server, a lock, a timeout, a lost socket, an answer that makes no sense. */
export class TransientError extends SalesforceError {
  override readonly cause = 'transient';
  readonly outcome: Outcome;
  constructor(outcome: Outcome, init: SalesforceErrorInit) {
    super(init);
    this.outcome = outcome;
  }
}

/** True when a call was sent and its outcome is not known. Salesforce counted it. */
export function isLost(error: SalesforceError): boolean {
  return error instanceof TransientError && error.outcome === 'unknown';
}

/** A look-up whose rows are not all there. Never to be read as "not found". */
export class TruncatedLookup extends TransientError {
  constructor(rows: number, totalSize: number) {
    super('notExecuted', {
      code: 'TRUNCATED_LOOKUP',
      detail: text('transient.truncated', { rows, total: totalSize }),
      fix: text('transient.truncated.fix'),
    });
  }
}

/** The record was refused; it waits for the admin. */
export class DataError extends SalesforceError {
  override readonly cause = 'data';
  /** At least one. */
  readonly faults: RowFault[];
  constructor(faults: RowFault[], init: SalesforceErrorInit) {
    super(init);
    this.faults = faults;
  }
}

/**
 * Salesforce refused the whole /composite or graph call with a 4xx that says nothing about the org: one part of it is
 * not well-formed, or it is too large. Nothing was executed; the caller bisects until the culprit stands alone.
 */
export class EnvelopeError extends SalesforceError {
  override readonly cause = 'data';
  readonly errors: RowError[];
  constructor(errors: RowError[], init: SalesforceErrorInit) {
    super(init);
    this.errors = errors;
  }
}
