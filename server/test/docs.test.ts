import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Express } from 'express';
import { apiOperations } from '../src/api-operations.ts';
import { apiDocument } from '../src/docs/api-document.ts';
import { problemSchema, type ApiOperation } from '../src/platform/http/api-operation.ts';
import { oncehubEvent } from './bookings/payloads.ts';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from './support/booking-world.ts';
import { call } from './support/panel.ts';
import { signOncehub } from './support/sign.ts';
import { engines } from './support/test-database.ts';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/** What Express has, written as OpenAPI writes it. */
function routesOf(http: Express): string[] {
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) =>
      route
        ? Object.keys(route.methods).map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
        : walk(handle?.stack ?? []),
    );
  return walk((http as unknown as { router: { stack: Layer[] } }).router.stack).toSorted();
}

const nameOf = ({ method, path }: ApiOperation) => `${method} ${path}`;
const operationOf = (name: string) => apiOperations.find((operation) => nameOf(operation) === name)!;

// The API is the same on either database.
const [engine] = await engines();
describe('the document of the API', () => {
  let world: BookingWorld;
  before(async () => {
    world = await BookingWorld.open(engine!);
    await world.begin();
  });
  after(() => world?.close());

  it('tells every route of the backend, and no other', () => {
    assert.deepEqual(apiOperations.map(nameOf).toSorted(), routesOf(world.backend.app.http));
  });

  it('is valid OpenAPI 3.1, as a validator of others says', async () => {
    const document = apiDocument(apiOperations, '1.0.0');
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as unknown as Row);
    assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
    assert.equal(validator.version, '3.1');
    const broken = structuredClone(document) as unknown as Row;
    broken['paths']['/healthz'].get.responses = 'none';
    assert.equal((await new Validator().validate(broken)).valid, false, 'and it would say if it were not');
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('comes from the schemas that validate: fields, limits and choices', () => {
    const { paths } = apiDocument(apiOperations, '1.0.0');
    const [one, many] = paths['/v1/bookings']!['post']!.requestBody!.content['application/json']!.schema['anyOf'];
    assert.deepEqual(one.required, ['id', 'status', 'updatedAt', 'start', 'end', 'customer']);
    assert.equal(many.maxItems, 500);
    assert.equal(one.properties.id.maxLength, 255);
    assert.ok(one.properties.status.enum.includes('no-show'));
    const sort = paths['/v1/org/bookings']!['get']!.parameters.find(({ name }) => name === 'sort')!;
    assert.deepEqual([sort.required, sort.schema['default']], [false, 'received']);
    const state = paths['/v1/org/bookings']!['get']!.parameters.find(({ name }) => name === 'state')!;
    assert.deepEqual([state.required, state.schema['items'].enum.length], [false, 4]);
    const created = paths['/v1/org/sources']!['post']!.requestBody!.content['application/json']!.schema;
    assert.deepEqual(created['properties'].kind.enum, ['oncehub', 'calendly', 'calcom', 'api']);
  });

  it('tells of each answer what it really holds, and of each refusal', async () => {
    const told = new Set<string>();
    const ask = async (name: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Row> => {
      const { method, answers, refusals } = operationOf(name);
      const answer = await call(world, method.toUpperCase(), path, body, headers);
      const where = `${name} ${answer.status} ${JSON.stringify(answer.body)}`;
      const schema = answer.status < 400 ? answers[answer.status]?.schema : problemSchema;
      assert.ok(answer.status >= 400 || answers[answer.status], `an answer that is not told: ${where}`);
      if (answer.status >= 400 && ![400, 401, 403].includes(answer.status)) {
        assert.ok(refusals && answer.status in refusals, `a refusal that is not told: ${where}`);
      }
      // What a schema does not know it leaves out, and then the two differ.
      if (schema) assert.deepEqual(schema.parse(answer.body), answer.body, where);
      if (answer.status < 400) told.add(name);
      return answer.body;
    };

    const kept = await ask('post /v1/bookings', '/v1/bookings', stranger({ answers: { Industry: 'Retail' } }));
    await world.until(kept['id'], isDelivered);
    await ask('post /v1/bookings', '/v1/bookings', [stranger(), stranger({ owner: null })]);
    const { oncehub } = world.backend.org.sources;
    for (const body of [oncehubEvent(), oncehubEvent('conversation.closed')]) {
      const signed = signOncehub(oncehub.secret, JSON.stringify(body), world.clock.now());
      await ask('post /v1/hooks/{key}', `/v1/hooks/${oncehub.key}`, body, signed);
    }
    await world.sandbox.console('validation-rules', {
      object: 'Lead',
      name: 'Real_company',
      formula: 'Company = "Never"',
      message: 'Enter the company.',
      field: 'Company',
    });
    const refused = await world.post(stranger({ customer: { email: 'never@x.test', name: 'N', company: 'Never' } }));
    await world.until(refused, isHeld);
    const one = (id: string, rest = '') => `/v1/org/bookings/${id}${rest}`;
    await ask('get /v1/org/api-usage', '/v1/org/api-usage');
    await ask('put /v1/org/api-budget', '/v1/org/api-budget', { warn: 70, ownCap: 50_000 });
    await ask('put /v1/org/api-budget', '/v1/org/api-budget', { bookings: 60 });
    await ask('get /v1/org/bookings', '/v1/org/bookings?limit=3');
    await ask('get /v1/org/bookings/filters', '/v1/org/bookings/filters');
    await ask('get /v1/org/bookings/{id}', one(kept['id']));
    const { causeKey } = await ask('get /v1/org/bookings/{id}', one(refused));
    await ask('get /v1/org/bookings/{id}', one('bk_none'));
    await ask('post /v1/org/bookings/{id}/dismiss', one(refused, '/dismiss'), { reason: 'Spam' });
    await ask('get /v1/org/bookings/{id}', one(refused));
    await ask('post /v1/org/bookings/{id}/reopen', one(refused, '/reopen'));
    await ask('post /v1/org/bookings/{id}/retry', one(refused, '/retry'));
    await ask('post /v1/org/bookings/{id}/retry', one(kept['id'], '/retry'));
    await world.until(refused, isHeld);
    await ask('post /v1/org/bookings/retry', '/v1/org/bookings/retry', { cause: causeKey });

    const made = await ask('post /v1/org/sources', '/v1/org/sources', { kind: 'api', name: 'Mine' });
    const source = `/v1/org/sources/${made['id']}`;
    await ask('post /v1/org/sources', '/v1/org/sources', { kind: 'api', name: 'Mine' });
    await ask('patch /v1/org/sources/{id}', source, { name: 'Ours' });
    for (const what of ['secret', 'key']) await ask('post /v1/org/sources/{id}/rotate', `${source}/rotate`, { what });
    const test = await ask('post /v1/org/sources/{id}/test', `${source}/test`, { ownerEmail: 'rep@acme.test' });
    await world.until(test['bookingId'], isDelivered);
    await ask('get /v1/org/sources', '/v1/org/sources');
    await ask('delete /v1/org/bookings/{id}/records', one(test['bookingId'], '/records'));
    await ask('delete /v1/org/bookings/{id}/records', one(kept['id'], '/records'));

    await ask('get /v1/org/users', '/v1/org/users');
    await ask('get /v1/org/salesforce-users', '/v1/org/salesforce-users?search=a');
    await ask('get /v1/org/salesforce-users', '/v1/org/salesforce-users?serch=a');
    await ask('get /v1/org/queues', '/v1/org/queues?object=Lead');
    await ask('get /v1/org/installation', '/v1/org/installation');
    await ask('post /v1/org/installation/assign', '/v1/org/installation/assign');
    const admin = (await world.query("SELECT Id FROM Profile WHERE Name = 'System Administrator'"))[0]!;
    const apiUser = (
      await world.query("SELECT Id, ProfileId FROM User WHERE Username = 'integration@inlet.sandbox'")
    )[0]!;
    await world.admin.sobject('User').update({ Id: apiUser['Id'], ProfileId: admin['Id'] });
    await ask('post /v1/org/installation/assign', '/v1/org/installation/assign');
    await world.admin.sobject('User').update({ Id: apiUser['Id'], ProfileId: apiUser['ProfileId'] });
    await world.sandbox.console('permission-sets/assignments', {
      user: 'integration@inlet.sandbox',
      permissionSet: 'Inlet_API_User_Diagnostics',
      assigned: false,
    });
    await ask('get /v1/org/installation', '/v1/org/installation');

    await ask('get /v1/org', '/v1/org');
    await world.sandbox.console('limits', { used: 100_000 });
    await world.backend.post(stranger());
    await world.backend.app.deliverer.idle();
    assert.equal((await ask('get /v1/org', '/v1/org'))['delivery'].state, 'paused');
    await ask('get /v1/org/queues', '/v1/org/queues?object=Case');
    await world.sandbox.console('limits', { used: 0 });
    await ask('get /v1/org', '/v1/org', undefined, { authorization: 'Bearer no' });
    const { code } = (await world.backend.app.pairing.issue(world.backend.org.orgId))!;
    const organizationId = world.backend.org.salesforceOrgId;
    await ask('post /v1/pairing', '/v1/pairing', { code, organizationId });
    await ask('post /v1/pairing', '/v1/pairing', { code, organizationId });
    await ask('delete /v1/org/pairing', '/v1/org/pairing');
    const settingsPath = '/v1/org/settings';
    const { settings, version } = await ask(`get ${settingsPath}`, settingsPath);
    await ask(`put ${settingsPath}`, settingsPath, { basedOn: version, settings });
    await ask(`put ${settingsPath}`, settingsPath, { basedOn: version, settings });
    const wrong = { ...settings, mapping: { ...settings.mapping, all: { Lead: [{ field: 'No', from: {} }] } } };
    await ask(`put ${settingsPath}`, settingsPath, { basedOn: version, settings: wrong });
    await ask(`post ${settingsPath}/check`, `${settingsPath}/check`, { settings });
    await ask(`post ${settingsPath}/preview`, `${settingsPath}/preview`, { settings });
    await ask(`get ${settingsPath}/versions`, `${settingsPath}/versions`);
    const restore = `${settingsPath}/versions/1/restore`;
    await ask(`post ${settingsPath}/versions/{version}/restore`, restore, { basedOn: version + 1 });
    const document = await ask(`get ${settingsPath}/export`, `${settingsPath}/export`);
    await ask(`post ${settingsPath}/import`, `${settingsPath}/import`, { basedOn: version + 2, document });
    await ask('get /v1/org/schema', '/v1/org/schema');
    await ask('post /v1/org/schema/refresh', '/v1/org/schema/refresh');
    await ask('get /v1/org/field-validation', '/v1/org/field-validation');
    await ask('get /v1/org/booking-fields', '/v1/org/booking-fields');
    await ask('get /v1/org/fallbacks', '/v1/org/fallbacks');

    const aboutTests = 'put /v1/org/dry-run-settings';
    await ask('post /v1/org/dry-runs', '/v1/org/dry-runs', { page: null, scenario: 'stranger' });
    await ask(aboutTests, '/v1/org/dry-run-settings', { acknowledged: true });
    await ask('post /v1/org/dry-runs', '/v1/org/dry-runs', { page: null, scenario: 'stranger' });
    await ask('get /v1/org/dry-runs', '/v1/org/dry-runs');
    for (const path of ['/v1/org/alerts', '/v1/org/alert-settings']) await ask(`get ${path}`, path);
    await ask('post /v1/org/alerts/test', '/v1/org/alerts/test');
    await ask('put /v1/org/alert-settings', '/v1/org/alert-settings', { emails: [], language: 'de' });

    const checks = '/v1/org/diagnostics';
    await ask(`get ${checks}`, checks);
    await ask(`post ${checks}/run`, `${checks}/run`);
    const seen = { readAt: world.clock.now().toISOString(), limits: null, apiUser: null, packageVersion: '0.1.0' };
    await ask(`post ${checks}/run`, `${checks}/run`, { checks: ['package.version'], fromOrg: seen });
    await ask(`post ${checks}/run`, `${checks}/run`, { checks: ['none'] });

    const connection = '/v1/org/connection';
    const { url: loginUrl } = world.sandbox;
    const { clientId, clientSecret } = world.sandbox.org;
    await ask(`get ${connection}`, connection);
    for (const step of ['check', 'reconnect']) await ask(`post ${connection}/${step}`, `${connection}/${step}`);
    await ask(`post ${connection}/jwt/certificate`, `${connection}/jwt/certificate`);
    const asUser = { loginUrl, clientId, username: 'nobody@inlet.sandbox' };
    await ask(`post ${connection}/jwt`, `${connection}/jwt`, asUser);
    await ask(`post ${connection}/web-server`, `${connection}/web-server`, { loginUrl, clientId });
    await ask(`get ${connection}`, connection);
    const byApp = { loginUrl, clientId, clientSecret };
    await ask(`post ${connection}/client-credentials`, `${connection}/client-credentials`, byApp);
    await ask(`post ${connection}/client-credentials`, `${connection}/client-credentials`, { ...byApp, loginUrl: '' });
    await ask(`delete ${connection}`, connection);
    await ask('get /healthz', '/healthz');
    await ask('get /readyz', '/readyz');
    await ask('get /docs/openapi.json', '/docs/openapi.json');

    const untold = apiOperations.map(nameOf).filter((name) => !told.has(name));
    assert.deepEqual(
      untold,
      [
        // Answered in server/test/setup/connection, with a certificate that the app was given.
        'post /v1/org/connection/jwt',
        'get /oauth/start',
        'get /oauth/callback',
        'post /oauth/confirm',
        // Answered in server/test/alerts, where somebody would be told.
        'post /v1/org/alerts/test',
        'get /docs',
        'get /docs/style.css',
      ],
      'every operation answered, but those that are no JSON, and one',
    );
  });

  it('is a page that asks nothing of another host and may run nothing', async () => {
    const page = await fetch(`${world.backend.url}/docs`);
    const html = await page.text();
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
    assert.match(page.headers.get('content-type')!, /text\/html/);
    assert.ok(!/<script|style="|\son\w+="|(?:src|href)="(?!\/docs|#)/.test(html), 'no script, no other host');
    for (const { path } of apiOperations) assert.ok(html.includes(path.replaceAll('/', '/<wbr>')), path);
    const style = await fetch(`${world.backend.url}/docs/style.css`);
    assert.match(style.headers.get('content-type')!, /text\/css/);
    await style.text();
  });
});
