import type { OrgPause } from '../../bookings/deliver/org-pause.ts';
import type { BookingHealth } from '../../bookings/booking-health.ts';
import type { SeenOwner } from '../../bookings/booking-owners.ts';
import type { BookingSettings } from '../../bookings/settings/booking-settings.ts';
import type { OrgRecords } from '../../bookings/settings/org-records.ts';
import type { ValueRisk } from '../../bookings/settings/value-risks.ts';
import type { Connection } from '../../setup/connection/connection.ts';
import type { EventsOfOthers } from '../../setup/installation/installation.ts';
import type { SalesforceUser } from '../../setup/users/salesforce-people.ts';
import type { OrgRules } from '../../salesforce/org-rules.ts';
import type { OrgSchema } from '../../salesforce/types.ts';
import type { Text } from '../../texts/text.ts';
import type { FromOrg } from './from-org.ts';

/** Why something of the org is not known. */
export type UnknownReason = 'connection' | 'limit' | 'budget' | 'permission' | 'passing' | 'notAsked';

/** One reading of the org: what it gave, when, and at which cost; or why there is none. */
export type Reading<T> =
  { known: true; value: T; readAt: Date; apiCalls: number } | { known: false; reason: UnknownReason; why: Text };

/** What is read of the org, by the name that checks ask for it by. */
export interface OrgReadings {
  /** What the API User may see of itself. */
  apiUser: Reading<ApiUserFacts>;
  /** The objects, as the API User sees them. */
  schema: Reading<OrgSchema>;
  /** Validation rules, duplicate rules, flows, triggers. */
  rules: Reading<OrgRules>;
  /** Records that the settings name. */
  records: Reading<OrgRecords>;
  /** The Salesforce users of the booking owners. */
  people: Reading<SalesforceUser[]>;
  /** What else one call tells. */
  surroundings: Reading<Surroundings>;
}
export type ReadingName = keyof OrgReadings;
export const readingNames = ['apiUser', 'schema', 'rules', 'records', 'people', 'surroundings'] as const;

export interface ApiUserFacts {
  id: string | null;
  username: string | null;
  profile: string | null;
  licence: string | null;
  /** Null where it may not see its own. */
  permissionSets: { name: string; label: string }[] | null;
  /** Whether the org has the permission set of the package at all; null where it may not see it. */
  permissionSetExists: boolean | null;
  events: { scope: EventsOfOthers; sentence: Text };
  /** Why a part is null, by its name. */
  unknown: Partial<Record<'profile' | 'licence' | 'permissionSets', Text>>;
}

/** What is told beside the API User. */
export interface Surroundings {
  otherEvents: OtherEvent[];
  /** Id of the newest entry in the Setup Audit Trail; undefined where the API User may not see it. */
  lastChange: string | undefined;
  /** The org is in a maintenance that admits no change [D Organization]; null where the API User may not see it. */
  isReadOnly: boolean | null;
}

/** An Event at the time and in the calendar of one of ours that Inlet did not make. */
export interface OtherEvent {
  eventId: string;
  ownEventId: string;
  by: string;
}

/** The org's API requests of the last 24 hours, and what Inlet makes of them. */
export interface UsageFacts {
  used: number;
  allowed: number;
  sampledAt: Date;
  /** Our own calls of the last 24 hours. */
  own: number;
  /** Percent. */
  warn: number;
  /** Percent from which bookings wait. */
  bookings: number;
  /** When it will run out, where it will. */
  forecast: Text | null;
}

/** A dry run's latest result for a page and scenario, as far as the matrix shows it. */
export interface DryRunFact {
  /** Null: for all pages. */
  pageId: string | null;
  at: Date;
  objects: { object: string; state: 'ok' | 'warning' | 'broken'; sentence: Text; fix: Text | null }[];
}

/** What our own stores say: no API call, and always known. */
export interface OwnFacts {
  now: Date;
  version: string;
  connection: Connection;
  /** The org's own address, for links into Setup; null before it was connected. */
  setupRoot: string | null;
  pausedUntil: Date | null;
  /** Why nothing is sent now, or was not; undefined where all is well. */
  pause: OrgPause | undefined;
  bookings: BookingHealth;
  settings: BookingSettings;
  questions: string[];
  foundRequired: { object: string; field: string }[];
  owners: SeenOwner[];
  usage: UsageFacts | null;
  dryRuns: DryRunFact[];
  fromOrg: FromOrg | null;
}

/** Everything that a check may look at. */
export interface Facts extends OwnFacts {
  org: OrgReadings;
  /** Values of real bookings that their fields do not take; computed where the schema is known. */
  valueRisks: ValueRisk[];
}

/** That it is so now: the pause has not run out, or its cause is one that only a person ends. */
export function isPaused({ pause, pausedUntil, now }: Pick<OwnFacts, 'pause' | 'pausedUntil' | 'now'>): boolean {
  return pause !== undefined && pausedUntil !== null && pausedUntil > now;
}
