import { api, LightningElement } from 'lwc';
import type { InletError } from 'c/inletBackend';
import { fill } from 'c/inletFormat';
import confirm from '@salesforce/label/c.Inlet_Save_Confirm';
import discard from '@salesforce/label/c.Inlet_Save_Discard';
import note from '@salesforce/label/c.Inlet_Save_Note';
import noteHelp from '@salesforce/label/c.Inlet_Save_NoteHelp';
import notYet from '@salesforce/label/c.Inlet_Save_NotYet';
import oneProblem from '@salesforce/label/c.Inlet_Save_OneProblem';
import problems from '@salesforce/label/c.Inlet_Save_Problems';
import save from '@salesforce/label/c.Inlet_Common_Save';
import saving from '@salesforce/label/c.Inlet_Save_Saving';

/** As the backend keeps it. */
const longestNote = 500;

/**
 * Saves or discards what was changed, with a note on it where one is written, and says why it could not be saved. Fires
 * `note` with what is typed, `save` and `discard`.
 */
export default class InletSaveBar extends LightningElement {
  @api isDirty = false;
  /** Whether there is something to confirm though nothing was changed. */
  @api canSave = false;
  @api isSaving = false;
  @api error: InletError | undefined;
  @api note = '';
  readonly labels = { confirm, discard, note, noteHelp, notYet, save, saving };
  readonly longestNote = longestNote;

  get cannotSave(): boolean {
    return this.isSaving || !(this.isDirty || this.canSave);
  }
  get cannotDiscard(): boolean {
    return this.isSaving || !this.isDirty;
  }
  get takesNote(): boolean {
    return this.isDirty || this.canSave;
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
  handleNote(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('note', { detail: event.detail.value }));
  }
  save(): void {
    this.dispatchEvent(new CustomEvent('save'));
  }
  discard(): void {
    this.dispatchEvent(new CustomEvent('discard'));
  }
}
