import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { saveThresholds, type Thresholds } from 'c/inletDiagnosticsStore';
import { areValid, showProblems, valuesOf } from 'c/inletFields';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import bookings from '@salesforce/label/c.Inlet_Budget_Bookings';
import bookingsHelp from '@salesforce/label/c.Inlet_Budget_BookingsHelp';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import ownCap from '@salesforce/label/c.Inlet_Budget_OwnCap';
import ownCapHelp from '@salesforce/label/c.Inlet_Budget_OwnCapHelp';
import replication from '@salesforce/label/c.Inlet_Budget_Replication';
import replicationHelp from '@salesforce/label/c.Inlet_Budget_ReplicationHelp';
import save from '@salesforce/label/c.Inlet_Common_Save';
import saved from '@salesforce/label/c.Inlet_Budget_Saved';
import warn from '@salesforce/label/c.Inlet_Budget_Warn';
import warnHelp from '@salesforce/label/c.Inlet_Budget_WarnHelp';

const percentages = [
  { name: 'warn', label: warn, help: warnHelp },
  { name: 'replication', label: replication, help: replicationHelp },
  { name: 'bookings', label: bookings, help: bookingsHelp },
] as const;

/** When work gives way to save the org's API calls. Fires `saved` with the usage under the new thresholds, and `cancel`. */
export default class InletBudgetForm extends LightningElement {
  @api thresholds: Thresholds | undefined;
  isBusy = false;
  /** What was refused and belongs to no field. */
  error: InletError | undefined;
  readonly labels = { cancel, ownCap, ownCapHelp, save };
  #hasFocus = false;

  renderedCallback(): void {
    if (this.#hasFocus) return;
    this.#hasFocus = true;
    this.template!.querySelector<HTMLElement>('[data-field]')?.focus();
  }

  get fields() {
    return percentages.map((field) => ({ ...field, value: String(this.thresholds![field.name]) }));
  }
  get ownCap(): string {
    return String(this.thresholds!.ownCap ?? '');
  }

  cancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
  async handleSave(): Promise<void> {
    const { template } = this;
    this.error = undefined;
    if (!areValid(template!)) return;
    const values = valuesOf(template!);
    const numberOf = (name: string) => Number(values[name]);
    this.isBusy = true;
    try {
      const usage = await saveThresholds({
        warn: numberOf('warn'),
        replication: numberOf('replication'),
        bookings: numberOf('bookings'),
        ownCap: values['ownCap'] === '' ? null : numberOf('ownCap'),
      });
      this.dispatchEvent(new ShowToastEvent({ title: saved, variant: 'success' }));
      this.dispatchEvent(new CustomEvent('saved', { detail: usage }));
    } catch (thrown) {
      const error = asInletError(thrown);
      const rest = showProblems(template!, error.problems);
      if (error.problems.length === 0 || rest.length > 0) this.error = error;
    }
    this.isBusy = false;
  }
}
