import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { asInletError, type InletError } from 'c/inletBackend';
import type { PageReference } from 'c/inletBookingAddress';
import type { PairingStatus } from 'c/inletPairing';
import { readSetupAddress, setupPage, standInsView } from 'c/inletSetupAddress';
import { isPhase, nextPhase, phases, readProgress, type Phase, type Progress } from 'c/inletSetupProgress';
import { phaseIntro, phaseTitle } from 'c/inletSetupWords';
import getStatus from '@salesforce/apex/InletPairing.getStatus';
import firstPair from '@salesforce/label/c.Inlet_Setup_FirstPair';
import heading from '@salesforce/label/c.Inlet_Setup_Heading';
import leave from '@salesforce/label/c.Inlet_Setup_Leave';
import leaveQuestion from '@salesforce/label/c.Inlet_Setup_LeaveQuestion';
import nextStep from '@salesforce/label/c.Inlet_Setup_NextStep';
import notPaired from '@salesforce/label/c.Inlet_Setup_NotPaired';
import stay from '@salesforce/label/c.Inlet_Setup_Stay';
import toFirst from '@salesforce/label/c.Inlet_Setup_ToFirst';

/**
 * The tab Setup: a path of phases, one of them open (`c__phase` in the address; else the first that is not done), or one of
 * its views (`c__view`).
 */
export default class InletSetup extends NavigationMixin(LightningElement) {
  status: PairingStatus | undefined;
  progress: Progress = {};
  error: InletError | undefined;
  phase: Phase | '' = '';
  view = '';
  isDirty = false;
  /** Where to go once the admin says what becomes of the changes. */
  wanted: Phase | undefined;
  readonly labels = { firstPair, heading, leave, leaveQuestion, nextStep, notPaired, stay, toFirst };
  #asked = 0;
  #page: PageReference | undefined;

  @wire(CurrentPageReference)
  handlePage(page: PageReference | undefined): void {
    if (!page) return;
    const { phase, view } = readSetupAddress(page);
    this.#page = page;
    this.phase = isPhase(phase) ? phase : '';
    this.view = view;
    this.isDirty = false;
    this.wanted = undefined;
    if (this.status && this.phase === '') this.phase = nextPhase(this.progress);
  }
  connectedCallback(): void {
    window.addEventListener('beforeunload', this.#warn);
    void this.readStatus();
  }
  disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#warn);
  }

  get isLoading(): boolean {
    return !this.error && (!this.status || this.phase === '');
  }
  get isPaired(): boolean {
    return this.status?.isPaired === true;
  }
  get openPhase() {
    return this.isLoading || this.error || this.phase === '' ? undefined : this.phase;
  }
  get title(): string {
    return this.phase && `${phases.indexOf(this.phase) + 1} · ${phaseTitle(this.phase)}`;
  }
  get intro(): string {
    return this.phase && phaseIntro(this.phase);
  }
  get isBroken(): boolean {
    return this.openPhase !== undefined && this.progress[this.openPhase] === 'broken';
  }
  get showsConnection(): boolean {
    return this.openPhase === 'connection';
  }
  get mustPair(): boolean {
    return this.openPhase !== undefined && this.openPhase !== 'connection' && !this.isPaired;
  }
  get showsInstallation(): boolean {
    return this.isPaired && this.openPhase === 'installation';
  }
  get showsStandIns(): boolean {
    return this.isPaired && this.openPhase === 'validation' && this.view === standInsView;
  }
  get settingsPhase(): string {
    if (this.showsStandIns) return '';
    const isOfSettings = ['validation', 'mapping', 'rules', 'users'].includes(this.openPhase ?? '');
    return this.isPaired && isOfSettings ? this.openPhase! : '';
  }
  get showsSources(): boolean {
    return this.isPaired && this.openPhase === 'sources';
  }
  get nextLabel(): string {
    return this.openPhase !== undefined &&
      this.isPaired &&
      !this.showsStandIns &&
      phases.indexOf(this.openPhase) < phases.length - 1
      ? nextStep
      : '';
  }

  async readStatus(): Promise<void> {
    this.error = undefined;
    try {
      const status = await getStatus();
      this.progress = status.isPaired ? await readProgress() : { connection: 'todo' };
      this.status = status;
      if (this.phase === '') this.phase = nextPhase(this.progress);
    } catch (error) {
      this.error = asInletError(error);
    }
  }
  /** Something was changed that may have changed how a phase stands. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const progress = await readProgress();
    if (asked === this.#asked) this.progress = progress;
  }
  handleChoose(event: CustomEvent<Phase>): void {
    this.goTo(event.detail);
  }
  handleDirty(event: CustomEvent<boolean>): void {
    this.isDirty = event.detail;
  }
  goFirst(): void {
    this.goTo('connection');
  }
  goNext(): void {
    this.goTo(phases[phases.indexOf(this.phase as Phase) + 1]!);
  }
  leave(): void {
    const wanted = this.wanted!;
    this.isDirty = false;
    this.goTo(wanted);
  }
  stay(): void {
    this.wanted = undefined;
  }
  goTo(phase: Phase): void {
    if (phase === this.phase && this.view === '') return;
    if (this.isDirty) {
      this.wanted = phase;
      return;
    }
    this[NavigationMixin.Navigate](setupPage(this.#page, { phase, view: '' }));
  }

  /** The browser asks in its own words before what was typed is gone. */
  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.isDirty) event.preventDefault();
  };
}
