import { api, LightningElement } from 'lwc';
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
import why from '@salesforce/label/c.Inlet_Access_Why';

const permissionWords = { read, create, edit, delete: deleteWord };

/** What the API User needs, with why; what is missing comes first. */
export default class InletAccessTable extends LightningElement {
  @api access: Access[] = [];
  readonly labels = { caption, has, hasColumn, lacks, object, what, why };

  get rows() {
    return this.access
      .map((one, index) => ({
        key: String(index),
        object: one.object,
        what: one.field ? `${one.field}: ${permissionWords[one.permission]}` : permissionWords[one.permission],
        has: one.has,
        why: one.why,
      }))
      .toSorted((one, other) => Number(one.has) - Number(other.has));
  }
}
