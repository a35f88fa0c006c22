import { api, LightningElement } from 'lwc';
import type { InletError } from 'c/inletBackend';
import loading from '@salesforce/label/c.Inlet_Common_Loading';

/** What stands in place of data: that they are being read, or why they could not be. Fires `retry`. */
export default class InletReading extends LightningElement {
  @api isLoading = false;
  @api error: InletError | undefined;
  readonly labels = { loading };

  retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
