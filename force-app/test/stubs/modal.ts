import { api, LightningElement } from 'lwc';

/** `lightning/modal`, which sfdx-lwc-jest has no stand-in for: a dialog is mounted by itself, and tells what it closes with. */
export default class LightningModal extends LightningElement {
  static open = jest.fn();
  @api size = 'medium';
  @api label = '';

  @api
  close(result?: unknown): void {
    this.dispatchEvent(new CustomEvent('closed', { detail: result }));
  }
}
