/** A refusal of OAuth: an object with `error` and `error_description`, and 400 where the REST API would say 401. */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }

  get body(): { error: string; error_description: string } {
    return { error: this.error, error_description: this.message };
  }
}

/** The refusals that more than one place says, in Salesforce's words. Marked [K]: no capture was at hand. */
export const refusals = {
  appBlocked: () => new OAuthError('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
  appBlockedForToken: () => new OAuthError('invalid_grant', 'this app is blocked by admin'), // [K] the pair
  appNotInstalled: () => new OAuthError('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org'),
  clientUnknown: () => new OAuthError('invalid_client_id', 'client identifier invalid'),
  clientSecret: () => new OAuthError('invalid_client', 'invalid client credentials'),
  grantUnsupported: () => new OAuthError('unsupported_grant_type', 'grant type not supported'),
  redirectMissing: () => new OAuthError('redirect_uri_missing', 'missing required redirect_uri'), // [K]
  redirectMismatch: () => new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration'), // [K]
  scopeInvalid: () => new OAuthError('invalid_scope', 'the requested scope is not allowed'), // [K]
  orgLocked: () => new OAuthError('inactive_org', 'organization locked, closed or suspended'),
  userInactive: () => new OAuthError('invalid_grant', 'inactive user'),
  ipRestricted: () => new OAuthError('invalid_grant', 'ip restricted or invalid login hours'),
  loginRate: () => new OAuthError('rate_limit_exceeded', 'login rate exceeded'),
  passwordWrong: () => new OAuthError('invalid_grant', 'authentication failure'),
  tokenExpired: () => new OAuthError('invalid_grant', 'expired access/refresh token'),
  validityExpired: () => new OAuthError('invalid_grant', 'token validity expired'),
  noRunAsUser: () => new OAuthError('invalid_grant', 'no client credentials user enabled'),
  notAdminApproved: () => new OAuthError('invalid_app_access', 'user is not admin approved to access this app'),
  notApproved: () => new OAuthError('invalid_grant', "user hasn't approved this consumer"),
  audience: () => new OAuthError('invalid_grant', 'audience is invalid'),
  assertion: () => new OAuthError('invalid_grant', 'invalid assertion'), // [K]
  codeExpired: () => new OAuthError('invalid_grant', 'expired authorization code'),
  codeInvalid: () => new OAuthError('invalid_grant', 'invalid authorization code'),
  verifierMissing: () => new OAuthError('invalid_grant', 'missing required code verifier'), // [K] the text
  verifierInvalid: () => new OAuthError('invalid_request', 'invalid code verifier'), // [K] the text
} as const;
