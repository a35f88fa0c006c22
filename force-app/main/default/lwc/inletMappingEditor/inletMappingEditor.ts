import { api, LightningElement } from 'lwc';
import { asInletError } from 'c/inletBackend';
import type { SelectOption } from 'c/inletSearchSelect';
import {
  mappingName,
  withMapping,
  type FieldMapping,
  type MappedObject,
  type MappingSource,
  type Settings,
} from 'c/inletSettings';
import { checkSettings, previewSettings, type BookingFields, type SchemaField } from 'c/inletSettingsStore';
import { fill } from 'c/inletFormat';
import { customerName } from 'c/inletMappingWords';
import apply from '@salesforce/label/c.Inlet_Mapping_Apply';
import bookingField from '@salesforce/label/c.Inlet_Mapping_BookingField';
import cancel from '@salesforce/label/c.Inlet_Common_Cancel';
import field from '@salesforce/label/c.Inlet_Mapping_Field';
import heading from '@salesforce/label/c.Inlet_Mapping_EditorHeading';
import insert from '@salesforce/label/c.Inlet_Mapping_Insert';
import kind from '@salesforce/label/c.Inlet_Mapping_Kind';
import kindAnswer from '@salesforce/label/c.Inlet_Mapping_KindAnswer';
import kindBooking from '@salesforce/label/c.Inlet_Mapping_KindBooking';
import kindConstant from '@salesforce/label/c.Inlet_Mapping_KindConstant';
import kindTemplate from '@salesforce/label/c.Inlet_Mapping_KindTemplate';
import preview from '@salesforce/label/c.Inlet_Mapping_Preview';
import previewEmpty from '@salesforce/label/c.Inlet_Mapping_PreviewEmpty';
import madeUp from '@salesforce/label/c.Inlet_Mapping_PreviewMadeUp';
import previewing from '@salesforce/label/c.Inlet_Mapping_Previewing';
import question from '@salesforce/label/c.Inlet_Mapping_Question';
import questionHelp from '@salesforce/label/c.Inlet_Mapping_QuestionHelp';
import seen from '@salesforce/label/c.Inlet_Mapping_Seen';
import template from '@salesforce/label/c.Inlet_Mapping_Template';
import templateHelp from '@salesforce/label/c.Inlet_Mapping_TemplateHelp';
import write from '@salesforce/label/c.Inlet_Mapping_Write';
import writeAlways from '@salesforce/label/c.Inlet_Mapping_WriteAlways';
import writeIfEmpty from '@salesforce/label/c.Inlet_Mapping_WriteIfEmpty';

/** So that a preview is asked for per pause and not per letter. */
const previewPause = 600;

type Kind = MappingSource['kind'];

/**
 * What goes into one field, with what the newest booking would write. Nothing is saved here: fires `mapping` with the
 * mapping, or `cancel`.
 */
