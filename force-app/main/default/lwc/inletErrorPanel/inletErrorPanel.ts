import { api, LightningElement } from 'lwc';
import { isKeyRefused, type InletError } from 'c/inletBackend';
import heading from '@salesforce/label/c.Inlet_Common_ErrorHeading';
import keyRefused from '@salesforce/label/c.Inlet_Pairing_KeyRefused';
import pairAgain from '@salesforce/label/c.Inlet_Pairing_Again';
import tryAgain from '@salesforce/label/c.Inlet_Common_TryAgain';

/**
 * What went wrong, and a way to try again. Fires `retry`; and `pairagain`, which reaches the tab, where the backend does not
 * let this org in.
 */
export default class InletErrorPanel extends LightningElement {
  @api error: InletError | undefined;
  readonly labels = { pairAgain, tryAgain };

  get title(): string {
    // The backend has no more than its standard word for it.
    return this.error?.status === 401 ? keyRefused : this.error?.title || heading;
  }
  get detail(): string {
    return this.error?.message ?? '';
  }
  get isUnpaired(): boolean {
    return this.error !== undefined && isKeyRefused(this.error);
  }
  retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
  pair(): void {
    this.dispatchEvent(new CustomEvent('pairagain', { bubbles: true, composed: true }));
  }
}
