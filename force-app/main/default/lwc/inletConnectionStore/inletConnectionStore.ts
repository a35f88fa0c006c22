import { request } from 'c/inletBackend';

export type ConnectionState = 'never' | 'connected' | 'broken' | 'disconnected';
export type ConnectionKind = 'clientCredentials' | 'jwt' | 'webServer';

/** How the backend reaches this org, as it is now. Times are ISO 8601 in UTC. */
export interface Connection {
  state: ConnectionState;
  kind: ConnectionKind | null;
  loginUrl: string | null;
  instanceUrl: string | null;
  clientId: string | null;
  user: { id: string; username: string; name: string; email: string | null } | null;
  salesforceOrgId: string | null;
  connectedAt: string | null;
  connectedBy: { id: string | null; name: string } | null;
  checkedAt: string | null;
  cause: { kind: string; sentence: string; fix: string; since: string } | null;
  jwt: Jwt | null;
  callbackUrl: string | null;
  tokenRefreshedAt: string | null;
  /** A login in another window that has not ended yet. */
  pending: {
    startedAt: string;
    expiresAt: string;
    by: { id: string; name: string };
    asks: LoginQuestion | null;
  } | null;
}

/** The newest certificate; `inUse` once it is connected with. Until then `current` is the one before. */
export interface Jwt {
  certificate: string;
  expiresAt: string;
  username: string | null;
  inUse: boolean;
  current: { since: string | null; expiresAt: string; state: 'good' | 'expiring' | 'expired' } | null;
}

/** A login that is not kept before a person says, at `questionUrl`, that it is meant. */
export interface LoginQuestion {
  user: { username: string | null; name: string | null };
  salesforceOrgId: string | null;
  instanceUrl: string;
  isAdmin: boolean;
  /** The org that is known, where this is another one. */
  otherThan: string | null;
  questionUrl: string;
}

export interface ClientCredentials {
  loginUrl: string;
  clientId: string;
  clientSecret: string;
  confirmOtherOrg?: boolean;
}

export interface JwtLogin {
  loginUrl: string;
  clientId: string;
  username: string;
  confirmOtherOrg?: boolean;
}

export interface WebServerLogin {
  loginUrl: string;
  clientId: string;
  clientSecret?: string;
}

export function readConnection(): Promise<Connection> {
  return request('GET', path);
}

export function connectByClientCredentials(login: ClientCredentials): Promise<Connection> {
  return request('POST', `${path}/client-credentials`, login);
}

export function connectByJwt(login: JwtLogin): Promise<Connection> {
  return request('POST', `${path}/jwt`, login);
}

/** Makes the pair of keys; the certificate of the public one is for Salesforce. */
export function makeCertificate(): Promise<{ certificate: string; expiresAt: string }> {
  return request('POST', `${path}/jwt/certificate`, {});
}

/** Begins a login in a window of its own; `authorizeUrl` is the address to open there. */
export function startWebServerLogin(login: WebServerLogin): Promise<{ authorizeUrl: string; expiresAt: string }> {
  return request('POST', `${path}/web-server`, login);
}

/** Gives back what a login in another window was allowed. */
export function discardLogin(): Promise<Connection> {
  return request('DELETE', `${path}/web-server`);
}

/** Asks Salesforce now whether the connection holds. */
export function checkConnection(): Promise<Connection> {
  return request('POST', `${path}/check`, {});
}

/** Lifts the pause, and takes a new token. */
export function reconnect(): Promise<Connection> {
  return request('POST', `${path}/reconnect`, {});
}

export function disconnect(): Promise<unknown> {
  return request('DELETE', path);
}

const path = '/v1/org/connection';
