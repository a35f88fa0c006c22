import { api, LightningElement } from 'lwc';
import { asInletError, type FieldProblem, type InletError } from 'c/inletBackend';
import { forgetDraft, keepDraft, keptDraft } from 'c/inletSettingsDraft';
import { isSettingsPart, type Settings, type SettingsPart } from 'c/inletSettings';
import { readBookingFields, readSchema, readSettings, saveSettings } from 'c/inletSettingsStore';
import type { BookingFields, Saved, SavedSettings, Schema } from 'c/inletSettingsStore';
import { fill, formatTime } from 'c/inletFormat';
import { toast } from 'c/inletToast';
import conflictHeading from '@salesforce/label/c.Inlet_Settings_Conflict';
import kept from '@salesforce/label/c.Inlet_Settings_Kept';
import lastSaved from '@salesforce/label/c.Inlet_Settings_LastSaved';
import neverSaved from '@salesforce/label/c.Inlet_Settings_NeverSaved';
import savedToast from '@salesforce/label/c.Inlet_Settings_Saved';
import takeTheirs from '@salesforce/label/c.Inlet_Settings_TakeTheirs';
import saveMine from '@salesforce/label/c.Inlet_Settings_SaveMine';
import showVersions from '@salesforce/label/c.Inlet_Settings_ShowVersions';
import warningHeading from '@salesforce/label/c.Inlet_Settings_WarningHeading';

/** The number of the settings that nobody has saved. */
const builtIn = 1;

/**
 * Phases 3 to 6: the one document of settings, with what they need to know of org and bookings. Holds what was changed
 * until it is saved or discarded. Fires `dirty` with whether something is unsaved, and `progress` after saving.
 */
export default class InletSetupSettings extends LightningElement {
  @api phase = '';
  saved: SavedSettings | undefined;
  draft: Settings | undefined;
  schema: Schema | undefined;
  bookingFields: BookingFields | undefined;
  error: InletError | undefined;
  saveError: InletError | undefined;
  warnings: FieldProblem[] = [];
  isSaving = false;
  isKept = false;
  /** What is to be remembered of the change, for the next save. */
  note = '';
  /** Who saved meanwhile, in words. */
  conflict = '';
  showsVersions = false;
  #edited: SettingsPart[] = [];
  readonly labels = {
    conflictHeading,
    kept,
    saveMine,
    showVersions,
    takeTheirs,
    warningHeading,
  };

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.draft && !this.error;
  }
  get isDirty(): boolean {
    return this.draft !== undefined && this.draft !== this.saved?.settings;
  }
  get version(): number {
    return this.saved?.version ?? builtIn;
  }
  /** What nobody has saved in this phase can be saved as it is: then it is settled. */
  get canSave(): boolean {
    return isSettingsPart(this.phase) && this.saved?.settled.includes(this.phase) === false;
  }
  get savedText(): string {
    const { version, savedAt, savedBy } = this.saved ?? { version: builtIn };
    return version <= builtIn ? neverSaved : fill(lastSaved, version, formatTime(savedAt), savedBy?.name ?? '–');
  }
  get problems(): FieldProblem[] {
    return (this.saveError?.problems ?? []).map(({ path, message }) => ({
      path: path.replace(/^\/settings/, ''),
      message,
    }));
  }
  get hasWarnings(): boolean {
    return this.warnings.length > 0;
  }
  get warningRows() {
    return this.warnings.map(({ message }, index) => ({ key: String(index), message }));
  }
  get showsValidation(): boolean {
    return this.draft !== undefined && this.phase === 'validation';
  }
  get showsMapping(): boolean {
    return this.draft !== undefined && this.phase === 'mapping';
  }
  get showsRules(): boolean {
    return this.draft !== undefined && this.phase === 'rules';
  }
  get showsUsers(): boolean {
    return this.draft !== undefined && this.phase === 'users';
  }
  get showsSaveBar(): boolean {
    return this.draft !== undefined && (this.phase !== 'validation' || this.isDirty);
  }
  get versionsShown(): boolean {
    return this.showsRules || this.showsVersions;
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      const [saved, schema, bookingFields] = await Promise.all([readSettings(), readSchema(), readBookingFields()]);
      this.saved = saved;
      this.schema = schema;
      this.bookingFields = bookingFields;
      const draft = keptDraft();
      this.isKept = draft !== undefined;
      this.draft = draft?.settings ?? saved.settings;
      this.#edited = draft?.parts ?? [];
      if (draft && draft.basedOn !== saved.version) this.showConflict(saved);
      this.tellDirty();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  async handleReread(): Promise<void> {
    try {
      this.schema = await readSchema();
      this.dispatchEvent(new CustomEvent('progress'));
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handleEdit(event: CustomEvent<{ settings: Settings; saves?: boolean }>): void {
    this.draft = event.detail.settings;
    this.isKept = false;
    this.#edited = this.withPhase();
    keepDraft({ basedOn: this.version, settings: this.draft, parts: this.#edited });
    this.tellDirty();
    if (event.detail.saves) void this.save();
  }
  discard(): void {
    this.draft = this.saved?.settings;
    this.saveError = undefined;
    this.conflict = '';
    this.isKept = false;
    this.note = '';
    this.forget();
    this.tellDirty();
  }
  handleNote(event: CustomEvent<string>): void {
    this.note = event.detail;
  }
  async save(): Promise<void> {
    this.isSaving = true;
    this.saveError = undefined;
    this.warnings = [];
    try {
      const saved = await saveSettings(this.version, this.draft!, { settles: this.withPhase(), note: this.note });
      await this.take(saved);
    } catch (error) {
      await this.explain(asInletError(error));
    }
    this.isSaving = false;
  }
  /** What was saved, restored or imported is what is shown now. */
  async handleSaved(event: CustomEvent<Saved>): Promise<void> {
    await this.take(event.detail);
  }
  async take({ warnings }: Saved): Promise<void> {
    this.warnings = warnings;
    this.note = '';
    this.conflict = '';
    this.isKept = false;
    this.forget();
    this.saved = await readSettings();
    this.draft = this.saved.settings;
    this.tellDirty();
    toast(this, savedToast);
    this.dispatchEvent(new CustomEvent('progress'));
  }
  async explain(error: InletError): Promise<void> {
    if (error.facts['kind'] !== 'changedMeanwhile') {
      this.saveError = error;
      return;
    }
    try {
      // Their version is the one to go on from; what is on the screen stays.
      const theirs = await readSettings();
      this.showConflict(theirs);
    } catch {
      this.saveError = error;
    }
  }
  showConflict(theirs: SavedSettings): void {
    const { version, savedAt, savedBy } = theirs;
    this.conflict = fill(lastSaved, version, formatTime(savedAt), savedBy?.name ?? '–');
    this.saved = theirs;
  }
  handleShowVersions(): void {
    this.showsVersions = true;
  }
  handleSaveMine(): void {
    this.conflict = '';
    void this.save();
  }

  /** The parts that were changed, and the one that is open: whoever saves means these. */
  withPhase(): SettingsPart[] {
    return isSettingsPart(this.phase) ? [...new Set([...this.#edited, this.phase])] : this.#edited;
  }
  forget(): void {
    this.#edited = [];
    forgetDraft();
  }
  tellDirty(): void {
    this.dispatchEvent(new CustomEvent('dirty', { detail: this.isDirty }));
  }
}
