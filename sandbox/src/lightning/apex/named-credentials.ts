import type { OrgEngine } from '../../org/types.ts';

interface Stored {
  address?: string;
  key?: string;
}

const SETTING = 'namedCredentials';

/** What the package's Named and External Credentials hold, kept in the org: the backend's address, and the key. */
export class NamedCredentials {
  readonly #org: OrgEngine;

  constructor(org: OrgEngine) {
    this.#org = org;
  }

  get address(): string | undefined {
    return this.#stored().address;
  }

  get key(): string | undefined {
    return this.#stored().key;
  }

  /** Undefined takes it away. */
  setAddress(address: string | undefined): void {
    this.#org.writeSetting(SETTING, { ...this.#stored(), address });
  }

  /** Undefined takes it away. */
  setKey(key: string | undefined): void {
    this.#org.writeSetting(SETTING, { ...this.#stored(), key });
  }

  #stored(): Stored {
    return this.#org.readSetting<Stored>(SETTING) ?? {};
  }
}
