import type { Text } from '../../texts/text.ts';
import type { Diagnosis } from '../diagnosis.ts';

/** `PersonAccount` is saved as an Account: a record type makes the person of it. */
export type PlannedObject =
  'Lead' | 'Contact' | 'Account' | 'PersonAccount' | 'Case' | 'Event' | 'CampaignMember' | 'EventRelation';

/**
 * A value to be written; a reference stands for the id of the record that another operation of the plan saves, or for the
 * field that the operation reads back.
 */
export type PlannedValue = string | number | boolean | null | { reference: string; field?: string };

/** One write, with the reason why. Explaining a plan and carrying it out use this same thing. */
export interface Operation {
  /** Unique in the batch; letters, digits, underscore. */
  reference: string;
  action: 'upsert' | 'update' | 'create' | 'delete';
  object: PlannedObject;
  /**
   * By id once the record is known; the first write goes by our external id, so that it can be repeated. What has no key of
   * ours is new: it was looked up before, and Salesforce refuses a second one.
   */
  target: { id: string } | { field: string; value: string } | { isNew: true };
  values: Record<string, PlannedValue>;
  /** A field of the saved record that others of the plan refer to: it is read in the same call. */
  readBack?: string;
  reason: Text;
  /** Sent where the transport can carry headers for each write. */
  headers: Record<string, string>;
  /** True when leaving the headers out would change what happens: no graph then. */
  needsHeaders: boolean;
}

/** A value that nobody gave, put into a required field so that the booking is not lost. */
export interface FallbackUse {
  object: PlannedObject;
  field: string;
  label: string;
  value: string | number;
}

/** What one booking needs. */
export interface BookingPlan {
  bookingId: string;
  revision: number;
  operations: Operation[];
  /** Decisions an admin may ask about: which record was chosen, what was cut, what was left out. */
  notes: Text[];
  fallbacks: FallbackUse[];
  /** The known person, where no write of the plan names them by this id: the Contact of a Person Account. */
  person?: { object: 'Contact'; id: string };
}

/** Bookings that share a record, in order: they are sent together, or one by one after that failed. */
export interface PersonPlan {
  operations: Operation[];
  bookings: BookingPlan[];
}

/** A booking for which no plan can be made; it is held without a call to Salesforce. */
export interface Unplannable {
  bookingId: string;
  revision: number;
  diagnosis: Diagnosis;
}
