import { api, LightningElement } from 'lwc';
import type { MatrixCause } from 'c/inletDiagnosticsStore';
import { fillCount } from 'c/inletFormat';
import blockedOne from '@salesforce/label/c.Inlet_Check_BlockedOne';
import blockedSome from '@salesforce/label/c.Inlet_Check_BlockedSome';
import openSetup from '@salesforce/label/c.Inlet_Check_OpenSetup';

/** Why a cell of the matrix is amber or red, and what to do. */
export default class InletMatrixCauses extends LightningElement {
  @api causes: MatrixCause[] = [];
  readonly labels = { openSetup };

  get rows() {
    return this.causes.map((cause, index) => ({
      ...cause,
      key: String(index),
      held: cause.bookings > 0 ? fillCount(cause.bookings, blockedOne, blockedSome) : '',
    }));
  }
}
