import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { stateLook } from 'c/inletCheckWords';
import type { Verdict } from 'c/inletDiagnosticsStore';
import { fillCount } from 'c/inletFormat';
import heldOne from '@salesforce/label/c.Inlet_Verdict_HeldOne';
import heldSome from '@salesforce/label/c.Inlet_Verdict_HeldSome';
import waitingOne from '@salesforce/label/c.Inlet_Verdict_WaitingOne';
import waitingSome from '@salesforce/label/c.Inlet_Verdict_WaitingSome';

const variants: Record<string, string> = { ok: 'success', warning: 'warning', broken: 'error', unknown: 'info' };

/** The one sentence on top: what is wrong most, what to do, and which bookings wait for it. */
export default class InletVerdict extends NavigationMixin(LightningElement) {
  @api verdict: Verdict | undefined;

  get variant(): string {
    return variants[this.verdict!.state] ?? 'info';
  }
  get word(): string {
    return stateLook(this.verdict!.state).word;
  }
  get waiting(): string {
    const { waiting } = this.verdict!;
    return waiting > 0 ? fillCount(waiting, waitingOne, waitingSome) : '';
  }
  get held(): string {
    const { held } = this.verdict!;
    return held > 0 ? fillCount(held, heldOne, heldSome) : '';
  }
  showWaiting(): void {
    this.showBookings('waiting');
  }
  showHeld(): void {
    this.showBookings('held');
  }
  showBookings(state: string): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Inlet_Bookings' },
      state: { c__state: state },
    });
  }
}
