import { formatDateTime } from '../field-values.ts';
import type { OrgDatabase, StoredRecord } from '../org-database.ts';

interface Options {
  database: OrgDatabase;
  newId: (prefix: string) => string;
  now: () => Date;
}

/** Every user has a UserLogin, which an admin freezes. */
export class UserLogins {
  readonly #database: OrgDatabase;
  readonly #newId: (prefix: string) => string;
  readonly #now: () => Date;

  constructor({ database, newId, now }: Options) {
    this.#database = database;
    this.#newId = newId;
    this.#now = now;
  }

  /** Gives every user the own one. */
  followUsers(): void {
    this.#database.transaction(() => {
      for (const { Id: UserId } of this.#database.records.all('User')) {
        if (this.#of(UserId)) continue;
        const LastModifiedDate = formatDateTime(this.#now());
        const values = { UserId, IsFrozen: false, IsPasswordLocked: false, LastModifiedDate, LastModifiedById: UserId };
        this.#database.put('UserLogin', { Id: this.#newId('0Yw'), IsDeleted: false, ...values });
      }
    });
  }

  isFrozen(userId: string): boolean {
    return this.#of(userId)?.['IsFrozen'] === true;
  }

  #of(userId: string): StoredRecord | undefined {
    const [id] = this.#database.records.find('UserLogin', 'UserId', userId) ?? [];
    return id === undefined ? undefined : this.#database.records.get('UserLogin', id);
  }
}
