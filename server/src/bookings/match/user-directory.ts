/** How long an answer about a user holds. A miss holds shorter: the admin may just be adding the user. */
const knownForMilliseconds = 60 * 60_000;
const unknownForMilliseconds = 5 * 60_000;

/** A Salesforce user as a look-up returned it. */
export interface FoundUser {
  Id: string;
  Email: string;
  IsActive: boolean;
  CreatedDate?: string;
}

/** What is asked of Salesforce: by e-mail address (normalised), and by the ids that settings name. */
export interface UserQuestion {
  emails: string[];
  ids: string[];
}

/** A user as the owner decision needs it. */
export interface KnownUser {
  id: string;
  isActive: boolean;
}

interface Entry {
  user: KnownUser | undefined;
  until: number;
}

/** Salesforce users of one org by e-mail address and by id, remembered, so that an owner is looked up once. */
export class UserDirectory {
  readonly #byEmail = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The part of the question that must be asked; each address and id once. */
  unknown({ emails, ids }: UserQuestion): UserQuestion {
    const now = this.#now().getTime();
    const isUnknown = (entries: Map<string, Entry>) => (key: string) => (entries.get(key)?.until ?? 0) <= now;
    return {
      emails: [...new Set(emails)].filter(isUnknown(this.#byEmail)),
      ids: [...new Set(ids.map(shortId))].filter(isUnknown(this.#byId)),
    };
  }

  /**
   * Remembers the answer to a question. Of several users with one address the active one counts, and of several active
   * ones the one created first.
   */
  remember({ emails, ids }: UserQuestion, found: FoundUser[]): void {
    const sorted = found.toSorted(
      (a, b) => Number(b.IsActive) - Number(a.IsActive) || ((a.CreatedDate ?? '') < (b.CreatedDate ?? '') ? -1 : 1),
    );
    for (const email of emails) {
      this.#put(
        this.#byEmail,
        email,
        sorted.find((user) => user.Email.trim().toLowerCase() === email),
      );
    }
    for (const id of ids)
      this.#put(
        this.#byId,
        id,
        sorted.find((user) => shortId(user.Id) === id),
      );
  }

  /** Undefined where nobody has the address. */
  byEmail(email: string): KnownUser | undefined {
    return this.#byEmail.get(email)?.user;
  }

  /** Undefined where the org has no such user. */
  byId(id: string): KnownUser | undefined {
    return this.#byId.get(shortId(id))?.user;
  }

  /** After an error that a remembered user caused (deactivated in the meantime). */
  forget(): void {
    this.#byEmail.clear();
    this.#byId.clear();
  }

  #put(entries: Map<string, Entry>, key: string, found: FoundUser | undefined): void {
    const user = found && { id: found.Id, isActive: found.IsActive };
    // Who is inactive may be reactivated this minute, as the admin was told to.
    const holds = user?.isActive ? knownForMilliseconds : unknownForMilliseconds;
    entries.set(key, { user, until: this.#now().getTime() + holds });
  }
}

/** Ids come with 15 characters or 18; the first 15 are the whole of it. */
function shortId(id: string): string {
  return id.slice(0, 15);
}
