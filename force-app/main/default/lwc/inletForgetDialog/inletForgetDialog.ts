import LightningModal from 'lightning/modal';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import forget from '@salesforce/label/c.Inlet_Pairing_Forget';
import heading from '@salesforce/label/c.Inlet_Pairing_ForgetHeading';
import text from '@salesforce/label/c.Inlet_Pairing_ForgetText';

/** Asks before the pairing is ended, as nothing brings it back but a new code. Closes with true when it is to be. */
export default class InletForgetDialog extends LightningModal {
  readonly labels = { cancel, forget, heading, text };

  handleCancel(): void {
    this.close(false);
  }
  handleForget(): void {
    this.close(true);
  }
}
