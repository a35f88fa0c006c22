import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSandbox } from './api-support.ts';

const { keys, api, admin } = await testSandbox();
const V = '/services/data/v64.0';
const lead = { LastName: 'Moss', Company: 'Acme' };

interface Node {
  method: string;
  url: string;
  referenceId: string;
  body?: object;
  httpHeaders?: object;
}
const node = (referenceId: string, object = 'Lead', body: object = lead): Node => ({
  method: 'POST',
  url: `${V}/sobjects/${object}`,
  referenceId,
  body,
});
const graph = (graphId: string, ...compositeRequest: Node[]) => ({ graphId, compositeRequest });
const send = (graphs: object[], headers: Record<string, string> = {}) =>
  api('POST', '/composite/graph', { graphs }, headers);
const count = async () => (await api('GET', '/query?q=SELECT+COUNT()+FROM+Lead')).body.totalSize as number;
const bad = (graphId: string) => graph(graphId, node('x', 'Lead', { Company: 'x' }));

test('every graph is a transaction of its own', async () => {
  const before = await count();
  const { status, body } = await send([
    graph('good', node('lead'), {
      method: 'PATCH',
      url: `${V}/sobjects/Lead/@{lead.id}`,
      referenceId: 'change',
      body: { Phone: '1' },
    }),
    graph('bad', node('lead'), node('fails', 'Lead', {}), node('never')),
  ]);
  assert.equal(status, 200);
  const [good, failed] = body.graphs;
  assert.deepEqual([good.graphId, good.isSuccessful, failed.isSuccessful], ['good', true, false]);
  assert.deepEqual(
    good.graphResponse.compositeResponse.map((one: { httpStatusCode: number }) => one.httpStatusCode),
    [201, 204],
  );
  const codes = failed.graphResponse.compositeResponse.map(
    (one: { body: { errorCode: string }[] }) => one.body[0]?.errorCode,
  );
  assert.deepEqual(codes, ['PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING', 'PROCESSING_HALTED']);
  assert.equal(await count(), before + 1);
});

test('after more than 14 failures the remaining graphs are halted and not run', async () => {
  const before = await count();
  const graphs = [...Array.from({ length: 15 }, (_, index) => bad(`bad${index}`)), graph('rest', node('lead'))];
  const { body } = await send(graphs);
  const rest = body.graphs.at(-1);
  assert.equal(rest.isSuccessful, false);
  assert.equal(rest.graphResponse.compositeResponse[0].body[0].errorCode, 'PROCESSING_HALTED');
  assert.equal(await count(), before);
  const { body: fourteen } = await send([...graphs.slice(1, 15), graph('rest', node('lead'))]);
  assert.equal(fourteen.graphs.at(-1).isSuccessful, true);
});

test('75 graphs and 500 nodes are taken, in one call', async () => {
  const { mark } = (await admin('POST', '/calls/mark')).body;
  const graphs = Array.from({ length: 75 }, (_, index) => graph(`g${index}`, node('a'), node('b')));
  assert.equal((await send(graphs)).status, 200);
  const { total, byKind } = (await admin('GET', `/calls?since=${mark}`)).body;
  assert.deepEqual([total, byKind], [1, { graph: 1 }]);
});

/** A chain of nodes, each referring to the one before. */
const chain = (length: number) =>
  Array.from({ length }, (_, index) =>
    node(`n${index}`, 'Lead', index ? { ...lead, Title: `@{n${index - 1}.id}` } : lead),
  );
const kinds = (length: number) =>
  Array.from({ length }, (_, index): Node => {
    const [method = '', version] = [['GET', 'PATCH', 'DELETE'][index % 3], 60 + Math.floor(index / 3)];
    const body = method === 'PATCH' ? { body: { Phone: '1' } } : {};
    return {
      method,
      url: `/services/data/v${version}.0/sobjects/Lead/00Q000000000001AAA`,
      referenceId: `n${index}`,
      ...body,
    };
  });
const refused: [string, object[]][] = [
  ['76 graphs', Array.from({ length: 76 }, (_, index) => graph(`g${index}`, node('a')))],
  ['501 nodes', [graph('g', ...Array.from({ length: 501 }, (_, index) => node(`n${index}`)))]],
  ['a depth of 16', [graph('g', ...chain(16))]],
  ['16 kinds of node', [graph('g', ...kinds(16))]],
  ['a query', [graph('g', { method: 'GET', url: `${V}/query?q=SELECT+Id+FROM+Lead`, referenceId: 'q' })]],
  ['a collection', [graph('g', { method: 'POST', url: `${V}/composite/sobjects`, referenceId: 'c', body: {} })]],
  ['headers of a node', [graph('g', { ...node('a'), httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' } })]],
  ['a graph id with a period', [graph('a.b', node('a'))]],
  ['a graph id of 40 characters', [graph('x'.repeat(40), node('a'))]],
  ['a graph id twice', [graph('g', node('a')), graph('g', node('a'))]],
];
for (const [what, graphs] of refused) {
  test(`${what}: the whole call is refused with 400 and nothing is saved`, async () => {
    const before = await count();
    const { status, body } = await send(graphs);
    assert.equal(status, 400);
    assert.equal(typeof body[0].message, 'string');
    assert.equal(await count(), before);
  });
}

test('a depth of 15 and 15 kinds of node are taken', async () => {
  assert.equal((await send([graph('g', ...chain(15))])).body.graphs[0].isSuccessful, true);
  assert.equal((await send([graph('g', ...kinds(15))])).status, 200);
});

test('headers of the call do not reach the nodes, unless the console says so', async () => {
  await admin('POST', '/assignment-rules', { object: 'Lead', name: 'All', assignTo: keys.username });
  const owner = async () => {
    const { body } = await send([graph('g', node('lead'))], { 'Sforce-Auto-Assign': 'FALSE' });
    const { id } = body.graphs[0].graphResponse.compositeResponse[0].body;
    return (await api('GET', `/sobjects/Lead/${id}?fields=OwnerId`)).body.OwnerId;
  };
  assert.notEqual(await owner(), keys.apiUser.id);
  await admin('POST', '/options', { graphHeadersReachNodes: true });
  assert.equal(await owner(), keys.apiUser.id);
});