export default class InletMappingEditor extends LightningElement {
  @api object: MappedObject = 'Lead';
  /** Id of the booking page; empty for all. */
  @api page = '';
  @api fields: SchemaField[] = [];
  @api settings: Settings | undefined;
  @api bookingFields: BookingFields | undefined;
  /** The mapping that is changed; none for a new one. */
  @api mapping: FieldMapping | undefined;
  /** The field where it stands fast. */
  @api fieldName = '';
  name = '';
  kind: Kind = 'booking';
  bookingField = '';
  question = '';
  constant = '';
  pattern = '';
  write: FieldMapping['write'] = 'always';
  preview = '';
  previewProblem = '';
  isPreviewing = false;
  readonly labels = {
    apply,
    bookingField,
    cancel,
    field,
    heading,
    insert,
    kind,
    previewing,
    question,
    questionHelp,
    template,
    write,
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #hasFocus = false;

  connectedCallback(): void {
    this.name = this.mapping?.field ?? this.fieldName;
    const { from, write: when } = this.mapping ?? {};
    if (when) this.write = when;
    if (!from) return;
    this.kind = from.kind;
    if (from.kind === 'booking') this.bookingField = from.field;
    else if (from.kind === 'answer') this.question = from.question;
    else if (from.kind === 'constant') this.constant = from.value;
    else this.pattern = from.template;
    this.showPreview();
  }
  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }
  renderedCallback(): void {
    if (this.#hasFocus) return;
    this.#hasFocus = true;
    this.template!.querySelector<HTMLElement>('h3')?.focus();
  }

  get fieldOptions(): SelectOption[] {
    return this.fields.map(({ name, label }) => ({ value: name, label, detail: name }));
  }
  get isFixedField(): boolean {
    return this.fieldName !== '' || this.mapping !== undefined;
  }
  get schemaField(): SchemaField | undefined {
    return this.fields.find(({ name }) => name === this.name);
  }
  get fieldLabel(): string {
    return this.schemaField?.label ?? this.name;
  }
  get kinds() {
    return [
      { label: kindBooking, value: 'booking' },
      { label: kindAnswer, value: 'answer' },
      { label: kindConstant, value: 'constant' },
      { label: kindTemplate, value: 'template' },
    ];
  }
  get writes() {
    return [
      { label: writeAlways, value: 'always' },
      { label: writeIfEmpty, value: 'ifEmpty' },
    ];
  }
  get isBooking(): boolean {
    return this.kind === 'booking';
  }
  get isAnswer(): boolean {
    return this.kind === 'answer';
  }
  get isConstant(): boolean {
    return this.kind === 'constant';
  }
  get isTemplate(): boolean {
    return this.kind === 'template';
  }
  get bookingOptions(): SelectOption[] {
    return (this.bookingFields?.fields ?? []).map(({ field: value, label, sample }) => ({
      value,
      label,
      detail: sample,
    }));
  }
  get questionOptions(): SelectOption[] {
    return (this.bookingFields?.questions ?? []).map(({ question: value, count, sample }) => ({
      value,
      label: value,
      detail: fill(seen, count, sample ?? '–'),
    }));
  }
  get insertOptions(): SelectOption[] {
    const known = this.bookingFields ?? { fields: [], questions: [] };
    return [
      ...known.fields.map(({ field: name, label, sample }) => ({ value: `{{${name}}}`, label, detail: sample })),
      ...known.questions.map(({ question: asked, sample }) => ({
        value: `{{answer "${asked}"}}`,
        label: asked,
        detail: sample,
      })),
    ];
  }
  get templateHint(): string {
    return fill(templateHelp, '{{customer.name}}, {{answer "…"}}');
  }
  get from(): MappingSource | undefined {
    switch (this.kind) {
      case 'booking':
        return this.bookingField ? { kind: 'booking', field: this.bookingField } : undefined;
      case 'answer':
        return this.question ? { kind: 'answer', question: this.question } : undefined;
      case 'constant':
        return this.constant ? { kind: 'constant', value: this.constant } : undefined;
      default:
        return this.pattern ? { kind: 'template', template: this.pattern } : undefined;
    }
  }
  get result(): FieldMapping | undefined {
    return this.name && this.from ? { field: this.name, from: this.from, write: this.write } : undefined;
  }

  handleField(event: CustomEvent<string>): void {
    this.name = event.detail;
    this.showPreview();
  }
  handleKind(event: CustomEvent<{ value: string }>): void {
    this.kind = event.detail.value as Kind;
    this.showPreview();
  }
  handleBookingField(event: CustomEvent<string>): void {
    this.bookingField = event.detail;
    this.showPreview();
  }
  handleQuestion(event: CustomEvent<string>): void {
    this.question = event.detail;
    this.showPreview();
  }
  handleConstant(event: CustomEvent<string>): void {
    this.constant = event.detail;
    this.showPreview();
  }
  handleTemplate(event: CustomEvent<{ value: string }>): void {
    this.pattern = event.detail.value;
    this.showPreview();
  }
  handleInsert(event: CustomEvent<string>): void {
    const picker = event.currentTarget as HTMLElement & { value: string };
    const { detail } = event;
    if (!detail) return;
    picker.value = '';
    this.pattern = `${this.pattern}${this.pattern && !/\s$/.test(this.pattern) ? ' ' : ''}${detail}`;
    this.showPreview();
  }
  handleWrite(event: CustomEvent<{ value: string }>): void {
    this.write = event.detail.value as FieldMapping['write'];
  }
  handleApply(): void {
    const fields = [
      ...this.template!.querySelectorAll<HTMLElement & { reportValidity(): boolean | undefined }>('.check'),
    ];
    const areFilled = fields.map((one) => one.reportValidity() !== false).every(Boolean);
    if (areFilled && this.result) this.dispatchEvent(new CustomEvent('mapping', { detail: this.result }));
  }
  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  showPreview(): void {
    this.preview = '';
    this.previewProblem = '';
    clearTimeout(this.#timer);
    this.#asked++;
    this.isPreviewing = this.result !== undefined;
    if (this.result) this.#timer = setTimeout(() => void this.readPreview(), previewPause);
  }
  async readPreview(): Promise<void> {
    const asked = this.#asked;
    const { result } = this;
    if (!result || !this.settings) return;
    const settings = withMapping(this.settings, this.page, this.object, result);
    const scenario = this.object === 'Contact' ? 'contact' : 'stranger';
    try {
      const [{ booking, operations }, { problems }] = await Promise.all([
        previewSettings(settings, scenario, this.page),
        checkSettings(settings),
      ]);
      if (asked !== this.#asked) return;
      const place = mappingName(settings, this.page, this.object, result.field);
      const own = problems.filter(({ path }) => path === place || path.startsWith(`${place}.`));
      this.previewProblem = own.map(({ message }) => message).join(' ');
      const values = operations.filter(({ object }) => object === this.object).flatMap((operation) => operation.values);
      const value = values.find((one) => one.field === result.field)?.value;
      const name = booking.id === null ? madeUp : customerName(booking);
      if (value === undefined || value === null) this.preview = this.previewProblem ? '' : fill(previewEmpty, name);
      else this.preview = fill(preview, name, String(value));
    } catch (error) {
      if (asked !== this.#asked) return;
      const { problems, message } = asInletError(error);
      this.previewProblem = problems.map((problem) => problem.message).join(' ') || message;
    }
    this.isPreviewing = false;
  }
}
