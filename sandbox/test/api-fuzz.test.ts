import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testSandbox } from './api-support.ts';

const { api } = await testSandbox();
const V = '/services/data/v64.0';

/** Values that are nearly right: names that exist, values of any JSON type, references good and bad. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('@{a.id}', '@{a.Id}', '@{', '@{a.b[0].c}', '00Q000000000001AAA', '2026-13-45T99:00:00Z'),
);
const fields = fc.dictionary(
  fc.constantFrom(
    'LastName',
    'Company',
    'Email',
    'OwnerId',
    'IsConverted',
    'AnnualRevenue',
    'Account',
    'attributes',
    'Id',
    'x',
  ),
  value,
);
const path = fc.constantFrom(
  '/sobjects/Lead',
  '/sobjects/Contact/Email/a@example.com',
  '/sobjects/Lead/@{a.id}',
  '/sobjects/Lead/00Q000000000001AAA',
  '/sobjects/User/Id/x',
  '/query?q=SELECT+Id+FROM+Lead+WHERE+LastName=%27@{a.id}%27',
  '/query?q=SELECT',
  '/query/01g000000000001AAA-x',
  '/composite/sobjects',
  '/composite/sobjects/Lead/Email',
  '/limits',
  '/%',
);
const subrequest = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'get'),
    url: fc.oneof({ weight: 9, arbitrary: path.map((text) => V + text) }, { weight: 1, arbitrary: value }),
    referenceId: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('a', 'b', 'c') }, { weight: 1, arbitrary: value }),
    body: fc.oneof(fields, fc.record({ records: fc.array(fields, { maxLength: 3 }), allOrNone: fc.boolean() }), value),
  },
  { requiredKeys: ['method', 'url', 'referenceId'] },
);
const subrequests = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.uniqueArray(subrequest, { selector: (one) => one.referenceId, minLength: 1, maxLength: 3 }),
  },
  { weight: 1, arbitrary: value },
);
const call = fc.oneof(
  fc.tuple(fc.constant('/composite'), fc.record({ allOrNone: fc.boolean(), compositeRequest: subrequests })),
  fc.tuple(
    fc.constant('/composite/graph'),
    fc.record({
      graphs: fc.array(fc.record({ graphId: fc.constantFrom('1', '2', '.'), compositeRequest: subrequests }), {
        maxLength: 2,
      }),
    }),
  ),
  fc.tuple(fc.constant('/composite/sobjects'), fc.record({ allOrNone: fc.boolean(), records: fc.array(fields) })),
  fc.tuple(fc.constant('/sobjects/Lead'), fc.oneof(fields, value)),
);

test('no body, however odd, makes the org answer 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(call, async ([resource, body]) => {
      const { status, body: answer } = await api('POST', resource, body);
      assert.ok(status < 500, `${status} for ${JSON.stringify(body)}`);
      if (status >= 400) assert.ok(Array.isArray(answer) && typeof answer[0].errorCode === 'string');
    }),
    { numRuns: 600 },
  );
});

test('a reference id that is an object with a toString of its own is refused as any other', async () => {
  const compositeRequest = [{ method: 'GET', url: `${V}/sobjects/Lead`, referenceId: { toString: {} } }];
  const { status, body } = await api('POST', '/composite', { allOrNone: false, compositeRequest });
  assert.equal(status, 400);
  assert.match(body[0].message, /referenceId \('\{"toString":\{\}\}'\)/);
});
