import { api, LightningElement } from 'lwc';
import { groupWord } from 'c/inletCheckWords';
import type { Check } from 'c/inletDiagnosticsStore';
import { fillCount } from 'c/inletFormat';
import hideOk from '@salesforce/label/c.Inlet_Check_HideOk';
import okOne from '@salesforce/label/c.Inlet_Check_OkOne';
import okSome from '@salesforce/label/c.Inlet_Check_OkSome';

/** The checks of a section in their order, by group; those that are well are folded away. Fires `again` with a check's id. */
export default class InletCheckList extends LightningElement {
  @api checks: Check[] = [];
  /** Ids of the checks that are being answered anew. */
  @api busy: string[] = [];
  showsOk = false;

  get groups() {
    const shown = this.checks.filter(({ state }) => this.showsOk || state !== 'ok');
    const names = [...new Set(shown.map(({ group }) => group))];
    return names.map((name) => ({
      name,
      title: groupWord(name),
      checks: shown
        .filter(({ group }) => group === name)
        .map((check) => ({ id: check.id, check, isBusy: this.busy.includes(check.id) })),
    }));
  }
  get okCount(): number {
    return this.checks.filter(({ state }) => state === 'ok').length;
  }
  get hasOk(): boolean {
    return this.okCount > 0;
  }
  get okLabel(): string {
    return this.showsOk ? hideOk : fillCount(this.okCount, okOne, okSome);
  }
  get okIcon(): string {
    return this.showsOk ? 'utility:chevrondown' : 'utility:success';
  }

  toggleOk(): void {
    this.showsOk = !this.showsOk;
  }
  handleAgain(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('again', { detail: event.detail }));
  }
}
