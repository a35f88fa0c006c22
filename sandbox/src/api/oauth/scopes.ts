/** The scopes that an app may have, with what the consent page says of each. */
export const SCOPES = {
  id: 'Access the identity URL service',
  profile: 'See your profile',
  email: 'See your email address',
  address: 'See your address',
  phone: 'See your phone number',
  openid: 'Access unique user identifiers',
  api: 'Manage user data via APIs',
  web: 'Manage user data via Web browsers',
  full: 'Full access to your data',
  refresh_token: 'Perform requests at any time',
} as const;

export type Scope = keyof typeof SCOPES;

/**
 * What is granted of what was asked; nothing asked means all that the app has. `full` contains the others, but for
 * refresh_token. Undefined when something is asked that the app has not.
 */
export function grantedScopes(asked: string, ofApp: readonly Scope[]): Scope[] | undefined {
  const names = asked.split(/[\s+]+/).filter(Boolean);
  if (names.length === 0) return [...ofApp];
  const granted = names.map((name) => (name === 'offline_access' ? 'refresh_token' : name));
  const isAllowed = (name: string): name is Scope =>
    Object.hasOwn(SCOPES, name) &&
    (ofApp.includes(name as Scope) || (ofApp.includes('full') && name !== 'refresh_token'));
  return granted.every(isAllowed) ? [...new Set(granted as Scope[])] : undefined;
}

/** Whether a session may use the API. One that came from no app, as the console's, may all. */
export function allowsApi(scope: string | undefined): boolean {
  return scope === undefined || scope.split(' ').some((name) => name === 'api' || name === 'full');
}

export function hasScope(scope: string, name: Scope): boolean {
  return scope.split(' ').includes(name);
}
