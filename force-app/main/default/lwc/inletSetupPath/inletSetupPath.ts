import { api, LightningElement } from 'lwc';
import { phases, type Phase, type PhaseState, type Progress } from 'c/inletSetupProgress';
import { phaseTitle } from 'c/inletSetupWords';
import broken from '@salesforce/label/c.Inlet_Setup_StateBroken';
import done from '@salesforce/label/c.Inlet_Setup_StateDone';
import navigation from '@salesforce/label/c.Inlet_Setup_Navigation';
import todo from '@salesforce/label/c.Inlet_Setup_StateTodo';

const looks: Record<PhaseState, { word: string; icon: string; variant: string }> = {
  done: { word: done, icon: 'utility:success', variant: 'success' },
  todo: { word: todo, icon: 'utility:clock', variant: '' },
  broken: { word: broken, icon: 'utility:error', variant: 'error' },
};

/** The way through the setup: every phase with how it stands. Fires `choose` with a phase. */
export default class InletSetupPath extends LightningElement {
  @api progress: Progress = {};
  @api current: Phase | '' = '';
  readonly labels = { navigation };

  get steps() {
    return phases.map((phase, index) => {
      const state = this.progress[phase];
      const isCurrent = phase === this.current;
      return {
        phase,
        number: String(index + 1),
        title: phaseTitle(phase),
        look: state && looks[state],
        ariaCurrent: isCurrent ? 'step' : null,
        className: `step slds-button ${isCurrent ? 'is-current' : ''}`,
      };
    });
  }
  choose(event: Event): void {
    const { phase } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('choose', { detail: phase }));
  }
}
