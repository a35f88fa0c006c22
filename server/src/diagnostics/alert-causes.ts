import type { AlertCause } from '../alerts/alert.ts';
import type { FailingPage } from '../bookings/booking-health.ts';
import type { OrgPause } from '../bookings/deliver/org-pause.ts';
import { sentences, text } from '../texts/text.ts';
import type { UsageFacts } from './facts/facts.ts';

/** What is looked at once a minute, from our own stores. */
export interface WatchedFacts {
  now: Date;
  isConnected: boolean;
  /** Why nothing is sent now; undefined where it is. */
  pause: OrgPause | undefined;
  usage: UsageFacts | null;
  waiting: number;
  oldestWaiting: Date | null;
  failingPages: FailingPage[];
}

/** What the watcher of these facts looks after. A lost connection is told of by the connection itself. */
export const watchedTopics = ['apiUsage', 'backlog', 'page'] as const;

const minute = 60_000;
/** A booking is delivered within seconds; one that waits so long waits for something. */
const patience = 15 * minute;
/** An alert at a threshold ends so many percent below it: a count that swings around it is told once. */
const slack = 2;

/**
 * What is worse than it should be. `open` are the subjects that are told of already. One cause is told by one alert: while
 * requests are used up, or Salesforce is not reached, the bookings that wait for it are none of their own.
 */
export function alertCauses(facts: WatchedFacts, open: ReadonlySet<string>): AlertCause[] {
  return [...usageCauses(facts, open), ...backlogCauses(facts), ...facts.failingPages.map(pageCause)];
}

function usageCauses({ usage, pause, now }: WatchedFacts, open: ReadonlySet<string>): AlertCause[] {
  const since = now.toISOString();
  const about = { topic: 'apiUsage', subject: 'apiUsage' } as const;
  if (pause?.cause === 'limit') {
    return [{ ...about, kind: 'waiting', sentence: pause.sentence, fix: pause.fix, since: pause.since }];
  }
  if (!usage || usage.allowed <= 0) return [];
  const percent = (100 * usage.used) / usage.allowed;
  if (percent < usage.warn - (open.has('apiUsage') ? slack : 0)) return [];
  const { used, allowed, own, forecast } = usage;
  const found = text('found.usage', { used, allowed, own, percent: Math.floor(percent) });
  return [
    {
      ...{ ...about, kind: 'near', fix: text('found.usage.fix'), since },
      sentence: sentences(found, ...(forecast ? [forecast] : []), text('means.usage.near')),
    },
  ];
}

function backlogCauses({ now, isConnected, pause, waiting, oldestWaiting }: WatchedFacts): AlertCause[] {
  if (!isConnected || !oldestWaiting || pause?.cause === 'limit' || pause?.cause === 'connection') return [];
  if (now.getTime() - oldestWaiting.getTime() < patience) return [];
  const found = text('found.backlog', { count: waiting, since: oldestWaiting.getTime() });
  return [
    {
      ...{ topic: 'backlog', subject: 'backlog', kind: pause ? pause.code : 'old', since: oldestWaiting.toISOString() },
      sentence: pause ? sentences(found, pause.sentence) : sentences(found, text('means.backlog.old')),
      fix: pause ? pause.fix : text('found.backlog.fix'),
    },
  ];
}

function pageCause({ id, name, held, since, diagnosis }: FailingPage): AlertCause {
  return {
    ...{ topic: 'page', subject: `page:${id}`, kind: 'failing', since: since.toISOString() },
    sentence: sentences(text('alert.page', { name, count: held }), diagnosis.sentence),
    fix: diagnosis.fix,
  };
}
