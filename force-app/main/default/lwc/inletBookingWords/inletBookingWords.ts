import sourceApi from '@salesforce/label/c.Inlet_Source_Api';
import sourceCalcom from '@salesforce/label/c.Inlet_Source_Calcom';
import sourceCalendly from '@salesforce/label/c.Inlet_Source_Calendly';
import sourceOnceHub from '@salesforce/label/c.Inlet_Source_OnceHub';
import statusCanceled from '@salesforce/label/c.Inlet_Status_Canceled';
import statusCompleted from '@salesforce/label/c.Inlet_Status_Completed';
import statusNoShow from '@salesforce/label/c.Inlet_Status_NoShow';
import statusReassigned from '@salesforce/label/c.Inlet_Status_Reassigned';
import statusRejected from '@salesforce/label/c.Inlet_Status_Rejected';
import statusReplaced from '@salesforce/label/c.Inlet_Status_Replaced';
import statusRequested from '@salesforce/label/c.Inlet_Status_Requested';
import statusRescheduled from '@salesforce/label/c.Inlet_Status_Rescheduled';
import statusScheduled from '@salesforce/label/c.Inlet_Status_Scheduled';
import stateDelivered from '@salesforce/label/c.Inlet_State_Delivered';
import stateDismissed from '@salesforce/label/c.Inlet_State_Dismissed';
import stateHeld from '@salesforce/label/c.Inlet_State_Held';
import stateMerged from '@salesforce/label/c.Inlet_State_Merged';
import stateWaiting from '@salesforce/label/c.Inlet_State_Waiting';

export type BookingState = 'waiting' | 'delivered' | 'held' | 'dismissed' | 'merged';

const statuses: Record<string, string> = {
  requested: statusRequested,
  scheduled: statusScheduled,
  reassigned: statusReassigned,
  rescheduled: statusRescheduled,
  completed: statusCompleted,
  'no-show': statusNoShow,
  rejected: statusRejected,
  canceled: statusCanceled,
  replaced: statusReplaced,
};

const states: Record<BookingState, string> = {
  waiting: stateWaiting,
  delivered: stateDelivered,
  held: stateHeld,
  dismissed: stateDismissed,
  merged: stateMerged,
};

const sources: Record<string, string> = {
  api: sourceApi,
  calcom: sourceCalcom,
  calendly: sourceCalendly,
  oncehub: sourceOnceHub,
};

/** How a booking's status is called; one that this version does not know is shown as it came. */
export function statusWord(status: string | null): string {
  return status === null ? '–' : (statuses[status] ?? status);
}

/** How a scheduling product is called. */
export function sourceWord(kind: string): string {
  return sources[kind] ?? kind;
}

export function stateWord(state: BookingState): string {
  return states[state] ?? state;
}

/** The look of a state: a theme of SLDS and an icon, so that colour is never all. */
export function stateLook(state: BookingState): { theme: string; icon: string } {
  switch (state) {
    case 'delivered':
      return { theme: 'slds-theme_success', icon: 'utility:check' };
    case 'held':
      return { theme: 'slds-theme_error', icon: 'utility:error' };
    case 'waiting':
      return { theme: 'slds-theme_warning', icon: 'utility:clock' };
    default:
      return { theme: 'slds-badge_lightest', icon: 'utility:ban' };
  }
}
