import { LightningElement, wire } from 'lwc';
import type { Provisioned } from '@salesforce/apex';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import { asInletError, type InletError } from 'c/inletBackend';
import type { PageReference } from 'c/inletBookingAddress';
import { fill, fillCount, formatTime } from 'c/inletFormat';
import { bookingObjects, objectLabel, type ObjectInfos } from 'c/inletObjectWords';
import { bookingPage, setupPage } from 'c/inletSetupAddress';
import { listStandIns, type BookingWithStandIns, type StandIn, type StandInReport } from 'c/inletStandInStore';
import back from '@salesforce/label/c.Inlet_StandIns_Back';
import booking from '@salesforce/label/c.Inlet_StandIns_Booking';
import delivered from '@salesforce/label/c.Inlet_StandIns_Delivered';
import empty from '@salesforce/label/c.Inlet_StandIns_Empty';
import emptyText from '@salesforce/label/c.Inlet_StandIns_EmptyText';
import intro from '@salesforce/label/c.Inlet_StandIns_Intro';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import many from '@salesforce/label/c.Inlet_StandIns_Many';
import more from '@salesforce/label/c.Inlet_StandIns_More';
import one from '@salesforce/label/c.Inlet_StandIns_One';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import record from '@salesforce/label/c.Inlet_StandIns_Record';
import values from '@salesforce/label/c.Inlet_StandIns_Values';
import value from '@salesforce/label/c.Inlet_StandIns_Value';

/** The records that hold values which nobody gave: a row for each record of a booking, the newest booking first. */
export default class InletStandIns extends NavigationMixin(LightningElement) {
  report: StandInReport | undefined;
  error: InletError | undefined;
  isBusy = false;
  infos: ObjectInfos | undefined;
  @wire(CurrentPageReference) reference: PageReference | undefined;
  readonly objects = bookingObjects;
  readonly labels = { back, booking, delivered, empty, emptyText, intro, loading, more, page, record, values };

  @wire(getObjectInfos, { objectApiNames: '$objects' })
  handleInfos({ data }: Provisioned<ObjectInfos>): void {
    if (data) this.infos = data;
  }
  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.report && !this.error;
  }
  get isEmpty(): boolean {
    return this.report?.bookings.length === 0;
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get hasMore(): boolean {
    return this.report !== undefined && this.report.next !== null && !this.error;
  }
  get heading(): string {
    return this.report ? fillCount(this.report.total.records, one, many) : '';
  }
  get rows() {
    return (this.report?.bookings ?? []).flatMap((it) =>
      byRecord(it.fallbacks).map(({ object, uses }) => ({
        key: `${it.id} ${object}`,
        id: it.id,
        name: nameOf(it),
        object: objectLabel(this.infos, object),
        records: uses[0]!.record ? [uses[0]!.record] : [],
        hasRecord: uses[0]!.record !== null,
        values: uses.map((use) => ({ key: use.label, text: fill(value, use.label, use.value) })),
        page: it.page ? (it.page.name ?? it.page.id) : '–',
        delivered: formatTime(it.deliveredAt),
      })),
    );
  }

  async read(): Promise<void> {
    this.error = undefined;
    this.report = undefined;
    try {
      this.report = await listStandIns();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  async showMore(): Promise<void> {
    const { bookings, next } = this.report!;
    this.error = undefined;
    this.isBusy = true;
    try {
      const older = await listStandIns(next!);
      this.report = { ...older, bookings: [...bookings, ...older.bookings] };
    } catch (error) {
      this.error = asInletError(error);
    }
    this.isBusy = false;
  }
  retry(): void {
    void (this.report ? this.showMore() : this.read());
  }
  goBack(): void {
    this[NavigationMixin.Navigate](setupPage(this.reference, { phase: 'validation', view: '' }));
  }
  openBooking(event: Event): void {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate](bookingPage(this.reference, id));
  }
}

function byRecord(uses: StandIn[]): { object: string; uses: StandIn[] }[] {
  return [...new Set(uses.map(({ object }) => object))].map((object) => {
    return { object, uses: uses.filter((use) => use.object === object) };
  });
}

function nameOf({ id, customer: { name, email, phone } }: BookingWithStandIns): string {
  return name ?? email ?? phone ?? id;
}
