import { api, LightningElement } from 'lwc';
import type { BookingDetail } from 'c/inletBookingStore';
import { statusWord } from 'c/inletBookingWords';
import { fill, formatNumber, formatTime } from 'c/inletFormat';
import actionDismissed from '@salesforce/label/c.Inlet_Booking_ActionDismissed';
import actionReopened from '@salesforce/label/c.Inlet_Booking_ActionReopened';
import actionRetried from '@salesforce/label/c.Inlet_Booking_ActionRetried';
import attemptCalls from '@salesforce/label/c.Inlet_Booking_AttemptCalls';
import attemptDelivered from '@salesforce/label/c.Inlet_Booking_AttemptDelivered';
import attemptFailed from '@salesforce/label/c.Inlet_Booking_AttemptFailed';
import heading from '@salesforce/label/c.Inlet_Booking_Timeline';
import received from '@salesforce/label/c.Inlet_Booking_MessageReceived';

interface Entry {
  key: string;
  at: string;
  time: string;
  title: string;
  text: string;
  icon: string;
}

/** What happened to a booking, the newest first: messages, attempts, what people did. */
export default class InletBookingTimeline extends LightningElement {
  @api booking: BookingDetail | undefined;
  readonly labels = { heading };

  get entries(): Entry[] {
    if (!this.booking) return [];
    const { messages, attempts, actions } = this.booking;
    const all = [
      ...messages.map(({ receivedAt, status }) => ({
        at: receivedAt,
        title: fill(received, statusWord(status)),
        text: '',
        icon: 'utility:email',
      })),
      ...attempts.map(({ at, outcome, apiCalls, diagnosis, reason }) => ({
        at,
        title: outcome === 'delivered' ? attemptDelivered : attemptFailed,
        text: [diagnosis?.sentence ?? reason, fill(attemptCalls, formatNumber(apiCalls))].filter(Boolean).join(' '),
        icon: outcome === 'delivered' ? 'utility:check' : 'utility:warning',
      })),
      ...actions.map(({ at, action, by, reason }) => ({
        at,
        title: fill(actionWords[action] ?? action, by.name),
        text: reason ?? '',
        icon: 'utility:user',
      })),
    ];
    return all
      .map((entry, index) => ({ ...entry, key: `${entry.at}-${index}`, time: formatTime(entry.at) }))
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  }
}

const actionWords: Record<string, string> = {
  retried: actionRetried,
  dismissed: actionDismissed,
  reopened: actionReopened,
};
