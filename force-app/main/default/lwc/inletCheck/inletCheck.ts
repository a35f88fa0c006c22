import { api, LightningElement } from 'lwc';
import { byUrgency } from 'c/inletCheckWords';
import type { Check } from 'c/inletDiagnosticsStore';
import { fill, fillCount, formatTime } from 'c/inletFormat';
import again from '@salesforce/label/c.Inlet_Check_Again';
import blockedOne from '@salesforce/label/c.Inlet_Check_BlockedOne';
import blockedSome from '@salesforce/label/c.Inlet_Check_BlockedSome';
import checkedAt from '@salesforce/label/c.Inlet_Check_CheckedAt';
import checking from '@salesforce/label/c.Inlet_Diagnostics_Checking';
import costOne from '@salesforce/label/c.Inlet_Check_CostOne';
import costSome from '@salesforce/label/c.Inlet_Check_CostSome';
import fixLabel from '@salesforce/label/c.Inlet_Check_Fix';
import how from '@salesforce/label/c.Inlet_Check_How';
import items from '@salesforce/label/c.Inlet_Check_Items';
import meaning from '@salesforce/label/c.Inlet_Check_Meaning';
import openInSetup from '@salesforce/label/c.Inlet_Check_OpenSetup';

/** One check: how it stands and what was found; opened, also how it is answered, what it means, and what to do. */
export default class InletCheck extends LightningElement {
  @api check: Check | undefined;
  /** Whether this check is being answered anew. */
  @api isBusy = false;
  isOpen = false;
  readonly labels = { again, checking, fixLabel, how, items, meaning, openInSetup };

  get ariaExpanded(): string {
    return String(this.isOpen);
  }
  get icon(): string {
    return this.isOpen ? 'utility:chevrondown' : 'utility:chevronright';
  }
  get againLabel(): string {
    return fill(again, this.check!.question);
  }
  get blocked(): string {
    const { blocked } = this.check!;
    return blocked ? fillCount(blocked, blockedOne, blockedSome) : '';
  }
  /** When it was answered, and what that cost. */
  get answered(): string {
    const { checkedAt: at, apiCalls } = this.check!;
    return `${fill(checkedAt, formatTime(at))} ${fillCount(apiCalls, costOne, costSome)}`;
  }
  get rows() {
    return this.check!.items.map((item, index) => ({
      ...item,
      key: String(index),
      held: item.bookings ? fillCount(item.bookings, blockedOne, blockedSome) : '',
    })).toSorted((one, other) => byUrgency(one.state, other.state));
  }
  get hasItems(): boolean {
    return this.check!.items.length > 0;
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
  }
  handleAgain(): void {
    this.dispatchEvent(new CustomEvent('again', { detail: this.check!.id }));
  }
}
