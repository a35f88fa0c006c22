import { api, LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import exchangeCode from '@salesforce/apex/InletPairing.exchangeCode';
import setAddress from '@salesforce/apex/InletPairing.setAddress';
import verify from '@salesforce/apex/InletPairing.verify';
import address from '@salesforce/label/c.Inlet_Pairing_Address';
import addressHelp from '@salesforce/label/c.Inlet_Pairing_AddressHelp';
import code from '@salesforce/label/c.Inlet_Pairing_Code';
import codeHelp from '@salesforce/label/c.Inlet_Pairing_CodeHelp';
import heading from '@salesforce/label/c.Inlet_Pairing_Heading';
import intro from '@salesforce/label/c.Inlet_Pairing_Intro';
import missing from '@salesforce/label/c.Inlet_Pairing_Missing';
import notVerified from '@salesforce/label/c.Inlet_Pairing_NotVerified';
import pair from '@salesforce/label/c.Inlet_Pairing_Pair';
import { fill } from 'c/inletFormat';

/** Where `InletPairing.getStatus` says how it stands. */
export interface PairingStatus {
  isPaired: boolean;
  address: string | null;
  canPair: boolean;
  missingPermissions: string[];
}

/** Connects this org with its backend: address and one-time code. Fires `paired`. */
export default class InletPairing extends LightningElement {
  @api status: PairingStatus | undefined;
  /** Whether the focus comes here: what was pressed to get here is gone. */
  @api takesFocus = false;
  error = '';
  isBusy = false;
  readonly labels = { address, addressHelp, code, codeHelp, heading, intro, pair };
  #isNew = false;

  connectedCallback(): void {
    this.#isNew = true;
  }
  renderedCallback(): void {
    if (this.#isNew && this.takesFocus) this.template!.querySelector('h2')?.focus();
    this.#isNew = false;
  }

  get missing(): string {
    return fill(missing, (this.status?.missingPermissions ?? []).join(', '));
  }
  get cannotPair(): boolean {
    return this.status?.canPair === false;
  }
  get knownAddress(): string {
    return this.status?.address ?? '';
  }

  async handlePair(): Promise<void> {
    const inputs = [...this.template!.querySelectorAll<HTMLInputElement>('lightning-input')];
    if (!inputs.map((input) => input.reportValidity()).every(Boolean)) return;
    const [entered = '', oneTimeCode = ''] = inputs.map((input) => input.value.trim());
    this.isBusy = true;
    this.error = '';
    try {
      await setAddress({ address: entered });
      await exchangeCode({ code: oneTimeCode });
      const answer = await verify();
      if (answer.status !== 200) throw new Error(fill(notVerified, String(answer.status)));
      this.dispatchEvent(new CustomEvent('paired'));
    } catch (error) {
      this.error = asInletError(error).message;
    }
    this.isBusy = false;
  }
}
