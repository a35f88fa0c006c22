import { text } from '../texts/text.ts';
import { z } from 'zod';
import { unreadableAnswer } from './classify.ts';
import { versionPath } from './connection.ts';
import { EnvelopeError } from './errors.ts';
import { referenceIdsOf, withOwnReferences } from './references.ts';
import { subresponseShape, toSubresponse } from './subresponse.ts';
import type { Subrequest, Subresponse } from './types.ts';

/** The platform's limits of one /composite call. */
export const compositeLimits = { subrequests: 25, queries: 5 } as const;

/**
 * The body of POST /composite. `collateSubrequests` is false: else the platform may run independent subrequests in
 * another order. Throws EnvelopeError where Salesforce would refuse the call for its size.
 */
export function compositeBody(subrequests: Subrequest[], allOrNone: boolean): object {
  const queries = subrequests.filter((subrequest) => /^\/(query|queryAll|composite\/sobjects)\b/.test(subrequest.url));
  if (subrequests.length > compositeLimits.subrequests || queries.length > compositeLimits.queries) {
    throw tooLarge(`${subrequests.length} subrequests, ${queries.length} of them queries or collections`);
  }
  const referenceIds = referenceIdsOf(subrequests);
  return {
    allOrNone,
    collateSubrequests: false,
    compositeRequest: subrequests.map((subrequest) => ({
      ...subrequestBody(subrequest, referenceIds),
      ...(subrequest.headers ? { httpHeaders: subrequest.headers } : {}),
    })),
  };
}

/** One subrequest of /composite or node of a graph, without headers. */
export function subrequestBody(
  { referenceId, method, url, body }: Subrequest,
  referenceIds: ReadonlySet<string>,
): object {
  return {
    referenceId,
    method,
    url: `${versionPath}${url}`,
    ...(body ? { body: withOwnReferences(body, referenceIds) } : {}),
  };
}

const compositeAnswer = z.object({ compositeResponse: z.array(subresponseShape) });

/**
 * The answers in the order of the subrequests. Throws TransientError (outcome unknown for a write) when the answer has
 * another shape or lacks one of them.
 */
export function readComposite(answer: unknown, subrequests: Subrequest[]): Subresponse[] {
  const options = { writes: writes(subrequests) };
  const parsed = compositeAnswer.safeParse(answer);
  if (!parsed.success) throw unreadableAnswer('it is no composite response', options);
  const byReference = new Map(parsed.data.compositeResponse.map((raw) => [raw.referenceId, toSubresponse(raw)]));
  return subrequests.map(({ referenceId }) => {
    const found = byReference.get(referenceId);
    if (!found) throw unreadableAnswer(`it lacks the answer to ${referenceId}`, options);
    return found;
  });
}

/** Whether any of them can change a record. */
export function writes(subrequests: Subrequest[]): boolean {
  return subrequests.some((subrequest) => subrequest.method !== 'GET');
}

/** Our own refusal of a call that is over a limit of the platform, in the form that makes the caller bisect. */
export function tooLarge(what: string): EnvelopeError {
  return new EnvelopeError([], {
    code: 'TOO_LARGE',
    detail: text('refused.tooLarge', { what }),
    fix: text('refused.tooLarge.fix'),
  });
}
