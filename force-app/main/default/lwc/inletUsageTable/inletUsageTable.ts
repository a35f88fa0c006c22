import { api, LightningElement } from 'lwc';
import { purposes, type UsageHour } from 'c/inletDiagnosticsStore';
import { fill, formatHour, formatNumber } from 'c/inletFormat';
import { othersWord, purposeWord } from 'c/inletUsageWords';
import atLeast from '@salesforce/label/c.Inlet_Usage_AtLeast';
import caption from '@salesforce/label/c.Inlet_Usage_Caption';
import hour from '@salesforce/label/c.Inlet_Usage_Hour';
import unknown from '@salesforce/label/c.Inlet_Usage_NotKnown';

/** The API calls of the last 24 hours by hour and purpose, as a table: what the chart draws, for who does not see it. */
export default class InletUsageTable extends LightningElement {
  @api hours: UsageHour[] = [];
  readonly labels = { caption, hour, others: othersWord };
  readonly columns = purposes.map((name) => ({ name, label: purposeWord(name) }));

  /** The newest first. */
  get rows() {
    return this.hours.toReversed().map((one) => ({
      hour: one.hour,
      time: formatHour(one.hour),
      cells: purposes.map((name) => ({ name, label: purposeWord(name), text: formatNumber(one[name]) })),
      others: othersText(one),
    }));
  }
}

function othersText({ others, othersAtLeast }: UsageHour): string {
  if (others !== null) return formatNumber(others);
  return othersAtLeast ? fill(atLeast, formatNumber(othersAtLeast)) : unknown;
}
