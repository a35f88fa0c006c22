import { text, type TextKey } from '../../texts/text.ts';
import type { Customer } from '../booking.ts';
import { normaliseEmail, normalisePhone } from '../normalise.ts';
import { accountOfRecord, type FoundRecord, type LookupRows, type PersonMatch } from './match.ts';

/** The customer, our external id of them, and the field it stands in. */
export interface Wanted {
  customer: Customer;
  customerId: string | undefined;
  customerIdField: string;
}

/**
 * Whom a booking belongs to. In this order: the record whose id the booking brought, a Contact with the e-mail address,
 * an open Lead with it (either may also be one that we made for it), the Contact that a converted Lead became; for a booking without an
 * e-mail address the same by phone. Of several, the one created first: it is the record that the
 * others duplicate, and the choice stays the same from booking to booking.
 */
export function chooseMatch(wanted: Wanted, rows: LookupRows): PersonMatch {
  const { customer, customerId, customerIdField } = wanted;
  const isConverted = (lead: FoundRecord) => lead['IsConverted'] === true;
  const openLeads = rows.leads.filter((lead) => !isConverted(lead));
  /** The Contact that any of these Leads, as far as they were converted, became. */
  const contactOf = (leads: FoundRecord[]) =>
    first(rows.convertedContacts.filter(({ Id }) => leads.some((lead) => lead['ConvertedContactId'] === Id)));
  const ours = (record: FoundRecord) =>
    customerId !== undefined &&
    [record[customerIdField], accountOfRecord(record)?.[customerIdField]].includes(customerId);

  if (customer.salesforceId) {
    const id = customer.salesforceId;
    const contact = first(rows.contacts.filter((record) => isSameId(record.Id, id)));
    if (contact) return known('Contact', contact, 'match.broughtId');
    const lead = first(openLeads.filter((record) => isSameId(record.Id, id)));
    if (lead) return known('Lead', lead, 'match.broughtId');
    const became = contactOf(rows.leads.filter((record) => isSameId(record.Id, id)));
    if (became) return known('Contact', became, 'match.broughtConvertedId');
  }
  if (customer.email) {
    const email = normaliseEmail(customer.email);
    const hasEmail = (record: FoundRecord) =>
      typeof record['Email'] === 'string' && normaliseEmail(record['Email']) === email;
    const contact = first(rows.contacts.filter(hasEmail));
    if (contact) return known('Contact', contact, 'match.email');
    const earlier = first(rows.contacts.filter(ours));
    if (earlier) return known('Contact', earlier, 'match.earlierEmail');
    const lead = first(openLeads.filter(hasEmail)) ?? first(openLeads.filter(ours));
    if (lead) return known('Lead', lead, hasEmail(lead.record) ? 'match.email' : 'match.earlierEmail');
    const converted = rows.leads.filter((record) => isConverted(record) && (hasEmail(record) || ours(record)));
    const became = contactOf(converted);
    if (became) return known('Contact', became, 'match.convertedEmail');
    const usedUp = converted.find(ours);
    return {
      kind: 'stranger',
      reason: text('match.noEmail'),
      ...(usedUp ? { convertedLeadId: usedUp.Id } : {}),
    };
  }
  const phones = new Set(
    [customer.phone, customer.mobilePhone].flatMap((phone) => (phone ? [normalisePhone(phone)] : [])),
  );
  const hasPhone = (record: FoundRecord) =>
    [record['Phone'], record['MobilePhone']].some(
      (phone) => typeof phone === 'string' && samePhone(normalisePhone(phone), phones),
    );
  const contact = first(rows.contacts.filter(hasPhone));
  if (contact) return known('Contact', contact, 'match.phone');
  const lead = first(openLeads.filter(hasPhone));
  if (lead) return known('Lead', lead, 'match.phone');
  const earlierContact = first(rows.contacts.filter(ours));
  if (earlierContact) return known('Contact', earlierContact, 'match.earlierPhone');
  const earlier = first(openLeads.filter(ours));
  if (earlier) return known('Lead', earlier, 'match.earlierPhone');
  const became = contactOf(rows.leads.filter((record) => isConverted(record) && (hasPhone(record) || ours(record))));
  if (became) return known('Contact', became, 'match.convertedPhone');
  const usedUp = rows.leads.find((record) => isConverted(record) && ours(record));
  return {
    kind: 'stranger',
    reason: text(phones.size > 0 ? 'match.noPhone' : 'match.idNotFound'),
    ...(usedUp ? { convertedLeadId: usedUp.Id } : {}),
  };
}

interface First {
  record: FoundRecord;
  others: number;
}

function first(records: FoundRecord[]): First | undefined {
  const [record, ...others] = [...new Map(records.map((found) => [found.Id, found])).values()].toSorted(
    (a, b) => compare(a.CreatedDate ?? '', b.CreatedDate ?? '') || compare(a.Id, b.Id),
  );
  return record && { record, others: others.length };
}

function known(object: 'Lead' | 'Contact', { record, others }: First, why: TextKey): PersonMatch {
  const reason = others === 0 ? text(why) : text('match.firstOf', { why: text(why), count: others + 1 });
  return { kind: 'known', object, record, reason };
}

/** Ids are 15 case-sensitive characters; the last three of the long form are a checksum. */
function isSameId(a: string, b: string): boolean {
  return a.slice(0, 15) === b.slice(0, 15);
}

function samePhone(phone: string, wanted: Set<string>): boolean {
  return phone !== '' && [...wanted].some((candidate) => comparablePhone(candidate) === comparablePhone(phone));
}

/** The same number with and without the plus, and in North America with and without the country. */
function comparablePhone(normalised: string): string {
  return normalised.replace('+', '').replace(/^1(?=\d{10}$)/, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
