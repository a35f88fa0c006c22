import { api, LightningElement } from 'lwc';
import type { Fact } from 'c/inletFacts';
import { changeSource, rotateSource, type Source, type SourceKeys } from 'c/inletSourceStore';
import { productName } from 'c/inletSourceWords';
import { fill, formatNumber, formatTime } from 'c/inletFormat';
import { toastError } from 'c/inletToast';
import address from '@salesforce/label/c.Inlet_Sources_Address';
import disable from '@salesforce/label/c.Inlet_Sources_Disable';
import disabled from '@salesforce/label/c.Inlet_Sources_Disabled';
import disableQuestion from '@salesforce/label/c.Inlet_Sources_DisableQuestion';
import enable from '@salesforce/label/c.Inlet_Sources_Enable';
import enabled from '@salesforce/label/c.Inlet_Sources_Enabled';
import lastMessage from '@salesforce/label/c.Inlet_Sources_LastMessage';
import messages from '@salesforce/label/c.Inlet_Sources_Messages';
import never from '@salesforce/label/c.Inlet_Sources_Never';
import newAddress from '@salesforce/label/c.Inlet_Sources_NewAddress';
import newAddressQuestion from '@salesforce/label/c.Inlet_Sources_NewAddressQuestion';
import newKey from '@salesforce/label/c.Inlet_Sources_NewKey';
import newKeyQuestion from '@salesforce/label/c.Inlet_Sources_NewKeyQuestion';
import newSecret from '@salesforce/label/c.Inlet_Sources_NewSecret';
import newSecretQuestion from '@salesforce/label/c.Inlet_Sources_NewSecretQuestion';
import product from '@salesforce/label/c.Inlet_Sources_Product';
import rotation from '@salesforce/label/c.Inlet_Sources_Rotation';
import test from '@salesforce/label/c.Inlet_Test_Send';

type Asked = '' | 'disable' | 'secret' | 'key';

/** One source: where it stands, and what can be done with it. Fires `progress` when it changed. */
export default class InletSourceCard extends LightningElement {
  @api source: Source | undefined;
  asked: Asked = '';
  keys: SourceKeys | undefined;
  isTesting = false;
  isBusy = false;
  readonly labels = { disable, newSecret, test };

  get stateText(): string {
    return this.source!.enabled ? enabled : disabled;
  }
  get stateIcon(): string {
    return this.source!.enabled ? 'utility:success' : 'utility:ban';
  }
  get stateVariant(): string {
    return this.source!.enabled ? 'success' : '';
  }
  get facts(): Fact[] {
    const { kind, url, lastMessageAt, messages24h, rotation: rotates } = this.source!;
    return [
      { term: product, text: productName(kind) },
      { term: address, text: url },
      { term: lastMessage, text: lastMessageAt ? formatTime(lastMessageAt) : never },
      { term: messages, text: formatNumber(messages24h) },
      ...(rotates ? [{ term: rotation, text: formatTime(rotates.until) }] : []),
    ];
  }
  get isApi(): boolean {
    return this.source!.kind === 'api';
  }
  get isSigned(): boolean {
    return !this.isApi;
  }
  get newKeyLabel(): string {
    return this.isApi ? newKey : newAddress;
  }
  get toggleLabel(): string {
    return this.source!.enabled ? disable : enable;
  }
  get cannotTest(): boolean {
    return this.isBusy || this.isTesting || !this.source!.enabled;
  }
  get question(): string {
    const { name } = this.source!;
    if (this.asked === 'disable') return fill(disableQuestion, name);
    if (this.asked === 'secret') return fill(newSecretQuestion, name);
    return fill(this.isApi ? newKeyQuestion : newAddressQuestion, name);
  }
  get questionLabel(): string {
    if (this.asked === 'disable') return disable;
    return this.asked === 'secret' ? newSecret : this.newKeyLabel;
  }

  handleToggle(): void {
    if (this.source!.enabled) this.asked = 'disable';
    else void this.act(() => changeSource(this.source!.id, { enabled: true }));
  }
  askForSecret(): void {
    this.asked = 'secret';
  }
  askForKey(): void {
    this.asked = 'key';
  }
  handleCancel(): void {
    this.asked = '';
  }
  handleConfirm(): void {
    const { asked } = this;
    const { id } = this.source!;
    this.asked = '';
    if (asked === 'disable') void this.act(() => changeSource(id, { enabled: false }));
    else if (asked) {
      void this.act(async () => {
        this.keys = await rotateSource(id, asked);
      });
    }
  }
  handleTaken(): void {
    this.keys = undefined;
  }
  handleTest(): void {
    this.isTesting = true;
  }
  handleCloseTest(): void {
    this.isTesting = false;
  }
  tell(): void {
    this.dispatchEvent(new CustomEvent('progress'));
  }
  async act(work: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    try {
      await work();
      this.tell();
    } catch (error) {
      toastError(this, error);
    }
    this.isBusy = false;
  }
}
