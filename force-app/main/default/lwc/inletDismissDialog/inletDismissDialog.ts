import LightningModal from 'lightning/modal';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import dismiss from '@salesforce/label/c.Inlet_Booking_Dismiss';
import heading from '@salesforce/label/c.Inlet_Booking_DismissHeading';
import help from '@salesforce/label/c.Inlet_Booking_DismissHelp';
import blank from '@salesforce/label/c.Inlet_Booking_DismissBlank';
import reason from '@salesforce/label/c.Inlet_Booking_DismissReason';

type Textarea = HTMLElement & {
  value?: string;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
  focus(): void;
};

/** Asks why a booking is put aside. Closes with the reason, or with nothing when it was called off. */
export default class InletDismissDialog extends LightningModal {
  readonly labels = { blank, cancel, dismiss, heading, help, reason };

  handleCancel(): void {
    this.close();
  }
  /** A complaint goes as soon as what it is about does. */
  handleChange(event: CustomEvent<{ value: string }>): void {
    if (event.detail.value.trim() !== '') this.complain('');
  }
  handleDismiss(): void {
    const given = (this.field.value ?? '').trim();
    if (this.complain(given === '' ? blank : '')) this.close(given);
    else this.field.focus();
  }

  get field(): Textarea {
    return this.template!.querySelector<Textarea>('lightning-textarea')!;
  }
  complain(message: string): boolean {
    this.field.setCustomValidity(message);
    return this.field.reportValidity();
  }
}
