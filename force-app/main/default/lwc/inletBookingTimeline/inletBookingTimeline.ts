import { api, LightningElement } from 'lwc';
import type { Attempt, BookingDetail, PlannedOperation } from 'c/inletBookingStore';
import { statusWord } from 'c/inletBookingWords';
import { fill, fillCount, formatTime } from 'c/inletFormat';
import actionDismissed from '@salesforce/label/c.Inlet_Booking_ActionDismissed';
import actionReopened from '@salesforce/label/c.Inlet_Booking_ActionReopened';
import actionRetried from '@salesforce/label/c.Inlet_Booking_ActionRetried';
import attemptCalls from '@salesforce/label/c.Inlet_Booking_AttemptCalls';
import attemptCallsOne from '@salesforce/label/c.Inlet_Booking_AttemptCallsOne';
import again from '@salesforce/label/c.Inlet_Booking_OutcomeAgain';
import delivered from '@salesforce/label/c.Inlet_Booking_OutcomeDelivered';
import heading from '@salesforce/label/c.Inlet_Booking_Timeline';
import held from '@salesforce/label/c.Inlet_Booking_OutcomeHeld';
import nothing from '@salesforce/label/c.Inlet_Booking_OutcomeNothing';
import org from '@salesforce/label/c.Inlet_Booking_OutcomeOrg';
import received from '@salesforce/label/c.Inlet_Booking_MessageReceived';
import replaced from '@salesforce/label/c.Inlet_Booking_MessageReplaced';
import replacedBy from '@salesforce/label/c.Inlet_Booking_MessageReplacedBy';
import retry from '@salesforce/label/c.Inlet_Booking_OutcomeRetry';
import unknown from '@salesforce/label/c.Inlet_Booking_OutcomeUnknown';
import unplanned from '@salesforce/label/c.Inlet_Booking_OutcomeUnplanned';

interface Happening {
  kind: string;
  at: string;
  title: string;
  text: string;
  icon: string;
  operations?: PlannedOperation[];
}

/** What happened to a booking, the newest first: messages, attempts with what each sent, what people did. */
export default class InletBookingTimeline extends LightningElement {
  @api booking: BookingDetail | undefined;
  readonly labels = { heading };

  get entries() {
    if (!this.booking) return [];
    const { messages, attempts, actions } = this.booking;
    const all: Happening[] = [
      ...messages.map(ofMessage),
      ...attempts.map(ofAttempt),
      ...actions.map(({ at, action, by, reason }) => ({
        kind: 'action',
        at,
        title: fill(actionWords[action] ?? action, by.name),
        text: reason ?? '',
        icon: 'utility:user',
      })),
    ];
    const seen = new Map<string, number>();
    return all
      .map((entry) => {
        // The same entry has the same key whenever it is read, so that what was unfolded stays so.
        const name = `${entry.kind} ${entry.at}`;
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        const operations = entry.operations ?? [];
        return {
          ...entry,
          key: `${name} ${count}`,
          time: formatTime(entry.at),
          operations,
          wasSent: operations.length > 0,
        };
      })
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  }
}

function ofMessage({ receivedAt, status, replacedBy: successor }: BookingDetail['messages'][number]): Happening {
  const isReplaced = status === 'replaced';
  return {
    kind: 'message',
    at: receivedAt,
    title: isReplaced ? replaced : fill(received, statusWord(status)),
    text: isReplaced && successor ? fill(replacedBy, successor) : '',
    icon: 'utility:email',
  };
}

function ofAttempt(attempt: Attempt): Happening {
  const { at, apiCalls, diagnosis, reason, operations } = attempt;
  const calls = fillCount(apiCalls, attemptCallsOne, attemptCalls);
  return {
    kind: 'attempt',
    at,
    ...outcomeOf(attempt),
    text: [diagnosis?.sentence ?? reason, `${calls}.`].filter(Boolean).join(' '),
    operations,
  };
}

/** How an attempt ended, in words; colour is never all, so each has an icon of its own. */
function outcomeOf({ outcome, operations }: Attempt): { title: string; icon: string } {
  const wasPlanned = operations.length > 0;
  switch (outcome) {
    case 'delivered':
      return wasPlanned ? { title: delivered, icon: 'utility:check' } : { title: nothing, icon: 'utility:check' };
    case 'held':
      return { title: wasPlanned ? held : unplanned, icon: 'utility:error' };
    case 'retry':
      return { title: retry, icon: 'utility:refresh' };
    case 'again':
      return { title: again, icon: 'utility:clock' };
    case 'org':
      return { title: org, icon: 'utility:pause' };
    default:
      return { title: fill(unknown, outcome), icon: 'utility:info' };
  }
}

const actionWords: Record<string, string> = {
  retried: actionRetried,
  dismissed: actionDismissed,
  reopened: actionReopened,
};
