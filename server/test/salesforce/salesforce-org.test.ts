import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  ConnectionError,
  EnvelopeError,
  LimitError,
  SalesforceError,
  TransientError,
} from '../../src/salesforce/errors.ts';
import type { Graph, Subrequest } from '../../src/salesforce/types.ts';
import { FakeSalesforce, compositeOf, expired, json, orgOf } from './fake-salesforce.ts';

const create: Subrequest = { referenceId: 'lead', method: 'POST', url: '/sobjects/Lead', body: { LastName: 'Doe' } };
const look: Subrequest = { referenceId: 'look', method: 'GET', url: '/query?q=SELECT%20Id%20FROM%20Lead' };
const created = { status: 201, body: { id: '00Q000000000001AAA', success: true, errors: [] } };
const graphs: Graph[] = [{ graphId: 'g1', nodes: [create] }];
const bookings = { purpose: 'bookings' } as const;
const limits = { 'Sforce-Limit-Info': 'api-usage=25/15000' };

async function thrownBy(work: Promise<unknown>): Promise<SalesforceError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof SalesforceError, `threw ${String(error)}`);
  return error;
}

describe('an org over HTTP', () => {
  let fake: FakeSalesforce;
  before(async () => {
    fake = new FakeSalesforce();
    await fake.start();
  });
  after(() => fake.stop());
  beforeEach(() => {
    fake.requests.length = 0;
    fake.logins.length = 0;
    fake.script = [];
    fake.loginScript = [];
  });

  it('sends one composite call, pinned to its API version, in order, with headers for each subrequest', async () => {
    fake.script = [compositeOf(created)];
    const { org } = orgOf(fake);
    const [answer] = await org.composite([{ ...create, headers: { 'Sforce-Auto-Assign': 'FALSE' } }], bookings);
    assert.deepEqual(answer, { referenceId: 'lead', status: 201, body: created.body, errors: [] });
    const [sent] = fake.requests;
    assert.equal(sent?.path, '/services/data/v66.0/composite');
    assert.equal(sent?.headers['sforce-call-options'], 'client=Inlet');
    assert.deepEqual(JSON.parse(sent?.body ?? ''), {
      allOrNone: false,
      collateSubrequests: false,
      compositeRequest: [
        {
          referenceId: 'lead',
          method: 'POST',
          url: '/services/data/v66.0/sobjects/Lead',
          body: { LastName: 'Doe' },
          httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
        },
      ],
    });
  });

  it('sends one graph call and returns its results by graph and node', async () => {
    const compositeResponse = [{ referenceId: 'lead', httpStatusCode: 201, httpHeaders: {}, body: created.body }];
    fake.script = [
      json(200, { graphs: [{ graphId: 'g1', graphResponse: { compositeResponse }, isSuccessful: true }] }),
    ];
    const [result] = await orgOf(fake).org.graph(graphs, bookings);
    assert.equal(result?.isSuccessful, true);
    assert.deepEqual(result?.responses[0]?.body, created.body);
    assert.equal(fake.requests[0]?.path, '/services/data/v66.0/composite/graph');
  });

  it('a failing subrequest is an answer, not an exception', async () => {
    fake.script = [
      compositeOf({ status: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'm', fields: [] }] }),
    ];
    const [answer] = await orgOf(fake).org.composite([create], bookings);
    assert.deepEqual(answer?.errors, [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'm', fields: [] }]);
  });

  describe('sessions', () => {
    it('one login serves all calls, also those that start together', async () => {
      fake.script = [compositeOf(created), compositeOf(created), compositeOf(created)];
      const { org } = orgOf(fake);
      await Promise.all([org.composite([create], bookings), org.composite([create], bookings)]);
      await org.composite([create], bookings);
      assert.equal(fake.logins.length, 1);
    });

    it('an expired session is renewed once, and the call goes through', async () => {
      fake.script = [expired, compositeOf(created)];
      let calls = 0;
      await orgOf(fake).org.composite([create], { ...bookings, onApiCall: () => calls++ });
      assert.deepEqual(fake.tokens, ['Bearer token-1', 'Bearer token-2']);
      assert.equal(calls, 1, 'the refused request is not counted');
    });

    it('many calls that meet the same expired session log in once', async () => {
      const seen = new Set<string | undefined>();
      const answer = (response: Parameters<typeof expired>[0], received: Parameters<typeof expired>[1]) => {
        seen.add(received.headers.authorization);
        (received.headers.authorization === 'Bearer token-1' ? expired : compositeOf(created))(response, received);
      };
      fake.script = Array.from({ length: 10 }, () => answer);
      const { org } = orgOf(fake);
      await Promise.all(Array.from({ length: 5 }, () => org.composite([create], bookings)));
      assert.deepEqual([...seen].sort(), ['Bearer token-1', 'Bearer token-2']);
      assert.equal(fake.logins.length, 2);
    });

    it('a session that is refused again after a new login is a connection error, without a loop', async () => {
      fake.script = [expired, expired, compositeOf(created)];
      const { org } = orgOf(fake);
      const error = await thrownBy(org.composite([create], bookings));
      assert.ok(error instanceof ConnectionError && error.kind === 'sessionRefused');
      assert.equal(fake.requests.length, 2);
      await org.composite([create], bookings);
      assert.equal(fake.tokens[2], 'Bearer token-3', 'the next call starts with a new login');
    });

    it('a session that is not admitted to the API is not renewed in vain', async () => {
      const message = 'This session is not valid for use with the REST API';
      fake.script = [json(401, [{ message, errorCode: 'INVALID_SESSION_ID' }])];
      const error = await thrownBy(orgOf(fake).org.composite([create], bookings));
      assert.ok(error instanceof ConnectionError && error.kind === 'sessionRefused');
      assert.equal(fake.requests.length, 1);
      assert.equal(fake.logins.length, 1);
    });

    it('a refused login of a renewal is told with its own reason', async () => {
      fake.script = [expired];
      fake.loginScript = [
        (response, received) => fake.token()(response, received),
        json(400, { error: 'invalid_grant', error_description: 'inactive user' }),
      ];
      const error = await thrownBy(orgOf(fake).org.composite([create], bookings));
      assert.ok(error instanceof ConnectionError && error.kind === 'inactiveUser');
    });

    it('an org that moved is found at the address of the next login', async () => {
      const moved = new FakeSalesforce();
      await moved.start();
      try {
        fake.loginScript = [fake.token(), moved.token()];
        fake.script = [(response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end()];
        moved.script = [compositeOf(created)];
        const [answer] = await orgOf(fake).org.composite([create], bookings);
        assert.equal(answer?.status, 201);
        assert.equal(moved.requests.length, 1);
      } finally {
        await moved.stop();
      }
    });
  });

  describe('answers that are none', () => {
    const timeouts = { readMs: 150, writeMs: 300 };

    it('a write without an answer may have been executed; a look-up was not', async () => {
      fake.script = [() => undefined, () => undefined];
      const { org } = orgOf(fake, { timeouts });
      const write = await thrownBy(org.composite([create], bookings));
      assert.ok(write instanceof TransientError && write.code === 'TIMEOUT' && write.outcome === 'unknown');
      const read = await thrownBy(org.composite([look], bookings));
      assert.ok(read instanceof TransientError && read.code === 'TIMEOUT' && read.outcome === 'notExecuted');
    });

    it('an answer that stops in the middle times out, too', async () => {
      fake.script = [
        (response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.write('{"compositeResponse":[');
        },
      ];
      const error = await thrownBy(orgOf(fake, { timeouts }).org.composite([create], bookings));
      assert.ok(error instanceof TransientError && error.code === 'TIMEOUT' && error.outcome === 'unknown');
    });

    it('a socket that closes before the answer or in the middle of it leaves doubt, and the process alive', async () => {
      fake.script = [
        (response) => response.destroy(),
        (response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
          response.write('{"compositeResponse":[');
          setTimeout(() => response.destroy(), 20);
        },
      ];
      const { org } = orgOf(fake);
      let calls = 0;
      for (let attempt = 0; attempt < 2; attempt++) {
        const error = await thrownBy(org.composite([create], { ...bookings, onApiCall: () => calls++ }));
        assert.ok(error instanceof TransientError && error.outcome === 'unknown');
      }
      assert.equal(calls, 2, 'a lost answer may have cost an API call');
      assert.equal(fake.requests.length, 2, 'nothing is repeated behind our back');
    });

    it('an org that cannot be reached did not execute the call, and it cost nothing', async () => {
      const gone = new FakeSalesforce();
      await gone.start();
      fake.loginScript = [gone.token()];
      await gone.stop();
      let calls = 0;
      const error = await thrownBy(orgOf(fake).org.composite([create], { ...bookings, onApiCall: () => calls++ }));
      assert.ok(error instanceof TransientError && error.outcome === 'notExecuted');
      assert.equal(error.code, 'ECONNREFUSED');
      assert.equal(calls, 0);
    });

    it('a web page, truncated JSON and JSON of another shape are transient with an unknown outcome', async () => {
      const text =
        (type: string, body: string, status = 200) =>
        (response: Parameters<typeof expired>[0]) =>
          void response.writeHead(status, { 'content-type': type }).end(body);
      fake.script = [
        text('text/html', '<html>maintenance</html>'),
        text('text/html;charset=UTF-8', '<html>', 502),
        text('application/json', '{"compositeResponse":[{"referenceId":"lead","httpStatus'),
        text('application/json', 'null'),
        text('application/json', '{"compositeResponse":[null]}'),
        text('application/json', '{"compositeResponse":[]}'),
        text('application/json', '{"compositeResponse":[{"referenceId":"lead","body":{}}]}'),
        text('application/octet-stream', ''),
        (response) => response.writeHead(204).end(),
      ];
      const { org } = orgOf(fake);
      while (fake.script.length > 0) {
        const error = await thrownBy(org.composite([create], bookings));
        assert.ok(error instanceof TransientError && error.outcome === 'unknown', error.message);
      }
    });

    it('a 503 is not repeated by us', async () => {
      fake.script = [json(503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Server Unavailable' }])];
      const error = await thrownBy(orgOf(fake).org.composite([look], bookings));
      assert.ok(error instanceof TransientError);
      assert.equal(fake.requests.length, 1);
    });

    it('a call that Salesforce refuses as a whole is an envelope error with its errors', async () => {
      fake.script = [json(400, [{ errorCode: 'JSON_PARSER_ERROR', message: 'Unexpected character' }])];
      const error = await thrownBy(orgOf(fake).org.graph(graphs, bookings));
      assert.ok(error instanceof EnvelopeError);
      assert.deepEqual(error.errors, [{ errorCode: 'JSON_PARSER_ERROR', message: 'Unexpected character', fields: [] }]);
    });

    it('a call that is over a limit of the platform is refused without being sent', async () => {
      const { org } = orgOf(fake);
      const many = Array.from({ length: 26 }, (_, index) => ({ ...create, referenceId: `r${index}` }));
      assert.ok((await thrownBy(org.composite(many, bookings))) instanceof EnvelopeError);
      const queries = Array.from({ length: 6 }, (_, index) => ({ ...look, referenceId: `r${index}` }));
      assert.ok((await thrownBy(org.composite(queries, bookings))) instanceof EnvelopeError);
      const tooManyGraphs = Array.from({ length: 76 }, (_, index) => ({ graphId: `g${index}`, nodes: [create] }));
      assert.ok((await thrownBy(org.graph(tooManyGraphs, bookings))) instanceof EnvelopeError);
      assert.equal(fake.requests.length, 0);
    });
  });

  describe('API usage', () => {
    it('is read from successes and from errors, with the purpose of the call', async () => {
      const refusal = [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }];
      fake.script = [
        json(200, { compositeResponse: [{ referenceId: 'look', httpStatusCode: 200, body: null }] }, limits),
        json(403, refusal, { 'sforce-limit-info': 'api-usage=15001/15000; per-app-api-usage=17/250(appName=x)' }),
      ];
      const { org, usage } = orgOf(fake);
      await org.composite([look], { purpose: 'setup' });
      assert.deepEqual(usage[0], {
        sample: { orgId: 'org-1', at: new Date('2026-11-20T09:00:00Z'), used: 25, allowed: 15000 },
        purpose: 'setup',
      });
      const error = await thrownBy(org.composite([look], bookings));
      assert.ok(error instanceof LimitError && error.kind === 'dailyRequests');
      assert.deepEqual([org.usage?.used, org.usage?.allowed], [15001, 15000]);
      assert.deepEqual([usage[1]?.sample.used, usage[1]?.purpose], [15001, 'bookings']);
    });

    it('keeps the last value when an answer has no usable header', async () => {
      const answer = { compositeResponse: [{ referenceId: 'look', httpStatusCode: 200, body: null }] };
      fake.script = [
        json(200, answer, limits),
        json(200, answer),
        json(200, answer, { 'Sforce-Limit-Info': 'per-app-api-usage=1/2' }),
      ];
      const { org, usage } = orgOf(fake);
      for (let call = 0; call < 3; call++) await org.composite([look], bookings);
      assert.equal(usage.length, 1);
      assert.equal(org.usage?.used, 25);
    });
  });

  it('never has more requests under way than allowed, and serves the waiting ones in order', async () => {
    let open = 0;
    let most = 0;
    const order: string[] = [];
    const slow = (response: Parameters<typeof expired>[0], received: Parameters<typeof expired>[1]) => {
      most = Math.max(most, ++open);
      order.push(received.body.includes('"last"') ? 'last' : 'other');
      setImmediate(() => {
        open--;
        compositeOf(created)(response, received);
      });
    };
    fake.script = Array.from({ length: 9 }, () => slow);
    const { org } = orgOf(fake, { maxConcurrent: 2 });
    const others = Array.from({ length: 8 }, () => org.composite([create], bookings));
    await Promise.all([...others, org.composite([{ ...create, referenceId: 'last' }], bookings)]);
    assert.equal(most, 2);
    assert.equal(order.at(-1), 'last');
  });

  it('sends text of any script whole', async () => {
    const LastName = 'Ñandú 李 🦊 \u2028 "quoted" \\';
    fake.script = [compositeOf(created)];
    await orgOf(fake).org.composite([{ ...create, body: { LastName } }], bookings);
    const sent = JSON.parse(fake.requests[0]?.body ?? '') as { compositeRequest: { body: unknown }[] };
    assert.deepEqual(sent.compositeRequest[0]?.body, { LastName });
  });
});
