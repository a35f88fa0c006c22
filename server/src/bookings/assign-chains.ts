import type { BookingMessage } from './booking.ts';

/** A group of bookings that are one chain once the new messages are in. */
export interface ChainGroup {
  /** The source's ids of all bookings named by the new messages or already known. */
  externalIds: string[];
  /** Our ids of the chains that existed before: none for a new one, several where a message links two. */
  bookingIds: string[];
  messages: BookingMessage[];
}

/** The ids that a message speaks of: its own, its predecessor's, its successor's. */
export function idsOf(message: BookingMessage): string[] {
  return [message.externalId, message.replaces, message.replacedBy].filter((id) => id !== undefined);
}

/**
 * Which new messages belong together and to which existing chain: those that share a booking id of the source, directly
 * or through the links between bookings. Pure; groups come in the order of their first message.
 */
export function assignChains(messages: BookingMessage[], existing: Map<string, string>): ChainGroup[] {
  const groups: ChainGroup[] = [];
  const byExternalId = new Map<string, ChainGroup>();
  const byBookingId = new Map<string, ChainGroup>();

  const merge = (into: ChainGroup, other: ChainGroup) => {
    if (into === other) return;
    groups.splice(groups.indexOf(other), 1);
    into.messages.push(...other.messages);
    for (const id of other.externalIds) {
      into.externalIds.push(id);
      byExternalId.set(id, into);
    }
    for (const id of other.bookingIds) {
      into.bookingIds.push(id);
      byBookingId.set(id, into);
    }
  };

  for (const message of messages) {
    const fresh: ChainGroup = { externalIds: [], bookingIds: [], messages: [message] };
    groups.push(fresh);
    let group = fresh;
    for (const externalId of idsOf(message)) {
      const bookingId = existing.get(externalId);
      const found = byExternalId.get(externalId) ?? (bookingId === undefined ? undefined : byBookingId.get(bookingId));
      if (found && found !== group) {
        const [older, newer] = groups.indexOf(found) < groups.indexOf(group) ? [found, group] : [group, found];
        merge(older, newer);
        group = older;
      }
      if (!byExternalId.has(externalId)) {
        group.externalIds.push(externalId);
        byExternalId.set(externalId, group);
      }
      if (bookingId !== undefined && !byBookingId.has(bookingId)) {
        group.bookingIds.push(bookingId);
        byBookingId.set(bookingId, group);
      }
    }
  }
  return groups;
}
