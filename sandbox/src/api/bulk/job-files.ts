import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What a job keeps beside what is told of it: the upload, and its results as the CSV that is downloaded. */
export type JobFile = 'upload' | 'successes' | 'failures' | 'unprocessed' | 'rows' | 'rowEnds';

/**
 * The files of Bulk's jobs: a folder a job. How far a file is good stands in the job's document, which is committed with
 * the records; what a process wrote beyond that before it was killed is written over.
 */
export class JobFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  path(jobId: string, file: JobFile): string {
    return join(this.#folder, jobId, `${file}.csv`);
  }

  /** Takes over an upload that lies elsewhere on the same disk. */
  take(jobId: string, from: string): void {
    this.#make(jobId);
    renameSync(from, this.path(jobId, 'upload'));
  }

  /** Writes at a place of the file; where it ends then. */
  write(jobId: string, file: JobFile, at: number, bytes: Buffer): number {
    if (bytes.length === 0) return at;
    this.#make(jobId);
    const handle = openToWrite(this.path(jobId, file));
    try {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(handle, bytes, written, bytes.length - written, at + written);
      }
    } finally {
      closeSync(handle);
    }
    return at + bytes.length;
  }

  read(jobId: string, file: JobFile, at: number, length: number): Buffer {
    const handle = openSync(this.path(jobId, file), 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
    } finally {
      closeSync(handle);
    }
  }

  /** The upload is not needed any more. */
  dropUpload(jobId: string): void {
    rmSync(this.path(jobId, 'upload'), { force: true });
  }

  drop(jobId: string): void {
    rmSync(join(this.#folder, jobId), { recursive: true, force: true });
  }

  #make(jobId: string): void {
    mkdirSync(join(this.#folder, jobId), { recursive: true });
  }
}

/** In the middle of what is there, or anew. */
function openToWrite(path: string): number {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return openSync(path, 'w');
  }
}
