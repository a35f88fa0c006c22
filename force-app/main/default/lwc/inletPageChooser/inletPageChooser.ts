import { api, LightningElement } from 'lwc';
import type { SelectOption } from 'c/inletSearchSelect';
import type { BookingFields } from 'c/inletSettingsStore';
import { fill, formatNumber } from 'c/inletFormat';
import all from '@salesforce/label/c.Inlet_Pages_All';
import bookings from '@salesforce/label/c.Inlet_Pages_Bookings';
import help from '@salesforce/label/c.Inlet_Pages_Help';
import label from '@salesforce/label/c.Inlet_Pages_Label';
import oneBooking from '@salesforce/label/c.Inlet_Pages_OneBooking';
import ownSettings from '@salesforce/label/c.Inlet_Pages_OwnSettings';

/** Which booking page the settings are shown of. Fires `page` with its id, empty for all pages. */
export default class InletPageChooser extends LightningElement {
  @api page = '';
  @api bookingFields: BookingFields | undefined;
  /** Ids of pages that have settings of their own. */
  @api ownPages: string[] = [];
  readonly labels = { help, label };

  get value(): string {
    return this.page === '' ? all : this.page;
  }
  get options(): SelectOption[] {
    const seen = this.bookingFields?.pages ?? [];
    const unseen = this.ownPages.filter((id) => !seen.some((page) => page.id === id));
    const detail = (id: string, count: number) =>
      [
        count === 1 ? oneBooking : fill(bookings, formatNumber(count)),
        ...(this.ownPages.includes(id) ? [ownSettings] : []),
      ].join(', ');
    return [
      { value: all, label: all },
      ...seen.map(({ id, name, bookings: count }) => ({ value: id, label: name ?? id, detail: detail(id, count) })),
      ...unseen.map((id) => ({ value: id, label: id, detail: ownSettings })),
    ];
  }
  handleChange(event: CustomEvent<string>): void {
    const page = [all, ''].includes(event.detail) ? '' : event.detail;
    this.dispatchEvent(new CustomEvent('page', { detail: page }));
  }
}
