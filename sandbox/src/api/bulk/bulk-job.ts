import type { Caller } from '../../org/types.ts';

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

/** What every job of Bulk API 2.0 has. */
interface Job extends CsvFormat {
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
}

export interface IngestJob extends Job {
  operation: IngestOperation;
  externalIdFieldName?: string;
  assignmentRuleId?: string;
  /** The upload, until it has been read. */
  csv?: string;
  header: string[];
  successes: { id: string; created: boolean; row: string[] }[];
  failures: { id: string; error: string; row: string[] }[];
  unprocessed: string[][];
}

export interface QueryJob extends Job {
  operation: 'query' | 'queryAll';
  query: string;
  header: string[];
  rows: string[][];
}
