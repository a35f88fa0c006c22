import { text, type Text } from '../../texts/text.ts';
import { dayMilliseconds, hourMilliseconds, type Sample } from './ledger.ts';

export interface Forecast {
  /** When the org will have used up its API calls; null when it will not within a day, or when that is not known. */
  runsOutAt: Date | null;
  sentence: Text;
}

/** The trend is that of so many hours. */
const trendHours = 4;
/** A shorter time says nothing of the next hours. */
const leastMilliseconds = hourMilliseconds;
/** A counter that was last read longer ago is history. */
const staleMilliseconds = 2 * hourMilliseconds;

/**
 * When the org's API calls will be used up if the counter goes on as in the last hours: the straight line through the
 * first and the last sample of these. A counter that falls or stands still runs out never; and what is further away
 * than a day is not said, as by then all of today's calls have left the window.
 */
export function forecastOf(samples: Sample[], now: Date): Forecast {
  const last = samples.at(-1);
  if (!last || now.getTime() - last.at.getTime() > staleMilliseconds) return nothing('budget.forecast.notRead');
  if (last.used >= last.allowed) return { runsOutAt: last.at, sentence: text('budget.forecast.usedUp') };
  const begun = last.at.getTime() - trendHours * hourMilliseconds;
  const first = samples.find(({ at }) => at.getTime() >= begun)!;
  const span = last.at.getTime() - first.at.getTime();
  if (span < leastMilliseconds) return nothing('budget.forecast.tooShort');
  const left = last.allowed - last.used;
  const growth = last.used - first.used;
  const wait = (left / growth) * span;
  if (growth <= 0 || wait > dayMilliseconds) return nothing('budget.forecast.enough');
  const perHour = Math.round((growth / span) * hourMilliseconds);
  return {
    runsOutAt: new Date(last.at.getTime() + wait),
    sentence: text('budget.forecast.runsOut', { perHour, hours: Math.max(1, Math.round(wait / hourMilliseconds)) }),
  };
}

function nothing(key: 'budget.forecast.notRead' | 'budget.forecast.tooShort' | 'budget.forecast.enough'): Forecast {
  return { runsOutAt: null, sentence: text(key) };
}
