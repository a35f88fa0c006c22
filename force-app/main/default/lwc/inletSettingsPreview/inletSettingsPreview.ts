import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import type { Settings } from 'c/inletSettings';
import {
  previewSettings,
  type BookingFields,
  type Preview,
  type PreviewOrigin,
  type Scenario,
} from 'c/inletSettingsStore';
import { fill, formatTime } from 'c/inletFormat';
import { customerName, sourceWords } from 'c/inletMappingWords';
import { objectLabel } from 'c/inletObjectWords';
import contact from '@salesforce/label/c.Inlet_Preview_Contact';
import origin from '@salesforce/label/c.Inlet_Preview_From';
import heading from '@salesforce/label/c.Inlet_Preview_Heading';
import lead from '@salesforce/label/c.Inlet_Preview_Lead';
import noBooking from '@salesforce/label/c.Inlet_Preview_NoBooking';
import inlet from '@salesforce/label/c.Inlet_Preview_OriginInlet';
import standInOrigin from '@salesforce/label/c.Inlet_Preview_OriginStandIn';
import of from '@salesforce/label/c.Inlet_Preview_Of';
import scenarioLabel from '@salesforce/label/c.Inlet_Preview_Scenario';
import show from '@salesforce/label/c.Inlet_Preview_Show';
import showing from '@salesforce/label/c.Inlet_Preview_Showing';
import standIn from '@salesforce/label/c.Inlet_Preview_StandIn';
import sameBooking from '@salesforce/label/c.Inlet_Preview_SameBooking';
import stranger from '@salesforce/label/c.Inlet_Preview_Stranger';
import value from '@salesforce/label/c.Inlet_Mapping_Value';
import field from '@salesforce/label/c.Inlet_Mapping_Field';

/** A moment as Salesforce takes it. */
const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What the newest booking would write by the settings as they are on the screen. */
export default class InletSettingsPreview extends LightningElement {
  @api page = '';
  @api bookingFields: BookingFields | undefined;
  scenario: Scenario = 'stranger';
  preview: Preview | undefined;
  error: InletError | undefined;
  isBusy = false;
  readonly labels = { field, origin, heading, noBooking, scenarioLabel, show, showing, value };
  #settings: Settings | undefined;

  @api
  get settings(): Settings | undefined {
    return this.#settings;
  }
  set settings(settings: Settings | undefined) {
    this.#settings = settings;
    // What was shown is of other settings.
    this.preview = undefined;
    this.error = undefined;
  }

  get scenarios() {
    return [
      { label: stranger, value: 'stranger' },
      { label: lead, value: 'lead' },
      { label: contact, value: 'contact' },
    ];
  }
  get hasNoBooking(): boolean {
    return this.preview !== undefined && this.preview.booking.id === null;
  }
  get bookingText(): string {
    return this.preview?.booking.id ? fill(of, customerName(this.preview.booking)) : '';
  }
  get operations() {
    return (this.preview?.operations ?? []).map(({ object, action, reason, values }, index) => ({
      key: String(index),
      title: `${objectLabel(undefined, object)}: ${reason}`,
      action,
      values: values.map((one) => ({
        field: one.field,
        label: one.label,
        text: one.refersTo === undefined ? shown(one.value) : sameBooking,
        from: this.originOf(one.from),
      })),
      hasValues: values.length > 0,
    }));
  }
  get remarks() {
    const { notes = [], fallbacks = [], diagnosis } = this.preview ?? {};
    const standIns = fallbacks.map(({ object, label, value: text }) =>
      fill(standIn, `${objectLabel(undefined, object)}.${label}`, text),
    );
    const held = diagnosis ? [`${diagnosis.sentence} ${diagnosis.fix}`] : [];
    return [...held, ...notes, ...standIns].map((text, index) => ({ key: String(index), text }));
  }
  get problems() {
    return (this.error?.problems ?? []).map(({ message }, index) => ({ key: String(index), message }));
  }
  get errorText(): string {
    return this.problems.length > 0 ? '' : (this.error?.message ?? '');
  }

  originOf(from: PreviewOrigin): string {
    if (from.kind === 'inlet') return inlet;
    return from.kind === 'fallback' ? standInOrigin : sourceWords(from, this.bookingFields);
  }
  handleScenario(event: CustomEvent<{ value: string }>): void {
    event.stopPropagation();
    this.scenario = event.detail.value as Scenario;
    this.preview = undefined;
  }
  async handleShow(): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.preview = await previewSettings(this.settings!, this.scenario, this.page);
    } catch (error) {
      this.preview = undefined;
      this.error = asInletError(error);
    }
    this.isBusy = false;
  }
}

function shown(given: unknown): string {
  if (typeof given === 'string' && moment.test(given)) return formatTime(given);
  return given === null || given === undefined ? '–' : String(given);
}
