import type { OrgEngine } from '../org/types.ts';

/** Switches where the documentation leaves a choice, or an admin has one. */
export interface SandboxOptions {
  /** Whether request-level Sforce-* headers reach the nodes of a composite graph. Not documented; off is the strict reading. */
  graphHeadersReachNodes: boolean;
  /**
   * Whether a composite with allOrNone undoes everything when a part fails, as documented. Off: it answers and keeps as
   * one without allOrNone does, for whoever has to notice.
   */
  allOrNoneRollsBack: boolean;
  /** The add-on: event log files by the hour too, kept for 30 days. Every org has the file of the day before. */
  eventMonitoring: boolean;
  /** A new refresh token with every refresh, the old one dead at once. */
  refreshTokenRotation: boolean;
  /** The username-password flow; off by default in orgs made since Summer '23. */
  passwordLogin: boolean;
}

const DEFAULTS: SandboxOptions = {
  graphHeadersReachNodes: false,
  allOrNoneRollsBack: true,
  eventMonitoring: false,
  refreshTokenRotation: false,
  passwordLogin: true,
};

export class Options {
  readonly #org: OrgEngine;
  #options: SandboxOptions;

  constructor(org: OrgEngine) {
    this.#org = org;
    this.#options = { ...DEFAULTS, ...org.readSetting<Partial<SandboxOptions>>('options') };
  }

  get current(): SandboxOptions {
    return this.#options;
  }

  change(changes: Partial<SandboxOptions>): SandboxOptions {
    this.#options = { ...this.#options, ...changes };
    this.#org.writeSetting('options', this.#options);
    return this.#options;
  }

  reset(): void {
    this.change(DEFAULTS);
  }
}
