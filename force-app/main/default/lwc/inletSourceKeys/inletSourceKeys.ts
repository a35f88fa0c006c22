import { api, LightningElement } from 'lwc';
import type { SourceKeys, SourceKind } from 'c/inletSourceStore';
import { productGuide } from 'c/inletSourceWords';
import { fill, formatTime } from 'c/inletFormat';
import address from '@salesforce/label/c.Inlet_Sources_Address';
import bearer from '@salesforce/label/c.Inlet_Sources_Bearer';
import heading from '@salesforce/label/c.Inlet_Sources_KeysHeading';
import ready from '@salesforce/label/c.Inlet_Sources_KeysTaken';
import secret from '@salesforce/label/c.Inlet_Sources_Secret';
import until from '@salesforce/label/c.Inlet_Sources_OldUntil';

/** Address and secret of a source, once, with how the product is set up by them. Fires `taken`. */
export default class InletSourceKeys extends LightningElement {
  @api kind: SourceKind = 'api';
  @api keys: SourceKeys | undefined;
  readonly labels = { address, bearer, heading, ready, secret };
  #hasFocus = false;

  renderedCallback(): void {
    if (this.#hasFocus) return;
    this.#hasFocus = true;
    this.template!.querySelector<HTMLElement>('h3')?.focus();
  }

  get guide(): string {
    return productGuide(this.kind);
  }
  /** A webhook's key is in its address; our own form has it in a header. */
  get bearerKey(): string {
    return this.kind === 'api' ? (this.keys?.key ?? '') : '';
  }
  /** Our own form is not signed. */
  get signingSecret(): string {
    return this.kind === 'api' ? '' : (this.keys?.secret ?? '');
  }
  get untilText(): string {
    return this.keys?.until ? fill(until, formatTime(this.keys.until)) : '';
  }
  take(): void {
    this.dispatchEvent(new CustomEvent('taken'));
  }
}
