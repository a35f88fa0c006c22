import { api, LightningElement } from 'lwc';
import type { UsedLimit } from '@salesforce/apex/InletOrg.getLimits';
import { asInletError, type InletError } from 'c/inletBackend';
import { purposes, readApiUsage, type ApiUsage, type Pause } from 'c/inletDiagnosticsStore';
import type { Fact } from 'c/inletFacts';
import { fill, formatNumber, formatTime } from 'c/inletFormat';
import { othersWord, purposeWord } from 'c/inletUsageWords';
import apps from '@salesforce/label/c.Inlet_Usage_Apps';
import background from '@salesforce/label/c.Inlet_Usage_Background';
import bookings from '@salesforce/label/c.Inlet_Usage_Bookings';
import chart from '@salesforce/label/c.Inlet_Usage_ShowChart';
import edit from '@salesforce/label/c.Inlet_Usage_EditThresholds';
import gaps from '@salesforce/label/c.Inlet_Usage_Gaps';
import gives from '@salesforce/label/c.Inlet_Usage_GivesWay';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import never from '@salesforce/label/c.Inlet_Usage_NeverTold';
import noCap from '@salesforce/label/c.Inlet_Usage_NoCap';
import noName from '@salesforce/label/c.Inlet_Usage_NoName';
import notKnown from '@salesforce/label/c.Inlet_Usage_NotKnown';
import ownCap from '@salesforce/label/c.Inlet_Budget_OwnCap';
import pausedUntil from '@salesforce/label/c.Inlet_Usage_PausedUntil';
import percent from '@salesforce/label/c.Inlet_Usage_Percent';
import replication from '@salesforce/label/c.Inlet_Budget_Replication';
import table from '@salesforce/label/c.Inlet_Usage_ShowTable';
import toldAt from '@salesforce/label/c.Inlet_Usage_ToldAt';
import toldNow from '@salesforce/label/c.Inlet_Usage_ToldNow';
import totals from '@salesforce/label/c.Inlet_Usage_Totals';
import usedOf from '@salesforce/label/c.Inlet_Usage_UsedOf';
import warn from '@salesforce/label/c.Inlet_Budget_Warn';
import bookingsStop from '@salesforce/label/c.Inlet_Budget_Bookings';

/** The org's API calls of the last 24 hours: how many are left, whose they were, who gives way when. */
export default class InletApiUsage extends LightningElement {
  /** As the org itself counts them, without an API call. */
  @api orgLimit: UsedLimit | undefined;
  usage: ApiUsage | undefined;
  error: InletError | undefined;
  isTable = false;
  isEditing = false;
  readonly labels = { apps, edit, gaps, gives, loading, totals };

  connectedCallback(): void {
    void this.read();
  }
  /** Reads it anew, and shows what there is meanwhile. */
  @api
  async read(): Promise<void> {
    try {
      this.usage = await readApiUsage();
      this.error = undefined;
    } catch (error) {
      this.error = asInletError(error);
    }
  }

  get isLoading(): boolean {
    return !this.usage && !this.error;
  }
  /** What the org counts itself is newer than what Salesforce told with an answer. */
  get used(): string {
    const { usage, orgLimit } = this;
    if (orgLimit) return `${usedText(orgLimit.used, orgLimit.max)} ${toldNow}`;
    const { used, allowed, sampledAt } = usage!;
    if (used === null || allowed === null) return never;
    return `${usedText(used, allowed)} ${fill(toldAt, formatTime(sampledAt))}`;
  }
  get pauses() {
    const { bookings: ofBookings, background: ofBackground } = this.usage!.pauses;
    return [...pauseRow('bookings', bookings, ofBookings), ...pauseRow('background', background, ofBackground)];
  }
  get thresholdFacts(): Fact[] {
    const { warn: atWarn, replication: atReplication, bookings: atBookings, ownCap: cap } = this.usage!.thresholds;
    return [
      { term: warn, text: fill(percent, atWarn) },
      { term: replication, text: fill(percent, atReplication) },
      { term: bookingsStop, text: fill(percent, atBookings) },
      { term: ownCap, text: cap === null ? noCap : formatNumber(cap) },
    ];
  }
  get totalFacts(): Fact[] {
    const { totals: of } = this.usage!;
    return [
      ...purposes.map((name) => ({ term: purposeWord(name), text: formatNumber(of[name]) })),
      { term: othersWord, text: of.others === null ? notKnown : formatNumber(of.others) },
    ];
  }
  get appFacts(): Fact[] | undefined {
    return this.usage!.apps?.map(({ name, calls }) => ({ term: name || noName, text: formatNumber(calls) }));
  }
  get hasGaps(): boolean {
    return !this.isTable && this.usage!.hours.some(({ others }) => others === null);
  }
  get toggleLabel(): string {
    return this.isTable ? chart : table;
  }
  /** Where the chart is shown, the table is there for screen readers only. */
  get tableClass(): string {
    return this.isTable ? 'scrolls' : 'slds-assistive-text';
  }
  /** What scrolls must be reached by keyboard; what nobody sees must not. */
  get tableTabIndex(): string {
    return this.isTable ? '0' : '-1';
  }
  get chartClass(): string {
    return this.isTable ? 'slds-hide' : '';
  }

  handleToggle(): void {
    this.isTable = !this.isTable;
  }
  handleEdit(): void {
    this.isEditing = true;
  }
  handleCancel(): void {
    this.isEditing = false;
  }
  handleSaved(event: CustomEvent<ApiUsage>): void {
    this.usage = event.detail;
    this.isEditing = false;
  }
}

function usedText(used: number, max: number): string {
  const share = max > 0 ? Math.round((used / max) * 100) : 0;
  return fill(usedOf, formatNumber(used), formatNumber(max), formatNumber(share));
}

function pauseRow(key: string, title: string, pause: Pause | null) {
  if (!pause) return [];
  return [{ key, heading: fill(pausedUntil, title, formatTime(pause.until)), text: pause.sentence }];
}
