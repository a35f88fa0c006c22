import { v7 as uuidv7 } from 'uuid';
import type { AlertCause } from '../../alerts/alert.ts';
import { UserDirectory } from '../../bookings/match/user-directory.ts';
import { rehearse, type Rehearsal } from '../../bookings/deliver/rehearsal.ts';
import type { BookingFacts } from '../../bookings/settings/booking-fields.ts';
import type { BookingSettings } from '../../bookings/settings/booking-settings.ts';
import { sampleBooking } from '../../bookings/settings/preview.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import { Problem } from '../../platform/problem.ts';
import { withProblems } from '../../salesforce/salesforce-problem.ts';
import { queryPath } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { CallOptions, Graph, Salesforce, Subrequest } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';
import type { DryRun, DryRunScenario, DryRunState, DryRunStop } from './dry-run.ts';
import { dryRunBooking, dryRunSettings } from './dry-run-booking.ts';
import type { DryRunStore } from './dry-run-store.ts';

export interface DryRunDeskParts {
  store: DryRunStore;
  clock: Clock;
  log: Logger;
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
  settingsOf: (orgId: string) => Promise<BookingSettings>;
  /** The newest booking of a page, or of any. */
  newestOf: (orgId: string, pageId: string | undefined) => Promise<BookingFacts | undefined>;
  /** Pages that had bookings of late. */
  pagesOf: (orgId: string) => Promise<{ id: string; name: string }[]>;
  /** Bookings come first: whether so many calls may be made now. */
  mayCall: (
    orgId: string,
    calls: number,
    byPerson: boolean,
  ) => Promise<{ allowed: true } | { allowed: false; sentence: Text }>;
  /** Tells, once, that Salesforce kept what it was told to undo; and that this is over. */
  alert: (orgId: string, causes: AlertCause[]) => Promise<void>;
}

export interface DryRunRequest {
  pageId: string | null;
  scenario: DryRunScenario;
  /** Undefined when it runs by itself. */
  by: string | undefined;
}

/** What a test booking costs at most where nothing is refused; each further refusal costs a call more. */
const expectedCalls = 4;
/** Where one night's round ends, so that an org with many pages is not called for hours. */
const mostPagesANight = 100;
const day = 24 * 60 * 60_000;

/** Makes test bookings that Salesforce undoes, and stops at once when it does not. */
export class DryRunDesk {
  readonly #parts: DryRunDeskParts;

  constructor(parts: DryRunDeskParts) {
    this.#parts = parts;
  }

  /**
   * Tries out one page and scenario, and stores how it ended. Throws Problem: 409 before an admin said that they know what
   * may stay behind, while the feature is stopped, without a connection or room in the API budget; and in the words of
   * what Salesforce said of the org.
   */
  async run(orgId: string, request: DryRunRequest): Promise<DryRun> {
    const { store, clock, salesforceOf, settingsOf, mayCall } = this.#parts;
    const { acknowledgedAt, stopped } = await store.settings(orgId);
    if (stopped) throw new Problem(409, text('dryRun.stopped'), text('dryRun.stopped.detail'), [], 'stopped');
    if (!acknowledgedAt) {
      throw new Problem(409, text('dryRun.notAcknowledged'), text('dryRun.warning'), [], 'notAcknowledged');
    }
    const org = await salesforceOf(orgId);
    if (!org) throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'));
    const room = await mayCall(orgId, expectedCalls, request.by !== undefined);
    if (!room.allowed) throw new Problem(409, text('dryRun.noRoom'), room.sentence, [], 'noRoom');
    const counted = new CountedOrg(org);
    const now = clock.now();
    const settings = await settingsOf(orgId);
    const run = await withProblems(() => this.#tryOut(orgId, request, counted, settings, now));
    await store.save(orgId, run);
    return run;
  }

  /** An admin knows what may stay behind, wants it each night or not, or has looked into what was kept. */
  async change(
    orgId: string,
    change: { acknowledged?: true | undefined; nightly?: boolean | undefined; resume?: true | undefined },
    by: string,
  ): Promise<void> {
    const { store, clock, alert } = this.#parts;
    const now = clock.now();
    await store.change(orgId, {
      ...(change.acknowledged && { acknowledged: { at: now, by } }),
      ...(change.nightly !== undefined && {
        nightly: change.nightly,
        dueAt: change.nightly ? nextNight(now) : null,
      }),
      ...(change.resume && { stopped: null }),
    });
    if (change.resume) await alert(orgId, []);
  }

  /** Tries out every page in use, as far as the budget goes. What stops one stops the round. */
  async runNight(orgId: string): Promise<void> {
    const { pagesOf, log } = this.#parts;
    for (const { id } of (await pagesOf(orgId)).slice(0, mostPagesANight)) {
      try {
        await this.run(orgId, { pageId: id, scenario: 'stranger', by: undefined });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        log.info({ orgId, reason: error.message }, 'test bookings of this night ended early');
        return;
      }
    }
  }

  async #tryOut(
    orgId: string,
    { pageId, scenario, by }: DryRunRequest,
    org: CountedOrg,
    settings: BookingSettings,
    now: Date,
  ): Promise<DryRun> {
    const { newestOf, pagesOf } = this.#parts;
    const found = pageId === null ? undefined : (await pagesOf(orgId)).find(({ id }) => id === pageId);
    const page = pageId === null ? undefined : (found ?? { id: pageId, name: pageId });
    const id = `bk_dryrun_${uuidv7({ msecs: now.getTime() }).replaceAll('-', '')}`;
    const base = { id, page, scenario, at: now, by };
    const isKnown = scenario === 'knownLead' || scenario === 'knownContact';
    const known = isKnown ? await newestRecord(org, scenario) : undefined;
    if (isKnown && !known) {
      const sentence = text(`dryRun.nobody.${scenario}`);
      return { ...base, state: 'unknown', sentence, objects: [], plan: undefined, apiCalls: org.calls };
    }
    const like = (await newestOf(orgId, pageId ?? undefined)) ?? sampleBooking(now);
    const booking = dryRunBooking({ id, like, page, scenario, known, now });
    const rehearsal = await rehearse({
      ...{ orgId, booking, salesforce: org, now, users: new UserDirectory(() => now) },
      settings: dryRunSettings(settings, scenario),
    });
    const schema = await org.schema({ purpose: 'diagnostics' });
    const state = rehearsal.kept ? 'broken' : stateOf(rehearsal);
    if (rehearsal.kept) await this.#stop(orgId, rehearsal.kept, now);
    return {
      ...{ ...base, state, sentence: sentenceOf(rehearsal, state, page?.name), apiCalls: org.calls },
      objects: rehearsal.objects.map((one) => ({ ...one, label: schema.objects.get(one.object)?.label ?? one.object })),
      plan: rehearsal.plan,
    };
  }

