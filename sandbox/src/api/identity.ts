import { randomBytes } from 'node:crypto';
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

  /** Asked by the org itself, before anybody has signed in. */
  get #asOrg(): Caller {
    return { userId: this.#org.organizationId };
  }

  save(): void {
    this.#org.writeSetting('credentials', this.credentials);
  }

  users(): OrgUser[] {
    const soql = `SELECT ${COLUMNS.join(', ')} FROM User ORDER BY Id`;
    return this.#org.query(this.#asOrg, soql, { all: false, batchSize: 2000, version: '64.0' }).records.map(orgUser);
  }

  /** Undefined for an id that is nobody's. */
  user(id: string): OrgUser | undefined {
    try {
      return orgUser(this.#org.retrieve(this.#asOrg, 'User', id, COLUMNS));
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

  #seeded(id: string): OrgUser {
    const user = this.user(id);
    if (!user) throw new Error(`The org has no user ${id}: delete its data folder, or POST /sandbox/reset.`);
    return user;
  }
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

function orgUser(record: QueryRecord): OrgUser {
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
    timeZone: text('TimeZoneSidKey', 'GMT'),
    language: text('LanguageLocaleKey', 'en_US'),
    locale: text('LocaleSidKey', 'en_US'),
  };
}
