import { setTimeout as wait } from 'node:timers/promises';
import { valueRisks } from '../bookings/settings/value-risks.ts';
import type { BookingFacts } from '../bookings/settings/booking-fields.ts';
import { checkIds, type AnsweredCheck, type CheckAnswer, type CheckId } from './checks/check.ts';
import { answers, checkOfId, readingsFor } from './checks/checks.ts';
import { whyClosed } from './checks/connection-checks.ts';
import { matrix, type Matrix } from './checks/matrix.ts';
import { reliableSchema } from './checks/package-state.ts';
import { verdict, type Verdict } from './checks/verdict.ts';
import {
  isPaused,
  readingNames,
  type Facts,
  type OrgReadings,
  type OwnFacts,
  type ReadingName,
} from './facts/facts.ts';
import type { FromOrg } from './facts/from-org.ts';
import { nothingRead, unread, type OrgReader } from './facts/org-reader.ts';
import { readOwnFacts, type OwnFactsParts } from './facts/own-facts.ts';
import type { DiagnosticsStore, RunReason } from './diagnostics-store.ts';

export interface DiagnosticsDeskParts {
  own: OwnFactsParts;
  reader: OrgReader;
  store: DiagnosticsStore;
  /** Resolves when what calls showed of the connection is stored. */
  settled: (orgId: string) => Promise<void>;
  /** The org's own count of its API requests, which decides whether it may be asked. */
  counted: (orgId: string, count: { used: number; allowed: number; at: Date }) => Promise<void>;
  /** The org answers again: what waited for that may go. */
  resume: (orgId: string) => Promise<void>;
}

export interface RunRequest {
  /** Absent: all. */
  checks?: CheckId[] | undefined;
  fromOrg?: FromOrg | null | undefined;
  because: RunReason;
  /** Who asked; null: nobody. */
  by: string | null;
}

/** What diagnostics says of an org, unspoken. */
export interface DiagnosticsAnswer {
  verdict: Verdict;
  checkedAt: Date | null;
  running: boolean;
  checks: AnsweredCheck[];
  matrix: Matrix;
}

/** What Apex saw is believed for so long; the tab sends it anew whenever it asks. */
const fromOrgMilliseconds = 15 * 60_000;
const pollMilliseconds = 250;
const longestWait = 60_000;

