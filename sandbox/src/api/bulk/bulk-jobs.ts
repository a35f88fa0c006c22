import { newId } from '../../schema/index.ts';
import type { OrgEngine } from '../../org/types.ts';
import type { ApiContext } from '../request.ts';
import type { IngestJob, QueryJob } from './bulk-job.ts';
import { exportRows } from './export-rows.ts';
import { ingest } from './ingest.ts';

const HOUR = 60 * 60 * 1000;
/** Jobs and their results are there for seven days of the org's clock. */
const KEPT = 7 * 24 * HOUR;
const DAY = 24 * HOUR;

/** Rows of `/limits` that these jobs use up, by the time of each use. */
export type BulkLimit = 'DailyBulkApiBatches' | 'DailyBulkV2QueryJobs';
type Uses = Record<BulkLimit, number[]>;

/**
 * Jobs of Bulk API 2.0, worked off one after the other in the background. They are in memory: a restart forgets them,
 * not what they saved.
 */
export class BulkJobs {
  readonly #org: OrgEngine;
  readonly #ingest = new Map<string, IngestJob>();
  readonly #query = new Map<string, QueryJob>();
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(org: OrgEngine) {
    this.#org = org;
  }

  add(job: Omit<IngestJob, 'id' | 'createdDate' | 'systemModstamp'>): IngestJob {
    const made = { ...job, ...this.#birth() };
    this.#ingest.set(made.id, made);
    return made;
  }

  ingestJobs(): IngestJob[] {
    return this.#living(this.#ingest);
  }

  remove(id: string): void {
    this.#ingest.delete(id);
    this.#query.delete(id);
  }

  /** Begins to work off an uploaded job, after those before it. */
  start(job: IngestJob, context: ApiContext): void {
    const own = { ...context, caller: job.caller };
    this.#enqueue(() => job.state === 'UploadComplete' && ingest(job, own, () => this.#use('DailyBulkApiBatches')));
  }

  addQuery(job: Omit<QueryJob, 'id' | 'createdDate' | 'systemModstamp'>, context: ApiContext): QueryJob {
    const made = { ...job, ...this.#birth() };
    this.#query.set(made.id, made);
    this.#use('DailyBulkV2QueryJobs');
    this.#enqueue(() => made.state === 'UploadComplete' && exportRows(made, context));
    return made;
  }

  queryJobs(): QueryJob[] {
    return this.#living(this.#query);
  }

  /** How often a limit was used within the last 24 hours. */
  used(limit: BulkLimit): number {
    return this.#uses()[limit].length;
  }

  /** Forgets all jobs; one in hand ends after its chunk. */
  clear(): void {
    for (const job of [...this.#ingest.values(), ...this.#query.values()]) job.state = 'Aborted';
    this.#ingest.clear();
    this.#query.clear();
  }

  /** For an org that is about to close: nothing is begun any more. */
  close(): void {
    this.clear();
    this.#isClosed = true;
  }

  #enqueue(work: () => Promise<void> | false): void {
    this.#queue = this.#queue
      .then(async () => {
        if (!this.#isClosed) await work();
      })
      .catch((error: unknown) => console.error(error));
  }

  #birth(): { id: string; createdDate: string; systemModstamp: string } {
    const count = (this.#org.readSetting<number>('bulkJobs') ?? 0) + 1;
    this.#org.writeSetting('bulkJobs', count);
    const now = this.#org.now().toISOString();
    return { id: newId('750', count), createdDate: now, systemModstamp: now };
  }

  #living<J extends { createdDate: string }>(jobs: Map<string, J>): J[] {
    const oldest = this.#org.now().getTime() - KEPT;
    for (const [id, { createdDate }] of jobs) if (Date.parse(createdDate) < oldest) jobs.delete(id);
    return [...jobs.values()];
  }

  #use(limit: BulkLimit): void {
    const uses = this.#uses();
    uses[limit].push(this.#org.now().getTime());
    this.#org.writeSetting('bulkUses', uses);
  }

  #uses(): Uses {
    const { DailyBulkApiBatches = [], DailyBulkV2QueryJobs = [] } =
      this.#org.readSetting<Partial<Uses>>('bulkUses') ?? {};
    const oldest = this.#org.now().getTime() - DAY;
    const recent = (times: number[]) => times.filter((time) => time > oldest);
    return { DailyBulkApiBatches: recent(DailyBulkApiBatches), DailyBulkV2QueryJobs: recent(DailyBulkV2QueryJobs) };
  }
}
