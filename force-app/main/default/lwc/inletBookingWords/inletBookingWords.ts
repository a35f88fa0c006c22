import statusCanceled from '@salesforce/label/c.Inlet_Status_Canceled';
import statusCompleted from '@salesforce/label/c.Inlet_Status_Completed';
import statusNoShow from '@salesforce/label/c.Inlet_Status_NoShow';
import statusReassigned from '@salesforce/label/c.Inlet_Status_Reassigned';
import statusRejected from '@salesforce/label/c.Inlet_Status_Rejected';
import statusRequested from '@salesforce/label/c.Inlet_Status_Requested';
import statusRescheduled from '@salesforce/label/c.Inlet_Status_Rescheduled';
import statusScheduled from '@salesforce/label/c.Inlet_Status_Scheduled';
import stateDelivered from '@salesforce/label/c.Inlet_State_Delivered';
import stateDismissed from '@salesforce/label/c.Inlet_State_Dismissed';
import stateHeld from '@salesforce/label/c.Inlet_State_Held';
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
};

const states: Record<string, string> = {
  waiting: stateWaiting,
  delivered: stateDelivered,
  held: stateHeld,
  dismissed: stateDismissed,
};

/** How a booking's status is called; one that this version does not know is shown as it came. */
export function statusWord(status: string | null): string {
  return status === null ? '–' : (statuses[status] ?? status);
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
