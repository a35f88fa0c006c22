import type { Purpose } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';
import { dayMilliseconds, hourMilliseconds, hourOf, ownInWindow, type OwnCalls, type Sample } from './ledger.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * Whether an API call may be made now; if not, until when to wait, and why. `look`: by the last figure there was no room,
 * and that figure is too old to be believed: do the least that calls, then ask again.
 */
export type Decision = { allowed: true; look?: true } | { allowed: false; until: Date; sentence: Text };

export interface Question {
  purpose: Purpose;
  /** How many calls are to be made. */
  calls: number;
  /** A person waits for the answer: then it is no background work, whatever its purpose. */
  byPerson?: boolean | undefined;
  /** A sample from before then is not believed any more: whoever has waited until then may look. */
  notBefore?: Date | undefined;
}

export interface Known {
  /** The newest that is known. */
  sample: Sample | undefined;
  own: OwnCalls[];
  thresholds: Thresholds;
  now: Date;
}

/** What comes later in the order leaves so many calls for what comes before it: a turn of bookings, a round of diagnostics. */
const leftFor = { bookings: 10, diagnostics: 12 } as const;
/** The org's counter is looked at again after so long, by whoever waits: others' calls fall out of the window unseen. */
export const lookAgainMilliseconds = 15 * 60_000;

/**
 * Who may call: bookings before setup by a person, before diagnostics, before replication. Two limits hold at once:
 *
 * - a share of what the org may call in 24 hours, by its own counter as the last answer told it. A counter that nobody
 *   has read for 15 minutes stops nobody: the next call reads it, so that no old figure pauses anything for ever;
 * - the own cap, by our own ledger, which is exact but for the hour that is leaving the window: that one counts whole.
 */
export function mayCall(known: Known, question: Question): Decision {
  const share = stoppedByOrg(known, question);
  const cap = stoppedByCap(known, question);
  const isOld = share !== undefined && isToBeRead(known, question);
  if (!share || isOld) return cap ?? (isOld ? { allowed: true, look: true } : { allowed: true });
  return cap && cap.until > share.until ? cap : share;
}

type Refusal = Extract<Decision, { allowed: false }>;

function isToBeRead({ sample, now }: Known, { notBefore }: Question): boolean {
  const age = now.getTime() - sample!.at.getTime();
  return age >= lookAgainMilliseconds || (notBefore !== undefined && sample!.at < notBefore);
}

function stoppedByOrg({ sample, thresholds }: Known, question: Question): Refusal | undefined {
  if (!sample) return undefined;
  const { used, allowed } = sample;
  const isBackground = inBackground(question);
  const threshold = isBackground ? thresholds.replication : thresholds.bookings;
  const most = Math.floor((allowed * threshold) / 100) - reserved(question);
  const room = Math.min(most, leftByBookings(Math.floor((allowed * thresholds.bookings) / 100), question)) - used;
  if (question.calls <= room) return undefined;
  const until = new Date(sample.at.getTime() + lookAgainMilliseconds);
  const params = { percent: Math.floor((used / Math.max(1, allowed)) * 100), used, allowed, threshold };
  return { allowed: false, until, sentence: text(isBackground ? 'budget.background' : 'budget.bookings', params) };
}

function stoppedByCap({ own, thresholds, now }: Known, question: Question): Refusal | undefined {
  const { ownCap, replication } = thresholds;
  if (ownCap === null) return undefined;
  const isBackground = inBackground(question);
  const share = isBackground ? Math.floor((ownCap * replication) / 100) : ownCap;
  const most = Math.max(0, Math.min(share - reserved(question), leftByBookings(ownCap, question)));
  const calls = ownInWindow(own, now);
  if (calls + question.calls <= most) return undefined;
  const params = { calls, cap: ownCap, percent: replication };
  return {
    allowed: false,
    until: whenRoom(own, now, most - question.calls),
    sentence: text(isBackground ? 'budget.background.cap' : 'budget.bookings.cap', params),
  };
}

/** The first hour at which so much has left the window that no more than `most` of our calls are in it. */
function whenRoom(own: OwnCalls[], now: Date, most: number): Date {
  const hour = hourOf(now).getTime();
  for (let hours = 1; hours < 25; hours++) {
    const then = new Date(hour + hours * hourMilliseconds);
    if (ownInWindow(own, then) <= most) return then;
  }
  return new Date(hour + hourMilliseconds + dayMilliseconds);
}

function inBackground({ purpose, byPerson }: Question): boolean {
  return !byPerson && (purpose === 'replication' || purpose === 'diagnostics');
}

/** What the limit of bookings has for others: background work takes none of it that a person could not. */
function leftByBookings(limit: number, { purpose }: Question): number {
  return purpose === 'bookings' ? limit : limit - leftFor.bookings;
}

/** What an equal limit must leave for those who come before. */
function reserved(question: Question): number {
  if (question.purpose === 'bookings') return 0;
  if (!inBackground(question)) return leftFor.bookings;
  return question.purpose === 'replication' ? leftFor.diagnostics : 0;
}
