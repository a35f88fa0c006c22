import type { OrgSchema } from '../../salesforce/types.ts';
import { text } from '../../texts/text.ts';
import type { BookingDetails, BookingStatus } from '../booking.ts';
import type { Company } from '../company.ts';
import type { PageRules } from '../creation-rules.ts';
import type { OwnerProblem } from '../match/booking-owner.ts';
import type { PersonMatch, RelatedRecords } from '../match/match.ts';
import type { PageMapping } from '../settings/field-mapping.ts';
import { CannotPlan } from './cannot-plan.ts';
import { planCampaign } from './plan-campaign.ts';
import { planCase } from './plan-case.ts';
import { planEventChange, planNewEvent } from './plan-event.ts';
import { planGuests } from './plan-guests.ts';
import { planWho, type SharedPerson } from './plan-who.ts';
import type { BookingPlan, PersonPlan, PlannedValue, Unplannable } from './plan.ts';

/** What already stands in Salesforce for a booking. */
export interface DeliveredRecords {
  /** `created`: Salesforce said that this booking's own write made it. */
  person?: { object: 'Lead' | 'Contact'; id: string; created?: true };
  /** That a write of this booking made or found by our key: a Person Account, or the company of a new Contact. */
  account?: { id: string; isPerson?: true; created?: true };
  case?: { id: string };
  event?: { id: string };
  /** The Event stands, but what goes with it failed: it is planned again beside the Event's change. */
  unfinished?: true;
}

/** One booking with everything that its plan depends on. */
export interface BookingToPlan {
  id: string;
  revision: number;
  status: BookingStatus;
  details: BookingDetails;
  /** The kind of source that it came by. */
  source: string;
  records: DeliveredRecords;
  /** Absent when the person's record is known already. */
  match: PersonMatch | undefined;
  /** Our external id of the customer; absent for somebody known by a Salesforce id only. */
  customerId: string | undefined;
  /** The customer's company; absent where nothing is known of it. */
  company?: Company | undefined;
  ownerId: string | undefined;
  /** Why the owner is not the booking's own. */
  ownerProblem?: OwnerProblem | undefined;
  /** What the page's rules need beside the person; nothing where none of them asks for it. */
  related: RelatedRecords;
  rules: PageRules;
  mapping: PageMapping;
}

export interface PlanContext {
  schema: OrgSchema;
  now: Date;
  /** What people of one batch write to the Account that they share, by the Account's id or key. */
  accounts?: Map<string, Record<string, PlannedValue>>;
}

/**
 * The plan for bookings that share a person, in order: from (bookings, rules, schema, match) to record operations, each
 * with the reason why. Pure: the same input gives the same plan, and showing it is the same thing as carrying it out.
 * A booking that cannot be planned is given back with its diagnosis; the others are planned all the same.
 */
export function planPerson(
  bookings: BookingToPlan[],
  context: PlanContext,
): { plan: PersonPlan; unplannable: Unplannable[] } {
  const plan: PersonPlan = { operations: [], bookings: [] };
  const unplannable: Unplannable[] = [];
  let shared: SharedPerson | undefined;
  for (const booking of bookings) {
    const draft: BookingPlan = {
      bookingId: booking.id,
      revision: booking.revision,
      operations: [],
      notes: [],
      fallbacks: [],
    };
    try {
      shared = planBooking(booking, draft, shared, context) ?? shared;
    } catch (error) {
      if (!(error instanceof CannotPlan)) throw error;
      unplannable.push({ bookingId: booking.id, revision: booking.revision, diagnosis: error.diagnosis });
      continue;
    }
    plan.bookings.push(draft);
    plan.operations.push(...draft.operations.filter((operation) => !plan.operations.includes(operation)));
  }
  return { plan, unplannable };
}

function planBooking(
  booking: BookingToPlan,
  draft: BookingPlan,
  shared: SharedPerson | undefined,
  context: PlanContext,
): SharedPerson | undefined {
  if (booking.records.event) {
    planEventChange(booking, booking.records.event.id, draft, context);
    const { person } = booking.records;
    if (!booking.records.unfinished) return undefined;
    if (person) planCampaign(booking, person, draft);
    planGuests(booking, booking.records.event.id, person, draft);
    return undefined;
  }
  const person = planWho(booking, draft, shared, context);
  const caseId = planCase(booking, person?.who, draft, context);
  if (person?.who) planCampaign(booking, person.who, draft);
  if (booking.rules.event === 'make') {
    planNewEvent(booking, { who: person?.who, caseId, account: lonelyAccount(person) }, draft, context);
    const event = draft.operations.find(({ object }) => object === 'Event');
    if (event) planGuests(booking, { reference: event.reference }, person?.who, draft);
  } else draft.notes.push(text('plan.noEventByRule'));
  return person;
}

/** The new Person Account whose Contact cannot be told: what its Event relates to instead. */
function lonelyAccount(person: SharedPerson | undefined): PlannedValue | undefined {
  return person && !person.who && person.operation ? { reference: person.operation.reference } : undefined;
}

/** References are unique in a batch: the booking's id is, and it holds nothing but letters, digits and underscores. */
export function referenceOf(
  booking: BookingToPlan,
  part: 'who' | 'account' | 'case' | 'event' | 'member' | 'guest',
): string {
  return `${booking.id}_${part}`;
}

/** How an admin knows the booking page. */
export function pageName(details: BookingDetails): string | undefined {
  return details.page?.name ?? details.page?.id;
}
