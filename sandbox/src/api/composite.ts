import { ApiError } from '../org/types.ts';
import { byMethod, objectBody } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { isQueryOrCollection, parseSubrequests, runAllOrNone, runEach } from './subrequests.ts';

const MOST_SUBREQUESTS = 25;
const MOST_QUERIES_AND_COLLECTIONS = 5;

/**
 * `POST /composite`: up to 25 subrequests in one call. Answers 200 whatever they did. `collateSubrequests` is accepted
 * and changes nothing: Salesforce only stops promising an order, the sandbox always keeps it.
 */
export function composite(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    POST: () => {
      const body = objectBody(request);
      const subrequests = parseSubrequests(body.compositeRequest);
      requireAtMost(subrequests.length, MOST_SUBREQUESTS, 'subrequests');
      const heavy = subrequests.filter(isQueryOrCollection).length;
      requireAtMost(heavy, MOST_QUERIES_AND_COLLECTIONS, 'query and sObject Collections subrequests');
      const compositeResponse =
        body.allOrNone === true ? runAllOrNone(context, subrequests).responses : runEach(context, subrequests);
      return { status: 200, body: { compositeResponse } };
    },
  });
}

/** [K] Code and text. */
function requireAtMost(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new ApiError(
    400,
    'LIMIT_EXCEEDED',
    `A composite request can have at most ${most} ${what}, but this has ${count}`,
  );
}
