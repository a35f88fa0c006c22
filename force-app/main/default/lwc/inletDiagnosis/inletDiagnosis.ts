import { api, LightningElement } from 'lwc';
import type { Diagnosis } from 'c/inletBookingStore';
import { fill } from 'c/inletFormat';
import happened from '@salesforce/label/c.Inlet_Booking_WhatHappened';
import openNamed from '@salesforce/label/c.Inlet_Booking_OpenNamedInSetup';
import openSetup from '@salesforce/label/c.Inlet_Booking_OpenInSetup';
import said from '@salesforce/label/c.Inlet_Booking_SalesforceSaid';
import todo from '@salesforce/label/c.Inlet_Booking_WhatToDo';

/** Why a booking is not in Salesforce, what to do, and where in Setup. */
export default class InletDiagnosis extends LightningElement {
  @api diagnosis: Diagnosis | undefined;
  readonly labels = { happened, said, todo };

  /** The pages of the org's own rules behind it, by their names; else the page where it is mended. */
  get links(): { url: string; label: string }[] {
    const { rules = [], setupUrl } = this.diagnosis ?? {};
    if (rules.length > 0) return rules.map(({ name, setupUrl: url }) => ({ url, label: fill(openNamed, name) }));
    return setupUrl ? [{ url: setupUrl, label: openSetup }] : [];
  }

  get hasLinks(): boolean {
    return this.links.length > 0;
  }
}
