import { ApiError } from '../org/types.ts';
import { byMethod, isObject, jsonError, objectBody, told } from './errors.ts';
import { referencesOf } from './references.ts';
import { parseResourceUrl } from './request.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';
import { halted, parseSubrequests, runAllOrNone } from './subrequests.ts';
import type { Subrequest, Subresponse } from './subrequests.ts';

const MOST_GRAPHS = 75;
const MOST_NODES = 500;
const MOST_DEPTH = 15;
const MOST_KINDS_OF_NODE = 15;
const MOST_FAILURES = 14;

interface Graph {
  graphId: string;
  nodes: Subrequest[];
}

interface GraphResult {
  graphId: string;
  graphResponse: { compositeResponse: Subresponse[] };
  isSuccessful: boolean;
}

/** `POST /composite/graph`: independent graphs, each a transaction of its own. */
export function graph(context: ApiContext, request: ApiRequest): ApiReply {
  return byMethod(request, {
    POST: () => {
      const graphs = parseGraphs(objectBody(request));
      requireLimits(graphs);
      const headers = context.graphHeadersReachNodes ? sforceHeaders(request.headers) : {};
      let failures = 0;
      const results = graphs.map(({ graphId, nodes }): GraphResult => {
        if (failures > MOST_FAILURES) return haltedGraph(graphId, nodes);
        const { responses, kept } = runAllOrNone(
          context,
          nodes.map((node) => ({ ...node, httpHeaders: headers })),
        );
        if (!kept) failures += 1;
        return { graphId, graphResponse: { compositeResponse: responses }, isSuccessful: kept };
      });
      return { status: 200, body: { graphs: results } };
    },
  });
}

/** [K] The text: the documentation only says that the graphs after the fourteenth failure are not run. */
function haltedGraph(graphId: string, nodes: Subrequest[]): GraphResult {
  const message = 'Processing halted because too many graphs of this request failed.';
  return {
    graphId,
    graphResponse: { compositeResponse: nodes.map((node) => halted(node, message)) },
    isSuccessful: false,
  };
}

/** @throws ApiError 400 for the whole request; codes and texts are [K]. */
function parseGraphs({ graphs }: Record<string, unknown>): Graph[] {
  if (!Array.isArray(graphs) || graphs.length === 0) throw jsonError('graphs must be a list of graphs');
  const parsed = graphs.map((raw: unknown): Graph => {
    if (!isObject(raw)) throw jsonError('A graph must be an object');
    const { graphId } = raw;
    if (typeof graphId !== 'string' || !/^[A-Za-z0-9][^.]{0,38}$/.test(graphId)) {
      const rule = 'must start with a letter or a number, be shorter than 40 characters and contain no period';
      throw jsonError(`Provided graphId ('${told(graphId)}') ${rule}`);
    }
    return { graphId, nodes: parseNodes(raw.compositeRequest) };
  });
  const ids = parsed.map(({ graphId }) => graphId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw jsonError(`Duplicate graphId: '${repeated}'`);
  return parsed;
}

function parseNodes(list: unknown): Subrequest[] {
  const nodes = parseSubrequests(list);
  const withHeaders = (list as Record<string, unknown>[]).find((node) => node.httpHeaders !== undefined);
  if (withHeaders) throw jsonError(`Unrecognized field "httpHeaders" in node '${told(withHeaders.referenceId)}'`);
  const misplaced = nodes.find((node) => !isAllowed(node));
  if (misplaced) {
    throw jsonError(`${misplaced.method} ${misplaced.url} is not allowed in a graph (node '${misplaced.referenceId}')`);
  }
  return nodes;
}

/** `/sobjects/X`, `/sobjects/X/<id>` and `/sobjects/X/<field>/<value>` only: no query, no collections, no describe. */
function isAllowed({ method, url }: Subrequest): boolean {
  const address = parseResourceUrl(url);
  const [first = '', object, key, value, ...rest] = address?.segments ?? [];
  if (first.toLowerCase() !== 'sobjects' || object === undefined || rest.length > 0) return false;
  if (key === undefined) return method === 'POST';
  if (value !== undefined) return ['DELETE', 'GET', 'PATCH', 'POST'].includes(method);
  if (key.toLowerCase() === 'id') return method === 'POST';
  return key.toLowerCase() !== 'describe' && ['DELETE', 'GET', 'PATCH'].includes(method);
}

function requireLimits(graphs: Graph[]): void {
  const nodes = graphs.flatMap((one) => one.nodes);
  requireAtMost(graphs.length, MOST_GRAPHS, 'graphs');
  requireAtMost(nodes.length, MOST_NODES, 'nodes');
  requireAtMost(new Set(nodes.map(kindOf)).size, MOST_KINDS_OF_NODE, 'different nodes');
  requireAtMost(Math.max(...graphs.map(depthOf)), MOST_DEPTH, 'levels of depth');
}

/** [K] Code and text. */
function requireAtMost(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new ApiError(
    400,
    'LIMIT_EXCEEDED',
    `A composite graph request can have at most ${most} ${what}, but this has ${count}`,
  );
}

/** Nodes differ by object, HTTP method and API version. */
function kindOf({ method, url }: Subrequest): string {
  const address = parseResourceUrl(url);
  return `${method} ${address?.version} ${address?.segments[1]?.toLowerCase()}`;
}

/** Nodes on the longest chain of references. */
function depthOf({ nodes }: Graph): number {
  const depths = new Map<string, number>();
  for (const { url, body, referenceId } of nodes) {
    const before = referencesOf(url, body).map((reference) => depths.get(reference) ?? 0);
    depths.set(referenceId, Math.max(0, ...before) + 1);
  }
  return Math.max(0, ...depths.values());
}

function sforceHeaders(headers: ApiRequest['headers']): Record<string, string> {
  const names = ['sforce-auto-assign', 'sforce-duplicate-rule-header'];
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
