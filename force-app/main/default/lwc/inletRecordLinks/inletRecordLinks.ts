import { api, LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import type { Provisioned } from '@salesforce/apex';
import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import type { RecordLink } from 'c/inletBookingStore';
import { bookingObjects, objectLabel, type ObjectInfos } from 'c/inletObjectWords';

/** Links to the records of a booking, by what the org calls their objects. */
export default class InletRecordLinks extends NavigationMixin(LightningElement) {
  readonly objects = bookingObjects;
  infos: ObjectInfos | undefined;
  /** Addresses by record id: Lightning makes them, as they differ between experiences. */
  addresses: Record<string, string> = {};
  #records: RecordLink[] = [];

  @api
  get records(): RecordLink[] {
    return this.#records;
  }
  set records(records: RecordLink[]) {
    this.#records = records;
    void this.generateAddresses();
  }

  @wire(getObjectInfos, { objectApiNames: '$objects' })
  handleInfos({ data }: Provisioned<ObjectInfos>): void {
    if (data) this.infos = data;
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }
  get links() {
    return this.records.map(({ id, object }) => ({
      ...{ id, object },
      href: this.addresses[id],
      label: objectLabel(this.infos, object),
    }));
  }

  open(event: Event): void {
    event.preventDefault();
    const { id = '', object = '' } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate](pageOf({ id, object }));
  }
  async generateAddresses(): Promise<void> {
    const made = await Promise.all(
      this.records.map(async (record) => [record.id, await this[NavigationMixin.GenerateUrl](pageOf(record))] as const),
    );
    this.addresses = Object.fromEntries(made);
  }
}

function pageOf({ id, object }: RecordLink) {
  return {
    type: 'standard__recordPage',
    attributes: { recordId: id, objectApiName: object, actionName: 'view' },
  };
}
