import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import type { RecordLink } from 'c/inletBookingStore';

/** Links to the records of a booking. */
export default class InletRecordLinks extends NavigationMixin(LightningElement) {
  @api records: RecordLink[] = [];

  open(event: Event): void {
    event.preventDefault();
    const { id, object } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId: id, objectApiName: object, actionName: 'view' },
    });
  }
  get links() {
    return this.records.map((record) => ({ ...record, href: `/lightning/r/${record.object}/${record.id}/view` }));
  }
}
