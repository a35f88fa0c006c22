import { api, LightningElement } from 'lwc';

const looks: Record<string, { theme: string; icon: string; role: string }> = {
  success: { theme: 'slds-theme_success', icon: 'utility:success', role: 'status' },
  info: { theme: 'slds-theme_shade', icon: 'utility:info', role: 'status' },
  warning: { theme: 'slds-theme_warning', icon: 'utility:warning', role: 'status' },
  error: { theme: 'slds-theme_error', icon: 'utility:error', role: 'alert' },
};

/** A sentence that matters, with its icon; what to do about it is put between its tags. */
export default class InletNotice extends LightningElement {
  /** `success`, `info`, `warning` or `error`. */
  @api variant = 'info';
  @api heading = '';
  @api text = '';

  get look() {
    return looks[this.variant] ?? looks['info']!;
  }
  get className(): string {
    return `slds-box slds-box_x-small slds-m-bottom_small ${this.look.theme}`;
  }
  get iconVariant(): string | undefined {
    return ['success', 'error'].includes(this.variant) ? 'inverse' : undefined;
  }
}
