import { ApiError } from '../org/types.ts';
import { apiErrorReply, byMethod, notFound, objectBody } from './errors.ts';
import { parseResourceUrl, type ApiContext, type ApiReply, type ApiRequest } from './request.ts';
import { parseSubrequests, type Subrequest, type Subresponse } from './subrequests.ts';
import { tooling } from './tooling.ts';

/** [D] Twenty-five subrequests, five of them queries; the sandbox's Tooling API has nothing but queries. */
const MOST_QUERIES = 5;

/** `POST /tooling/composite`: Tooling queries in one API call, each answered for itself. */
export function toolingComposite(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    POST: () => {
      const subrequests = parseSubrequests(objectBody(request).compositeRequest);
      if (subrequests.length > MOST_QUERIES) {
        // [K] Code and text.
        const message = `A composite request can have at most ${MOST_QUERIES} query subrequests, but this has ${subrequests.length}`;
        throw new ApiError(400, 'LIMIT_EXCEEDED', message);
      }
      return { status: 200, body: { compositeResponse: subrequests.map((one) => answer(context, one)) } };
    },
  });
}

function answer(context: ApiContext, { method, url, referenceId, httpHeaders, body }: Subrequest): Subresponse {
  const reply = attempt(() => {
    const address = parseResourceUrl(url);
    if (address?.segments[0]?.toLowerCase() !== 'tooling') throw notFound();
    return tooling(context, { ...address, method, headers: httpHeaders, body });
  });
  return { body: reply.body ?? null, httpHeaders: reply.headers ?? {}, httpStatusCode: reply.status, referenceId };
}

function attempt(work: () => ApiReply): ApiReply {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}
