import { apiBudgetCode } from '../../bookings/deliver/org-pause.ts';
import { text, type Text } from '../../texts/text.ts';
import { isPaused, type Facts } from '../facts/facts.ts';
import { broken, ok, unknown, warning, type CheckAnswer } from './check.ts';
import type { CheckDefinition } from './definition.ts';
import { bookingsOf, heldFor } from './held-causes.ts';
import { setupPaths, setupUrl } from './setup-urls.ts';

const hour = 60 * 60_000;

/** The kind of limit for which the org rests now; undefined where it does not. */
export function limitNow(facts: Facts): string | undefined {
  const { pause } = facts;
  if (pause?.cause !== 'limit' || !isPaused(facts)) return undefined;
  // Pauses of a version before this one tell no kind.
  return pause.kind ?? (pause.code === 'REQUEST_LIMIT_EXCEEDED' ? 'dailyRequests' : undefined);
}

/** What Apex counted, if that is newer than what our own calls were told. */
export function usageNow({ usage, fromOrg, now }: Facts): { used: number; allowed: number; at: Date } | null {
  const seen = fromOrg?.limits?.find(({ name }) => name === 'DailyApiRequests');
  const seenAt = fromOrg ? new Date(fromOrg.readAt) : undefined;
  if (seen && seenAt && seen.max > 0 && (!usage || seenAt >= usage.sampledAt)) {
    return { used: seen.used, allowed: seen.max, at: seenAt };
  }
  if (!usage || usage.allowed <= 0) return null;
  // The window is of 24 hours: what was counted before it says nothing.
  return now.getTime() - usage.sampledAt.getTime() > 24 * hour
    ? null
    : { used: usage.used, allowed: usage.allowed, at: usage.sampledAt };
}

const daily: CheckDefinition = {
  id: 'usage.daily',
  group: 'limits',
  needs: [],
  answer(facts) {
    const { usage, pause, pausedUntil } = facts;
    const counted = usageNow(facts);
    const url = setupUrl(facts, setupPaths.systemOverview());
    const said = { setupUrl: url, fix: text('found.usage.fix') };
    const shown = counted && { used: counted.used, allowed: counted.allowed };
    const isReserved = pause?.code === apiBudgetCode && isPaused(facts);
    if (limitNow(facts) === 'dailyRequests' && !isReserved) {
      const until = pausedUntil!.getTime();
      const finding = shown ? text('found.usage.exceeded', shown) : text('limit.dailyRequests');
      return broken(finding, { ...said, meaning: text('means.waitsUntil', { until }) });
    }
    if (!counted || !shown) return unknown(text('unknown.usage'), { setupUrl: url });
    const percent = (100 * counted.used) / counted.allowed;
    const withForecast = (finding: Text): Text =>
      usage?.forecast ? { sentences: [finding, usage.forecast] } : finding;
    if (percent >= 100) return broken(text('found.usage.exceeded', shown), { ...said, meaning: text('means.waits') });
    const numbers = { ...shown, percent: Math.floor(percent), own: usage?.own ?? 0 };
    if (isReserved || (usage && percent >= usage.bookings)) {
      const meaning = isReserved ? pause.sentence : text('means.usage.reserved', { percent: usage?.bookings ?? 95 });
      return broken(withForecast(text('found.usage', numbers)), { ...said, meaning });
    }
    if (percent >= (usage?.warn ?? 80)) {
      return warning(withForecast(text('found.usage', numbers)), { ...said, meaning: text('means.usage.near') });
    }
    return ok(withForecast(text('found.usage', numbers)), { setupUrl: url });
  },
};

const concurrent: CheckDefinition = {
  id: 'usage.concurrent',
  group: 'limits',
  needs: [],
  answer(facts) {
    if (limitNow(facts) !== 'concurrentRequests') return ok(text('found.concurrent'));
    const meaning = text('means.waitsUntil', { until: facts.pausedUntil!.getTime() });
    return broken(text('limit.concurrentRequests'), { meaning, fix: text('limit.concurrentRequests.fix') });
  },
};

const storage: CheckDefinition = {
  id: 'storage',
  group: 'limits',
  needs: [],
  answer(facts): CheckAnswer {
    const { fromOrg } = facts;
    const url = setupUrl(facts, setupPaths.storage());
    const held = heldFor(facts, 'storage');
    const said = { setupUrl: url, fix: text('limit.storage.fix'), blocked: bookingsOf(held) };
    const seen = fromOrg?.limits?.find(({ name }) => name === 'DataStorageMB');
    const isFull = seen !== undefined && seen.max > 0 && seen.used >= seen.max;
    if (limitNow(facts) === 'storage' || isFull) {
      return broken(text('limit.storage'), { ...said, meaning: text('means.waits') });
    }
    if (seen === undefined || seen.max <= 0) return unknown(text('unknown.storage'), { setupUrl: url });
    const numbers = { used: seen.used, max: seen.max, percent: Math.floor((100 * seen.used) / seen.max) };
    return numbers.percent >= 90
      ? warning(text('found.storage', numbers), { ...said, meaning: text('means.storage.near') })
      : ok(text('found.storage', numbers), { setupUrl: url });
  },
};

/** A booking is delivered within seconds; longer than this it waits for something. */
const patience = 15 * 60_000;
const tooLong = 4 * hour;

const backlog: CheckDefinition = {
  id: 'backlog',
  group: 'backlog',
  needs: [],
  answer(facts) {
    const { bookings, connection, now, pause, pausedUntil } = facts;
    const { waiting: count, oldestWaiting } = bookings;
    if (count === 0 || !oldestWaiting) return ok(text('found.backlog.none'));
    const since = oldestWaiting.getTime();
    const age = now.getTime() - since;
    const finding = text('found.backlog', { count, since });
    if (connection.state !== 'connected') {
      return warning(finding, { meaning: text('means.backlog.closed'), fix: text('found.backlog.closed.fix') });
    }
    if (pause && isPaused(facts)) {
      const meaning = text('means.waitsUntil', { until: pausedUntil!.getTime() });
      return age < patience ? ok(finding) : warning(finding, { meaning, fix: pause.fix });
    }
    if (age < patience) return ok(finding);
    const said = { meaning: text('means.backlog.old'), fix: text('found.backlog.fix') };
    return age < tooLong ? warning(finding, said) : broken(finding, said);
  },
};

export const limitChecks = [daily, concurrent, storage, backlog];
