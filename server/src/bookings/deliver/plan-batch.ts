import type { OrgSchema } from '../../salesforce/types.ts';
import { rulesOfPage, type CreationRules } from '../creation-rules.ts';
import { customerId } from '../customer-id.ts';
import { decideOwner, type OwnerSettings } from '../match/booking-owner.ts';
import type { PersonMatch } from '../match/match.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { personKey } from '../normalise.ts';
import { planPerson, type BookingToPlan } from '../plan/plan-person.ts';
import type { BookingPlan, PersonPlan, Unplannable } from '../plan/plan.ts';
import type { DueBooking } from './due-booking.ts';

export interface PlanBatchInput {
  orgId: string;
  bookings: DueBooking[];
  matches: Map<string, PersonMatch>;
  rules: CreationRules;
  users: UserDirectory;
  owners: OwnerSettings;
  schema: OrgSchema;
  now: Date;
}

export interface BatchPlan {
  /** To be sent. */
  plans: PersonPlan[];
  /** Bookings that need no write: they are done as they are. */
  done: { bookingId: string; plan?: BookingPlan }[];
  unplannable: Unplannable[];
}

/** Plans a batch: bookings of one person together, in order of arrival. */
export function planBatch(input: PlanBatchInput): BatchPlan {
  const batch: BatchPlan = { plans: [], done: [], unplannable: [] };
  // A booking that became part of another, and left no Event behind.
  const isOver = ({ merged, records }: DueBooking) => merged && !records.event;
  for (const { id } of input.bookings.filter(isOver)) batch.done.push({ bookingId: id });
  const standing = input.bookings.filter((booking) => !isOver(booking));
  for (const group of groupByPerson(standing, input.matches)) {
    const bookings = group.map((booking) => toPlan(booking, input));
    const { plan, unplannable } = planPerson(bookings, { schema: input.schema, now: input.now });
    batch.unplannable.push(...unplannable);
    if (plan.operations.length > 0) batch.plans.push(plan);
    else batch.done.push(...plan.bookings.map((done) => ({ bookingId: done.bookingId, plan: done })));
  }
  return batch;
}

/**
 * Bookings of one record or one person, in order of arrival, together; a booking that only changes its Event, and one
 * that is to go alone, by itself.
 */
function groupByPerson(bookings: DueBooking[], matches: Map<string, PersonMatch>): DueBooking[][] {
  const groups = new Map<string, DueBooking[]>();
  for (const booking of bookings) {
    const match = matches.get(booking.id);
    const person = match?.kind === 'known' ? match.record.Id : match && personKey(booking.details.customer ?? {});
    const key = booking.alone || person === undefined ? `booking ${booking.id}` : `person ${person}`;
    groups.set(key, [...(groups.get(key) ?? []), booking]);
  }
  return [...groups.values()];
}

function toPlan(booking: DueBooking, { orgId, matches, rules, users, owners }: PlanBatchInput): BookingToPlan {
  const { id, revision, status, details, records } = booking;
  const { ownerId, problem } = decideOwner(details.owner, owners, users);
  return {
    id,
    revision,
    status,
    details,
    records,
    match: matches.get(id),
    customerId: customerId(orgId, details.customer ?? {}),
    ownerId,
    ownerProblem: problem,
    rules: rulesOfPage(rules, details.page?.id),
  };
}
