import { text } from '../texts/text.ts';
import { connectionError, limitError } from './classify.ts';
import { withReason } from './with-reason.ts';
import { TransientError } from './errors.ts';
import type { ConnectionKind, SalesforceError } from './errors.ts';

/** By OAuth's `error`; Salesforce's list of authorization errors. */
const kindByError: Record<string, ConnectionKind> = {
  access_denied: 'loginRefused',
  inactive_org: 'inactiveOrg',
  inactive_user: 'inactiveUser',
  invalid_app_access: 'userNotApproved',
  invalid_client: 'wrongCredentials',
  invalid_client_credentials: 'wrongCredentials',
  invalid_client_id: 'wrongCredentials',
  oauth_app_access_denied: 'userNotApproved',
  oauth_app_blocked: 'appBlocked',
  oauth_approval_error_generic: 'appBlocked',
  oauth_ec_app_not_found: 'appMissing',
  unsupported_grant_type: 'flowDisabled',
};

/** `invalid_grant` has many causes under one code. Compared without case: captures differ in it. */
const kindByDescription: [RegExp, ConnectionKind][] = [
  [/inactive user/i, 'inactiveUser'],
  [/organization (is )?(locked|closed|suspended)|inactive org/i, 'inactiveOrg'],
  [/ip restricted|login hours/i, 'ipRestricted'],
  [/no client credentials user/i, 'noRunAsUser'],
  // [K] client credentials asked of login.salesforce.com
  [/not supported on this domain/i, 'address'],
  // The login host of the JWT flow is that of another kind of org.
  [/audience/i, 'address'],
  [/blocked by admin/i, 'appBlocked'],
  [/approved/i, 'userNotApproved'],
  [/expired access\/refresh token|token validity expired/i, 'tokenEnded'],
  [/password.*expired|expired password/i, 'passwordExpired'],
  [/invalid assertion|invalid signature/i, 'certificateRefused'],
];

/** The words of an OAuth refusal: an object, not REST's array. `undefined` when the body holds none. */
export function readOAuthError(body: unknown): { error: string; description: string } | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body) || typeof body.error !== 'string')
    return undefined;
  const description = 'error_description' in body ? body.error_description : undefined;
  return { error: body.error, description: typeof description === 'string' ? description : '' };
}

/**
 * Cause of a refused token request. The code of the error is OAuth's own `error`.
 * Login rate → LimitError; a server's trouble → TransientError; everything else → ConnectionError.
 */
export function classifyOAuthError(httpStatus: number, error: string, description: string): SalesforceError {
  if (error === 'rate_limit_exceeded' || /login rate exceeded/i.test(description)) {
    return limitError('logins', error, description, httpStatus);
  }
  if (httpStatus >= 500 || /^(server_error|temporarily_unavailable|unknown_error)$/.test(error)) {
    return new TransientError('notExecuted', {
      code: error,
      detail: withReason(text('transient.login'), description),
      fix: text('transient.fix'),
      httpStatus,
    });
  }
  const kind =
    kindByDescription.find(([pattern]) => pattern.test(description))?.[1] ??
    kindByError[error.toLowerCase()] ??
    'loginRefused';
  return connectionError(kind, error, description, httpStatus);
}
