import type { ApiUser } from '../../salesforce/api-user.ts';
import { ConnectionError, type ConnectionKind as CauseKind } from '../../salesforce/errors.ts';
import type { Text } from '../../texts/text.ts';

/** The flow by which an org is logged in to. */
export type ConnectionKind = 'clientCredentials' | 'jwt' | 'webServer';

/** never: nobody connected it yet. broken: it was connected, and Salesforce refuses it now. */
export type ConnectionState = 'never' | 'connected' | 'broken' | 'disconnected';

/** Why a connection is broken. */
export interface ConnectionCause {
  kind: CauseKind;
  code: string;
  sentence: Text;
  fix: Text;
  /** ISO time since when it is so. */
  since: string;
}

/** Who did something: a user of the package, a key, or the operator. */
export interface Actor {
  id: string;
  name: string;
}

export const operator: Actor = { id: 'operator', name: 'Operator' };

/** What a way of connecting needs, checked by a login. */
export type Credentials =
  | { kind: 'clientCredentials'; loginUrl: string; clientId: string; clientSecret: string }
  | { kind: 'jwt'; loginUrl: string; clientId: string; username: string; privateKey: string; certificate: string }
  | { kind: 'webServer'; loginUrl: string; clientId: string; clientSecret?: string | undefined };

/** What a login gave. */
export interface ConnectionTokens {
  accessToken: string;
  refreshToken: string | undefined;
  instanceUrl: string;
}

/** A connection that was tried and found good. */
export interface NewConnection {
  credentials: Credentials;
  tokens: ConnectionTokens | undefined;
  /** 18-character 00D id. */
  salesforceOrgId: string;
  user: ApiUser | undefined;
}

/** A connection as it is stored, without its secrets. */
export interface Connection {
  orgId: string;
  orgName: string;
  revision: number;
  state: ConnectionState;
  kind: ConnectionKind | null;
  loginUrl: string | null;
  clientId: string | null;
  username: string | null;
  certificate: string | null;
  nextCertificate: string | null;
  instanceUrl: string | null;
  tokenAt: Date | null;
  salesforceOrgId: string | null;
  user: ApiUser | null;
  connectedAt: Date | null;
  connectedBy: Actor | null;
  checkedAt: Date | null;
  cause: ConnectionCause | null;
}

export function causeOf(error: ConnectionError, now: Date): ConnectionCause {
  const { kind, code, detail, fix } = error;
  return { kind, code, sentence: detail, fix, since: now.toISOString() };
}

/** A stored cause as the error that it was. */
export function errorOf({ kind, code, sentence, fix }: ConnectionCause): ConnectionError {
  return new ConnectionError(kind, { code, detail: sentence, fix });
}
