import type { RunningSandbox } from './running-sandbox.ts';

/** Custom fields that a test makes in the sandbox org and the API User may write. */
export class OrgFields {
  readonly #sandbox: RunningSandbox;
  #made: { object: string; name: string }[] = [];

  constructor(sandbox: RunningSandbox) {
    this.#sandbox = sandbox;
  }

  /** Makes a field; `more` as the console of the sandbox takes it. */
  async make(object: string, name: string, type: string, more: Record<string, unknown> = {}): Promise<void> {
    await this.#sandbox.console('fields', { object, name, type, ...more });
    this.#made.push({ object, name });
    // Whoever may see the object sees a required field.
    if (!more['required']) await this.#sandbox.console('field-access', { field: `${object}.${name}`, access: 'edit' });
  }

  /** Takes all of them away, with what grants them. */
  async removeAll(): Promise<void> {
    for (const { object, name } of this.#made) {
      await fetch(`${this.#sandbox.url}/sandbox/fields/${object}/${name}`, { method: 'DELETE' });
    }
    this.#made = [];
  }
}
