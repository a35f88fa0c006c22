import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import label from '@salesforce/label/c.Inlet_Diagnostics_Link';

/** From something that went wrong to the tab Diagnostics. */
export default class InletDiagnosticsLink extends NavigationMixin(LightningElement) {
  readonly labels = { label };

  open(): void {
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'Inlet_Diagnostics' } });
  }
}