  async #stop(orgId: string, kept: NonNullable<Rehearsal['kept']>, now: Date): Promise<void> {
    const { store, alert, log } = this.#parts;
    const stop: DryRunStop = { sentence: keptSentence(kept), fix: text('dryRun.kept.fix'), at: now.toISOString() };
    log.error({ orgId, ...kept }, 'Salesforce kept what a test booking made');
    await store.change(orgId, { stopped: stop });
    const { sentence, fix, at: since } = stop;
    await alert(orgId, [{ topic: 'dryRun', subject: 'dryRun', kind: 'kept', sentence, fix, since }]);
  }
}

/** The org with each of its calls counted. */
class CountedOrg implements Salesforce {
  readonly #org: Salesforce;
  calls = 0;

  constructor(org: Salesforce) {
    this.#org = org;
  }

  get orgId() {
    return this.#org.orgId;
  }

  composite(subrequests: Subrequest[], options: CallOptions & { allOrNone?: boolean }) {
    return this.#org.composite(subrequests, this.#counted(options));
  }

  graph(graphs: Graph[], options: CallOptions) {
    return this.#org.graph(graphs, this.#counted(options));
  }

  schema(options: CallOptions) {
    return this.#org.schema(this.#counted(options));
  }

  rules(options: CallOptions) {
    return this.#org.rules(this.#counted(options));
  }

  get knownRules() {
    return this.#org.knownRules;
  }

  learnRules(rules: Parameters<Salesforce['learnRules']>[0]) {
    this.#org.learnRules(rules);
  }

  forgetSchema(options?: Parameters<Salesforce['forgetSchema']>[0]) {
    this.#org.forgetSchema(options);
  }

  #counted<Options extends CallOptions>(options: Options): Options {
    const onApiCall = () => {
      this.calls += 1;
      options.onApiCall?.();
    };
    return { ...options, onApiCall };
  }
}

/** The record that was worked on last, as a stand-in for a known person. */
async function newestRecord(org: Salesforce, scenario: 'knownLead' | 'knownContact'): Promise<string | undefined> {
  const soql =
    scenario === 'knownLead'
      ? 'SELECT Id FROM Lead WHERE IsConverted = false ORDER BY LastModifiedDate DESC LIMIT 1'
      : 'SELECT Id FROM Contact ORDER BY LastModifiedDate DESC LIMIT 1';
  const [response] = await org.composite([{ referenceId: 'newest', method: 'GET', url: queryPath(soql) }], {
    purpose: 'diagnostics',
  });
  return (queryRows(response!) as { Id: string }[])[0]?.Id;
}

function stateOf({ objects }: Rehearsal): DryRunState {
  if (objects.some(({ state }) => state === 'broken')) return 'broken';
  if (objects.length === 0 || objects.some(({ state }) => state === 'unknown')) return 'unknown';
  return 'ok';
}

function sentenceOf({ objects, kept, plan }: Rehearsal, state: DryRunState, page: string | undefined): Text {
  const params = { hasPage: page === undefined ? 'no' : 'yes', page: page ?? '' };
  if (kept) return keptSentence(kept);
  if (objects.length === 0) return text('dryRun.nothing', params);
  const refused = objects.filter((one) => one.state === 'broken').map(({ object }) => object);
  if (state === 'broken') return text('dryRun.broken', { ...params, objects: refused.join(', ') });
  if (state === 'unknown') return text('dryRun.unknown', params);
  const hasFallbacks = plan?.fallbacks.length ? 'yes' : 'no';
  return text('dryRun.ok', { ...params, hasFallbacks });
}

function keptSentence({ removed, left }: NonNullable<Rehearsal['kept']>): Text {
  const names = left.map(({ object, id }) => `${object} ${id}`);
  return text('dryRun.kept', {
    removed: removed.length,
    hasLeft: left.length > 0 ? 'yes' : 'no',
    left: names.join(', '),
  });
}

/** Three in the morning, UTC: when fewest people work anywhere that bookings come from. */
export function nextNight(now: Date): Date {
  const night = new Date(now);
  night.setUTCHours(3, 0, 0, 0);
  return night > now ? night : new Date(night.getTime() + day);
}
