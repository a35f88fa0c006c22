import type { BookingHealth } from '../../bookings/booking-health.ts';
import type { SeenOwner } from '../../bookings/booking-owners.ts';
import type { OrgDelivery } from '../../bookings/booking-store.ts';
import { questionsOf } from '../../bookings/recent-bookings.ts';
import type { BookingFacts } from '../../bookings/settings/booking-fields.ts';
import type { BookingSettings } from '../../bookings/settings/booking-settings.ts';
import { NotFound } from '../../platform/problem.ts';
import type { Connection } from '../../setup/connection/connection.ts';
import type { Clock } from '../../platform/clock.ts';
import { text } from '../../texts/text.ts';
import type { DryRunFact, OwnFacts, UsageFacts } from './facts.ts';
import type { FromOrg } from './from-org.ts';

/** Ways into the stores of the other folders, handed in by app.ts. */
export interface OwnFactsParts {
  version: string;
  clock: Clock;
  connectionOf: (orgId: string) => Promise<Connection | undefined>;
  deliveryOf: (orgId: string) => Promise<OrgDelivery>;
  healthOf: (orgId: string, now: Date) => Promise<BookingHealth>;
  settingsOf: (orgId: string) => Promise<BookingSettings>;
  foundRequiredOf: (orgId: string) => Promise<{ object: string; field: string }[]>;
  recentOf: (orgId: string) => Promise<BookingFacts[]>;
  ownersSince: (orgId: string, since: Date) => Promise<SeenOwner[]>;
  usageOf: (orgId: string, now: Date) => Promise<UsageFacts | null>;
  dryRunsOf: (orgId: string) => Promise<DryRunFact[]>;
}

const ownerDays = 90;
const day = 24 * 60 * 60_000;

/** What our own stores say of an org, and its newest bookings. No API call. */
export async function readOwnFacts(
  orgId: string,
  fromOrg: FromOrg | null,
  parts: OwnFactsParts,
): Promise<{ own: OwnFacts; recent: BookingFacts[] }> {
  const now = parts.clock.now();
  const connection = await parts.connectionOf(orgId);
  if (!connection) throw new NotFound(text('problem.noOrg'));
  const [delivery, bookings, settings, foundRequired, recent, owners, usage, dryRuns] = await Promise.all([
    parts.deliveryOf(orgId),
    parts.healthOf(orgId, now),
    parts.settingsOf(orgId),
    parts.foundRequiredOf(orgId),
    parts.recentOf(orgId),
    parts.ownersSince(orgId, new Date(now.getTime() - ownerDays * day)),
    parts.usageOf(orgId, now),
    parts.dryRunsOf(orgId),
  ]);
  const { pausedUntil, pause, loginUrl } = delivery;
  const own: OwnFacts = {
    ...{ now, version: parts.version, connection, setupRoot: loginUrl || null, pausedUntil, pause },
    ...{ bookings, settings, questions: questionsOf(recent), foundRequired, owners, usage, dryRuns, fromOrg },
  };
  return { own, recent };
}
