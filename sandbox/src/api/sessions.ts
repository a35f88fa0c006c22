import { randomBytes } from 'node:crypto';
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
  lastUsed: number;
  /** The refresh token that it came from. */
  grant?: string;
  /** The sandbox admin's session never ends. */
  permanent?: boolean;
}

interface Grant {
  refreshToken: string;
  userId: string;
}

interface Stored {
  sessions: Session[];
  grants: Grant[];
}

/**
 * Access and refresh tokens, kept over a restart. They are stored in clear: they open a toy org on this machine and
 * nothing else.
 */
export class Sessions {
  readonly #org: OrgEngine;
  #sessions: Map<string, Session>;
  #grants: Map<string, Grant>;
  #storedAt: number;

  constructor(org: OrgEngine) {
    this.#org = org;
    const stored = org.readSetting<Stored>('sessions') ?? { sessions: [], grants: [] };
    this.#sessions = new Map(stored.sessions.map((session) => [session.token, session]));
    this.#grants = new Map(stored.grants.map((grant) => [grant.refreshToken, grant]));
    this.#storedAt = org.now().getTime();
  }

  /** Opens a session: `<15 characters of the org id>!<opaque>`. */
  open(userId: string, kind: { grant?: string; permanent?: boolean } = {}): Session {
    const token = `${this.#org.organizationId.slice(0, 15)}!AQ${randomBytes(66).toString('base64url')}`;
    const session: Session = { token, userId, lastUsed: this.#org.now().getTime(), ...kind };
    this.#sessions.set(token, session);
    this.save();
    return session;
  }

  /** The live session of a token, its inactivity starting anew. Undefined for an unknown or expired one. */
  use(token: string): Session | undefined {
    const session = this.#sessions.get(token);
    const now = this.#org.now().getTime();
    if (!session || hasExpired(session, now)) return undefined;
    session.lastUsed = now;
    if (now - this.#storedAt > TOUCH_MILLISECONDS) this.save();
    return session;
  }

  end(session: Session): void {
    if (this.#sessions.delete(session.token)) this.save();
  }

  /** Ends every session but the admin's permanent one; how many. Refresh tokens stay. */
  endAll(): number {
    const ended = [...this.#sessions.values()].filter(({ permanent }) => !permanent);
    for (const { token } of ended) this.#sessions.delete(token);
    this.save();
    return ended.length;
  }

  /** A new refresh token. [S] One beyond five of a user's silently ends the oldest, as every new approval does. */
  grant(userId: string): string {
    const own = [...this.#grants.values()].filter((grant) => grant.userId === userId);
    for (const { refreshToken } of own.slice(0, Math.max(0, own.length - MOST_GRANTS + 1))) this.revoke(refreshToken);
    const refreshToken = `5Aep861${randomBytes(48).toString('base64url')}`;
    this.#grants.set(refreshToken, { refreshToken, userId });
    this.save();
    return refreshToken;
  }

  userOfGrant(refreshToken: string): string | undefined {
    return this.#grants.get(refreshToken)?.userId;
  }

  /** A new refresh token for an old one, which is dead at once. */
  rotate(refreshToken: string, userId: string): string {
    this.#grants.delete(refreshToken);
    return this.grant(userId);
  }

  /** Revoking a refresh token also ends its sessions; revoking an access token leaves the refresh token alive. */
  revoke(token: string): boolean {
    const wasGrant = this.#grants.delete(token);
    const ended = [...this.#sessions.values()].filter((session) => session.token === token || session.grant === token);
    for (const session of ended) this.#sessions.delete(session.token);
    if (wasGrant || ended.length > 0) this.save();
    return wasGrant || ended.length > 0;
  }

  save(): void {
    const now = this.#org.now().getTime();
    const sessions = [...this.#sessions.values()].filter((session) => !hasExpired(session, now));
    this.#sessions = new Map(sessions.map((session) => [session.token, session]));
    this.#storedAt = now;
    this.#org.writeSetting('sessions', { sessions, grants: [...this.#grants.values()] } satisfies Stored);
  }
}

function hasExpired(session: Session, now: number): boolean {
  return !session.permanent && now - session.lastUsed > TIMEOUT_MILLISECONDS;
}
