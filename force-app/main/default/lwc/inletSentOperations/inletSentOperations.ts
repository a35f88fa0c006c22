import { api, LightningElement, wire } from 'lwc';
import type { Provisioned } from '@salesforce/apex';
import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import type { PlannedOperation, SentValue } from 'c/inletBookingStore';
import { fill } from 'c/inletFormat';
import { bookingObjects, fieldLabel, objectLabel, type ObjectInfos } from 'c/inletObjectWords';
import byId from '@salesforce/label/c.Inlet_Booking_SentById';
import byKey from '@salesforce/label/c.Inlet_Booking_SentByKey';
import emptied from '@salesforce/label/c.Inlet_Booking_SentEmptied';
import field from '@salesforce/label/c.Inlet_Booking_SentField';
import noFields from '@salesforce/label/c.Inlet_Booking_SentNoFields';
import reference from '@salesforce/label/c.Inlet_Booking_SentReference';
import sent from '@salesforce/label/c.Inlet_Booking_Sent';
import value from '@salesforce/label/c.Inlet_Booking_SentValue';

/** How each write goes over the wire: what an admin finds in an event log, and what nobody needs translated. */
const methods: Record<string, string> = { upsert: 'PATCH', update: 'PATCH', delete: 'DELETE' };

/** What an attempt sent to Salesforce: each write with its object, its method, its fields and values. Folded at first. */
export default class InletSentOperations extends LightningElement {
  @api operations: PlannedOperation[] = [];
  readonly objects = bookingObjects;
  infos: ObjectInfos | undefined;
  readonly labels = { field, noFields, sent, value };

  @wire(getObjectInfos, { objectApiNames: '$objects' })
  handleInfos({ data }: Provisioned<ObjectInfos>): void {
    if (data) this.infos = data;
  }

  get writes() {
    return this.operations.map((operation) => {
      const fields = Object.entries(operation.values).map(([name, written]) => ({
        name,
        label: fieldLabel(this.infos, operation.object, name),
        text: this.wordsOf(written),
        isRenamed: fieldLabel(this.infos, operation.object, name) !== name,
      }));
      return { key: operation.reference, title: this.titleOf(operation), fields, hasFields: fields.length > 0 };
    });
  }
  titleOf({ action, object, target }: PlannedOperation): string {
    const method = methods[action] ?? action;
    const label = objectLabel(this.infos, object);
    if ('id' in target) return fill(byId, method, label, target.id);
    return fill(byKey, method, label, fieldLabel(this.infos, object, target.field), target.value);
  }
  wordsOf(written: SentValue): string {
    if (written === null) return emptied;
    if (typeof written !== 'object') return String(written);
    const source = this.operations.find((operation) => operation.reference === written.reference);
    return fill(reference, source ? objectLabel(this.infos, source.object) : written.reference);
  }
}
