import { api, LightningElement } from 'lwc';
import { readAlerts, type Alert } from 'c/inletDiagnosticsStore';
import { fill, formatTime } from 'c/inletFormat';
import failed from '@salesforce/label/c.Inlet_Alerts_ToldFailed';
import heading from '@salesforce/label/c.Inlet_Alerts_Open';
import operator from '@salesforce/label/c.Inlet_Alerts_Operator';
import since from '@salesforce/label/c.Inlet_Alerts_Since';
import told from '@salesforce/label/c.Inlet_Alerts_Told';

/** What got worse and is not over, with who was told. Nothing where there is nothing. */
export default class InletAlerts extends LightningElement {
  alerts: Alert[] = [];
  readonly labels = { heading };

  connectedCallback(): void {
    void this.read();
  }
  @api
  async read(): Promise<void> {
    try {
      this.alerts = await readAlerts();
    } catch {
      // The tab says on top what is wrong with the way to the backend.
      this.alerts = [];
    }
  }

  get open() {
    return this.alerts
      .filter(({ state }) => state === 'open')
      .map((alert) => ({
        ...alert,
        begun: fill(since, formatTime(alert.since)),
        told: alert.told.map(toldText).join(' '),
      }));
  }
  get hasOpen(): boolean {
    return this.open.length > 0;
  }
}

function toldText({ recipient, at, error }: Alert['told'][number]): string {
  const whom = recipient ?? operator;
  if (at) return fill(told, whom, formatTime(at));
  return error ? fill(failed, whom, error) : '';
}
