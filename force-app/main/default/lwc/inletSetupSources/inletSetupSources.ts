import { LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import { listSources, type Source, type SourceKeys, type SourceKind } from 'c/inletSourceStore';
import add from '@salesforce/label/c.Inlet_Sources_Add';
import none from '@salesforce/label/c.Inlet_Sources_None';
import noneHeading from '@salesforce/label/c.Inlet_Sources_NoneHeading';

/** Phase 7: where bookings come from. Fires `progress` when a source changed. */
export default class InletSetupSources extends LightningElement {
  sources: Source[] | undefined;
  error: InletError | undefined;
  isAdding = false;
  created: { kind: SourceKind; keys: SourceKeys } | undefined;
  readonly labels = { add, none, noneHeading };

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.sources && !this.error;
  }
  get isEmpty(): boolean {
    return this.sources?.length === 0 && !this.isAdding;
  }
  get shownSources(): Source[] {
    return this.sources ?? [];
  }
  get canAdd(): boolean {
    return (this.sources?.length ?? 0) > 0 && !this.isAdding;
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.sources = await listSources();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handleAdd(): void {
    this.isAdding = true;
    this.created = undefined;
  }
  handleCancel(): void {
    this.isAdding = false;
  }
  handleCreated(event: CustomEvent<{ kind: SourceKind; keys: SourceKeys }>): void {
    this.created = event.detail;
    this.isAdding = false;
    void this.handleProgress();
  }
  handleTaken(): void {
    this.created = undefined;
  }
  async handleProgress(): Promise<void> {
    this.dispatchEvent(new CustomEvent('progress'));
    await this.read();
  }
}
