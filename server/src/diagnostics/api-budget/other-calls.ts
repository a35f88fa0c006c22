import { dayMilliseconds, hourMilliseconds, hourOf, sum, type Ledger, type Sample } from './ledger.ts';

/** What can be said of the calls of other applications in one hour. */
export interface OtherCalls {
  /** Certainly so many, and not more than `most`. */
  least: number;
  most: number;
}

/** All calls, ours and others', in (from, to]: not fewer than `least`, not more than `most`. */
interface Stretch {
  from: number;
  to: number;
  own: number;
  least: number;
  most: number;
}

/**
 * The calls of other applications, hour by hour, as far as the org's counter tells them; by the hour's time in
 * milliseconds. Hours that it cannot tell are missing.
 *
 * The counter U(t) is a rolling sum: all calls in (t − 24 h, t]. Of two samples a and b it tells a difference only:
 *
 *     calls in (a, b] = U(b) − U(a) + calls in (a − 24 h, b − 24 h]
 *
 * What fell out of the window is known as well as the same hours of the day before are, so each stretch between two
 * samples gets bounds, from the oldest to the newest: at least our own calls; at most those plus what the counter holds
 * beyond ours at any sample whose window covers the stretch; and the equation above with the bounds of what fell out.
 * The bounds meet where others were quiet at some time, and stay apart where others called evenly from before our
 * first sample: a rolling sum of a constant tells no hour from another, and nothing is invented here then.
 *
 * Its limits: the stretch up to an hour's last sample is taken for the hour, so others' calls after our last call of an hour
 * count to the next; an hour whose hour before has no sample is missing, as the difference spans several hours; the
 * counter lags and differs between Salesforce's nodes by a few calls [K], which is not known here.
 */
export function otherCalls({ own, samples }: Ledger): Map<number, OtherCalls> {
  const first = samples[0];
  if (!first) return new Map();
  const ownOf = new Map<number, number>();
  for (const { hour, calls } of own) ownOf.set(hour.getTime(), (ownOf.get(hour.getTime()) ?? 0) + calls);
  const stretches = dayBefore(first, ownOf);
  const before = stretches.length;
  const told = new Map<number, OtherCalls>();
  let previous = first;
  capByCounter(stretches, first, ownOf);
  for (const sample of samples.slice(1)) {
    const stretch = between(previous, sample, stretches, ownOf);
    stretches.push(stretch);
    capByCounter(stretches, sample, ownOf);
    previous = sample;
  }
  for (const { from, to, own: ours, least, most } of stretches.slice(before)) {
    const hour = hourOf(new Date(to)).getTime();
    if (hourOf(new Date(from)).getTime() !== hour - hourMilliseconds) continue;
    told.set(hour, { least: Math.max(0, least - ours), most: Math.max(0, most - ours) });
  }
  return told;
}

/** The 24 hours before the first sample, of which it tells the sum; cut by the clock's hours, in which ours are known. */
function dayBefore(first: Sample, ownOf: Map<number, number>): Stretch[] {
  const end = first.at.getTime();
  const start = end - dayMilliseconds;
  const last = hourOf(first.at).getTime();
  return Array.from({ length: 25 }, (_, index) => {
    const hour = last - (24 - index) * hourMilliseconds;
    const own = Math.min(ownOf.get(hour) ?? 0, first.used);
    // Of the hour that the window begins in, ours may be before it.
    const least = index === 0 ? 0 : own;
    const [from, to] = [Math.max(start, hour - 1), Math.min(end, hour + hourMilliseconds - 1)];
    return { from, to, own, least, most: first.used };
  });
}

function between(a: Sample, b: Sample, stretches: Stretch[], ownOf: Map<number, number>): Stretch {
  const [from, to] = [a.at.getTime(), b.at.getTime()];
  // Each call of ours is a sample, and the last one of its hour is kept: so all of the hour's are in here.
  const ours = sum(
    [...ownOf].filter(([hour]) => hour > hourOf(a.at).getTime() && hour <= to).map(([, calls]) => calls),
  );
  if (to - from >= dayMilliseconds) return { from, to, own: ours, least: Math.max(ours, b.used), most: Infinity };
  const before = stretches.filter((one) => one.to > from - dayMilliseconds && one.from < to - dayMilliseconds);
  const isWithin = (one: Stretch) => one.from >= from - dayMilliseconds && one.to <= to - dayMilliseconds;
  const isCovered = before.length > 0 && before[0]!.from <= from - dayMilliseconds;
  const difference = b.used - a.used;
  const least = Math.max(ours, difference + sum(before.filter(isWithin).map((one) => one.least)));
  const most = isCovered ? difference + sum(before.map((one) => one.most)) : Infinity;
  return { from, to, own: ours, least, most: Math.max(least, Math.min(most, b.used)) };
}

/** No stretch within a sample's window holds more than ours of it and all that the counter holds beyond ours. */
function capByCounter(stretches: Stretch[], sample: Sample, ownOf: Map<number, number>): void {
  const end = sample.at.getTime();
  const start = end - dayMilliseconds;
  const surelyOwn = sum([...ownOf].filter(([hour]) => hour >= start && hour <= end).map(([, calls]) => calls));
  const beyond = Math.max(0, sample.used - surelyOwn);
  for (const one of stretches) {
    if (one.from >= start && one.to <= end) one.most = Math.max(one.least, Math.min(one.most, one.own + beyond));
  }
}
