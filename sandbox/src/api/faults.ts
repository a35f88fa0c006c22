import type { OrgEngine } from '../org/types.ts';

/** What the world does to a request. */
export type FaultKind =
  | { kind: 'latency'; milliseconds: number }
  | { kind: 'serverError'; status: 500 | 502 | 503; html?: boolean | undefined }
  | { kind: 'answerLost' }
  | { kind: 'requestLost' }
  | { kind: 'sessionExpired' }
  | { kind: 'lock'; object?: string | undefined };

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

  /** For one request: whether rows of an object are locked. The fault is used by the first save that meets it. */
  locks(target: Target): (object: string) => boolean {
    const used = new Set<Fault>();
    return (object) => {
      const met = (fault: Fault) =>
        fault.kind === 'lock' && (!fault.object || fault.object.toLowerCase() === object.toLowerCase());
      if ([...used].some(met)) return true;
      const fault = this.#applying(target).find(met);
      if (!fault) return false;
      used.add(fault);
      this.#use(fault);
      return true;
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
