import { api, LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import { makeCertificate } from 'c/inletConnectionStore';
import { fill, formatTime } from 'c/inletFormat';
import certificateLabel from '@salesforce/label/c.Inlet_Jwt_Certificate';
import download from '@salesforce/label/c.Inlet_Jwt_Download';
import goodUntil from '@salesforce/label/c.Inlet_Jwt_GoodUntil';
import make from '@salesforce/label/c.Inlet_Jwt_Make';
import makeNew from '@salesforce/label/c.Inlet_Jwt_MakeNew';
import making from '@salesforce/label/c.Inlet_Jwt_Making';
import newWarning from '@salesforce/label/c.Inlet_Jwt_NewWarning';
import notInUse from '@salesforce/label/c.Inlet_Jwt_NotInUse';
import upload from '@salesforce/label/c.Inlet_Jwt_Upload';

/** The certificate that Salesforce recognises the backend by: made once, uploaded by hand. Fires `made`. */
export default class InletJwtCertificate extends LightningElement {
  @api certificate = '';
  @api expiresAt = '';
  /** Whether logins are signed with it already. */
  @api isInUse = false;
  error = '';
  isBusy = false;
  readonly labels = { certificateLabel, download, making, newWarning, notInUse, upload };

  get makeLabel(): string {
    return this.certificate ? makeNew : make;
  }
  get goodUntil(): string {
    return this.expiresAt ? fill(goodUntil, formatTime(this.expiresAt)) : '';
  }
  get file(): string {
    return `data:application/x-pem-file,${encodeURIComponent(this.certificate)}`;
  }

  async handleMake(): Promise<void> {
    this.isBusy = true;
    this.error = '';
    try {
      const detail = await makeCertificate();
      this.dispatchEvent(new CustomEvent('made', { detail }));
    } catch (error) {
      this.error = asInletError(error).message;
    }
    this.isBusy = false;
  }
}
