import { newId } from '../../schema/index.ts';
import type { OrgEngine } from '../../org/types.ts';
import type { ApiContext } from '../request.ts';
import type { IngestJob, Job, QueryJob } from './bulk-job.ts';
import { exportRows } from './export-rows.ts';
import { ingest } from './ingest.ts';
import { JobFiles } from './job-files.ts';
import type { JobFile } from './job-files.ts';

const HOUR = 60 * 60 * 1000;
/** Jobs and their results are there for seven days of the org's clock. */
const KEPT = 7 * 24 * HOUR;
const DAY = 24 * HOUR;
const IDS = 'bulkJobIds';

/** Rows of `/limits` that these jobs use up, by the time of each use. */
export type BulkLimit = 'DailyBulkApiBatches' | 'DailyBulkV2QueryJobs';
type Uses = Record<BulkLimit, number[]>;
type New<J extends Job> = Omit<J, 'id' | 'createdDate' | 'systemModstamp'>;

/** Which rows somebody else holds, for the saves of a job. */
export type LocksOf = (job: IngestJob) => ApiContext['lockOf'];

/**
 * Jobs of Bulk API 2.0, worked off one after the other in the background. What is told of a job is a document of the org,
 * committed together with the records of each chunk; its upload and results are files. So a job goes on where it was when
 * the process ended, with no row saved twice and none lost.
 */
export class BulkJobs {
  readonly #org: OrgEngine;
  readonly #locksOf: LocksOf;
  readonly files: JobFiles;
  readonly #ingest = new Map<string, IngestJob>();
  readonly #query = new Map<string, QueryJob>();
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(org: OrgEngine, folder: string, locksOf: LocksOf) {
    this.#org = org;
    this.#locksOf = locksOf;
    this.files = new JobFiles(folder);
    for (const id of org.readSetting<string[]>(IDS) ?? []) {
      const job = structuredClone(org.readSetting<Job>(settingOf(id)));
      if (job?.kind === 'ingest') this.#ingest.set(id, job);
      else if (job?.kind === 'query') this.#query.set(id, job);
    }
  }

  /** Goes on with what was in hand, or waited, when the last process ended. */
  resume(): void {
    const jobs = [...this.#ingest.values(), ...this.#query.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const job of jobs.filter(isUnfinished)) {
      if (job.kind === 'ingest') this.start(job);
      else this.#export(job);
    }
  }

  add(job: New<IngestJob>): IngestJob {
    const made = { ...job, ...this.#birth() };
    this.#ingest.set(made.id, made);
    this.save(made);
    return made;
  }

  ingestJobs(): IngestJob[] {
    return this.#living(this.#ingest);
  }

  /** The job's one upload, which lies in a file of its own. */
  takeUpload(job: IngestJob, path: string): void {
    this.files.take(job.id, path);
    job.hasUpload = true;
    this.touch(job);
  }

  /** Writes at the end of one of the job's files. The job has to be saved for that to count. */
  append(job: Job, file: JobFile, content: string | Buffer): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    job.sizes[file] = this.files.write(job.id, file, job.sizes[file] ?? 0, bytes);
  }

  /** Keeps what is told of the job; inside a transaction, with it. */
  save(job: Job): void {
    this.#org.writeSetting(settingOf(job.id), structuredClone(job));
  }

  touch(job: Job): void {
    job.systemModstamp = this.#org.now().toISOString();
    this.save(job);
  }

  remove(id: string): void {
    this.#ingest.delete(id);
    this.#query.delete(id);
    this.#org.writeSetting(settingOf(id), undefined);
    this.#org.writeSetting(IDS, [...this.#ingest.keys(), ...this.#query.keys()]);
    this.files.drop(id);
  }

  /** False for a job that was removed, and once the org is about to close: whoever works on it stops. */
  goesOn({ id }: Job): boolean {
    return !this.#isClosed && (this.#ingest.has(id) || this.#query.has(id));
  }

  /** Begins to work off an uploaded job, after those before it, or goes on with it. */
  start(job: IngestJob): void {
    this.#enqueue(job, async () => {
      const context = { org: this.#org, caller: job.caller, lockOf: this.#locksOf(job) };
      await ingest(job, context, this);
    });
  }

  addQuery(job: New<QueryJob>): QueryJob {
    const made = { ...job, ...this.#birth() };
    this.#query.set(made.id, made);
    this.save(made);
    this.use('DailyBulkV2QueryJobs');
    this.#export(made);
    return made;
  }

  queryJobs(): QueryJob[] {
    return this.#living(this.#query);
  }

  /** How often a limit was used within the last 24 hours. */
  used(limit: BulkLimit): number {
    return this.#uses()[limit].length;
  }

  use(limit: BulkLimit): void {
    const uses = this.#uses();
    uses[limit].push(this.#org.now().getTime());
    this.#org.writeSetting('bulkUses', uses);
  }

  /** Forgets all jobs; one in hand ends after its chunk. */
  clear(): void {
    for (const id of [...this.#ingest.keys(), ...this.#query.keys()]) this.remove(id);
  }

  /** For an org that is about to close: what is in hand stops after its chunk, and goes on at the next start. */
  close(): void {
    this.#isClosed = true;
  }

  #export(job: QueryJob): void {
    this.#enqueue(job, () => exportRows(job, { org: this.#org, caller: job.caller }, this));
  }

  #enqueue(job: Job, work: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(async () => {
        if (isUnfinished(job) && this.goesOn(job)) await work();
      })
      .catch((error: unknown) => console.error(error));
  }

  #birth(): { id: string; createdDate: string; systemModstamp: string } {
    const count = (this.#org.readSetting<number>('bulkJobs') ?? 0) + 1;
    this.#org.writeSetting('bulkJobs', count);
    const now = this.#org.now().toISOString();
    const id = newId('750', count);
    this.#org.writeSetting(IDS, [...this.#ingest.keys(), ...this.#query.keys(), id]);
    return { id, createdDate: now, systemModstamp: now };
  }

  #living<J extends Job>(jobs: Map<string, J>): J[] {
    const oldest = this.#org.now().getTime() - KEPT;
    for (const [id, { createdDate }] of [...jobs]) if (Date.parse(createdDate) < oldest) this.remove(id);
    return [...jobs.values()];
  }

  #uses(): Uses {
    const { DailyBulkApiBatches = [], DailyBulkV2QueryJobs = [] } =
      this.#org.readSetting<Partial<Uses>>('bulkUses') ?? {};
    const oldest = this.#org.now().getTime() - DAY;
    const recent = (times: number[]) => times.filter((time) => time > oldest);
    return { DailyBulkApiBatches: recent(DailyBulkApiBatches), DailyBulkV2QueryJobs: recent(DailyBulkV2QueryJobs) };
  }
}

function isUnfinished(job: Job): boolean {
  const isAbortedHalfway = job.kind === 'ingest' && job.isBeingRead;
  return job.state === 'UploadComplete' || job.state === 'InProgress' || isAbortedHalfway;
}

function settingOf(id: string): string {
  return `bulkJob:${id}`;
}
