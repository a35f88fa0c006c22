import { ApiError } from '../org/types.ts';
import { byMethod, objectBody } from './errors.ts';
import { answerRecordRequest } from './record-resources.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { isQueryOrCollection, parseSubrequests, runAllOrNone, runEach } from './subrequests.ts';
import type { SubrequestAnswers } from './subrequests.ts';

const MOST_SUBREQUESTS = 25;
const MOST_QUERIES_AND_COLLECTIONS = 5;

const RECORDS: SubrequestAnswers = { path: '', answer: answerRecordRequest };

/**
 * `POST /composite`: up to 25 subrequests in one call. Answers 200 whatever they did. `collateSubrequests` is accepted
 * and changes nothing: Salesforce only stops promising an order, the sandbox always keeps it.
 */
export function composite(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, { POST: () => answerComposite(context, request, RECORDS) });
}

/** A composite whose subrequests are below a path, and are answered so. */
export function answerComposite(context: ApiContext, request: ApiRequest, answers: SubrequestAnswers): ApiReply {
  const body = objectBody(request);
  const subrequests = parseSubrequests(body.compositeRequest, answers.path);
  requireAtMost(subrequests.length, MOST_SUBREQUESTS, 'subrequests');
  const heavy = subrequests.filter(isQueryOrCollection).length;
  requireAtMost(heavy, MOST_QUERIES_AND_COLLECTIONS, 'query and sObject Collections subrequests');
  const isAllOrNone = body.allOrNone === true && context.allOrNoneRollsBack;
  const compositeResponse = isAllOrNone
    ? runAllOrNone(context, subrequests, answers).responses
    : runEach(context, subrequests, answers);
  return { status: 200, body: { compositeResponse } };
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
