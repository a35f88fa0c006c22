import type { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { asInletError } from 'c/inletBackend';

/** Says for a moment, at the top of the page, what was done. */
export function toast(component: LightningElement, title: string, variant: 'success' | 'info' = 'success'): void {
  component.dispatchEvent(new ShowToastEvent({ title, variant }));
}

/** Says there why something was not done. */
export function toastError(component: LightningElement, error: unknown): void {
  const { title, message } = asInletError(error);
  component.dispatchEvent(new ShowToastEvent({ title: title || message, message, variant: 'error' }));
}