/** Answers why bookings do not arrive: from what is known at no call, and by few calls when somebody asks. */
export class DiagnosticsDesk {
  readonly #parts: DiagnosticsDeskParts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: DiagnosticsDeskParts) {
    this.#parts = parts;
  }

  /** What is known now. No API call: our own stores as they are, and of the org what was read last. */
  async latest(orgId: string): Promise<DiagnosticsAnswer> {
    const { store, own: ownParts, reader } = this.#parts;
    const [state, stored] = await Promise.all([store.state(orgId), store.checks(orgId)]);
    const now = ownParts.clock.now();
    const { own, recent } = await readOwnFacts(orgId, believed(state.fromOrg, now), ownParts);
    const kept = reader.kept(orgId);
    const isNewest = kept !== undefined && (state.checkedAt === null || kept.at >= state.checkedAt);
    const facts = factsOf(own, recent, isNewest ? kept.readings : nothingRead);
    const live = answers(facts);
    const checks = checkIds.map((id): AnsweredCheck => {
      const last = stored.get(id);
      const { needs } = checkOfId(id);
      const isOwn = needs.length === 0;
      const isLive = own.connection.state !== 'connected' || needs.every((name) => isRead(facts.org[name]));
      if (!isLive && last) return last;
      return {
        ...live.get(id)!,
        id,
        checkedAt: isOwn ? now : (last?.checkedAt ?? null),
        apiCalls: last?.apiCalls ?? 0,
      };
    });
    const running = this.#running.has(orgId) || (state.runningUntil !== null && state.runningUntil > now);
    return this.#answer(facts, checks, { checkedAt: state.checkedAt, running });
  }

  /** Runs the checks now. A run that is under way already is joined, and its answer is this one's. */
  async run(orgId: string, request: RunRequest): Promise<DiagnosticsAnswer> {
    const running = this.#running.get(orgId);
    if (running) {
      await running;
      return this.latest(orgId);
    }
    const work = this.#claimAndRun(orgId, request).finally(() => this.#running.delete(orgId));
    this.#running.set(orgId, work);
    await work;
    return this.latest(orgId);
  }

  async #claimAndRun(orgId: string, request: RunRequest): Promise<void> {
    const { store, own } = this.#parts;
    const begun = Date.now();
    while (!(await store.begin(orgId, own.clock.now(), request.fromOrg ?? null))) {
      // Another process runs them: what it finds is what is asked for.
      await wait(pollMilliseconds);
      const { runningUntil } = await store.state(orgId);
      if (runningUntil === null || Date.now() - begun > longestWait) return;
    }
    try {
      await this.#run(orgId, request);
    } catch (error) {
      await store.abandon(orgId);
      throw error;
    }
  }

  async #run(orgId: string, request: RunRequest): Promise<void> {
    const { own: ownParts, reader, store, settled, resume, counted } = this.#parts;
    const startedAt = ownParts.clock.now();
    const { fromOrg: last } = await store.state(orgId);
    const fromOrg = request.fromOrg ?? believed(last, startedAt);
    const requests = request.fromOrg?.limits?.find(({ name }) => name === 'DailyApiRequests');
    // The moment by our clock: it was looked at right before it was sent.
    if (requests) await counted(orgId, { used: requests.used, allowed: requests.max, at: startedAt });
    const before = await readOwnFacts(orgId, fromOrg, ownParts);
    const ids = request.checks ?? checkIds;
    const names = readingsFor(ids);
    const anew = request.checks ? names : await this.#unwell(orgId);
    const readBefore = reader.kept(orgId)?.readings;
    const readings = await reader.read(orgId, before.own, { names, anew, byPerson: request.by !== null });
    await settled(orgId);
    if (readings.apiUser.known && waitsInVain(before.own)) await resume(orgId);
    // What the calls showed has changed what our stores say.
    const after = await readOwnFacts(orgId, fromOrg, ownParts);
    const facts = factsOf(after.own, after.recent, readings);
    const found = answers(facts, ids);
    const finishedAt = ownParts.clock.now();
    const costs = new Costs(readings, readBefore);
    const checks = ids.map((id): AnsweredCheck => ({
      ...found.get(id)!,
      id,
      checkedAt: finishedAt,
      apiCalls: costs.of(id),
    }));
    const { state } = verdict(facts, found);
    const isWhole = request.checks === undefined;
    await store.finish(orgId, {
      because: request.because,
      by: request.by,
      startedAt,
      finishedAt,
      state,
      checks,
      isWhole,
    });
  }

  /** What checks that were not well need: whoever repaired something must see it at once. */
  async #unwell(orgId: string): Promise<Set<ReadingName>> {
    const stored = await this.#parts.store.checks(orgId);
    return readingsFor([...stored.values()].flatMap(({ id, state }) => (state === 'ok' ? [] : [id])));
  }

  #answer(
    facts: Facts,
    checks: AnsweredCheck[],
    rest: { checkedAt: Date | null; running: boolean },
  ): DiagnosticsAnswer {
    const byId: ReadonlyMap<CheckId, CheckAnswer> = new Map(checks.map((check) => [check.id, check]));
    return { verdict: verdict(facts, byId), ...rest, checks, matrix: matrix(facts, byId) };
  }
}

function believed(fromOrg: FromOrg | null, now: Date): FromOrg | null {
  if (!fromOrg) return null;
  return Math.abs(now.getTime() - Date.parse(fromOrg.readAt)) < fromOrgMilliseconds ? fromOrg : null;
}

function isRead(reading: OrgReadings[ReadingName]): boolean {
  return reading.known || reading.reason !== 'notAsked';
}

function factsOf(own: OwnFacts, recent: BookingFacts[], readings: OrgReadings): Facts {
  const why = whyClosed(own);
  const org = why ? unread({ known: false, reason: 'connection', why }) : readings;
  const facts: Facts = { ...own, org, valueRisks: [] };
  const schema = reliableSchema(facts);
  return schema.known ? { ...facts, valueRisks: valueRisks(recent, own.settings, schema.value) } : facts;
}

/** Bookings wait for a connection or for API calls that are there again. */
function waitsInVain(own: OwnFacts): boolean {
  const { pause } = own;
  if (!pause || !isPaused(own)) return false;
  return pause.cause === 'connection' || (pause.kind === 'dailyRequests' && pause.code === 'REQUEST_LIMIT_EXCEEDED');
}

/** What each check cost: a call that several need is the first one's. */
class Costs {
  readonly #left: Map<ReadingName, number>;

  constructor(readings: OrgReadings, before: OrgReadings | undefined) {
    const costs = readingNames.map((name): [ReadingName, number] => {
      const reading = readings[name];
      // What was kept cost nothing this time.
      return [name, reading.known && reading !== before?.[name] ? reading.apiCalls : 0];
    });
    this.#left = new Map(costs);
  }

  of(id: CheckId): number {
    let calls = 0;
    for (const name of checkOfId(id).needs) {
      calls += this.#left.get(name) ?? 0;
      this.#left.set(name, 0);
    }
    return calls;
  }
}
