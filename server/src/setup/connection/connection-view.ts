import { X509Certificate } from 'node:crypto';
import { inWords, type Language } from '../../texts/text.ts';
import type { Connection } from './connection.ts';
import type { PendingLogin } from './web-authorization.ts';

/** What an app that logs in by the web server flow is to have as its callback. */
export interface ViewContext {
  callbackUrl: string;
  pending: PendingLogin | undefined;
  language: Language;
  now: Date;
}

/** How long before its end it is time for a new certificate: uploading it takes an admin of the org. */
const expiringMilliseconds = 30 * 24 * 60 * 60_000;

/** A connection as the API shows it. No secret is in it. */
export function connectionView(connection: Connection, { callbackUrl, pending, language, now }: ViewContext) {
  const { state, kind, loginUrl, instanceUrl, clientId, user, salesforceOrgId, connectedBy } = connection;
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
    jwt: jwtView(connection, now),
    callbackUrl,
    pending: pending && {
      startedAt: time(pending.startedAt),
      expiresAt: time(pending.expiresAt),
      by: pending.by,
      asks: pending.asks ? { ...pending.asks, otherThan: pending.asks.otherThan ?? null } : null,
    },
  };
}

function jwtView({ certificate, nextCertificate, username, connectedAt }: Connection, now: Date) {
  const newest = nextCertificate ?? certificate;
  if (newest === null) return null;
  const current = certificate === null ? null : { since: time(connectedAt), ...validity(certificate, now) };
  const { expiresAt } = validity(newest, now);
  return { certificate: newest, expiresAt, username, inUse: nextCertificate === null, current };
}

function validity(certificate: string, now: Date) {
  const end = new X509Certificate(certificate).validToDate;
  const left = end.getTime() - now.getTime();
  const state = left <= 0 ? 'expired' : left <= expiringMilliseconds ? 'expiring' : 'good';
  return { expiresAt: end.toISOString(), state };
}

function time(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
