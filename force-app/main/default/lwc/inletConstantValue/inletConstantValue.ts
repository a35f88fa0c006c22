import { api, LightningElement } from 'lwc';
import type { SelectOption } from 'c/inletSearchSelect';
import type { SchemaField } from 'c/inletSettingsStore';
import label from '@salesforce/label/c.Inlet_Mapping_ConstantValue';
import no from '@salesforce/label/c.Inlet_Common_No';
import yes from '@salesforce/label/c.Inlet_Common_Yes';

const inputTypes: Record<string, string> = {
  date: 'date',
  datetime: 'datetime',
  double: 'number',
  int: 'number',
  currency: 'number',
  percent: 'number',
  email: 'email',
  url: 'url',
};

/** A fixed value for a field, entered as its type asks: picklist values are offered. Fires `change` with the value. */
export default class InletConstantValue extends LightningElement {
  @api field: SchemaField | undefined;
  @api value = '';
  readonly labels = { label };

  get isChoice(): boolean {
    return this.field?.type === 'boolean' || (this.field?.picklistValues?.length ?? 0) > 0;
  }
  get options(): SelectOption[] {
    if (this.field?.type !== 'boolean')
      return (this.field?.picklistValues ?? []).map((value) => ({ value, label: value }));
    return [
      { value: 'true', label: yes },
      { value: 'false', label: no },
    ];
  }
  get allowOther(): boolean {
    return this.field?.type !== 'boolean' && this.field?.restricted === false;
  }
  get inputType(): string {
    return inputTypes[this.field?.type ?? ''] ?? 'text';
  }
  get step(): string | undefined {
    return this.inputType === 'number' ? 'any' : undefined;
  }

  /** Whether there is a value of the field's type; says so at the field where there is none. */
  @api
  reportValidity(): boolean {
    const field = this.template!.querySelector<HTMLElement & { reportValidity(): boolean | undefined }>('.value');
    return field?.reportValidity() !== false;
  }
  handleChoice(event: CustomEvent<string>): void {
    this.change(event.detail);
  }
  handleInput(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    this.change(event.detail.value);
  }
  change(value: string): void {
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}
