import { randomBytes } from 'node:crypto';
import type { Scope } from './scopes.ts';

export const PERMITTED_USERS = ['AllSelfAuthorized', 'AdminApprovedPreAuthorized'] as const;
export const REFRESH_TOKEN_POLICIES = ['Infinite', 'Zero', 'SpecificLifetime', 'SpecificInactivity'] as const;
export const VALIDITY_UNITS = ['Hours', 'Days', 'Months'] as const;

/** What an admin sets of an External Client App, in the words of its metadata. */
export interface AppSettings {
  label: string;
  /** Exactly these: scheme, host, port, path and query. */
  callbackUrls: string[];
  scopes: Scope[];
  isPkceRequired: boolean;
  /** In the web server flow. */
  isConsumerSecretOptional: boolean;
  isSecretRequiredForRefreshToken: boolean;
  isClientCredentialsFlowEnabled: boolean;
  /** The Run As user's id. */
  clientCredentialsFlowUser: string | null;
  isJwtBearerFlowEnabled: boolean;
  /** PEM; what the JWTs of the app are signed for. */
  certificate: string | null;
  permittedUsersPolicyType: (typeof PERMITTED_USERS)[number];
  /** Whose users are pre-authorised, by name. */
  permissionSets: string[];
  refreshTokenPolicyType: (typeof REFRESH_TOKEN_POLICIES)[number];
  refreshTokenValidityPeriod: number;
  refreshTokenValidityUnit: (typeof VALIDITY_UNITS)[number];
  /** Blocked in "Connected Apps OAuth Usage". */
  isBlocked: boolean;
  isInstalled: boolean;
}

export interface ConnectedApp extends AppSettings {
  /** API name. */
  name: string;
  clientId: string;
  clientSecret: string;
}

/** As a new External Client App has them: PKCE on, nobody to run as. */
export const NEW_APP: AppSettings = {
  label: '',
  callbackUrls: [],
  scopes: ['api', 'refresh_token'],
  isPkceRequired: true,
  isConsumerSecretOptional: false,
  isSecretRequiredForRefreshToken: true,
  isClientCredentialsFlowEnabled: false,
  clientCredentialsFlowUser: null,
  isJwtBearerFlowEnabled: false,
  certificate: null,
  permittedUsersPolicyType: 'AllSelfAuthorized',
  permissionSets: [],
  refreshTokenPolicyType: 'Infinite',
  refreshTokenValidityPeriod: 1,
  refreshTokenValidityUnit: 'Days',
  isBlocked: false,
  isInstalled: true,
};

export function newClientId(): string {
  return `3MVG9${randomBytes(60).toString('base64url')}`;
}

export function newClientSecret(): string {
  return randomBytes(32).toString('hex').toUpperCase();
}
