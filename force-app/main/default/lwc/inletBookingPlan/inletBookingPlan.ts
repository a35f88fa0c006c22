import { api, LightningElement, wire } from 'lwc';
import type { Provisioned } from '@salesforce/apex';
import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import type { BookingDetail } from 'c/inletBookingStore';
import { fill } from 'c/inletFormat';
import { bookingObjects, objectLabel, type ObjectInfos } from 'c/inletObjectWords';
import create from '@salesforce/label/c.Inlet_Booking_PlanUpsert';
import heading from '@salesforce/label/c.Inlet_Booking_Plan';
import remove from '@salesforce/label/c.Inlet_Booking_PlanDelete';
import standIn from '@salesforce/label/c.Inlet_Booking_StandIn';
import update from '@salesforce/label/c.Inlet_Booking_PlanUpdate';

const words: Record<string, string> = { upsert: create, create, update, delete: remove };

/** What is written to Salesforce for a booking, and why; stand-ins for required fields by name. */
export default class InletBookingPlan extends LightningElement {
  @api plan: BookingDetail['plan'] | undefined;
  readonly objects = bookingObjects;
  infos: ObjectInfos | undefined;
  readonly labels = { heading };

  @wire(getObjectInfos, { objectApiNames: '$objects' })
  handleInfos({ data }: Provisioned<ObjectInfos>): void {
    if (data) this.infos = data;
  }

  get operations() {
    return (this.plan?.operations ?? []).map(({ action, object, reason }, index) => ({
      key: String(index),
      title: fill(words[action] ?? action, objectLabel(this.infos, object)),
      reason,
    }));
  }
  get notes() {
    const standIns = (this.plan?.fallbacks ?? []).map(({ object, label, value }) =>
      fill(standIn, objectLabel(this.infos, object), label, value),
    );
    return [...(this.plan?.notes ?? []), ...standIns].map((text, index) => ({ key: String(index), text }));
  }
}
