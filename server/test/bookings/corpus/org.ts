import type { CorpusRow } from './corpus-row.ts';

/** Access, the org as a whole, and what passes by itself. */
export const org: CorpusRow[] = [
  {
    name: 'a Lead that is not shared',
    object: 'Lead',
    status: 403,
    body: [
      { errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      setup: '/lightning/setup/SecuritySharing/home',
      sentence:
        'The API User may not change this Lead: it belongs to somebody else and is not shared with the API User (booking page "Demo").',
      fix: 'Assign the permission set "Inlet API User" to the API User, which may change all records of Lead, or share the record in Setup › Sharing Settings',
    },
  },
  {
    name: 'an Event of somebody else',
    object: 'Event',
    status: 403,
    body: [
      { errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      setup: '/lightning/setup/SecuritySharing/home',
      sentence:
        'The API User may not change this Event: it belongs to somebody else and is not shared with the API User (booking page "Demo").',
      fix: 'Where activities are private (Setup › Sharing Settings › Activity), an Event of somebody else is changed only by users above them in the role hierarchy:',
    },
  },
  {
    name: 'a related record that is not shared',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        message: 'insufficient access rights on cross-reference id: 0015e00000tW1f0',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      setup: '/lightning/setup/SecuritySharing/home',
      sentence:
        'The API User has no access to a record that the Event refers to (0015e00000tW1f0) (booking page "Demo").',
      fix: 'Share that record with the API User (Setup › Sharing Settings), or assign the permission set "Inlet API User" to it',
    },
  },
  {
    name: 'an object that may not be written',
    object: 'Case',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: 'entity type cannot be inserted: Case',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      setup: '/lightning/setup/PermSets/home',
      sentence: 'The API User may not write records of Ticket (booking page "Demo").',
      fix: 'Assign the permission set "Inlet API User" to the API User, or give it the right to create and edit Ticket',
    },
  },
  {
    name: 'a right that is missing',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights on object id' }],
    expected: {
      cause: 'data',
      kind: 'permission',
      setup: '/lightning/setup/PermSets/home',
      sentence: 'The API User may not write this record of Lead (booking page "Demo").',
      fix: 'Assign the permission set "Inlet API User" to the API User, or give it access to the record',
    },
  },
  {
    name: 'a transaction security policy (NO_ACCESS)',
    object: 'Lead',
    status: 403,
    body: [
      {
        errorCode: 'TXN_SECURITY_NO_ACCESS',
        message: 'The operation you requested was blocked by a security policy your Salesforce admin configured.',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      sentence:
        'A transaction security policy of the org stopped the Lead from being saved: The operation you requested was blocked by a security policy your Salesforce admin configured (booking page "Demo").',
      fix: 'In Setup › Transaction Security Policies, except the API User from the policy',
    },
  },
  {
    name: 'a transaction security policy (APEX_ERROR)',
    object: 'Lead',
    status: 403,
    body: [
      {
        errorCode: 'TXN_SECURITY_APEX_ERROR',
        message: 'The operation you requested was blocked by a security policy your Salesforce admin configured.',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      sentence:
        'A transaction security policy of the org stopped the Lead from being saved: The operation you requested was blocked by a security policy your Salesforce admin configured (booking page "Demo").',
      fix: 'In Setup › Transaction Security Policies, except the API User from the policy',
    },
  },
  {
    name: 'a transaction security policy (METERING_ERROR)',
    object: 'Lead',
    status: 403,
    body: [
      {
        errorCode: 'TXN_SECURITY_METERING_ERROR',
        message: 'The operation you requested was blocked by a security policy your Salesforce admin configured.',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      sentence:
        'A transaction security policy of the org stopped the Lead from being saved: The operation you requested was blocked by a security policy your Salesforce admin configured (booking page "Demo").',
      fix: 'In Setup › Transaction Security Policies, except the API User from the policy',
    },
  },
  {
    name: 'a transaction security policy (RUNTIME_ERROR)',
    object: 'Lead',
    status: 403,
    body: [
      {
        errorCode: 'TXN_SECURITY_RUNTIME_ERROR',
        message: 'The operation you requested was blocked by a security policy your Salesforce admin configured.',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'permission',
      sentence:
        'A transaction security policy of the org stopped the Lead from being saved: The operation you requested was blocked by a security policy your Salesforce admin configured (booking page "Demo").',
      fix: 'In Setup › Transaction Security Policies, except the API User from the policy',
    },
  },
  {
    name: 'a feature that is off',
    object: 'Event',
    status: 403,
    body: [{ errorCode: 'FUNCTIONALITY_NOT_ENABLED', message: 'Shared activities are not enabled.' }],
    expected: {
      cause: 'data',
      kind: 'feature',
      sentence:
        'The org or the API User lacks a feature or a licence that saving the Event needs: Shared activities are not enabled (booking page "Demo").',
      fix: 'Switch the feature on, or assign the licence to the API User in Setup › Users',
    },
  },
  {
    name: 'a licence that is missing',
    object: 'Event',
    status: 400,
    body: [{ errorCode: 'PACKAGE_LICENSE_REQUIRED', message: 'No license for the package.', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'feature',
      sentence:
        'The org or the API User lacks a feature or a licence that saving the Event needs: No license for the package (booking page "Demo").',
      fix: 'Switch the feature on, or assign the licence to the API User in Setup › Users',
    },
  },
  {
    name: 'a governor limit',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'LIMIT_EXCEEDED', message: 'System.LimitException: Too many SOQL queries: 101', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'governorLimit',
      sentence:
        'The org’s own automation ran into a limit of Salesforce while the Lead was saved: System.LimitException: Too many SOQL queries: 101 (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flows and Apex triggers on Lead.',
    },
  },
  {
    name: 'a value that is no JSON of its type',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'JSON_PARSER_ERROR',
        message: 'Cannot deserialize instance of datetime from VALUE_STRING value "tomorrow" at [line:1, column:179]',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'malformed',
      sentence:
        'Salesforce could not read what Inlet sent for the Event: Cannot deserialize instance of datetime from VALUE_STRING value "tomorrow" at [line:1, column:179] (booking page "Demo").',
      fix: 'Report this booking to the operator of Inlet',
    },
  },
  {
    name: 'a query that cannot be read',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'MALFORMED_QUERY', message: "unexpected token: 'FORM'" }],
    expected: {
      cause: 'data',
      kind: 'malformed',
      sentence:
        'Salesforce could not read what Inlet sent for the Lead: unexpected token: \'FORM\' (booking page "Demo").',
      fix: 'Report this booking to the operator of Inlet',
    },
  },
  {
    name: 'a method that is not allowed',
    object: 'Lead',
    status: 405,
    body: [
      { errorCode: 'METHOD_NOT_ALLOWED', message: "HTTP Method 'PUT' not allowed. Allowed are HEAD,GET,PATCH,DELETE" },
    ],
    expected: {
      cause: 'data',
      kind: 'malformed',
      sentence:
        'Salesforce could not read what Inlet sent for the Lead: HTTP Method \'PUT\' not allowed. Allowed are HEAD,GET,PATCH,DELETE (booking page "Demo").',
      fix: 'Report this booking to the operator of Inlet',
    },
  },
  {
    name: 'a code that nobody listed',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'BRAND_NEW_CODE', message: 'Something is new.', fields: ['Email'] }],
    expected: {
      cause: 'data',
      kind: 'other',
      field: 'Email',
      sentence: 'Salesforce refused the Lead at the field Email: Something is new (booking page "Demo").',
      fix: 'Repair what the message names, in Salesforce or in the mapping',
    },
  },
  {
    name: 'a code that nobody listed, without a text',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'BRAND_NEW_CODE', message: '' }],
    expected: {
      cause: 'data',
      kind: 'other',
      sentence: 'Salesforce refused the Lead: Salesforce gave no reason (booking page "Demo").',
      fix: 'Repair what the message names, in Salesforce or in the mapping',
    },
  },
  {
    name: 'API_CURRENTLY_DISABLED: API is disabled for this User',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'API_CURRENTLY_DISABLED', message: 'API is disabled for this User' }],
    expected: {
      cause: 'connection',
      sentence: 'Salesforce does not let the API User use the API. Salesforce says: API is disabled for this User.',
      fix: 'Give the API User a profile or permission set with "API Enabled"',
    },
  },
  {
    name: 'API_DISABLED_FOR_ORG: The REST API is not enabled for this Organizatio',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled for this Organization.' }],
    expected: {
      cause: 'connection',
      sentence:
        'Salesforce does not let the API User use the API. Salesforce says: The REST API is not enabled for this Organization.',
      fix: 'Give the API User a profile or permission set with "API Enabled"',
    },
  },
  {
    name: 'INACTIVE_ORG: organization locked, closed or suspended',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'INACTIVE_ORG', message: 'organization locked, closed or suspended' }],
    expected: {
      cause: 'connection',
      sentence:
        'The Salesforce org is locked, closed or suspended. Salesforce says: organization locked, closed or suspended.',
      fix: 'Ask Salesforce to reopen the org, or connect another org.',
    },
  },
  {
    name: 'INVALID_AUTH_HEADER: INVALID_HEADER_TYPE',
    object: 'Lead',
    status: 401,
    body: [{ errorCode: 'INVALID_AUTH_HEADER', message: 'INVALID_HEADER_TYPE' }],
    expected: {
      cause: 'connection',
      sentence:
        'Salesforce refuses the session of the API User, also after a new login. Salesforce says: INVALID_HEADER_TYPE.',
      fix: 'Check that the app has the scope "api", that API Access Control admits it, and that no high-assurance session is required.',
    },
  },
  {
    name: 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD: The password has expired',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'INVALID_OPERATION_WITH_EXPIRED_PASSWORD', message: 'The password has expired' }],
    expected: {
      cause: 'connection',
      sentence: 'The password of the API User has expired. Salesforce says: The password has expired.',
      fix: 'Set a new password for the user, or set "Password never expires" for its profile, then reconnect.',
    },
  },
  {
    name: 'INVALID_SESSION_ID: Session expired or invalid',
    object: 'Lead',
    status: 401,
    body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
    expected: {
      cause: 'connection',
      sentence:
        'Salesforce refuses the session of the API User, also after a new login. Salesforce says: Session expired or invalid.',
      fix: 'Check that the app has the scope "api", that API Access Control admits it, and that no high-assurance session is required.',
    },
  },
  {
    name: 'ORG_LOCKED: organization locked',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'ORG_LOCKED', message: 'organization locked' }],
    expected: {
      cause: 'connection',
      sentence: 'The Salesforce org is locked, closed or suspended. Salesforce says: organization locked.',
      fix: 'Ask Salesforce to reopen the org, or connect another org.',
    },
  },
  {
    name: 'TRIAL_EXPIRED: trial expired',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'TRIAL_EXPIRED', message: 'trial expired' }],
    expected: {
      cause: 'connection',
      sentence: 'The Salesforce org is locked, closed or suspended. Salesforce says: trial expired.',
      fix: 'Ask Salesforce to reopen the org, or connect another org.',
    },
  },
  {
    name: 'UNSUPPORTED_API_VERSION: unsupported',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'UNSUPPORTED_API_VERSION', message: 'unsupported' }],
    expected: {
      cause: 'connection',
      sentence: 'Salesforce no longer offers the API version that Inlet uses. Salesforce says: unsupported.',
      fix: 'Ask the operator to update the Inlet backend.',
    },
  },
  {
    name: 'USER_NOT_ACTIVE: user not active',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'USER_NOT_ACTIVE', message: 'user not active' }],
    expected: {
      cause: 'connection',
      sentence: 'The API User is inactive or frozen in Salesforce. Salesforce says: user not active.',
      fix: 'Activate and unfreeze the user in Setup › Users, or reconnect with another user.',
    },
  },
  {
    name: 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE: read-only',
    object: 'Lead',
    status: 503,
    body: [{ errorCode: 'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', message: 'read-only' }],
    expected: {
      cause: 'limit',
      sentence: 'The org is read-only during a maintenance of Salesforce. Salesforce says: read-only.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.',
    object: 'Lead',
    status: 403,
    body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
    expected: {
      cause: 'limit',
      sentence:
        'The org has used up its API requests of the last 24 hours. Salesforce says: TotalRequests Limit exceeded.',
      fix: 'Wait until earlier requests fall out of the 24 hours, find the app that uses them in Setup › System Overview, or buy more.',
    },
  },
  {
    name: 'REQUEST_LIMIT_EXCEEDED: ConcurrentRequests (Concurrent API Requests) L',
    object: 'Lead',
    status: 403,
    body: [
      { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.' },
    ],
    expected: {
      cause: 'limit',
      sentence:
        'The org has too many long-running API requests at once. Salesforce says: ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'STORAGE_LIMIT_EXCEEDED: storage limit exceeded',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'STORAGE_LIMIT_EXCEEDED', message: 'storage limit exceeded' }],
    expected: {
      cause: 'limit',
      sentence: 'The org has no data storage left. Salesforce says: storage limit exceeded.',
      fix: 'Delete records or buy storage (Setup › Storage Usage).',
    },
  },
  {
    name: 'INVALID_QUERY_LOCATOR: invalid query locator',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: invalid query locator.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'NO_ANSWER: Salesforce gave no reason.',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'NO_ANSWER', message: 'Salesforce gave no reason.' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Salesforce gave no reason.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'QUERY_TIMEOUT: Your query request was running for too long.',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'QUERY_TIMEOUT', message: 'Your query request was running for too long.' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Your query request was running for too long.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'REQUEST_RUNNING_TOO_LONG: Your request was running for too long',
    object: 'Lead',
    status: 500,
    body: [{ errorCode: 'REQUEST_RUNNING_TOO_LONG', message: 'Your request was running for too long' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Your request was running for too long.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'SERVER_UNAVAILABLE: Server Unavailable',
    object: 'Lead',
    status: 503,
    body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Server Unavailable' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Server Unavailable.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'TOO_MANY_APEX_REQUESTS: resend',
    object: 'Lead',
    status: 503,
    body: [{ errorCode: 'TOO_MANY_APEX_REQUESTS', message: 'resend' }],
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: resend.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record o',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'UNABLE_TO_LOCK_ROW',
        message: 'unable to obtain exclusive access to this record or 1 records: 0035c',
      },
    ],
    expected: {
      cause: 'transient',
      sentence:
        'Salesforce could not save the Lead just now: unable to obtain exclusive access to this record or 1 records: 0035c.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'UNKNOWN_EXCEPTION: An unexpected error occurred. Please include this E',
    object: 'Lead',
    status: 500,
    body: [
      {
        errorCode: 'UNKNOWN_EXCEPTION',
        message:
          'An unexpected error occurred. Please include this ErrorId if you contact support: 123456-78901 (123456789)',
      },
    ],
    expected: {
      cause: 'transient',
      sentence:
        'Salesforce could not save the Lead just now: An unexpected error occurred. Please include this ErrorId if you contact support: 123456-78901 (123456789).',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'ALL_OR_NONE_OPERATION_ROLLED_BACK: Record rolled back because not all ',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      },
    ],
    expected: { cause: 'halted', sentence: 'Salesforce did not get to it: other records of the call failed.' },
  },
  {
    name: 'BATCH_PROCESSING_HALTED: halted',
    object: 'Lead',
    status: 412,
    body: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'halted' }],
    expected: { cause: 'halted', sentence: 'Salesforce did not get to it: other records of the call failed.' },
  },
  {
    name: 'PROCESSING_HALTED: The transaction was rolled back since another opera',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'The transaction was rolled back since another operation in the same transaction failed.',
      },
    ],
    expected: { cause: 'halted', sentence: 'Salesforce did not get to it: other records of the call failed.' },
  },
  {
    name: 'a page of HTML with a bad status',
    object: 'Lead',
    status: 503,
    body: '<html><body>Down for maintenance</body></html>',
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Salesforce gave no reason.',
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'an answer without a body',
    object: 'Lead',
    status: 500,
    body: null,
    expected: {
      cause: 'transient',
      sentence: 'Salesforce could not save the Lead just now: Salesforce gave no reason.',
      fix: 'Nothing to do:',
    },
  },
];
