import { api, LightningElement } from 'lwc';
import { sourceWords } from 'c/inletMappingWords';
import type { BookingFields, ValidatedField } from 'c/inletSettingsStore';
import { fill } from 'c/inletFormat';
import choose from '@salesforce/label/c.Inlet_Required_Choose';
import change from '@salesforce/label/c.Inlet_Required_Change';
import fallback from '@salesforce/label/c.Inlet_Required_Fallback';
import fixed from '@salesforce/label/c.Inlet_Required_Fixed';
import mappedFrom from '@salesforce/label/c.Inlet_Required_MappedFrom';
import openSetup from '@salesforce/label/c.Inlet_Required_OpenSetup';
import suggestion from '@salesforce/label/c.Inlet_Required_Suggestion';
import unsupported from '@salesforce/label/c.Inlet_Required_Unsupported';

const looks = {
  mapped: { icon: 'utility:success', variant: 'success' },
  fixed: { icon: 'utility:success', variant: 'success' },
  fallback: { icon: 'utility:warning', variant: 'warning' },
  unsupported: { icon: 'utility:error', variant: 'error' },
};

/** A field that Salesforce requires, and where its value comes from. Fires `suggestion` and `choose`. */
export default class InletRequiredField extends LightningElement {
  @api field: ValidatedField | undefined;
  @api bookingFields: BookingFields | undefined;
  @api isBusy = false;
  readonly labels = { openSetup };

  get look() {
    return looks[this.field!.state];
  }
  get rowClass(): string {
    return `slds-box slds-box_x-small slds-m-bottom_x-small ${this.isUnsupported ? 'is-unsupported' : ''}`;
  }
  get isUnsupported(): boolean {
    return this.field!.state === 'unsupported';
  }
  get says(): string {
    const { state, from, fallback: standIn } = this.field!;
    if (state === 'unsupported') return unsupported;
    if (state === 'fallback') return fill(fallback, String(standIn ?? '–'));
    return from ? fill(mappedFrom, sourceWords(from, this.bookingFields)) : fixed;
  }
  get explanation(): string {
    const { about, why, fix } = this.field!;
    return [about, why, fix].filter(Boolean).join(' ');
  }
  get suggestionLabel(): string {
    const { suggestion: from, state } = this.field!;
    const lacksValue = state === 'fallback' || state === 'unsupported';
    return from && lacksValue ? fill(suggestion, sourceWords(from, this.bookingFields)) : '';
  }
  get chooseLabel(): string {
    if (this.isUnsupported || (this.field!.state === 'fixed' && !this.field!.from)) return '';
    return this.field!.state === 'mapped' ? change : choose;
  }
  get chooseTitle(): string {
    return `${this.chooseLabel}: ${this.field!.label}`;
  }
  apply(): void {
    this.dispatchEvent(new CustomEvent('suggestion'));
  }
  choose(): void {
    this.dispatchEvent(new CustomEvent('choose'));
  }
}
