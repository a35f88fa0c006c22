import { api, LightningElement } from 'lwc';
import type { FieldProblem } from 'c/inletBackend';
import { allPages, mappingPath, mappingsOf, type MappedObject, type Settings } from 'c/inletSettings';
import type { BookingFields, SchemaObject } from 'c/inletSettingsStore';
import { sourceWords } from 'c/inletMappingWords';
import { fill } from 'c/inletFormat';
import actions from '@salesforce/label/c.Inlet_Mapping_Actions';
import always from '@salesforce/label/c.Inlet_Mapping_Always';
import caption from '@salesforce/label/c.Inlet_Mapping_Caption';
import edit from '@salesforce/label/c.Inlet_Mapping_Edit';
import editWhat from '@salesforce/label/c.Inlet_Mapping_EditWhat';
import field from '@salesforce/label/c.Inlet_Mapping_Field';
import forAll from '@salesforce/label/c.Inlet_Mapping_ForAll';
import gone from '@salesforce/label/c.Inlet_Mapping_Gone';
import ifEmpty from '@salesforce/label/c.Inlet_Mapping_IfEmpty';
import override from '@salesforce/label/c.Inlet_Mapping_Override';
import overrideWhat from '@salesforce/label/c.Inlet_Mapping_OverrideWhat';
import remove from '@salesforce/label/c.Inlet_Mapping_Remove';
import removeWhat from '@salesforce/label/c.Inlet_Mapping_RemoveWhat';
import value from '@salesforce/label/c.Inlet_Mapping_Value';
import written from '@salesforce/label/c.Inlet_Mapping_Written';

/** The mappings of an object for a page: its own, and those of all pages that it does not replace. Fires `editfield` and `removefield` with the field's name. */
export default class InletMappingTable extends LightningElement {
  @api settings: Settings | undefined;
  @api page = '';
  @api object: MappedObject = 'Lead';
  @api schema: SchemaObject | undefined;
  @api bookingFields: BookingFields | undefined;
  @api problems: FieldProblem[] = [];
  readonly labels = { actions, caption, edit, field, override, remove, value, written };

  get rows() {
    const own = mappingsOf(this.settings!, this.page, this.object);
    const shared = this.page === allPages ? [] : mappingsOf(this.settings!, allPages, this.object);
    const inherited = shared.filter((one) => !own.some((mine) => mine.field === one.field));
    const row = (isOwn: boolean) => (mapping: (typeof own)[number]) => {
      const known = this.schema?.fields.find(({ name }) => name === mapping.field);
      const label = known?.label ?? mapping.field;
      const path = isOwn ? mappingPath(this.settings!, this.page, this.object, mapping.field) : '';
      const found = this.problems.filter((one) => isOwn && (one.path === path || one.path.startsWith(`${path}/`)));
      return {
        field: mapping.field,
        label,
        value: sourceWords(mapping.from, this.bookingFields),
        written: mapping.write === 'ifEmpty' ? ifEmpty : always,
        isOwn,
        origin: isOwn ? '' : forAll,
        problem: found.map(({ message }) => message).join(' ') || (this.schema && !known ? gone : ''),
        editTitle: fill(editWhat, label),
        removeTitle: fill(removeWhat, label),
        overrideTitle: fill(overrideWhat, label),
      };
    };
    return [...own.map(row(true)), ...inherited.map(row(false))];
  }
  handleEdit(event: Event): void {
    this.tell('editfield', event);
  }
  handleRemove(event: Event): void {
    this.tell('removefield', event);
  }
  tell(name: string, event: Event): void {
    const { field: detail } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
