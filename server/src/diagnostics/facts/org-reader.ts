import { readOrgRecords } from '../../bookings/settings/org-records.ts';
import { usersBy } from '../../setup/users/salesforce-people.ts';
import { SalesforceError } from '../../salesforce/errors.ts';
import type { SalesforceOrg } from '../../salesforce/salesforce-org.ts';
import { text, type Text } from '../../texts/text.ts';
import { peopleAsked } from '../checks/people-checks.ts';
import { whyClosed } from '../checks/connection-checks.ts';
import { readApiUser } from './api-user-reading.ts';
import {
  readingNames,
  type OrgReadings,
  type OwnFacts,
  type Reading,
  type ReadingName,
  type UnknownReason,
} from './facts.ts';
import { readSurroundings } from './surroundings-reading.ts';

/** Whether so many calls may be made now; if not, until when to wait, and why. */
export type MayCall = (
  orgId: string,
  purpose: 'diagnostics',
  calls: number,
  options: { byPerson: boolean },
) => Promise<{ allowed: true } | { allowed: false; until: Date; sentence: Text }>;

export interface OrgReaderParts {
  salesforceOf: (orgId: string) => Promise<SalesforceOrg | undefined>;
  mayCall: MayCall;
  now: () => Date;
}

/** What is asked for, and how fresh it has to be. */
export interface ReadRequest {
  names: ReadonlySet<ReadingName>;
  /** Read anew whatever is kept: a person named the checks, or they were not well. */
  anew: ReadonlySet<ReadingName>;
  byPerson: boolean;
}

/** What a reading costs at most. */
const costs: Record<ReadingName, number> = {
  ...{ apiUser: 1, surroundings: 1, schema: 1, rules: 2, people: 2, records: 2 },
};
const keptMilliseconds = 60 * 60_000;

interface Kept {
  at: Date;
  readings: OrgReadings;
  lastChange: string | undefined;
  /** What records and people were asked by. */
  askedBy: Partial<Record<ReadingName, string>>;
}

type Unknown = Extract<Reading<never>, { known: false }>;

/**
 * Reads an org by few calls, and keeps what was read: what cannot have changed is not asked again. Whether Setup changed tells
 * the newest entry of its Audit Trail, where the API User may see it; where not, the schema is read anew, and the rest once
 * an hour.
 */
export class OrgReader {
  readonly #parts: OrgReaderParts;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: OrgReaderParts) {
    this.#parts = parts;
  }

  /** What was read last, and when; undefined where this process has read nothing. No API call. */
  kept(orgId: string): { at: Date; readings: OrgReadings } | undefined {
    return this.#kept.get(orgId);
  }

  /** Reads what is asked for; the rest is as it was read before. Never throws what Salesforce says: it is in the readings. */
  async read(orgId: string, own: OwnFacts, request: ReadRequest): Promise<OrgReadings> {
    const before = this.#kept.get(orgId);
    const at = this.#parts.now();
    const closed = own.connection.state === 'never' || own.connection.state === 'disconnected';
    const salesforce = closed ? undefined : await this.#parts.salesforceOf(orgId);
    const readings: OrgReadings = before?.readings ?? unread(notAsked());
    if (!salesforce) {
      const why = whyClosed(own) ?? text('connection.notConnected');
      const kept = { at, readings: unread({ known: false, reason: 'connection', why }), askedBy: {} };
      this.#kept.set(orgId, { ...kept, lastChange: undefined });
      return kept.readings;
    }
    const round = new Round(orgId, salesforce, this.#parts, request.byPerson);
    const next: Kept = {
      at,
      readings: { ...readings },
      lastChange: before?.lastChange,
      askedBy: { ...before?.askedBy },
    };
    await this.#readAll(own, request, round, next);
    this.#kept.set(orgId, next);
    return next.readings;
  }

  async #readAll(own: OwnFacts, { names, anew, byPerson }: ReadRequest, round: Round, next: Kept): Promise<void> {
    const { readings, askedBy } = next;
    const { salesforce, options } = round;
    // Always: it shows that the connection works, and costs one call.
    readings.apiUser = await round.one('apiUser', () => readApiUser(salesforce, options));
    let isUnchanged = false;
    if (names.has('surroundings') || names.size > 2) {
      readings.surroundings = await round.one('surroundings', () =>
        readSurroundings(salesforce, own.bookings.latestEvents, options),
      );
      const change = readings.surroundings.known ? readings.surroundings.value.lastChange : undefined;
      isUnchanged = change !== undefined && change === next.lastChange;
      next.lastChange = change;
    }
    const isChangeKnown = next.lastChange !== undefined;
    const keep = (name: ReadingName, by = ''): boolean => {
      const kept = readings[name];
      if (!names.has(name)) return true;
      if (!kept.known || anew.has(name) || askedBy[name] !== by) return false;
      if (this.#age(kept.readAt) >= keptMilliseconds) return false;
      // Whoever asks has most likely changed a field; the trail may be late.
      if (name === 'schema') return isUnchanged && !byPerson;
      return isUnchanged || !isChangeKnown;
    };
    if (!keep('schema')) {
      readings.schema = await round.one('schema', () => {
        salesforce.forgetSchema({ always: true });
        return salesforce.schema(options);
      });
      askedBy.schema = '';
    }
    if (!keep('rules')) {
      readings.rules = await round.one('rules', () => {
        salesforce.forgetRules();
        return salesforce.rules(options);
      });
      askedBy.rules = '';
    }
    const { emails, ids } = peopleAsked(own);
    const people = JSON.stringify([emails, ids]);
    if (!keep('people', people)) {
      readings.people = await round.one(
        'people',
        () => usersBy(salesforce, emails, ids, options),
        emails.length + ids.length,
      );
      askedBy.people = people;
    }
    const settings = JSON.stringify([own.settings.rules, own.settings.users]);
    if (!keep('records', settings)) {
      readings.records = await round.one('records', () => readOrgRecords(own.settings, salesforce, options));
      askedBy.records = settings;
    }
  }

  #age(at: Date): number {
    return Math.abs(this.#parts.now().getTime() - at.getTime());
  }
}

