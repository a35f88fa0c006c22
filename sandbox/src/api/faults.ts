import { normaliseId } from '../schema/index.ts';
import type { OrgEngine } from '../org/types.ts';

/** What the world does to a request. */
export type FaultKind =
  | { kind: 'latency'; milliseconds: number }
  | { kind: 'serverError'; status: 500 | 502 | 503; html?: boolean | undefined }
  | { kind: 'answerLost' }
  | { kind: 'requestLost' }
  | { kind: 'sessionExpired' }
  /** More than 25 requests run for 20 seconds or longer at once. */
  | { kind: 'concurrentLimit' }
  /** `record`: the one row that somebody else holds, by its id; else every row of the object, or of all. */
  | { kind: 'lock'; object?: string | undefined; record?: string | undefined };

export interface FaultScope {
  /** Requests still to be affected. */
  count?: number | undefined;
  /** Real time, in epoch milliseconds: the org's clock may jump. */
  until?: number | undefined;
  /** Part of "METHOD /path", with or without `/services/data/vXX.X`. */
  match?: string | undefined;
  /** Only requests of this user. */
  username?: string | undefined;
}

export type Fault = FaultKind & FaultScope & { id: number };

export interface Target {
  method: string;
  /** Whole path. */
  path: string;
  /** Path below the version. */
  resource: string;
  username?: string | undefined;
  /** The admin's session that never ends. */
  permanent?: boolean | undefined;
}

/** `record`: the row that is held, where the fault names one. */
export interface MetLock {
  record: string | undefined;
}

/** Faults that the console has ordered, kept over a restart. */
export class Faults {
  readonly #org: OrgEngine;
  #faults: Fault[];
  #lastId: number;

  constructor(org: OrgEngine) {
    this.#org = org;
    this.#faults = org.readSetting<Fault[]>('faults') ?? [];
    this.#lastId = Math.max(0, ...this.#faults.map(({ id }) => id));
  }

  list(): Fault[] {
    this.#faults = this.#faults.filter((fault) => fault.until === undefined || fault.until > Date.now());
    return this.#faults;
  }

  add(fault: FaultKind & FaultScope): Fault {
    this.#lastId += 1;
    const added = { ...fault, id: this.#lastId };
    this.#faults.push(added);
    this.#save();
    return added;
  }

  /** False when there is none of this id, or no more. */
  remove(id: number): boolean {
    const kept = this.list().filter((fault) => fault.id !== id);
    const isFound = kept.length < this.#faults.length;
    this.#faults = kept;
    this.#save();
    return isFound;
  }

  clear(): void {
    this.#faults = [];
    this.#save();
  }

  /** Milliseconds to wait: all latencies that apply, each used once. */
  takeLatency(target: Target): number {
    const latencies = this.#applying(target).filter((fault) => fault.kind === 'latency');
    latencies.forEach((fault) => this.#use(fault));
    return latencies.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  }

  /** The first fault that decides how the request ends, used once. */
  takeEnding(target: Target): Exclude<Fault, { kind: 'latency' | 'lock' }> | undefined {
    const endings = this.#applying(target).filter((fault) => fault.kind !== 'latency' && fault.kind !== 'lock');
    const ending = endings.find(({ kind }) => !(kind === 'sessionExpired' && target.permanent));
    if (ending) this.#use(ending);
    return ending;
  }

  /**
   * For one request: the lock that a save of an object meets, given the ids of the record and of those that it refers to.
   * The fault is used by the first save that meets it.
   */
  locks(target: Target): (object: string, ids: readonly string[]) => MetLock | undefined {
    const used = new Set<Fault>();
    return (object, ids) => {
      const met = (fault: Fault) => fault.kind === 'lock' && meets(fault, object, ids);
      const fault = [...used].find(met) ?? this.#applying(target).find(met);
      if (fault?.kind !== 'lock') return undefined;
      if (!used.has(fault)) this.#use(fault);
      used.add(fault);
      return { record: fault.record };
    };
  }

  #applying({ method, path, resource, username }: Target): Fault[] {
    return this.list().filter(
      (fault) =>
        (!fault.username || fault.username === username) &&
        (!fault.match || `${method} ${path}`.includes(fault.match) || `${method} ${resource}`.includes(fault.match)),
    );
  }

  #use(fault: Fault): void {
    if (fault.count === undefined) return;
    fault.count -= 1;
    if (fault.count <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
    // Not now: a lock is met inside a transaction, whose end may undo what is written in it.
    queueMicrotask(() => this.#save());
  }

  #save(): void {
    this.#org.writeSetting('faults', this.#faults);
  }
}

/** A row that is held is met by saves of it, and of whatever refers to it: Salesforce locks the parents of an event. */
function meets(
  { object, record }: Extract<FaultKind, { kind: 'lock' }>,
  saved: string,
  ids: readonly string[],
): boolean {
  if (record !== undefined) return ids.some((id) => normaliseId(id) === record);
  return !object || object.toLowerCase() === saved.toLowerCase();
}
