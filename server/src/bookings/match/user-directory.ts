/** How long an answer about a user holds. A miss holds shorter: the admin may just be adding the user. */
const knownForMilliseconds = 60 * 60_000;
const unknownForMilliseconds = 5 * 60_000;

interface Entry {
  userId: string | undefined;
  until: number;
}

/** Active Salesforce users of one org by e-mail address, remembered, so that an owner is looked up once. */
export class UserDirectory {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Those of the addresses (normalised) that must be asked for. */
  unknown(emails: Iterable<string>): string[] {
    const now = this.#now().getTime();
    return [...new Set(emails)].filter((email) => (this.#entries.get(email)?.until ?? 0) <= now);
  }

  /** Remembers the answer to a look-up of these addresses; of several users, the one created first. */
  remember(emails: string[], found: { Id: string; Email: string; CreatedDate?: string }[]): void {
    const now = this.#now().getTime();
    const sorted = found.toSorted((a, b) => ((a.CreatedDate ?? '') < (b.CreatedDate ?? '') ? -1 : 1));
    for (const email of emails) {
      const userId = sorted.find((user) => user.Email.trim().toLowerCase() === email)?.Id;
      this.#entries.set(email, { userId, until: now + (userId ? knownForMilliseconds : unknownForMilliseconds) });
    }
  }

  userId(email: string): string | undefined {
    return this.#entries.get(email)?.userId;
  }

  /** After an error that a remembered user caused (deactivated in the meantime). */
  forget(): void {
    this.#entries.clear();
  }
}
