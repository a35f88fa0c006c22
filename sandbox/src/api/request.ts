import type { Caller, OrgEngine } from '../org/types.ts';
import type { SObjectType } from '../schema/types.ts';
import type { BulkJobs } from './bulk/bulk-jobs.ts';
import type { MetLock } from './faults.ts';

/** One request to the REST API, whether it came by HTTP or as a subrequest of a composite. */
export interface ApiRequest {
  /** Upper case. HEAD is treated as GET. */
  method: string;
  /** Without the `v`: `64.0`. */
  version: string;
  /** Path below `/services/data/vXX.X/`, split and decoded. */
  segments: string[];
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** Parsed JSON, or an UploadedFile where it is CSV; undefined when the request has no body. */
  body: unknown;
}

export interface ApiReply {
  status: number;
  /** `null` or undefined: no content. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of a body in JSON: a text, and then a part of a file. */
  file?: { type: string; begin: string; path: string; start: number; end: number };
}

/** What a resource may know beside its request. */
export interface ApiContext {
  org: OrgEngine;
  caller: Caller;
  /** Whether another transaction holds the rows that a save of this object needs, by their ids (fault `lock`). */
  lockOf(object: string, ids: readonly string[]): MetLock | undefined;
  usage(): { used: number; max: number };
  /** Whether request-level Sforce-* headers reach the nodes of a graph; the documentation does not say. */
  graphHeadersReachNodes: boolean;
  /** Whether a composite that is all or none undoes what it did when a part fails; off is a way to break the org. */
  allOrNoneRollsBack: boolean;
  bulk: BulkJobs;
  /** Versions before it are retired; null: none that the sandbox speaks. */
  oldestApiVersion: string | null;
  /** Brings the rows of EventLogFile up to date. */
  refreshEventLogs(): void;
  /** The CSV of an event log file; undefined when there is none of this id. */
  eventLog(id: string): string | undefined;
  schemaChangedAt: Date;
  /** An object with its labels in the caller's language: the user's, whatever Accept-Language says [K]. */
  inWordsOfCaller(object: SObjectType): SObjectType;
  /** Where the org is called, without a slash at the end. */
  instanceUrl: string;
}

export type Resource = (context: ApiContext, request: ApiRequest) => ApiReply;

export interface ResourceAddress {
  version: string;
  segments: string[];
  query: URLSearchParams;
}

/** Splits `/services/data/v64.0/sobjects/Lead?x=y`; undefined for any other address. */
export function parseResourceUrl(url: string): ResourceAddress | undefined {
  const [path = '', ...search] = url.split('?');
  const match = /^\/+services\/+data\/+v(\d{1,3}\.\d)(\/.*)?$/.exec(path);
  if (!match?.[1]) return undefined;
  const segments = (match[2] ?? '').split('/').filter(Boolean).map(decode);
  return { version: match[1], segments, query: new URLSearchParams(search.join('?')) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
