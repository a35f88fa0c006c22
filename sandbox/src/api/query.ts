import { ApiError } from '../org/types.ts';
import { byMethod, notFound } from './errors.ts';
import { queryColumns } from './query-columns.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';

const LARGEST_PAGE = 2000;
const SMALLEST_PAGE = 200;

/** `/query?q=`, `/queryAll?q=` and the next page at `/query/<locator>`; with `columns=true` what the columns are. */
export function query(context: ApiContext, request: ApiRequest): ApiReply {
  const [resource, locator, ...rest] = request.segments;
  if (rest.length > 0) throw notFound();
  return byMethod(request, {
    GET: () => {
      if (locator !== undefined) {
        return { status: 200, body: context.org.queryMore(locator, { version: request.version }) };
      }
      const soql = request.query.get('q');
      // [K] The text for a missing q.
      if (!soql) throw new ApiError(400, 'MALFORMED_QUERY', "SOQL query is required: add the parameter 'q'");
      if (/\bEventLogFile\b/i.test(soql)) context.refreshEventLogs();
      const options = {
        all: resource?.toLowerCase() === 'queryall',
        batchSize: batchSize(request.headers['sforce-query-options']),
        version: request.version,
      };
      const result = context.org.query(context.caller, soql, options);
      const wantsColumns = request.query.get('columns') === 'true';
      return { status: 200, body: wantsColumns ? queryColumns(context.org, soql) : result };
    },
  });
}

/** Sforce-Query-Options: batchSize is held within 200 and 2,000. */
function batchSize(header: string | undefined): number {
  const wanted = Number(/batchSize\s*=\s*(\d+)/i.exec(header ?? '')?.[1] ?? LARGEST_PAGE);
  return Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, wanted));
}
