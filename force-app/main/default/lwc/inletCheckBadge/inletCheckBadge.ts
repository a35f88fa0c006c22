import { api, LightningElement } from 'lwc';
import { stateLook, type StateLook } from 'c/inletCheckWords';
import type { CellState } from 'c/inletDiagnosticsStore';

/** How a check, or a cell of the matrix, stands: icon and word. */
export default class InletCheckBadge extends LightningElement {
  @api state: CellState = 'unknown';

  get look(): StateLook {
    return stateLook(this.state);
  }
  get className(): string {
    return `badge is-${this.state}`;
  }
}
