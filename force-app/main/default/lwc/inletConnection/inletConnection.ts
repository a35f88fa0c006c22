import { api, LightningElement } from 'lwc';
import { toast, toastError } from 'c/inletToast';
import forgetPairing from '@salesforce/apex/InletPairing.forget';
import { readOrg } from 'c/inletBookingStore';
import InletForgetDialog from 'c/inletForgetDialog';
import { fill, formatTime } from 'c/inletFormat';
import type { PairingStatus } from 'c/inletPairing';
import connected from '@salesforce/label/c.Inlet_Pairing_Connected';
import connectedHidden from '@salesforce/label/c.Inlet_Pairing_ConnectedHidden';
import connectedSince from '@salesforce/label/c.Inlet_Pairing_ConnectedSince';
import connection from '@salesforce/label/c.Inlet_Pairing_Connection';
import forget from '@salesforce/label/c.Inlet_Pairing_Forget';
import forgetHeading from '@salesforce/label/c.Inlet_Pairing_ForgetHeading';
import forgotten from '@salesforce/label/c.Inlet_Pairing_Forgotten';

/** Which backend this org is paired with, since when, and a way out. Fires `forgotten`. */
export default class InletConnection extends LightningElement {
  @api status: PairingStatus | undefined;
  pairedAt: string | null = null;
  isBusy = false;
  readonly labels = { connection, forget };

  connectedCallback(): void {
    void this.read();
  }

  /** Only who may manage credentials is told the address by Salesforce. */
  get sentence(): string {
    const address = this.status?.address ?? '';
    if (!this.pairedAt) return address && fill(connected, address);
    const since = formatTime(this.pairedAt);
    return address ? fill(connectedSince, address, since) : fill(connectedHidden, since);
  }
  get canForget(): boolean {
    return this.status?.canPair === true;
  }

  async handleForget(): Promise<void> {
    if (!(await InletForgetDialog.open({ size: 'small', label: forgetHeading }))) return;
    this.isBusy = true;
    try {
      await forgetPairing();
      toast(this, forgotten);
      this.dispatchEvent(new CustomEvent('forgotten'));
    } catch (error) {
      toastError(this, error);
    }
    this.isBusy = false;
  }
  async read(): Promise<void> {
    try {
      this.pairedAt = (await readOrg()).pairedAt;
    } catch {
      // What is on the tab asks the same backend, and says what is wrong.
      this.pairedAt = null;
    }
  }
}
