import { api, LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import type { SelectOption } from 'c/inletSearchSelect';
import { searchUsers, type SalesforceUser } from 'c/inletUserStore';
import inactive from '@salesforce/label/c.Inlet_Users_Inactive';
import placeholder from '@salesforce/label/c.Inlet_Users_Search';

/** A Salesforce user, found by typing. Fires `user` with `{ id }`; empty for none. */
export default class InletUserPicker extends LightningElement {
  @api label = '';
  @api help = '';
  @api value = '';
  /** The name of who is chosen already. */
  @api name = '';
  @api hideLabel = false;
  @api problem = '';
  found: SalesforceUser[] = [];
  error = '';
  readonly labels = { placeholder };
  #asked = 0;

  connectedCallback(): void {
    void this.search('');
  }

  get options(): SelectOption[] {
    const options = this.found.map(({ id, name, username, email, isActive }) => ({
      value: id,
      label: name,
      also: email,
      detail: isActive ? username : `${username} (${inactive})`,
    }));
    const isKnown = !this.value || options.some(({ value }) => value === this.value);
    return isKnown ? options : [{ value: this.value, label: this.name || this.value }, ...options];
  }
  get shownProblem(): string {
    return this.problem || this.error;
  }
  handleSearch(event: CustomEvent<string>): void {
    void this.search(event.detail);
  }
  handleChange(event: CustomEvent<string>): void {
    this.dispatchEvent(
      new CustomEvent('user', {
        detail: { id: event.detail, name: this.found.find(({ id }) => id === event.detail)?.name },
      }),
    );
  }
  async search(text: string): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await searchUsers(text.trim());
      if (asked !== this.#asked) return;
      this.found = found;
      this.error = '';
    } catch (error) {
      if (asked === this.#asked) this.error = asInletError(error).message;
    }
  }
}
