import { randomBytes, randomUUID } from 'node:crypto';
import type { OrgEngine } from '../org/types.ts';

/** Inactivity after which a session ends, by the org's clock; each call starts it anew. */
const TIMEOUT_MILLISECONDS = 2 * 60 * 60 * 1000;
/** How stale the stored time of the last call may be. */
const TOUCH_MILLISECONDS = 60 * 1000;

/** Approvals that one user may hold for one app. */
const MOST_GRANTS = 5;

export interface Session {
  token: string;
  userId: string;
  issuedAt: number;
  lastUsed: number;
  /** The app that it was given to. The console's come from none. */
  clientId?: string;
  /** Space separated; undefined where no app asked. */
  scope?: string;
  /** The grant that it came from. */
  grant?: string;
  /** The sandbox admin's session never ends. */
  permanent?: boolean;
  /** Of a browser that somebody is logged in with: no API takes it. Its forms carry the text that only they know. */
  browser?: { confirmation: string };
}

/** What a user approved for an app; lives as long as its refresh token, which rotation may change. */
export interface Grant {
  id: string;
  refreshToken: string;
  userId: string;
  clientId: string;
  scope: string;
  issuedAt: number;
  lastUsed: number;
}

interface Stored {
  sessions: (Omit<Session, 'issuedAt'> & Partial<Pick<Session, 'issuedAt'>>)[];
  grants: (Pick<Grant, 'refreshToken' | 'userId'> & Partial<Grant>)[];
}

type Holder = Partial<Pick<Session, 'userId' | 'clientId'>>;

/**
 * Access and refresh tokens, kept over a restart. They are stored in clear: they open a toy org on this machine and
 * nothing else.
 */
export class Sessions {
  readonly #org: OrgEngine;
  #sessions: Map<string, Session>;
  /** By refresh token. */
  #grants: Map<string, Grant>;
  #storedAt: number;

