import { api, LightningElement } from 'lwc';
import type { Diagnosis } from 'c/inletBookingStore';
import happened from '@salesforce/label/c.Inlet_Booking_WhatHappened';
import said from '@salesforce/label/c.Inlet_Booking_SalesforceSaid';
import todo from '@salesforce/label/c.Inlet_Booking_WhatToDo';

/** Why a booking is not in Salesforce, and what to do. */
export default class InletDiagnosis extends LightningElement {
  @api diagnosis: Diagnosis | undefined;
  readonly labels = { happened, said, todo };
}
