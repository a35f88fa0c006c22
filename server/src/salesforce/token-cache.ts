import type { Token } from './oauth.ts';

/**
 * Gives a token that Salesforce is not known to refuse. `dead` is the one that it refused last: another than that is
 * wanted. Throws a SalesforceError.
 */
export type Login = (dead: Token | undefined) => Promise<Token>;

/** One org's current token. Callers that ask while a login is under way share it; a failed login is not remembered. */
export class TokenCache {
  readonly #login: Login;
  #current: Token | undefined;
  #dead: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(login: Login) {
    this.#login = login;
  }

  /** The current token, or a new one. Throws what the login throws. */
  async get(): Promise<Token> {
    if (this.#current) return this.#current;
    this.#pending ??= this.#login(this.#dead)
      .then((token) => (this.#current = token))
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** Forgets a token that Salesforce refused, unless somebody already replaced it. */
  forget(token: Token): void {
    if (this.#current !== token) return;
    this.#current = undefined;
    this.#dead = token;
  }
}
