import { text, type Text } from '../texts/text.ts';
import { createHash } from 'node:crypto';
import {
  bookingStatuses,
  type BookingDetails,
  type BookingMessage,
  type BookingStatus,
  type Instant,
} from './booking.ts';
import { chainLinks, type ChainLinks } from './chain-links.ts';
import { foldDetails } from './chain-details.ts';
import { personKey } from './normalise.ts';

/** What a chain of bookings has become: one meeting, whatever number of messages and reschedules made it. */
export type ChainState =
  | {
      kind: 'known';
      status: BookingStatus;
      /** The source's id of the booking that speaks for the chain. */
      externalId: string;
      clock: Instant;
      details: BookingDetails;
      /** Start, end and one identity of the customer are known: the booking can go to Salesforce. */
      whole: boolean;
      /** When it is not whole: what is missing. */
      missing?: Text;
    }
  | { kind: 'pending'; reason: Text };

/** JSON with sorted keys and without undefined fields: equal messages give equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const hashes = new WeakMap<BookingMessage, string>();

/** The SHA-256 (hex) of what a message says: a message that comes again has the same. */
export function contentHash(message: BookingMessage): string {
  const hash = hashes.get(message) ?? createHash('sha256').update(canonicalJson(message)).digest('hex');
  hashes.set(message, hash);
  return hash;
}

const rank = (message: BookingMessage) =>
  message.status === 'replaced' ? -1 : bookingStatuses.indexOf(message.status);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order of two messages, from older to newer: by the source's clock, then by the rank of their states
 * (`bookingStatuses`), then by content, so that it never depends on which arrived first. 0 for equal messages only.
 */
export function messageOrder(a: BookingMessage, b: BookingMessage): number {
  return compare(a.clock, b.clock) || rank(a) - rank(b) || compare(contentHash(a), contentHash(b));
}

type Spoken = BookingMessage & { status: BookingStatus };
const isSpoken = (message: BookingMessage): message is Spoken => message.status !== 'replaced';

/** The latest message of the booking that speaks for the chain: see `chainState`. */
function decisiveMessage(ascending: BookingMessage[], links: ChainLinks): Spoken | undefined {
  const spoken = ascending.filter(isSpoken);
  const tips = links.tipsAmong(new Set(spoken.map((message) => message.externalId)));
  return spoken.findLast((message) => tips.has(message.externalId));
}

/**
 * The state of a chain: of all messages about bookings that replace one another, in any order, with any repeats.
 *
 * - The booking that no other of the chain replaces speaks for it, whatever the clocks of its predecessors. Of several,
 *   and in a circle, the one with the latest message does (`messageOrder`).
 * - Its latest message is the status. A plain `scheduled` of a booking that took another's place is `rescheduled`.
 * - `replaced`, the canceled half of a reschedule, links and never cancels. As long as nothing of the new booking has
 *   come, the old one stands; when nothing of the old one has come either, the chain waits.
 * - Details are folded from the oldest booking to the one that speaks, and within a booking by `messageOrder`; what a
 *   newer message does not say stays. The reason is the deciding message's own (or, for a reschedule, the one given
 *   with the half that it replaces).
 */
export function chainState(messages: BookingMessage[]): ChainState {
  const distinct = new Map(messages.map((message) => [contentHash(message), message]));
  const ascending = [...distinct.values()].toSorted(messageOrder);
  const links = chainLinks(ascending);
  const decisive = decisiveMessage(ascending, links);
  if (decisive === undefined) return { kind: 'pending', reason: pendingReason(ascending) };

  const { externalId, clock } = decisive;
  const isReschedule = decisive.status === 'scheduled' && links.hasPredecessor(externalId);
  const status = isReschedule ? 'rescheduled' : decisive.status;
  const details = foldDetails(ascending, links.distancesTo(externalId));
  delete details.reason;
  const reason =
    decisive.details.reason ?? (status === 'rescheduled' ? rescheduleReason(ascending, links, externalId) : undefined);
  if (reason !== undefined) details.reason = reason;

  const missing = missingParts(details);
  return {
    kind: 'known',
    status,
    externalId,
    clock,
    details,
    whole: missing === undefined,
    ...(missing === undefined ? {} : { missing }),
  };
}

function rescheduleReason(ascending: BookingMessage[], links: ChainLinks, externalId: string): string | undefined {
  const predecessors = links.predecessorsOf(externalId);
  return ascending.findLast(
    (message) => message.status === 'replaced' && predecessors.has(message.externalId) && message.details.reason,
  )?.details.reason;
}

function missingParts(details: BookingDetails): Text | undefined {
  const parts = [
    ...(details.start === undefined ? [text('waiting.part.start')] : []),
    ...(details.end === undefined ? [text('waiting.part.end')] : []),
    ...(personKey(details.customer ?? {}) === undefined ? [text('waiting.part.person')] : []),
  ];
  if (parts.length === 0) return undefined;
  return text('waiting.missing', { parts });
}

function pendingReason(replaced: BookingMessage[]): Text {
  const half = replaced.at(-1);
  if (half === undefined) return text('waiting.nothing');
  return text('waiting.newBooking', {
    half: half.externalId,
    hasSuccessor: half.replacedBy === undefined ? 'no' : 'yes',
    successor: half.replacedBy ?? '',
  });
}
