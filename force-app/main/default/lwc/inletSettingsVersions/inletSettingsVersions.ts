import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { listVersions, restoreVersion, type SettingsVersion } from 'c/inletSettingsStore';
import { changeWords } from 'c/inletChangeWords';
import { fill, formatTime } from 'c/inletFormat';
import current from '@salesforce/label/c.Inlet_Versions_Current';
import heading from '@salesforce/label/c.Inlet_Versions_Heading';
import more from '@salesforce/label/c.Inlet_Versions_More';
import none from '@salesforce/label/c.Inlet_Versions_None';
import restore from '@salesforce/label/c.Inlet_Versions_Restore';
import restoreWhat from '@salesforce/label/c.Inlet_Versions_RestoreWhat';
import restoreQuestion from '@salesforce/label/c.Inlet_Versions_RestoreQuestion';
import row from '@salesforce/label/c.Inlet_Versions_Row';

/** Who saved which settings when, and a way back. Fires `saved`. */
export default class InletSettingsVersions extends LightningElement {
  versions: SettingsVersion[] | undefined;
  error: InletError | undefined;
  asking: number | undefined;
  next: number | null = null;
  isBusy = false;
  readonly labels = { current, heading, more, none, restore };
  #version: number | undefined;

  /** The version in use. */
  @api
  get version(): number | undefined {
    return this.#version;
  }
  set version(version: number | undefined) {
    if (version === this.#version) return;
    this.#version = version;
    void this.read();
  }

  get isLoading(): boolean {
    return !this.versions && !this.error;
  }
  get isEmpty(): boolean {
    return this.versions?.length === 0;
  }
  get hasMore(): boolean {
    return this.next !== null;
  }
  get rows() {
    return (this.versions ?? []).map(({ version, savedAt, savedBy, note, changes }) => ({
      version,
      title: fill(row, version, formatTime(savedAt), savedBy?.name ?? '–'),
      note: note ?? '',
      isCurrent: version === this.#version,
      canRestore: version !== this.#version,
      isAsked: version === this.asking,
      question: fill(restoreQuestion, version),
      restoreTitle: fill(restoreWhat, version),
      changes: changes.map(({ path, before, after }) => ({
        path,
        text: changeWords(path, before, after),
      })),
    }));
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      const { versions, next } = await listVersions();
      this.versions = versions;
      this.next = next;
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  async showMore(): Promise<void> {
    try {
      const { versions, next } = await listVersions(this.next ?? undefined);
      this.versions = [...(this.versions ?? []), ...versions];
      this.next = next;
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  ask(event: Event): void {
    this.asking = Number((event.currentTarget as HTMLElement).dataset['version']);
  }
  keep(): void {
    this.asking = undefined;
  }
  async restore(): Promise<void> {
    this.isBusy = true;
    try {
      const detail = await restoreVersion(this.asking!, this.#version!);
      this.asking = undefined;
      this.dispatchEvent(new CustomEvent('saved', { detail }));
    } catch (error) {
      this.error = asInletError(error);
    }
    this.isBusy = false;
  }
}
