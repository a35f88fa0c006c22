import { api, LightningElement } from 'lwc';
import { fill } from 'c/inletFormat';
import copied from '@salesforce/label/c.Inlet_Copy_Copied';
import copy from '@salesforce/label/c.Inlet_Copy_Copy';
import copyWhat from '@salesforce/label/c.Inlet_Copy_CopyWhat';
import byHand from '@salesforce/label/c.Inlet_Copy_ByHand';

/** A text to be taken elsewhere: an address, a secret, a certificate. */
export default class InletCopyText extends LightningElement {
  @api label = '';
  @api value = '';
  /** Many lines, as a certificate has. */
  @api isLong = false;
  said = '';

  get copyLabel(): string {
    return this.said === copied ? copied : copy;
  }
  get copyTitle(): string {
    return fill(copyWhat, this.label);
  }
  async handleCopy(): Promise<void> {
    const field = this.template!.querySelector<HTMLInputElement>('.value')!;
    field.select();
    try {
      await navigator.clipboard.writeText(this.value);
      this.said = copied;
    } catch {
      // Browsers refuse the clipboard to pages without permission: what is selected can be copied by hand.
      this.said = byHand;
    }
  }
}
