import { api, LightningElement } from 'lwc';
import type { FieldProblem } from 'c/inletBackend';
import { allPages, mappedObjects, mappingsOf, withMapping, withoutMapping } from 'c/inletSettings';
import type { FieldMapping, MappedObject, Settings } from 'c/inletSettings';
import type { BookingFields, Schema, SchemaField, SchemaObject } from 'c/inletSettingsStore';
import { fill, formatNumber } from 'c/inletFormat';
import { objectLabel } from 'c/inletObjectWords';
import add from '@salesforce/label/c.Inlet_Mapping_Add';
import byLabel from '@salesforce/label/c.Inlet_Mapping_ByLabel';
import count from '@salesforce/label/c.Inlet_Mapping_Count';
import none from '@salesforce/label/c.Inlet_Mapping_None';
import noneHere from '@salesforce/label/c.Inlet_Mapping_NoneHere';
import objectsLabel from '@salesforce/label/c.Inlet_Validation_Objects';

/** Phase 4: which value goes into which field, for all pages or one. Fires `edit` with the changed settings. */
export default class InletSetupMapping extends LightningElement {
  @api settings: Settings | undefined;
  @api schema: Schema | undefined;
  @api bookingFields: BookingFields | undefined;
  @api problems: FieldProblem[] = [];
  page = allPages;
  object: MappedObject = 'Lead';
  editing: string | undefined;
  readonly labels = { add, byLabel, objectsLabel };

  get ownPages(): string[] {
    return Object.keys(this.settings!.mapping.pages);
  }
  get objectChoices() {
    return mappedObjects
      .filter((name) => this.isOffered(name))
      .map((name) => {
        const label =
          this.schema?.objects.find((object) => object.name === name)?.label ?? objectLabel(undefined, name);
        const isShown = name === this.object;
        return {
          name,
          label: fill(count, label, formatNumber(mappingsOf(this.settings!, this.page, name).length)),
          pressed: String(isShown),
          className: `object slds-button ${isShown ? 'slds-button_brand' : 'slds-button_neutral'}`,
        };
      });
  }
  /** Person Accounts where the org has them, or where settings from elsewhere map something to them. */
  isOffered(name: MappedObject): boolean {
    if (name !== 'PersonAccount' || this.schema?.personAccounts === true) return true;
    return [allPages, this.page].some((page) => mappingsOf(this.settings!, page, name).length > 0);
  }
  get schemaObject(): SchemaObject | undefined {
    return this.schema?.objects.find(({ name }) => name === this.object);
  }
  get isEmpty(): boolean {
    const shared = this.page === allPages ? [] : mappingsOf(this.settings!, allPages, this.object);
    return mappingsOf(this.settings!, this.page, this.object).length + shared.length === 0;
  }
  get emptyText(): string {
    return this.page === allPages ? none : noneHere;
  }
  get isAll(): boolean {
    return this.page === allPages;
  }
  get isEditing(): boolean {
    return this.editing !== undefined;
  }
  get isAdding(): boolean {
    return this.editing === '';
  }
  get canAdd(): boolean {
    return !this.isEditing;
  }
  /** The editor is a new one for each field, object and page. */
  get editors() {
    if (this.editing === undefined) return [];
    const own = mappingsOf(this.settings!, this.page, this.object).find(({ field }) => field === this.editing);
    const shared = mappingsOf(this.settings!, allPages, this.object).find(({ field }) => field === this.editing);
    return [{ key: `${this.page} ${this.object} ${this.editing}`, mapping: own ?? shared, field: this.editing }];
  }
  /** What can be written, and what is being changed. */
  get writableFields(): SchemaField[] {
    const taken = mappingsOf(this.settings!, this.page, this.object).map(({ field }) => field);
    return (this.schemaObject?.fields ?? []).filter(
      ({ name, createable, updateable, support }) =>
        name === this.editing || ((createable || updateable) && support === 'supported' && !taken.includes(name)),
    );
  }

  handlePage(event: CustomEvent<string>): void {
    this.page = event.detail;
    this.editing = undefined;
  }
  handleObject(event: Event): void {
    this.object = (event.currentTarget as HTMLElement).dataset['object'] as MappedObject;
    this.editing = undefined;
  }
  handleByLabel(event: CustomEvent<{ checked: boolean }>): void {
    event.stopPropagation();
    const { mapping } = this.settings!;
    this.change({ ...this.settings!, mapping: { ...mapping, matchAnswersByLabel: event.detail.checked } });
  }
  handleAdd(): void {
    this.editing = '';
  }
  handleEdit(event: CustomEvent<string>): void {
    this.editing = event.detail;
  }
  handleRemove(event: CustomEvent<string>): void {
    this.editing = undefined;
    this.change(withoutMapping(this.settings!, this.page, this.object, event.detail));
  }
  handleMapping(event: CustomEvent<FieldMapping>): void {
    this.editing = undefined;
    this.change(withMapping(this.settings!, this.page, this.object, event.detail));
  }
  handleCancel(): void {
    this.editing = undefined;
  }
  change(settings: Settings): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: { settings } }));
  }
}
