import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { fill } from 'c/inletFormat';
import type { Phase } from 'c/inletSetupProgress';
import { phaseTitle } from 'c/inletSetupWords';
import openPhase from '@salesforce/label/c.Inlet_Check_OpenPhase';
import openSetup from '@salesforce/label/c.Inlet_Check_OpenSetup';

/** Where something is repaired: a phase of the tab Setup, a page of Salesforce Setup, both, or neither. */
export default class InletFixLinks extends NavigationMixin(LightningElement) {
  @api page: { phase: Phase } | null = null;
  @api setupUrl: string | null = null;
  readonly labels = { openSetup };

  get hasLinks(): boolean {
    return this.page !== null || this.setupUrl !== null;
  }
  get phaseLabel(): string {
    return this.page ? fill(openPhase, phaseTitle(this.page.phase)) : '';
  }
  goToPhase(): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Inlet_Setup' },
      state: { c__phase: this.page!.phase },
    });
  }
}
