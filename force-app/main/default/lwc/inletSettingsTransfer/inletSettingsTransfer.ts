import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { exportSettings, importSettings } from 'c/inletSettingsStore';
import download from '@salesforce/label/c.Inlet_Transfer_Download';
import exportLabel from '@salesforce/label/c.Inlet_Transfer_Export';
import exporting from '@salesforce/label/c.Inlet_Transfer_Exporting';
import heading from '@salesforce/label/c.Inlet_Transfer_Heading';
import importing from '@salesforce/label/c.Inlet_Transfer_Importing';
import importLabel from '@salesforce/label/c.Inlet_Transfer_Import';
import intro from '@salesforce/label/c.Inlet_Transfer_Intro';
import notJson from '@salesforce/label/c.Inlet_Transfer_NotJson';
import question from '@salesforce/label/c.Inlet_Transfer_Question';
import replace from '@salesforce/label/c.Inlet_Transfer_Replace';
import { fill } from 'c/inletFormat';

const fileName = 'inlet-settings.json';

/** Export and import of the settings as a JSON file. Fires `saved` after an import. */
export default class InletSettingsTransfer extends LightningElement {
  /** The version in use. */
  @api version = 0;
  exported = '';
  error: InletError | undefined;
  problem = '';
  busy = '';
  file: { name: string; document: unknown } | undefined;
  readonly labels = { exportLabel, heading, importLabel, intro, replace };

  get address(): string {
    return `data:application/json,${encodeURIComponent(this.exported)}`;
  }
  get fileName(): string {
    return fileName;
  }
  get downloadLabel(): string {
    return fill(download, fileName);
  }
  get isBusy(): boolean {
    return this.busy !== '';
  }
  get question(): string {
    return fill(question, this.file?.name ?? '');
  }
  get problems() {
    return (this.error?.problems ?? []).map(({ message }, index) => ({ key: String(index), message }));
  }
  get errorText(): string {
    return this.problem || (this.problems.length > 0 ? '' : (this.error?.message ?? ''));
  }
  get errorHeading(): string {
    return this.error?.title ?? '';
  }
  get hasError(): boolean {
    return this.error !== undefined || this.problem !== '';
  }

  async handleExport(): Promise<void> {
    this.begin(exporting);
    try {
      this.exported = JSON.stringify(await exportSettings(), null, 2);
    } catch (error) {
      this.error = asInletError(error);
    }
    this.busy = '';
  }
  async handleFile(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    this.begin('');
    this.file = undefined;
    try {
      this.file = { name: file.name, document: JSON.parse(await file.text()) as unknown };
    } catch {
      this.problem = notJson;
    }
  }
  async handleImport(): Promise<void> {
    const { document } = this.file!;
    this.begin(importing);
    this.file = undefined;
    try {
      const detail = await importSettings(document, this.version);
      this.dispatchEvent(new CustomEvent('saved', { detail }));
    } catch (error) {
      this.error = asInletError(error);
    }
    this.busy = '';
  }
  handleCancel(): void {
    this.file = undefined;
  }
  begin(busy: string): void {
    this.busy = busy;
    this.error = undefined;
    this.problem = '';
  }
}
