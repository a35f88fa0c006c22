import { api, LightningElement } from 'lwc';
import type { InletError } from 'c/inletBackend';
import { fill } from 'c/inletFormat';
import confirm from '@salesforce/label/c.Inlet_Save_Confirm';
import discard from '@salesforce/label/c.Inlet_Save_Discard';
import notYet from '@salesforce/label/c.Inlet_Save_NotYet';
import oneProblem from '@salesforce/label/c.Inlet_Save_OneProblem';
import problems from '@salesforce/label/c.Inlet_Save_Problems';
import save from '@salesforce/label/c.Inlet_Common_Save';
import saving from '@salesforce/label/c.Inlet_Save_Saving';

/** Saves or discards what was changed, and says why it could not be saved. Fires `save` and `discard`. */
export default class InletSaveBar extends LightningElement {
  @api isDirty = false;
  /** Whether there is something to confirm though nothing was changed. */
  @api canSave = false;
  @api isSaving = false;
  @api error: InletError | undefined;
  readonly labels = { confirm, discard, notYet, save, saving };

  get cannotSave(): boolean {
    return this.isSaving || !(this.isDirty || this.canSave);
  }
  get cannotDiscard(): boolean {
    return this.isSaving || !this.isDirty;
  }
  get problems() {
    return (this.error?.problems ?? []).map(({ message }, index) => ({ key: String(index), message }));
  }
  get heading(): string {
    const count = this.problems.length;
    if (count === 1) return oneProblem;
    return count > 1 ? fill(problems, count) : (this.error?.title ?? '');
  }
  get text(): string {
    return this.problems.length > 0 ? '' : (this.error?.message ?? '');
  }
  save(): void {
    this.dispatchEvent(new CustomEvent('save'));
  }
  discard(): void {
    this.dispatchEvent(new CustomEvent('discard'));
  }
}
