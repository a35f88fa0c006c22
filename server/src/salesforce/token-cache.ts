import type { Token } from './oauth.ts';

/** One org's current token. Callers that ask while a login is under way share it; a failed login is not remembered. */
export class TokenCache {
  readonly #login: () => Promise<Token>;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(login: () => Promise<Token>) {
    this.#login = login;
  }

  /** The current token, or a new one. Throws what the login throws. */
  async get(): Promise<Token> {
    if (this.#current) return this.#current;
    this.#pending ??= this.#login()
      .then((token) => (this.#current = token))
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** Forgets a token that Salesforce refused, unless somebody already replaced it. */
  forget(token: Token): void {
    if (this.#current === token) this.#current = undefined;
  }
}
