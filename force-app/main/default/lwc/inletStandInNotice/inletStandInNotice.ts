import { api, LightningElement, wire } from 'lwc';
import type { Provisioned } from '@salesforce/apex';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import type { PageReference } from 'c/inletBookingAddress';
import { fill } from 'c/inletFormat';
import { bookingObjects, objectLabel, type ObjectInfos } from 'c/inletObjectWords';
import { setupPage, standInsView } from 'c/inletSetupAddress';
import type { StandIn } from 'c/inletStandInStore';
import all from '@salesforce/label/c.Inlet_Booking_StandInsAll';
import heading from '@salesforce/label/c.Inlet_Booking_StandIns';
import text from '@salesforce/label/c.Inlet_Booking_StandInsText';
import value from '@salesforce/label/c.Inlet_Booking_StandInValue';

/** Says of a booking which values in its records nobody gave, and leads to all such records. Nothing where there are none. */
export default class InletStandInNotice extends NavigationMixin(LightningElement) {
  @api standIns: StandIn[] | undefined;
  infos: ObjectInfos | undefined;
  @wire(CurrentPageReference) reference: PageReference | undefined;
  readonly objects = bookingObjects;
  readonly labels = { all, heading, text };

  @wire(getObjectInfos, { objectApiNames: '$objects' })
  handleInfos({ data }: Provisioned<ObjectInfos>): void {
    if (data) this.infos = data;
  }

  get hasAny(): boolean {
    return this.rows.length > 0;
  }
  get rows() {
    return (this.standIns ?? []).map((use) => ({
      key: `${use.object} ${use.label}`,
      text: fill(value, objectLabel(this.infos, use.object), use.label, use.value),
    }));
  }
  open(): void {
    this[NavigationMixin.Navigate](setupPage(this.reference, { phase: 'validation', view: standInsView }));
  }
}
