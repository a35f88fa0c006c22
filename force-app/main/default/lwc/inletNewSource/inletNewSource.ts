import { LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import { areValid, showProblems, valuesOf } from 'c/inletFields';
import { createSource, type SourceKind } from 'c/inletSourceStore';
import { productChoices } from 'c/inletSourceWords';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import create from '@salesforce/label/c.Inlet_Sources_Create';
import heading from '@salesforce/label/c.Inlet_Sources_NewHeading';
import name from '@salesforce/label/c.Inlet_Sources_Name';
import nameHelp from '@salesforce/label/c.Inlet_Sources_NameHelp';
import product from '@salesforce/label/c.Inlet_Sources_Product';

/** Makes a source. Fires `created` with `{ kind, keys }`, or `cancel`. */
export default class InletNewSource extends LightningElement {
  kind: SourceKind = 'oncehub';
  error = '';
  isBusy = false;
  readonly labels = { cancel, create, heading, name, nameHelp, product };
  readonly products = productChoices;

  handleKind(event: CustomEvent<{ value: string }>): void {
    this.kind = event.detail.value as SourceKind;
  }
  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
  async handleCreate(): Promise<void> {
    if (!areValid(this.template!)) return;
    const { kind } = this;
    this.isBusy = true;
    this.error = '';
    try {
      const keys = await createSource(kind, valuesOf(this.template!)['name']!);
      this.dispatchEvent(new CustomEvent('created', { detail: { kind, keys } }));
    } catch (error) {
      const { problems, message } = asInletError(error);
      const left = showProblems(this.template!, problems);
      if (problems.length === 0 || left.length > 0) this.error = left.map((one) => one.message).join(' ') || message;
    }
    this.isBusy = false;
  }
}
