import { api, LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { asInletError, type InletError } from 'c/inletBackend';
import type { PageReference } from 'c/inletBookingAddress';
import { fillCount } from 'c/inletFormat';
import { setupPage, standInsView } from 'c/inletSetupAddress';
import { listStandIns } from 'c/inletStandInStore';
import many from '@salesforce/label/c.Inlet_StandIns_Many';
import none from '@salesforce/label/c.Inlet_StandIns_Empty';
import one from '@salesforce/label/c.Inlet_StandIns_One';
import show from '@salesforce/label/c.Inlet_StandIns_Show';

/** How many records hold stand-ins, and the way to them. Asks anew when `version` of the settings changes. */
export default class InletStandInCount extends NavigationMixin(LightningElement) {
  records: number | undefined;
  error: InletError | undefined;
  @wire(CurrentPageReference) reference: PageReference | undefined;
  readonly labels = { none, show };
  #version: number | undefined;

  @api
  get version(): number | undefined {
    return this.#version;
  }
  set version(version: number | undefined) {
    if (version === this.#version) return;
    this.#version = version;
    void this.read();
  }

  get isNone(): boolean {
    return this.records === 0;
  }
  get text(): string {
    return this.records ? fillCount(this.records, one, many) : '';
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.records = (await listStandIns()).total.records;
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  open(): void {
    this[NavigationMixin.Navigate](setupPage(this.reference, { phase: 'validation', view: standInsView }));
  }
}
