import type { OrgEngine } from '../org/types.ts';

/** What holds for the whole org. */
export interface OrgPolicy {
  /** Locked, closed or suspended: nobody logs in, and no session is valid. */
  isOrganizationLocked: boolean;
  /** API Access Control: only apps whose users an admin pre-authorises may use the API. */
  isApiAccessControlled: boolean;
  /** `readOnly`: data is not changed. `down`: nothing is answered but 503. */
  maintenance: 'readOnly' | 'down' | null;
  /** Versions before it are retired; null: none that the sandbox speaks. `64.0` */
  oldestApiVersion: string | null;
}

/** What an admin did to a user, beside the record of it. */
export interface UserPolicy {
  /** Instead of the password that all users share. */
  password: string | null;
  /** "API Enabled" was taken away, whatever the profile and the permission sets grant. */
  isApiDisabled: boolean;
  /** Login IP ranges or login hours of the profile leave the caller out. */
  isLoginIpRestricted: boolean;
  /** The profile asks for a high-assurance session, which no OAuth flow gives. */
  isHighAssuranceRequired: boolean;
}

interface Stored {
  org: OrgPolicy;
  users: Record<string, Partial<UserPolicy>>;
  /** Logins by user, each since the hour that it counts for began. */
  logins: Record<string, { since: number; count: number }>;
}

const SETTING = 'security';
const NOTHING_SET: Stored = {
  org: { isOrganizationLocked: false, isApiAccessControlled: false, maintenance: null, oldestApiVersion: null },
  users: {},
  logins: {},
};
const UNRESTRICTED: UserPolicy = {
  password: null,
  isApiDisabled: false,
  isLoginIpRestricted: false,
  isHighAssuranceRequired: false,
};
const HOUR_MILLISECONDS = 60 * 60 * 1000;
/** Of one user in an hour. */
export const MOST_LOGINS = 3600;

/** What the org's security settings say of logins and sessions. Kept over a restart. */
export class OrgSecurity {
  readonly #org: OrgEngine;
  #stored: Stored;

  constructor(org: OrgEngine) {
    this.#org = org;
    const stored = org.readSetting<Stored>(SETTING) ?? NOTHING_SET;
    // An org that was kept from before may know fewer policies.
    this.#stored = { ...stored, org: { ...NOTHING_SET.org, ...stored.org } };
  }

  get policy(): OrgPolicy {
    return this.#stored.org;
  }

  changePolicy(changes: Partial<OrgPolicy>): OrgPolicy {
    this.#store({ org: { ...this.#stored.org, ...changes } });
    return this.policy;
  }

  resetPolicy(): void {
    this.#store({ org: NOTHING_SET.org });
  }

  of(userId: string): UserPolicy {
    return { ...UNRESTRICTED, ...this.#stored.users[userId] };
  }

  changeUser(userId: string, changes: Partial<UserPolicy>): UserPolicy {
    const users = { ...this.#stored.users, [userId]: { ...this.of(userId), ...changes } };
    this.#store({ users });
    return this.of(userId);
  }

  /** Logins of the current hour, which begins with the first of them. */
  loginsOf(userId: string): number {
    const { since, count } = this.#stored.logins[userId] ?? { since: 0, count: 0 };
    return this.#org.now().getTime() - since < HOUR_MILLISECONDS ? count : 0;
  }

  setLogins(userId: string, count: number): void {
    const now = this.#org.now().getTime();
    const since = this.loginsOf(userId) > 0 ? (this.#stored.logins[userId]?.since ?? now) : now;
    this.#store({ logins: { ...this.#stored.logins, [userId]: { since, count } } });
  }

  reset(): void {
    this.#store(NOTHING_SET);
  }

  #store(changes: Partial<Stored>): void {
    this.#stored = { ...this.#stored, ...changes };
    this.#org.writeSetting(SETTING, this.#stored);
    this.#org.setReadOnly(this.policy.maintenance === 'readOnly');
  }
}
