import { api, LightningElement } from 'lwc';
import { fill } from 'c/inletFormat';
import type { Access } from 'c/inletInstallationStore';
import caption from '@salesforce/label/c.Inlet_Access_Caption';
import has from '@salesforce/label/c.Inlet_Access_Has';
import hasColumn from '@salesforce/label/c.Inlet_Access_HasColumn';
import lacks from '@salesforce/label/c.Inlet_Access_Lacks';
import object from '@salesforce/label/c.Inlet_Access_Object';
import create from '@salesforce/label/c.Inlet_Access_Create';
import deleteWord from '@salesforce/label/c.Inlet_Access_Delete';
import edit from '@salesforce/label/c.Inlet_Access_Edit';
import read from '@salesforce/label/c.Inlet_Access_Read';
import what from '@salesforce/label/c.Inlet_Access_What';
import showAll from '@salesforce/label/c.Inlet_Access_ShowAll';
import showMissing from '@salesforce/label/c.Inlet_Access_ShowMissing';
import why from '@salesforce/label/c.Inlet_Access_Why';

const permissionWords = { read, create, edit, delete: deleteWord };

/** What the API User lacks, with why it is needed; or all that it needs. */
export default class InletAccessTable extends LightningElement {
  @api access: Access[] = [];
  isAll = false;
  readonly labels = { caption, has, hasColumn, lacks, object, what, why };

  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get allLabel(): string {
    return this.isAll ? showMissing : fill(showAll, this.access.length);
  }
  get rows() {
    return this.access
      .filter(({ has: granted }) => this.isAll || !granted)
      .map((one, index) => ({
        key: String(index),
        object: one.object,
        what: one.field ? `${one.field}: ${permissionWords[one.permission]}` : permissionWords[one.permission],
        has: one.has,
        why: one.why,
      }))
      .toSorted((one, other) => Number(one.has) - Number(other.has));
  }
  handleAll(): void {
    this.isAll = !this.isAll;
  }
}
