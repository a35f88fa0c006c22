import { randomBytes } from 'node:crypto';
import { newClientId, newClientSecret } from './oauth/connected-app.ts';
import { SEED } from '../org/seed.ts';
import { ApiError } from '../org/types.ts';
import type { Caller, OrgEngine, QueryRecord } from '../org/types.ts';

/** What an app needs to know of a user when it signs in. */
export interface OrgUser {
  id: string;
  username: string;
  email: string;
  name: string;
  firstName: string | null;
  lastName: string;
  isActive: boolean;
  /** `UserLogin.IsFrozen` */
  isFrozen: boolean;
  timeZone: string;
  language: string;
  locale: string;
}

interface Credentials {
  /** Of the app that every org has from the start. */
  clientId: string;
  clientSecret: string;
  /** One for all users whose password was not reset. */
  password: string;
}

/** The people of the org, and the keys of its first app. Secrets are made once and kept with the org. */
export class Identity {
  readonly #org: OrgEngine;
  #credentials: Credentials;

  constructor(org: OrgEngine) {
    this.#org = org;
    this.#credentials = org.readSetting<Credentials>('credentials') ?? {
      clientId: newClientId(),
      clientSecret: newClientSecret(),
      password: randomBytes(12).toString('base64url'),
    };
    this.save();
  }

  get credentials(): Credentials {
    return this.#credentials;
  }

  /** Asked by the org itself, before anybody has signed in. */
  get #asOrg(): Caller {
    return { userId: this.#org.organizationId };
  }

  changeSecret(clientSecret: string): void {
    this.#credentials = { ...this.#credentials, clientSecret };
    this.save();
  }

  save(): void {
    this.#org.writeSetting('credentials', this.#credentials);
  }

  users(): OrgUser[] {
    const soql = `SELECT ${COLUMNS.join(', ')} FROM User ORDER BY Id`;
    return this.#org
      .query(this.#asOrg, soql, { all: false, batchSize: 2000, version: '64.0' })
      .records.map((record) => this.#orgUser(record));
  }

  /** Undefined for an id that is nobody's. */
  user(id: string): OrgUser | undefined {
    try {
      return this.#orgUser(this.#org.retrieve(this.#asOrg, 'User', id, COLUMNS));
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  }

  byUsername(username: string): OrgUser | undefined {
    return this.users().find((user) => user.username.toLowerCase() === username.toLowerCase());
  }

  /** Undefined for what is neither a user's id nor a user name. */
  byIdOrUsername(text: string): OrgUser | undefined {
    return text.startsWith('005') ? this.user(text) : this.byUsername(text);
  }

  /** The administrator, who has the console's access token. */
  admin(): OrgUser {
    return this.#seeded(SEED.admin);
  }

  /** The user that client credentials run as. */
  apiUser(): OrgUser {
    return this.#seeded(SEED.integration);
  }

  #orgUser(record: QueryRecord): OrgUser {
    return orgUser(record, this.#org.isFrozen(String(record.Id)));
  }

  #seeded(id: string): OrgUser {
    const user = this.user(id);
    if (!user) throw new Error(`The org has no user ${id}: delete its data folder, or POST /sandbox/reset.`);
    return user;
  }
}

/** Whether a user may be logged in at all. */
export function mayLogIn({ isActive, isFrozen }: OrgUser): boolean {
  return isActive && !isFrozen;
}

const COLUMNS = [
  'Id',
  'Username',
  'Email',
  'Name',
  'FirstName',
  'LastName',
  'IsActive',
  'TimeZoneSidKey',
  'LanguageLocaleKey',
  'LocaleSidKey',
];

function orgUser(record: QueryRecord, isFrozen: boolean): OrgUser {
  const text = (column: string, fallback: string) => String(record[column] ?? fallback);
  const username = text('Username', '');
  return {
    id: text('Id', ''),
    username,
    email: text('Email', username),
    name: text('Name', username),
    firstName: (record.FirstName as string | null | undefined) ?? null,
    lastName: text('LastName', ''),
    isActive: record.IsActive !== false,
    isFrozen,
    timeZone: text('TimeZoneSidKey', 'GMT'),
    language: text('LanguageLocaleKey', 'en_US'),
    locale: text('LocaleSidKey', 'en_US'),
  };
}
