import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { classifyRow } from '../../src/salesforce/classify.ts';
import { compositeBody, readComposite } from '../../src/salesforce/composite.ts';
import {
  DataError,
  LimitError,
  SalesforceError,
  TransientError,
  TruncatedLookup,
} from '../../src/salesforce/errors.ts';
import { graphBody, readGraphs } from '../../src/salesforce/graph.ts';
import { queryRows, toSubresponse } from '../../src/salesforce/subresponse.ts';
import type { Graph, Subrequest } from '../../src/salesforce/types.ts';

const node = (referenceId: string, body: Record<string, unknown> = {}): Subrequest => ({
  referenceId,
  method: 'POST',
  url: '/sobjects/Lead',
  body,
});
const answer = (referenceId: string, httpStatusCode: number, body: unknown) => ({ referenceId, httpStatusCode, body });

/** Answers near the real shape, with any part replaced by nonsense. */
const nearly = (shape: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: shape }, fc.jsonValue());
const anySubresponse = nearly(
  fc.record(
    {
      referenceId: nearly(fc.constantFrom('a', 'b')),
      httpStatusCode: nearly(fc.constantFrom(200, 201, 204, 300, 304, 400, 404, 500)),
      httpHeaders: fc.constant({}),
      body: nearly(fc.array(fc.record({ errorCode: nearly(fc.string()), message: nearly(fc.string()) }))),
    },
    { requiredKeys: [] },
  ),
);

describe('a composite answer', () => {
  const sent = [node('a'), node('b')];

  it('is put in the order of the subrequests', () => {
    const read = readComposite({ compositeResponse: [answer('b', 204, null), answer('a', 201, { id: '1' })] }, sent);
    assert.deepEqual(read, [
      { referenceId: 'a', status: 201, body: { id: '1' }, errors: [] },
      { referenceId: 'b', status: 204, body: null, errors: [] },
    ]);
  });

  it('of any shape is either one answer for each subrequest or a transient error', () => {
    const anyAnswer = nearly(fc.record({ compositeResponse: nearly(fc.array(anySubresponse)) }));
    fc.assert(
      fc.property(anyAnswer, (body) => {
        try {
          const read = readComposite(body, sent);
          assert.deepEqual(
            read.map((subresponse) => subresponse.referenceId),
            ['a', 'b'],
          );
          for (const { status, errors } of read) {
            assert.equal(errors.length > 0, status === 300 || status >= 400);
            classifyRow(errors);
          }
        } catch (error) {
          assert.ok(error instanceof TransientError && error.outcome === 'unknown', String(error));
        }
      }),
    );
  });
});

describe('a graph answer', () => {
  const graphs: Graph[] = [
    { graphId: 'g1', nodes: [node('a'), node('b')] },
    { graphId: 'g2', nodes: [node('a')] },
  ];

  it('of any shape is either one result for each graph with one answer for each node, or a transient error', () => {
    const anyGraph = nearly(
      fc.record({
        graphId: nearly(fc.constantFrom('g1', 'g2')),
        isSuccessful: nearly(fc.boolean()),
        graphResponse: nearly(fc.record({ compositeResponse: nearly(fc.array(anySubresponse)) })),
      }),
    );
    fc.assert(
      fc.property(nearly(fc.record({ graphs: nearly(fc.array(anyGraph)) })), (body) => {
        try {
          const results = readGraphs(body, graphs);
          assert.deepEqual(
            results.map((result) => [result.graphId, ...result.responses.map((response) => response.referenceId)]),
            [
              ['g1', 'a', 'b'],
              ['g2', 'a'],
            ],
          );
        } catch (error) {
          assert.ok(error instanceof TransientError && error.outcome === 'unknown', String(error));
        }
      }),
    );
  });

  it('that lacks a graph has an unknown outcome', () => {
    const one = { graphId: 'g2', isSuccessful: true, graphResponse: { compositeResponse: [answer('a', 201, null)] } };
    assert.throws(() => readGraphs({ graphs: [one] }, graphs), { name: 'TransientError', outcome: 'unknown' });
  });

  it('whose failed graph gives no reasons makes its nodes transient, not halted', () => {
    const failed = { graphId: 'g2', isSuccessful: false, graphResponse: null };
    const [result] = readGraphs({ graphs: [failed] }, [graphs[1]!]);
    assert.equal(result?.isSuccessful, false);
    assert.equal(classifyRow(result?.responses[0]?.errors ?? []).cause, 'transient');
  });

  it('keeps a rollback as an error that is no fault of the node', () => {
    const halted = answer('a', 400, [{ errorCode: 'PROCESSING_HALTED', message: 'rolled back' }]);
    const failed = { graphId: 'g2', isSuccessful: false, graphResponse: { compositeResponse: [halted] } };
    const [result] = readGraphs({ graphs: [failed] }, [graphs[1]!]);
    assert.equal(classifyRow(result?.responses[0]?.errors ?? []).cause, 'halted');
  });
});

