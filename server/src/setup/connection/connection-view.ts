import { X509Certificate } from 'node:crypto';
import { inWords, type Language } from '../../texts/text.ts';
import type { Connection } from './connection.ts';

/** What an app that logs in by the web server flow is to have as its callback. */
export interface ViewContext {
  callbackUrl: string;
  pending: { startedAt: Date; expiresAt: Date; by: { id: string; name: string } } | undefined;
  language: Language;
}

/** A connection as the API shows it. No secret is in it. */
export function connectionView(connection: Connection, { callbackUrl, pending, language }: ViewContext) {
  const { state, kind, loginUrl, instanceUrl, clientId, username, user, salesforceOrgId, connectedBy } = connection;
  const { cause } = connection;
  return {
    state,
    kind,
    loginUrl,
    instanceUrl,
    clientId,
    user,
    salesforceOrgId,
    connectedAt: time(connection.connectedAt),
    connectedBy,
    checkedAt: time(connection.checkedAt),
    tokenRefreshedAt: time(connection.tokenAt),
    cause: cause && {
      kind: cause.kind,
      code: cause.code,
      sentence: inWords(cause.sentence, language),
      fix: inWords(cause.fix, language),
      since: cause.since,
    },
    jwt: jwtView(connection.nextCertificate ?? connection.certificate, connection.nextCertificate !== null, username),
    callbackUrl,
    pending: pending && { startedAt: time(pending.startedAt), expiresAt: time(pending.expiresAt), by: pending.by },
  };
}

function jwtView(certificate: string | null, isNew: boolean, username: string | null) {
  if (certificate === null) return null;
  const expiresAt = new Date(new X509Certificate(certificate).validTo).toISOString();
  return { certificate, expiresAt, username, inUse: !isNew };
}

function time(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
