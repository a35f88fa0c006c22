import type { Text } from '../../texts/text.ts';
/** A Lead or Contact as the look-up returned it: the asked-for fields, by API name. */
export type FoundRecord = { Id: string; CreatedDate?: string } & Record<string, unknown>;

/** The Account of a Contact as the look-up returned it; undefined where there is none, or it was not asked for. */
export function accountOfRecord(record: FoundRecord): FoundRecord | undefined {
  const { Account: account, AccountId: id } = record;
  if (typeof account !== 'object' || account === null || typeof id !== 'string') return undefined;
  return { ...account, Id: id };
}

/** Whom a booking belongs to, and why; the choice is stored with the booking. */
export type PersonMatch =
  | { kind: 'known'; object: 'Lead' | 'Contact'; record: FoundRecord; reason: Text }
  /** Nobody. `convertedLeadId`: a Lead of ours was converted and its Contact is gone, so its key is used up. */
  | { kind: 'stranger'; reason: Text; convertedLeadId?: string };

/** All that the look-ups of a batch found. */
export interface LookupRows {
  contacts: FoundRecord[];
  leads: FoundRecord[];
  /** Contacts that converted Leads became. */
  convertedContacts: FoundRecord[];
}

/** What a page's rules need to know of the org beside the person. */
export interface RelatedRecords {
  /** The Account whose website is the domain of the stranger's e-mail address; the fields that are mapped with it. */
  account?: { id: string; name: string; record?: Record<string, unknown> };
  /** What the Event of a known Contact relates to, and why this one. */
  what?: { id: string; reason: Text };
  /** The known person is in the page's campaign. */
  isCampaignMember?: boolean;
  /** The known person wants no e-mail. */
  hasOptedOut?: boolean;
  /** Further people of the meeting whom Salesforce knows. */
  guests?: FoundGuest[];
}

/** A Lead or Contact who is a guest of a meeting. */
export interface FoundGuest {
  email: string;
  id: string;
  isInvited: boolean;
  hasOptedOut: boolean;
}
