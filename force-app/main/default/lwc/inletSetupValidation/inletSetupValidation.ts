import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { allPages, mappingsOf, withMapping } from 'c/inletSettings';
import type { FieldMapping, MappedObject, Settings } from 'c/inletSettings';
import { readFieldValidation, refreshSchema } from 'c/inletSettingsStore';
import type { BookingFields, FieldValidation, Schema, SchemaField } from 'c/inletSettingsStore';
import { fill } from 'c/inletFormat';
import allFilled from '@salesforce/label/c.Inlet_Validation_AllFilled';
import count from '@salesforce/label/c.Inlet_Validation_Count';
import none from '@salesforce/label/c.Inlet_Validation_None';
import reread from '@salesforce/label/c.Inlet_Validation_Reread';
import rereading from '@salesforce/label/c.Inlet_Validation_Rereading';
import objects from '@salesforce/label/c.Inlet_Validation_Objects';
import oneUnsupported from '@salesforce/label/c.Inlet_Validation_OneUnsupported';
import unsupported from '@salesforce/label/c.Inlet_Validation_Unsupported';

const order = { unsupported: 0, fallback: 1, mapped: 2, fixed: 3 };

/**
 * Phase 3: the fields that Salesforce requires. What is chosen is saved at once: fires `edit` with the changed settings and
 * `detail.saves`; `version` is the settings' version, which tells when to ask again.
 */
export default class InletSetupValidation extends LightningElement {
  @api settings: Settings | undefined;
  @api schema: Schema | undefined;
  @api bookingFields: BookingFields | undefined;
  @api isSaving = false;
  validation: FieldValidation | undefined;
  error: InletError | undefined;
  chosenObject = '';
  editing = '';
  isRereading = false;
  readonly labels = { allFilled, none, objects, reread, rereading };
  #version: number | undefined;

  @api
  get version(): number | undefined {
    return this.#version;
  }
  set version(version: number | undefined) {
    if (version === this.#version) return;
    this.#version = version;
    this.editing = '';
    void this.read();
  }

  get isLoading(): boolean {
    return !this.validation && !this.error;
  }
  get shownObject() {
    const { objects: all } = this.validation!;
    const worst = all.find(({ fields }) => fields.some(({ state }) => state === 'unsupported'));
    return all.find(({ name }) => name === this.chosenObject) ?? worst ?? all[0]!;
  }
  get objectChoices() {
    return this.validation!.objects.map(({ name, label, fields }) => {
      const isShown = name === this.shownObject.name;
      const isBroken = fields.some(({ state }) => state === 'unsupported');
      return {
        name,
        label: fill(count, label, fields.length),
        isBroken,
        pressed: String(isShown),
        className: `object slds-button ${isShown ? 'slds-button_brand' : 'slds-button_neutral'}`,
      };
    });
  }
  get fields() {
    const worstFirst = [...this.shownObject.fields].sort((one, other) => order[one.state] - order[other.state]);
    return worstFirst.map((field) => ({ ...field, isEdited: field.field === this.editing, it: field }));
  }
  get hasNoFields(): boolean {
    return this.shownObject.fields.length === 0;
  }
  get unsupportedText(): string {
    const fields = this.validation!.objects.flatMap((object) => object.fields);
    const number = fields.filter(({ state }) => state === 'unsupported').length;
    if (number === 0) return '';
    return number === 1 ? oneUnsupported : fill(unsupported, number);
  }
  get editedField(): SchemaField | undefined {
    const object = this.schema?.objects.find(({ name }) => name === this.shownObject.name);
    return object?.fields.find(({ name }) => name === this.editing);
  }
  get editedMapping(): FieldMapping | undefined {
    return mappingsOf(this.settings!, allPages, this.shownObject.name).find(({ field }) => field === this.editing);
  }
  get editedFields(): SchemaField[] {
    return this.editedField ? [this.editedField] : [];
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.validation = await readFieldValidation();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  async handleReread(): Promise<void> {
    this.isRereading = true;
    try {
      await refreshSchema();
      this.dispatchEvent(new CustomEvent('reread'));
    } catch (error) {
      this.error = asInletError(error);
      this.isRereading = false;
      return;
    }
    await this.read();
    this.isRereading = false;
  }
  handleObject(event: Event): void {
    this.chosenObject = (event.currentTarget as HTMLElement).dataset['object'] ?? '';
    this.editing = '';
  }
  handleSuggestion(event: Event): void {
    const name = (event.currentTarget as HTMLElement).dataset['field']!;
    const from = this.shownObject.fields.find(({ field }) => field === name)?.suggestion;
    if (from) this.save({ field: name, from, write: 'always' });
  }
  handleChoose(event: Event): void {
    this.editing = (event.currentTarget as HTMLElement).dataset['field']!;
  }
  handleMapping(event: CustomEvent<FieldMapping>): void {
    this.save(event.detail);
  }
  handleCancel(): void {
    this.editing = '';
  }
  save(mapping: FieldMapping): void {
    const object: MappedObject = this.shownObject.name;
    const settings = withMapping(this.settings!, allPages, object, mapping);
    this.dispatchEvent(new CustomEvent('edit', { detail: { settings, saves: true } }));
  }
}
