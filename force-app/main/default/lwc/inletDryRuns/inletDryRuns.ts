import { api, LightningElement } from 'lwc';
import { asInletError, type InletError } from 'c/inletBackend';
import {
  changeDryRuns,
  readDryRuns,
  runDryRun,
  type DryRun,
  type DryRuns,
  type MatrixPage,
  type Scenario,
} from 'c/inletDiagnosticsStore';
import { fill, fillCount, formatTime } from 'c/inletFormat';
import type { SelectOption } from 'c/inletSearchSelect';
import allPages from '@salesforce/label/c.Inlet_DryRun_AllPages';
import by from '@salesforce/label/c.Inlet_DryRun_By';
import byItself from '@salesforce/label/c.Inlet_DryRun_ByItself';
import costOne from '@salesforce/label/c.Inlet_Check_CostOne';
import costSome from '@salesforce/label/c.Inlet_Check_CostSome';
import earlier from '@salesforce/label/c.Inlet_DryRun_Earlier';
import hide from '@salesforce/label/c.Inlet_DryRun_Hide';
import intro from '@salesforce/label/c.Inlet_DryRun_Intro';
import knownContact from '@salesforce/label/c.Inlet_DryRun_KnownContact';
import knownLead from '@salesforce/label/c.Inlet_DryRun_KnownLead';
import loading from '@salesforce/label/c.Inlet_Common_Loading';
import nightly from '@salesforce/label/c.Inlet_DryRun_Nightly';
import nightlyHelp from '@salesforce/label/c.Inlet_DryRun_NightlyHelp';
import page from '@salesforce/label/c.Inlet_Bookings_Page';
import resume from '@salesforce/label/c.Inlet_DryRun_Resume';
import run from '@salesforce/label/c.Inlet_DryRun_Run';
import running from '@salesforce/label/c.Inlet_DryRun_Running';
import scenario from '@salesforce/label/c.Inlet_DryRun_Scenario';
import scenarioCase from '@salesforce/label/c.Inlet_DryRun_Case';
import show from '@salesforce/label/c.Inlet_DryRun_Show';
import stopped from '@salesforce/label/c.Inlet_DryRun_Stopped';
import stranger from '@salesforce/label/c.Inlet_DryRun_Stranger';
import understood from '@salesforce/label/c.Inlet_DryRun_Understood';

const scenarios: Record<Scenario, string> = { stranger, knownLead, knownContact, case: scenarioCase };
/** No id of a page: stands for the rules of all pages. */
const everyPage = '*';

/** Test bookings: whether a booking of a page would arrive, without a trace. Fires `ran` when one was made. */
export default class InletDryRuns extends LightningElement {
  /** The pages to choose from. */
  @api pages: MatrixPage[] = [];
  dryRuns: DryRuns | undefined;
  error: InletError | undefined;
  /** Why a test booking could not be made, or a setting not be saved. */
  refusal: InletError | undefined;
  chosenPage = everyPage;
  scenario: Scenario = 'stranger';
  isBusy = false;
  isRunning = false;
  /** Id of the test booking that is shown whole. */
  openId = '';
  readonly labels = {
    earlier,
    intro,
    loading,
    nightly,
    nightlyHelp,
    pageLabel: page,
    resume,
    run,
    running,
    scenario,
    stopped,
    understood,
  };
  readonly scenarios = Object.entries(scenarios).map(([value, label]) => ({ value, label }));

  connectedCallback(): void {
    void this.read();
  }

  get isLoading(): boolean {
    return !this.dryRuns && !this.error;
  }
  get stop() {
    return this.dryRuns!.settings.stopped;
  }
  get mustConfirm(): boolean {
    return !this.stop && this.dryRuns!.settings.acknowledgedAt === null;
  }
  get canRun(): boolean {
    return !this.stop && !this.mustConfirm;
  }
  get pageOptions(): SelectOption[] {
    return [{ value: everyPage, label: allPages }, ...this.pages.map(({ id, name }) => ({ value: id, label: name }))];
  }
  get rows() {
    return this.dryRuns!.runs.toSorted((one, other) => other.at.localeCompare(one.at)).map((one) => ({
      id: one.id,
      run: one,
      title: `${one.page?.name ?? allPages} · ${scenarios[one.scenario]}`,
      made: `${formatTime(one.at)}, ${one.by ? fill(by, one.by) : byItself} ${fillCount(one.apiCalls, costOne, costSome)}`,
      isOpen: one.id === this.openId,
      ariaExpanded: String(one.id === this.openId),
      toggle: one.id === this.openId ? hide : show,
    }));
  }
  get hasRows(): boolean {
    return this.dryRuns!.runs.length > 0;
  }

  async read(): Promise<void> {
    this.error = undefined;
    try {
      this.dryRuns = await readDryRuns();
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  handlePage(event: CustomEvent<string>): void {
    this.chosenPage = event.detail === '' ? everyPage : event.detail;
  }
  handleScenario(event: CustomEvent<{ value: Scenario }>): void {
    this.scenario = event.detail.value;
  }
  toggle(event: Event): void {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    this.openId = this.openId === id ? '' : id;
  }
  confirm(): Promise<void> {
    return this.change({ acknowledged: true });
  }
  allowAgain(): Promise<void> {
    return this.change({ resume: true });
  }
  handleNightly(event: CustomEvent<{ checked: boolean }>): Promise<void> {
    return this.change({ nightly: event.detail.checked });
  }
  async change(change: Parameters<typeof changeDryRuns>[0]): Promise<void> {
    await this.doing(async () => {
      this.dryRuns = await changeDryRuns(change);
    });
  }
  async handleRun(): Promise<void> {
    this.isRunning = true;
    let made: DryRun | undefined;
    await this.doing(async () => {
      made = await runDryRun(this.chosenPage === everyPage ? null : this.chosenPage, this.scenario);
      this.openId = made.id;
    });
    // Also where it was refused: it may have been the one that stopped them.
    await this.read();
    this.isRunning = false;
    if (made) this.dispatchEvent(new CustomEvent('ran'));
  }
  async doing(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.refusal = undefined;
    try {
      await work();
    } catch (error) {
      this.refusal = asInletError(error);
    }
    this.isBusy = false;
  }
}
