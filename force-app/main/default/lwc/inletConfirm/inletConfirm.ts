import { api, LightningElement } from 'lwc';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';

/** Asks before something that cannot be taken back. Takes the focus; fires `confirm` or `cancel`. */
export default class InletConfirm extends LightningElement {
  @api question = '';
  @api confirmLabel = '';
  @api cancelLabel = cancel;
  @api isBusy = false;
  #hasFocus = false;

  renderedCallback(): void {
    if (this.#hasFocus) return;
    this.#hasFocus = true;
    this.template!.querySelector<HTMLElement>('.question')?.focus();
  }
  confirm(): void {
    this.dispatchEvent(new CustomEvent('confirm'));
  }
  cancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.cancel();
  }
}
