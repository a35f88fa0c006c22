import type { DueBooking } from '../../bookings/deliver/due-booking.ts';
import type { BookingFacts } from '../../bookings/settings/booking-fields.ts';
import type { BookingSettings } from '../../bookings/settings/booking-settings.ts';
import type { DryRunScenario } from './dry-run.ts';

const hour = 3_600_000;

export interface DryRunBookingInput {
  /** Letters, digits and underscores; unique. */
  id: string;
  /** A real booking of the page, or a made-up one. */
  like: BookingFacts;
  page: { id: string; name: string } | undefined;
  scenario: DryRunScenario;
  /** The record of a known person. */
  known: string | undefined;
  now: Date;
}

/**
 * The booking that is tried out: what a real one of the page was asked and told, by nobody. The customer is new each time
 * (example.com is nobody's, RFC 2606), so that neither a look-up nor a duplicate rule takes them for somebody.
 */
export function dryRunBooking({ id, like, page, known, now }: DryRunBookingInput): DueBooking {
  const start = Math.ceil(now.getTime() / hour) * hour + 24 * hour;
  const { details } = like;
  const customer = { firstName: 'Inlet', lastName: `Test ${id.slice(-12)}`, company: `Inlet Test ${id.slice(-12)}` };
  return {
    ...{ id, revision: 1, status: 'scheduled', source: like.source, records: {} },
    ...{ attempts: 0, alone: true, merged: false },
    details: {
      ...details,
      ...(page && { page }),
      start: new Date(start).toISOString(),
      end: new Date(start + hour / 2).toISOString(),
      customer: known ? { ...customer, salesforceId: known } : { ...customer, email: `${id}@example.com` },
      guests: [],
    },
  };
}

/** The settings with the scenario's own rule: whether the page makes Cases too. */
export function dryRunSettings(settings: BookingSettings, scenario: DryRunScenario): BookingSettings {
  if (scenario !== 'case') return settings;
  const { all, pages } = settings.rules;
  const withCase = Object.fromEntries(Object.entries(pages).map(([id, rules]) => [id, { ...rules, case: true }]));
  return { ...settings, rules: { all: { ...all, case: true }, pages: withCase } };
}