  /** `clientId` is the app of grants that were stored when the org knew one app only. */
  constructor(org: OrgEngine, clientId: string) {
    this.#org = org;
    const now = org.now().getTime();
    const stored = org.readSetting<Stored>('sessions') ?? { sessions: [], grants: [] };
    this.#sessions = new Map(
      stored.sessions.map((session) => [session.token, { issuedAt: session.lastUsed, ...session }]),
    );
    const early = { clientId, scope: 'api refresh_token', issuedAt: now, lastUsed: now };
    this.#grants = new Map(
      stored.grants.map((grant) => [grant.refreshToken, { id: grant.refreshToken, ...early, ...grant }]),
    );
    this.#storedAt = now;
  }

  /** Opens a session: `<15 characters of the org id>!<opaque>`. */
  open(userId: string, kind: Partial<Omit<Session, 'token' | 'userId' | 'issuedAt' | 'lastUsed'>> = {}): Session {
    const token = `${this.#org.organizationId.slice(0, 15)}!AQ${randomBytes(66).toString('base64url')}`;
    const now = this.#org.now().getTime();
    const session: Session = { token, userId, issuedAt: now, lastUsed: now, ...kind };
    this.#sessions.set(token, session);
    this.save();
    return session;
  }

  /** Opens the session of a browser, by its cookie. */
  openBrowser(userId: string): Session {
    return this.open(userId, { browser: { confirmation: randomBytes(24).toString('base64url') } });
  }

  /** The live session of a token, its inactivity starting anew. Undefined for an unknown or expired one. */
  use(token: string): Session | undefined {
    const session = this.#live(token);
    return session && !session.browser ? this.#touch(session) : undefined;
  }

  /** The same for the cookie of a browser. */
  useBrowser(token: string): Session | undefined {
    const session = this.#live(token);
    return session?.browser ? this.#touch(session) : undefined;
  }

  /** The live session of a token, which asking does not keep alive; and when it ends. */
  look(token: string): { session: Session; endsAt: number } | undefined {
    const session = this.#live(token);
    return session && !session.browser ? { session, endsAt: session.lastUsed + TIMEOUT_MILLISECONDS } : undefined;
  }

  end(session: Session): void {
    if (this.#sessions.delete(session.token)) this.save();
  }

  /** Ends every session but the admin's permanent one, or only those of an app or a user; how many. Refresh tokens stay. */
  endAll(holder: Holder = {}): number {
    const ended = [...this.#sessions.values()].filter((session) => !session.permanent && isOf(session, holder));
    for (const { token } of ended) this.#sessions.delete(token);
    this.save();
    return ended.length;
  }

  /** A new grant. [S] One beyond five of a user's for an app silently ends the oldest, as every new approval does. */
  grant(userId: string, { clientId, scope }: { clientId: string; scope: string }): Grant {
    const own = this.grantsOf({ userId, clientId }).sort((a, b) => a.issuedAt - b.issuedAt);
    for (const { refreshToken } of own.slice(0, Math.max(0, own.length - MOST_GRANTS + 1))) this.revoke(refreshToken);
    const now = this.#org.now().getTime();
    const grant = { id: randomUUID(), refreshToken: newRefreshToken(), userId, clientId, scope };
    return this.#keep({ ...grant, issuedAt: now, lastUsed: now });
  }

  grantOf(refreshToken: string): Grant | undefined {
    return this.#grants.get(refreshToken);
  }

  /** The live approvals of a user for an app. */
  grantsOf(holder: Holder): Grant[] {
    return [...this.#grants.values()].filter((grant) => isOf(grant, holder));
  }

  /** Notes that the refresh token was used. */
  useGrant(grant: Grant): Grant {
    return this.#keep({ ...grant, lastUsed: this.#org.now().getTime() });
  }

  /** Another refresh token for the same grant; the old one is dead at once. */
  rotate(grant: Grant): Grant {
    this.#grants.delete(grant.refreshToken);
    return this.#keep({ ...grant, refreshToken: newRefreshToken(), lastUsed: this.#org.now().getTime() });
  }

  /** Revoking a refresh token also ends its sessions; revoking an access token leaves the refresh token alive. */
  revoke(token: string): boolean {
    const grant = this.#grants.get(token);
    if (grant) return this.revokeGrant(grant.id);
    const session = this.#live(token);
    if (!session || session.browser) return false;
    this.end(session);
    return true;
  }

  /** Ends a grant, whatever its refresh token is now, with its sessions. */
  revokeGrant(id: string): boolean {
    const grants = [...this.#grants.values()].filter((grant) => grant.id === id);
    const ended = [...this.#sessions.values()].filter((session) => session.grant === id);
    for (const { refreshToken } of grants) this.#grants.delete(refreshToken);
    for (const { token } of ended) this.#sessions.delete(token);
    if (grants.length > 0 || ended.length > 0) this.save();
    return grants.length > 0 || ended.length > 0;
  }

  /** Ends all that an app, or a user, holds: grants and sessions. */
  revokeAll(holder: Holder): void {
    for (const { refreshToken } of this.grantsOf(holder)) this.#grants.delete(refreshToken);
    this.endAll(holder);
  }

  save(): void {
    const now = this.#org.now().getTime();
    const sessions = [...this.#sessions.values()].filter((session) => !hasExpired(session, now));
    this.#sessions = new Map(sessions.map((session) => [session.token, session]));
    this.#storedAt = now;
    this.#org.writeSetting('sessions', { sessions, grants: [...this.#grants.values()] } satisfies Stored);
  }

  #live(token: string): Session | undefined {
    const session = this.#sessions.get(token);
    return session && !hasExpired(session, this.#org.now().getTime()) ? session : undefined;
  }

  #touch(session: Session): Session {
    const now = this.#org.now().getTime();
    session.lastUsed = now;
    if (now - this.#storedAt > TOUCH_MILLISECONDS) this.save();
    return session;
  }

  #keep(grant: Grant): Grant {
    this.#grants.set(grant.refreshToken, grant);
    this.save();
    return grant;
  }
}

function newRefreshToken(): string {
  return `5Aep861${randomBytes(48).toString('base64url')}`;
}

function isOf(held: Holder, { userId, clientId }: Holder): boolean {
  return (userId === undefined || held.userId === userId) && (clientId === undefined || held.clientId === clientId);
}

function hasExpired(session: Session, now: number): boolean {
  return !session.permanent && now - session.lastUsed > TIMEOUT_MILLISECONDS;
}
