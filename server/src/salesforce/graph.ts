import { z } from 'zod';
import { unreadableAnswer } from './classify.ts';
import { subrequestBody, tooLarge } from './composite.ts';
import { referenceIdsOf } from './references.ts';
import { subresponseShape, toSubresponse } from './subresponse.ts';
import type { Graph, GraphResult, Subresponse } from './types.ts';

/**
 * The platform's limits of one graph call. It stops after 14 failing graphs, and counts as kinds of node what differs
 * by object, method or version; those two are the planner's to mind.
 */
export const graphLimits = { graphs: 75, nodes: 500, kinds: 15, failures: 14 } as const;

/** The body of POST /composite/graph. Throws EnvelopeError where Salesforce would refuse the call for its size. */
export function graphBody(graphs: Graph[]): object {
  const nodes = graphs.reduce((sum, graph) => sum + graph.nodes.length, 0);
  if (graphs.length > graphLimits.graphs || nodes > graphLimits.nodes) {
    throw tooLarge(`${graphs.length} graphs with ${nodes} nodes`);
  }
  return {
    graphs: graphs.map(({ graphId, nodes }) => {
      const referenceIds = referenceIdsOf(nodes);
      return { graphId, compositeRequest: nodes.map((node) => subrequestBody(node, referenceIds)) };
    }),
  };
}

const graphAnswer = z.object({
  graphs: z.array(
    z.object({
      graphId: z.string(),
      isSuccessful: z.boolean(),
      graphResponse: z.object({ compositeResponse: z.array(subresponseShape) }).nullish(),
    }),
  ),
});

/**
 * The results in the order of the graphs, with one response for each node. A failed graph that says nothing about a
 * node gives it the error NO_ANSWER (transient). Throws TransientError with outcome unknown when the answer has another
 * shape, lacks a graph, or lacks a node of a successful graph.
 */
export function readGraphs(answer: unknown, graphs: Graph[]): GraphResult[] {
  const parsed = graphAnswer.safeParse(answer);
  if (!parsed.success) throw unreadableAnswer('it is no graph response', { writes: true });
  const byId = new Map(parsed.data.graphs.map((raw) => [raw.graphId, raw]));
  return graphs.map(({ graphId, nodes }) => {
    const raw = byId.get(graphId);
    if (!raw) throw unreadableAnswer(`it lacks graph ${graphId}`, { writes: true });
    const responses = (raw.graphResponse?.compositeResponse ?? []).map(toSubresponse);
    const byReference = new Map(responses.map((response) => [response.referenceId, response]));
    return {
      graphId,
      isSuccessful: raw.isSuccessful,
      responses: nodes.map(({ referenceId }) => {
        const found = byReference.get(referenceId);
        if (found) return found;
        if (raw.isSuccessful) throw unreadableAnswer(`it lacks the answer to ${referenceId}`, { writes: true });
        return withoutAnswer(referenceId);
      }),
    };
  });
}

function withoutAnswer(referenceId: string): Subresponse {
  const error = { errorCode: 'NO_ANSWER', message: 'Salesforce rolled the graph back and gave no reason.', fields: [] };
  return { referenceId, status: 400, body: null, errors: [error] };
}
