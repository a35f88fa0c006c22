import { defaultCreationRules, type PageRules } from '../../src/bookings/creation-rules.ts';
import type { BookingDetails } from '../../src/bookings/booking.ts';
import type { DueBooking } from '../../src/bookings/deliver/due-booking.ts';
import type { BookingToPlan, PlanContext } from '../../src/bookings/plan/plan-person.ts';
import type { OrgSchema } from '../../src/salesforce/types.ts';
import { defaultPageMapping } from '../../src/bookings/settings/field-mapping.ts';
import { orgSchema } from './schema.ts';
import { text } from '../../src/texts/text.ts';

export const planningTime = new Date('2026-11-20T09:00:00.000Z');

/** A booking of a page, by somebody with a name, an e-mail address and a company. */
export const someDetails: BookingDetails = {
  start: '2026-12-01T15:00:00.000Z',
  end: '2026-12-01T15:30:00.000Z',
  subject: 'Live demo',
  page: { id: 'BP-1', name: 'Demo' },
  customer: { email: 'ana@example.test', firstName: 'Ana', lastName: 'Jones', company: 'Acme' },
};

/** A stranger's booking by the default rules; `rules` changes single ones. */
export function bookingToPlan(
  more: Omit<Partial<BookingToPlan>, 'rules'> & { rules?: Partial<PageRules> } = {},
): BookingToPlan {
  return {
    id: 'bk_1',
    revision: 1,
    status: 'scheduled',
    details: someDetails,
    source: 'api',
    records: {},
    match: { kind: 'stranger', reason: text('match.noEmail') },
    customerId: 'c_1',
    ownerId: undefined,
    related: {},
    mapping: defaultPageMapping,
    ...more,
    rules: { ...defaultCreationRules.all, ...more.rules },
  };
}

export function planContext(schema: OrgSchema = orgSchema()): PlanContext {
  return { schema, now: planningTime };
}

export function dueBooking(id: string, more: Partial<DueBooking> = {}): DueBooking {
  const customer = { email: `${id}@example.test`, lastName: 'Jones', company: 'Acme' };
  return {
    id,
    revision: 1,
    status: 'scheduled',
    details: { ...someDetails, customer },
    source: 'api',
    records: {},
    attempts: 0,
    alone: false,
    merged: false,
    ...more,
  };
}
