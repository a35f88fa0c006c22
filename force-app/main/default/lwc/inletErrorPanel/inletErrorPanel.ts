import { api, LightningElement } from 'lwc';
import type { InletError } from 'c/inletBackend';
import heading from '@salesforce/label/c.Inlet_Common_ErrorHeading';
import tryAgain from '@salesforce/label/c.Inlet_Common_TryAgain';

/** What went wrong, and a way to try again. Fires `retry`. */
export default class InletErrorPanel extends LightningElement {
  @api error: InletError | undefined;
  readonly labels = { tryAgain };

  get title(): string {
    return this.error?.title || heading;
  }
  get detail(): string {
    return this.error?.message ?? '';
  }
  retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