describe('the answer to a subrequest', () => {
  it('several records with one external id are a failure that names them', () => {
    const body = ['/services/data/v66.0/sobjects/Lead/00Q1', '/services/data/v66.0/sobjects/Lead/00Q2'];
    const read = toSubresponse(answer('a', 300, body));
    assert.equal(read.errors[0]?.errorCode, 'MULTIPLE_CHOICES');
    assert.match(read.errors[0]?.message ?? '', /\[00Q1, 00Q2\]/);
  });

  it('a failure always has an error, whatever its body', () => {
    for (const body of [null, '', '<html>', [], {}, [null], { message: 'no code' }]) {
      const read = toSubresponse(answer('a', 503, body));
      assert.equal(read.errors[0]?.errorCode, 'HTTP_503');
      assert.equal(classifyRow(read.errors).cause, 'transient');
    }
  });
});

describe('the rows of a query', () => {
  const query = (status: number, body: unknown) => queryRows(toSubresponse(answer('q', status, body)));

  it('are returned when all of them are there', () => {
    assert.deepEqual(query(200, { totalSize: 1, done: true, records: [{ Id: '1' }] }), [{ Id: '1' }]);
    assert.deepEqual(query(200, { totalSize: 0, done: true, records: [] }), []);
  });

  it('are an error when more of them exist, or when the body holds no rows', () => {
    const bodies = [{ totalSize: 3000, done: false, records: [{}] }, null, {}, [], { totalSize: 0, records: [] }];
    for (const body of bodies) assert.throws(() => query(200, body), TruncatedLookup);
  });

  it('are the classified error when the query failed, never an empty list', () => {
    const failed = (status: number, errorCode: string) => () => query(status, [{ errorCode, message: 'm' }]);
    assert.throws(failed(400, 'INVALID_FIELD'), DataError);
    assert.throws(failed(403, 'REQUEST_LIMIT_EXCEEDED'), LimitError);
    assert.throws(failed(400, 'QUERY_TIMEOUT'), TransientError);
    assert.throws(failed(400, 'PROCESSING_HALTED'), TransientError);
    assert.throws(() => query(500, '<html>'), TransientError);
    assert.throws(() => queryRows({ referenceId: 'q', status: 400, body: [], errors: [] }), SalesforceError);
  });
});

describe('references in a body', () => {
  const bodyOf = (text: unknown): unknown => {
    const lead = { ...node('lead', { LastName: 'Doe' }) };
    const event = { ...node('event', { WhoId: '@{lead.id}', Text: text }), url: '/sobjects/Event' };
    const envelope = compositeBody([lead, event], false) as { compositeRequest: { body: Record<string, unknown> }[] };
    const graph = graphBody([{ graphId: 'g', nodes: [lead, event] }]) as { graphs: { compositeRequest: unknown }[] };
    assert.deepEqual(graph.graphs[0]?.compositeRequest, envelope.compositeRequest);
    assert.equal(envelope.compositeRequest[1]?.body['WhoId'], '@{lead.id}');
    return envelope.compositeRequest[1]?.body['Text'];
  };

  it('stay when the whole value refers to a subrequest of the same call', () => {
    assert.equal(bodyOf('@{lead.id}'), '@{lead.id}');
    assert.equal(bodyOf('@{lead.records[0].Id}'), '@{lead.records[0].Id}');
  });

  it('in the text of a booking are made harmless', () => {
    assert.equal(bodyOf('see @{lead.id}'), 'see @ {lead.id}');
    assert.equal(bodyOf('@{other.id}'), '@ {other.id}');
    assert.equal(bodyOf('@{lead.id}@{lead.id}'), '@ {lead.id}@ {lead.id}');
    assert.equal(bodyOf('@{lead.id}\n'), '@ {lead.id}\n');
    assert.deepEqual(bodyOf({ deep: ['@{'] }), { deep: ['@ {'] });
  });

  it('other text is never changed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('@{')),
        (text) => assert.equal(bodyOf(text), text),
      ),
    );
    for (const value of [null, 0, false, '', 'a@b.test', '{x}']) assert.equal(bodyOf(value), value);
  });
});
