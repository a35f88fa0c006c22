import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { asInletError, isKeyRefused, type InletError } from 'c/inletBackend';
import { readDiagnostics, runDiagnostics, type Check, type Diagnostics, type Verdict } from 'c/inletDiagnosticsStore';
import { fill, formatTime } from 'c/inletFormat';
import { dailyRequests, readOrgSight, showsTrouble, toFromOrg, withLimitsNow, type OrgSight } from 'c/inletFromOrg';
import type { UsedLimit } from '@salesforce/apex/InletOrg.getLimits';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import alerts from '@salesforce/label/c.Inlet_Alerts_Heading';
import checkAgain from '@salesforce/label/c.Inlet_Diagnostics_CheckAgain';
import checking from '@salesforce/label/c.Inlet_Diagnostics_Checking';
import everybody from '@salesforce/label/c.Inlet_Diagnostics_Everybody';
import failed from '@salesforce/label/c.Inlet_Diagnostics_Failed';
import heading from '@salesforce/label/c.Inlet_Diagnostics_Heading';
import keyRefused from '@salesforce/label/c.Inlet_Diagnostics_KeyRefused';
import lastChecked from '@salesforce/label/c.Inlet_Diagnostics_LastChecked';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import matrix from '@salesforce/label/c.Inlet_Matrix_Heading';
import neverChecked from '@salesforce/label/c.Inlet_Diagnostics_NeverChecked';
import noAnswer from '@salesforce/label/c.Inlet_Diagnostics_NoAnswer';
import notPaired from '@salesforce/label/c.Inlet_Diagnostics_NotPaired';
import some from '@salesforce/label/c.Inlet_Diagnostics_Some';
import testBooking from '@salesforce/label/c.Inlet_DryRun_Heading';
import usage from '@salesforce/label/c.Inlet_Usage_Heading';

/** Who opens the tab wants to know how it is, not how it was; within this time, checking again would tell nothing new. */
const freshMilliseconds = 15 * 60_000;
const pollMilliseconds = 2_000;

/** A panel that reads for itself. */
type Panel = HTMLElement & { read(): Promise<void> };

/**
 * The tab Diagnostics: why bookings do not arrive, and what to do. Where the backend cannot be asked, what the org tells of
 * itself is shown all the same, and what cannot be known so.
 */
export default class InletDiagnostics extends NavigationMixin(LightningElement) {
  diagnostics: Diagnostics | undefined;
  sight: OrgSight | undefined;
  /** Why Apex did not let the user in. */
  error: InletError | undefined;
  /** What is wrong with the way to the backend. */
  away: Verdict | undefined;
  isChecking = false;
  /** Ids of single checks that are being answered anew. */
  busy: string[] = [];
  readonly labels = { alerts, checkAgain, checking, everybody, heading, loading, matrix, some, testBooking, usage };
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    void this.load();
  }
  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get isLoading(): boolean {
    return !this.diagnostics && !this.away && !this.error;
  }
  get isRunning(): boolean {
    return this.isChecking || this.busy.length > 0 || this.diagnostics?.running === true;
  }
  get verdict(): Verdict | undefined {
    return this.away ?? this.diagnostics?.verdict;
  }
  get answered(): Diagnostics | undefined {
    return this.away ? undefined : this.diagnostics;
  }
  get checkedAt(): string {
    const at = this.diagnostics?.checkedAt;
    return at ? fill(lastChecked, formatTime(at)) : neverChecked;
  }
  get forEverybody(): Check[] {
    return this.diagnostics!.checks.filter(({ scope }) => scope === 'everybody');
  }
  get forSome(): Check[] {
    return this.diagnostics!.checks.filter(({ scope }) => scope === 'some');
  }
  get orgLimit(): UsedLimit | undefined {
    return dailyRequests(this.sight?.limits);
  }

  /** Looks at what is known; asks anew where that is old, or where the org itself shows trouble. */
  async load(): Promise<void> {
    this.error = undefined;
    try {
      const { isPaired } = await getStatus();
      const sight = readOrgSight();
      if (isPaired) await this.show(readDiagnostics());
      else this.away = { ...gone, sentence: notPaired, page: { phase: 'connection' } };
      this.sight = await sight;
    } catch (error) {
      this.error = asInletError(error);
      return;
    }
    const { answered } = this;
    if (!answered || answered.running) return;
    const age = Date.now() - Date.parse(answered.checkedAt ?? '1970-01-01');
    if (age > freshMilliseconds || showsTrouble(this.sight)) await this.check();
  }
  async checkAll(): Promise<void> {
    this.isChecking = true;
    // Without an answer so far, it is to be found out first whether there is a backend again.
    await (this.answered ? this.check() : this.load());
    this.isChecking = false;
  }
  async check(): Promise<void> {
    this.isChecking = true;
    await this.run();
    this.isChecking = false;
  }
  async handleAgain(event: CustomEvent<string>): Promise<void> {
    const id = event.detail;
    this.busy = [...this.busy, id];
    await this.run([id]);
    this.busy = this.busy.filter((one) => one !== id);
  }
  /** Some checks, or all of them. */
  async run(checks?: string[]): Promise<void> {
    const sight = await readOrgSight();
    this.sight = sight;
    await this.show(runDiagnostics(toFromOrg(sight), checks));
    this.sight = await withLimitsNow(sight);
    this.refreshPanels();
  }
  /** A test booking feeds the matrix. */
  handleRan(): void {
    void this.show(readDiagnostics());
    this.refreshPanels();
  }
  handlePairAgain(): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Inlet_Setup' },
      state: { c__phase: 'connection' },
    });
  }

  async show(asked: Promise<Diagnostics>): Promise<void> {
    try {
      this.diagnostics = await asked;
      this.away = undefined;
      this.follow();
    } catch (error) {
      this.away = awayBecause(asInletError(error));
    }
  }
  /** Somebody else, or the backend itself, is checking: what that finds is shown when it is there. */
  follow(): void {
    clearTimeout(this.#timer);
    if (!this.diagnostics?.running) return;
    this.#timer = setTimeout(() => void this.show(readDiagnostics()), pollMilliseconds);
  }
  refreshPanels(): void {
    for (const panel of this.template!.querySelectorAll<Panel>('[data-reads]')) void panel.read();
  }
}

const gone: Verdict = {
  ...{ state: 'broken', sentence: '', fix: null, page: null, setupUrl: null, waiting: 0, held: 0, checkId: null },
};

function awayBecause(error: InletError): Verdict {
  if (isKeyRefused(error)) return { ...gone, sentence: keyRefused, page: { phase: 'connection' } };
  if (error.status === 0) return { ...gone, sentence: fill(noAnswer, error.message) };
  return { ...gone, sentence: fill(failed, error.title, error.message) };
}
