import { api, LightningElement } from 'lwc';
import type { DryRun } from 'c/inletDiagnosticsStore';

/** What a test booking came to: object by object, and what would be written. */
export default class InletDryRunResult extends LightningElement {
  @api run: DryRun | undefined;

  get objects() {
    return this.run!.objects.map((one) => ({
      ...one,
      found: one.diagnoses.map((diagnosis, index) => ({ key: String(index), diagnosis })),
    }));
  }
}
