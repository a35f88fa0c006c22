import { randomBytes } from 'node:crypto';
import type { OrgEngine } from '../org/types.ts';

/** What an app needs to know of a user when it signs in. */
export interface OrgUser {
  id: string;
  username: string;
  email: string;
  name: string;
  firstName: string | null;
  lastName: string;
  isActive: boolean;
  timeZone: string;
  language: string;
  locale: string;
}

interface Credentials {
  clientId: string;
  clientSecret: string;
  /** One for all users. */
  password: string;
}

/** The one app that the org knows, and the people of the org. Secrets are made once and kept with the org. */
export class Identity {
  readonly #org: OrgEngine;
  readonly credentials: Credentials;

  constructor(org: OrgEngine) {
    this.#org = org;
    this.credentials = org.readSetting<Credentials>('credentials') ?? {
      clientId: `3MVG9${randomBytes(60).toString('base64url')}`,
      clientSecret: randomBytes(32).toString('hex').toUpperCase(),
      password: randomBytes(12).toString('base64url'),
    };
    this.save();
  }

  save(): void {
    this.#org.writeSetting('credentials', this.credentials);
  }

  users(): OrgUser[] {
    const soql =
      'SELECT Id, Username, Email, Name, FirstName, LastName, IsActive, TimeZoneSidKey, LanguageLocaleKey, LocaleSidKey ' +
      'FROM User ORDER BY Id';
    // Asked by the org itself, before anybody has signed in.
    const caller = { userId: this.#org.organizationId };
    const { records } = this.#org.query(caller, soql, { all: false, batchSize: 2000, version: '64.0' });
    return records.map((record) => ({
      id: String(record.Id),
      username: String(record.Username),
      email: String(record.Email ?? record.Username),
      name: String(record.Name ?? record.Username),
      firstName: (record.FirstName as string | null) ?? null,
      lastName: String(record.LastName ?? ''),
      isActive: record.IsActive !== false,
      timeZone: String(record.TimeZoneSidKey ?? 'GMT'),
      language: String(record.LanguageLocaleKey ?? 'en_US'),
      locale: String(record.LocaleSidKey ?? 'en_US'),
    }));
  }

  user(id: string): OrgUser | undefined {
    return this.users().find((user) => user.id === id);
  }

  byUsername(username: string): OrgUser | undefined {
    return this.users().find((user) => user.username.toLowerCase() === username.toLowerCase());
  }

  /** The administrator, who has the console's access token. */
  admin(): OrgUser {
    return this.#seeded(/^admin/i);
  }

  /** The user that client credentials run as. */
  apiUser(): OrgUser {
    return this.#seeded(/^(api|integration|inlet)/i);
  }

  #seeded(pattern: RegExp): OrgUser {
    const users = this.users();
    const user = users.find(({ username }) => pattern.test(username)) ?? users[0];
    if (!user) throw new Error('The org has no users: delete its data folder, or POST /sandbox/reset.');
    return user;
  }
}