/** One round of calls to an org: it ends with the first answer that concerns the whole org. */
class Round {
  readonly #orgId: string;
  readonly #parts: OrgReaderParts;
  readonly #byPerson: boolean;
  readonly salesforce: SalesforceOrg;
  readonly options: { purpose: 'diagnostics'; onApiCall: () => void };
  #calls = 0;
  #closed: Unknown | undefined;

  constructor(orgId: string, salesforce: SalesforceOrg, parts: OrgReaderParts, byPerson: boolean) {
    this.#orgId = orgId;
    this.#parts = parts;
    this.#byPerson = byPerson;
    this.salesforce = salesforce;
    this.options = { purpose: 'diagnostics', onApiCall: () => void (this.#calls += 1) };
  }

  /** One reading. `asked` 0: there is nothing to ask for. */
  async one<T>(name: ReadingName, work: () => Promise<T>, asked = 1): Promise<Reading<T>> {
    if (this.#closed) return this.#closed;
    const may = asked === 0 ? { allowed: true as const } : await this.#mayCall(costs[name]);
    if (!may.allowed) {
      const why = text('unknown.budget', { why: may.sentence, until: may.until.getTime() });
      return (this.#closed = { known: false, reason: 'budget', why });
    }
    const readAt = this.#parts.now();
    const before = this.#calls;
    try {
      const value = await work();
      return { known: true, value, readAt, apiCalls: this.#calls - before };
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      const reason = reasonOf(error);
      const unknown: Unknown = { known: false, reason, why: whyOf(error) };
      if (reason !== 'permission') this.#closed = unknown;
      return unknown;
    }
  }

  #mayCall(calls: number) {
    return this.#parts.mayCall(this.#orgId, 'diagnostics', calls, { byPerson: this.#byPerson });
  }
}

function reasonOf({ cause }: SalesforceError): UnknownReason {
  return ({ connection: 'connection', limit: 'limit', transient: 'passing', data: 'permission' } as const)[cause];
}

function whyOf({ cause, detail }: SalesforceError): Text {
  const why = detail;
  switch (cause) {
    case 'connection':
      return text('unknown.connection', { why });
    case 'limit':
      return text('unknown.limit', { why });
    case 'transient':
      return text('unknown.passing', { why });
    case 'data':
      return text('unknown.permission', { why });
  }
}

function notAsked(): Unknown {
  return { known: false, reason: 'notAsked', why: text('unknown.notAsked') };
}

/** All readings unknown, for one reason. */
export function unread(why: Unknown): OrgReadings {
  return Object.fromEntries(readingNames.map((name) => [name, why])) as unknown as OrgReadings;
}

/** What is said of an org whose readings nobody has. */
export const nothingRead: OrgReadings = unread(notAsked());
