import type { OrgSchema } from '../../salesforce/types.ts';
import { rulesOfPage } from '../creation-rules.ts';
import { companyOf } from '../company.ts';
import { customerId } from '../customer-id.ts';
import { decideOwner } from '../match/booking-owner.ts';
import type { PersonMatch, RelatedRecords } from '../match/match.ts';
import type { UserDirectory } from '../match/user-directory.ts';
import { personKey } from '../normalise.ts';
import { planPerson, type BookingToPlan, type PlanContext } from '../plan/plan-person.ts';
import type { BookingPlan, PersonPlan, Unplannable } from '../plan/plan.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import { mappingOfPage } from '../settings/field-mapping.ts';
import type { DueBooking } from './due-booking.ts';

export interface PlanBatchInput {
  orgId: string;
  bookings: DueBooking[];
  matches: Map<string, PersonMatch>;
  related: Map<string, RelatedRecords>;
  settings: BookingSettings;
  users: UserDirectory;
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
  const accounts: PlanContext['accounts'] = new Map();
  for (const group of groupByPerson(standing, input.matches)) {
    const bookings = group.map((booking) => toPlan(booking, input));
    const { plan, unplannable } = planPerson(bookings, { schema: input.schema, now: input.now, accounts });
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

function toPlan(booking: DueBooking, { orgId, matches, related, settings, users }: PlanBatchInput): BookingToPlan {
  const { id, revision, status, details, source, records } = booking;
  const { ownerId, problem } = decideOwner(details.owner, settings.users, users);
  return {
    id,
    revision,
    status,
    details,
    source,
    records,
    match: matches.get(id),
    customerId: customerId(orgId, details.customer ?? {}),
    company: companyOf(orgId, details),
    ownerId,
    ownerProblem: problem,
    related: related.get(id) ?? {},
    rules: rulesOfPage(settings.rules, details.page?.id),
    mapping: mappingOfPage(settings.mapping, details.page?.id),
  };
}
