import type { Caller } from '../../org/types.ts';
import type { JobFile } from './job-files.ts';

export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete';
export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export const COLUMN_DELIMITERS = {
  COMMA: ',',
  TAB: '\t',
  SEMICOLON: ';',
  PIPE: '|',
  CARET: '^',
  BACKQUOTE: '`',
} as const;
export const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

/** How a job's CSV is written, in and out. */
export interface CsvFormat {
  columnDelimiter: keyof typeof COLUMN_DELIMITERS;
  lineEnding: keyof typeof LINE_ENDINGS;
}

/** What every job of Bulk API 2.0 has: kept as it is, in JSON. */
interface CommonJob extends CsvFormat {
  id: string;
  object: string;
  caller: Caller;
  version: string;
  createdDate: string;
  systemModstamp: string;
  state: JobState;
  /** Why it is `Failed`. */
  errorMessage?: string;
  recordsProcessed: number;
  /** Milliseconds. */
  processingTime: number;
  /** Titles of the CSV. */
  header: string[];
  /** How far each of its files is good, in bytes. */
  sizes: Partial<Record<JobFile, number>>;
}

export type Job = IngestJob | QueryJob;

export interface IngestJob extends CommonJob {
  kind: 'ingest';
  operation: IngestOperation;
  externalIdFieldName?: string;
  assignmentRuleId?: string;
  /** Something was uploaded; no second upload is taken. */
  hasUpload: boolean;
  /** From its first row to its last, also of one that was aborted meanwhile: what is left is listed as unprocessed. */
  isBeingRead: boolean;
  recordsFailed: number;
  recordsUnprocessed: number;
}

export interface QueryJob extends CommonJob {
  kind: 'query';
  operation: 'query' | 'queryAll';
  query: string;
}
