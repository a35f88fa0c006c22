import type { Caller, OrgEngine } from '../org/types.ts';
import type { SObjectType } from '../schema/types.ts';
import type { BulkJobs } from './bulk/bulk-jobs.ts';

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
  /** Parsed JSON, or a text where it is CSV; undefined when the request has no body. */
  body: unknown;
}

export interface ApiReply {
  status: number;
  /** `null` or undefined: no content. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of a body in JSON. */
  text?: { type: string; content: string };
}

/** What a resource may know beside its request. */
export interface ApiContext {
  org: OrgEngine;
  caller: Caller;
  /** True while another transaction holds the rows of this object (fault `lock`). */
  isLocked(object: string): boolean;
  usage(): { used: number; max: number };
  /** Whether request-level Sforce-* headers reach the nodes of a graph; the documentation does not say. */
  graphHeadersReachNodes: boolean;
  bulk: BulkJobs;
  /** Versions before it are retired; null: none that the sandbox speaks. */
  oldestApiVersion: string | null;
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
