import type { ApiLog } from '../../salesforce/api-event-log.ts';
import { inWords, type Language, type Text } from '../../texts/text.ts';
import { forecastOf } from './forecast.ts';
import {
  dayMilliseconds,
  hourMilliseconds,
  hourOf,
  ownInWindow,
  purposes,
  sum,
  type Ledger,
  type Sample,
} from './ledger.ts';
import { mayCall } from './may-call.ts';
import { otherCalls, type OtherCalls } from './other-calls.ts';
import type { Thresholds } from './thresholds.ts';

export interface UsageFacts {
  ledger: Ledger;
  thresholds: Thresholds;
  /** From the org's event log, where it can be read; else why not. */
  log: ApiLog | null;
  unknown: Text | null;
  /** Why bookings wait now, where it is for the org's API calls. */
  bookingsPause: { until: Date; sentence: Text } | null;
  now: Date;
}

/** Applications beyond these are one line together, in the panel. */
const mostApps = 25;

/** The org's API calls of the last 24 hours as `GET /v1/org/api-usage` tells them. */
export function apiUsageView(facts: UsageFacts, language: Language) {
  const { ledger, thresholds, log, unknown, bookingsPause, now } = facts;
  const words = (said: Text) => inWords(said, language);
  const last = lastOf(ledger.samples, now);
  const forecast = forecastOf(ledger.samples, now);
  const hours = hoursOf(facts, last);
  const background = backgroundPause(facts, last);
  const pause = (one: { until: Date; sentence: Text } | null) =>
    one && { until: one.until.toISOString(), sentence: words(one.sentence) };
  return {
    used: last?.used ?? null,
    allowed: last?.allowed ?? null,
    sampledAt: last?.at.toISOString() ?? null,
    state: stateOf(facts, last),
    thresholds,
    forecast: { runsOutAt: forecast.runsOutAt?.toISOString() ?? null, sentence: words(forecast.sentence) },
    hours,
    totals: {
      ...Object.fromEntries(purposes.map((purpose) => [purpose, sum(hours.map((hour) => hour[purpose]))])),
      others: last ? Math.max(0, last.used - ownInWindow(ledger.own, last.at)) : null,
    },
    apps: log && log.apps.slice(0, mostApps),
    appsUnknown: log ? null : unknown && words(unknown),
    pauses: { bookings: pause(bookingsPause), background: pause(background) },
  };
}

/** What is older than the window says nothing of it any more. */
function lastOf(samples: Sample[], now: Date): Sample | undefined {
  const last = samples.at(-1);
  return last && now.getTime() - last.at.getTime() < dayMilliseconds ? last : undefined;
}

function stateOf({ thresholds, bookingsPause, ledger, now }: UsageFacts, last: Sample | undefined) {
  if (bookingsPause) return 'broken';
  const cap = thresholds.ownCap;
  const ownShare = cap === null ? 0 : (ownInWindow(ledger.own, now) / cap) * 100;
  if (!last) return ownShare >= thresholds.warn ? 'warning' : 'unknown';
  const share = (last.used / Math.max(1, last.allowed)) * 100;
  if (share >= thresholds.bookings) return 'broken';
  return Math.max(share, ownShare) >= thresholds.warn ? 'warning' : 'ok';
}

function backgroundPause({ ledger: { own }, thresholds, now }: UsageFacts, sample: Sample | undefined) {
  const decision = mayCall({ sample, own, thresholds, now }, { purpose: 'replication', calls: 1 });
  return decision.allowed ? null : decision;
}

/** The last 24 hours of the clock, the oldest first; the newest is still going on. */
function hoursOf({ ledger, log, now }: UsageFacts, last: Sample | undefined) {
  const { own, samples } = ledger;
  const others = otherCalls(ledger);
  const logged = new Map(log?.hours.map(([hour, calls]) => [new Date(hour).getTime(), calls]));
  const sampled = new Set(samples.map(({ at }) => hourOf(at).getTime()));
  const newest = hourOf(now).getTime();
  return Array.from({ length: 24 }, (_, index) => {
    const hour = newest - (23 - index) * hourMilliseconds;
    const ofPurpose = Object.fromEntries(
      purposes.map((purpose) => [
        purpose,
        sum(own.filter((one) => one.purpose === purpose && one.hour.getTime() === hour).map(({ calls }) => calls)),
      ]),
    ) as Record<(typeof purposes)[number], number>;
    const total = logged.get(hour);
    const fromLog = total === undefined ? undefined : Math.max(0, total - sum(Object.values(ofPurpose)));
    const told = others.get(hour);
    return {
      hour: new Date(hour).toISOString(),
      ...ofPurpose,
      others: fromLog ?? (told && last && isCertain(told, last.allowed) ? told.least : null),
      othersAtLeast: fromLog ?? told?.least ?? null,
      sampled: sampled.has(hour),
    };
  });
}

/** A bar that is off by a thousandth of a day's calls looks the same; more is not passed off as the truth. */
function isCertain({ least, most }: OtherCalls, allowed: number): boolean {
  return most - least <= allowed / 1_000;
}
