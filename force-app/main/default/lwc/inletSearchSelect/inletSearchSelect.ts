import { api, LightningElement } from 'lwc';
import { fill } from 'c/inletFormat';
import none from '@salesforce/label/c.Inlet_Select_None';
import other from '@salesforce/label/c.Inlet_Select_Other';
import missing from '@salesforce/label/c.Inlet_Select_Missing';

export interface SelectOption {
  value: string;
  label: string;
  /** A second line: a sample, a user name. */
  detail?: string | null;
  /** What it is also found by. */
  also?: string;
}

/** So that a request is made per word and not per letter, where the options come from a search elsewhere. */
const searchPause = 300;
/** More than that nobody reads: typing narrows. */
const mostShown = 60;

/**
 * A choice among many, narrowed by typing; by mouse and by keyboard. Fires `change` with the value, and `search` with what
 * was typed, for options that come from a search elsewhere: what is there already is narrowed meanwhile. Where `allowOther` is set, what was typed can be the value.
 */
export default class InletSearchSelect extends LightningElement {
  @api label = '';
  @api help = '';
  @api placeholder = '';
  @api options: SelectOption[] = [];
  @api allowOther = false;
  @api required = false;
  @api disabled = false;
  /** What is wrong with the value, in words. */
  @api problem = '';
  /** Only for those who hear the page. */
  @api hideLabel = false;
  isOpen = false;
  typed: string | undefined;
  active = 0;
  chosen = '';
  missing = '';
  readonly labels = { none };
  #timer: ReturnType<typeof setTimeout> | undefined;

  @api
  get value(): string {
    return this.chosen;
  }
  set value(value: string | null | undefined) {
    this.chosen = value ?? '';
    this.missing = '';
  }

  /** Whether a required choice was made; says so at the field where it was not. */
  @api
  reportValidity(): boolean {
    this.missing = this.required && this.chosen === '' ? missing : '';
    return this.missing === '';
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get error(): string {
    return this.problem || this.missing;
  }
  get isInvalid(): 'true' | 'false' {
    return this.error ? 'true' : 'false';
  }
  get formClass(): string {
    return `slds-form-element ${this.error ? 'slds-has-error' : ''}`;
  }
  get labelClass(): string {
    return this.hideLabel ? 'slds-assistive-text' : 'slds-form-element__label';
  }
  get triggerClass(): string {
    return `slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click ${this.isOpen ? 'slds-is-open' : ''}`;
  }
  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }
  get shownText(): string {
    if (this.typed !== undefined) return this.typed;
    return this.options.find(({ value }) => value === this.chosen)?.label ?? this.chosen;
  }
  get activeId(): string | null {
    return this.isOpen && this.matches.length > 0 ? `option-${this.active}` : null;
  }
  get matches() {
    const typed = (this.typed ?? '').trim();
    const word = typed.toLocaleLowerCase();
    const ranked = this.options
      .map((option) => ({ option, rank: rankOf(option, word) }))
      .filter(({ rank }) => rank !== undefined)
      .toSorted((one, next) => one.rank! - next.rank!);
    const found = ranked.map(({ option }) => option).slice(0, mostShown);
    const isKnown = found.some(({ label, value }) => [label, value].includes(typed));
    const all: SelectOption[] =
      this.allowOther && typed !== '' && !isKnown ? [...found, { value: typed, label: fill(other, typed) }] : found;
    return all.map((option, index) => ({
      ...option,
      id: `option-${index}`,
      index: String(index),
      selected: option.value === this.chosen ? 'true' : 'false',
      className: `slds-media slds-listbox__option slds-listbox__option_plain slds-media_small ${
        index === this.active ? 'slds-has-focus' : ''
      }`,
    }));
  }
  get hasNoMatch(): boolean {
    return this.matches.length === 0;
  }
  open(): void {
    if (this.disabled || this.isOpen) return;
    this.isOpen = true;
    this.active = Math.max(
      0,
      this.matches.findIndex(({ value }) => value === this.chosen),
    );
  }
  handleInput(event: InputEvent): void {
    const { value } = event.target as HTMLInputElement;
    this.typed = value;
    this.isOpen = true;
    this.active = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dispatchEvent(new CustomEvent('search', { detail: value })), searchPause);
  }
  handleKey(event: KeyboardEvent): void {
    const last = this.matches.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        if (!this.isOpen) this.open();
        else this.active = Math.min(this.active + 1, last);
        break;
      case 'ArrowUp':
        this.active = Math.max(this.active - 1, 0);
        break;
      case 'Enter':
        if (this.isOpen) this.choose(this.active);
        else this.open();
        break;
      case 'Escape':
        if (!this.isOpen) return;
        this.close();
        break;
      default:
        return;
    }
    event.preventDefault();
  }
  handleBlur(): void {
    // A field that was emptied takes the choice back; anything else that is no choice is forgotten.
    if (this.typed?.trim() === '' && this.chosen !== '' && !this.required) this.take('');
    else if (this.allowOther && this.typed?.trim()) this.take(this.typed.trim());
    this.close();
  }
  handleOption(event: Event): void {
    // Before the field loses its focus, which would close the list first.
    event.preventDefault();
    this.choose(Number((event.currentTarget as HTMLElement).dataset['index']));
  }

  choose(index: number): void {
    const option = this.matches[index];
    if (option) this.take(option.value);
    this.close();
  }
  take(value: string): void {
    this.missing = '';
    if (value === this.chosen) return;
    this.chosen = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
  close(): void {
    this.isOpen = false;
    this.typed = undefined;
  }
}

/** How well an option fits what was typed, the best first: its label, its value, then what else is told of it. */
function rankOf({ label, value, detail, also }: SelectOption, word: string): number | undefined {
  const texts = [label, value, `${detail ?? ''} ${also ?? ''}`].map((text) => text.toLocaleLowerCase());
  if (word === '' || texts[0] === word) return 0;
  const place = texts.findIndex((text) => text.includes(word));
  return place < 0 ? undefined : place + 1;
}
