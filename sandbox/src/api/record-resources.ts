import { ApiError } from '../org/types.ts';
import { collections } from './collections.ts';
import { apiErrorReply, notFound } from './errors.ts';
import { query } from './query.ts';
import type { ApiContext, ApiReply, ApiRequest, Resource } from './request.ts';
import { sobjects } from './sobjects.ts';
import { requireServedVersion } from './versions.ts';

/** The resources that a subrequest of `/composite` may call: sobjects, query, queryAll and collections. */
export function recordResource(segments: string[]): Resource | undefined {
  const [first, second] = segments.map((segment) => segment.toLowerCase());
  if (first === 'sobjects') return sobjects;
  if (first === 'query' || first === 'queryall') return query;
  if (first === 'composite' && second === 'sobjects') return collections;
  return undefined;
}

/** Answers a subrequest; never throws for what its client did wrong. */
export function answerRecordRequest(context: ApiContext, request: ApiRequest): ApiReply {
  return answerWith(recordResource(request.segments), context, request);
}

/** Runs a resource and turns its ApiError into the reply that Salesforce gives. */
export function answerWith(resource: Resource | undefined, context: ApiContext, request: ApiRequest): ApiReply {
  try {
    requireServedVersion(request.version, context.oldestApiVersion);
    if (!resource) throw notFound();
    return resource(context, request);
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}
