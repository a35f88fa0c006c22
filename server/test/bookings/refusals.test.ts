import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { RuleExplainer } from '../../src/bookings/deliver/rule-explainer.ts';
import { diagnoseFaults, diagnosisView } from '../../src/bookings/diagnosis.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createLogger } from '../../src/platform/log.ts';
import { classifyRow } from '../../src/salesforce/classify.ts';
import { requestToken } from '../../src/salesforce/oauth.ts';
import { SalesforceOrg } from '../../src/salesforce/salesforce-org.ts';
import { recordPath } from '../../src/salesforce/soql.ts';
import { isHeld, BookingWorld, stranger, type Row } from '../support/booking-world.ts';
import { callsSince, mark } from '../support/sandbox-records.ts';
import { ScriptedOrg } from '../support/scripted-org.ts';
import { engines } from '../support/test-database.ts';
import { corpusRules } from './corpus/corpus-org.ts';

const moved = {
  status: 'rescheduled',
  updatedAt: '2026-11-21T09:00:00Z',
  start: '2026-12-02T15:00:00Z',
  end: '2026-12-02T15:30:00Z',
};

// What Salesforce refuses is the same on either database.
const [engine] = await engines();
describe('a booking that the org refuses', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());
  beforeEach(() => world.begin());

  const setup = (path: string) => `${world.sandbox.url}/lightning/setup/${path}`;
  const held = async (booking: Row) => (await world.until(await world.post(booking), isHeld)).diagnosis!;
  const make = (kind: string, body: object) => world.sandbox.console<{ id: string; developerName: string }>(kind, body);
  const named = {
    object: 'Lead',
    name: 'Business_Address',
    formula: 'ISBLANK(Phone)',
    message: 'A lead needs a phone.',
  };

  it('tells the validation rule by its name and links to it, for two API calls an hour beside the delivery', async () => {
    const { id } = await make('validation-rules', { ...named, field: 'Phone' });
    const begun = await mark(world.sandbox);
    const diagnosis = await held(stranger());
    assert.equal(
      diagnosis.sentence,
      'The validation rule "Business_Address" on Lead refused the record at the field Phone: "A lead needs a phone." (booking page "Demo").',
    );
    const setupUrl = setup(`ObjectManager/Lead/ValidationRules/${id}/view`);
    assert.deepEqual(diagnosis.rules, [{ kind: 'validationRule', name: 'Business_Address', setupUrl }]);
    assert.equal(diagnosis.setupUrl, setupUrl);
    assert.deepEqual((await callsSince(world.sandbox, begun)).byKind, { composite: 2, graph: 1, tooling: 1 });

    const again = await mark(world.sandbox);
    const next = await held(stranger());
    assert.equal(next.sentence, diagnosis.sentence);
    assert.deepEqual((await callsSince(world.sandbox, again)).byKind, { composite: 1, graph: 1 });
    const { causes } = (await world.backend.call('GET', '/v1/org/bookings/filters')).body;
    assert.deepEqual(
      causes.map((cause: { count: number }) => cause.count),
      [2],
    );
  });

  it('tells a rule that is newer than what was known of the rules, and asks once for a text that is no rule’s', async () => {
    await make('validation-rules', named);
    await held(stranger());
    world.clock.advance(60_000);
    await fetch(`${world.sandbox.url}/sandbox/validation-rules/${named.name}`, { method: 'DELETE' });
    await make('validation-rules', { ...named, name: 'Newer', message: 'Call first.' });
    const newer = await held(stranger());
    assert.deepEqual(
      newer.rules?.map(({ name }) => name),
      ['Newer'],
    );

    world.clock.advance(60_000);
    await fetch(`${world.sandbox.url}/sandbox/validation-rules/Newer`, { method: 'DELETE' });
    await make('flows', { object: 'Lead', name: 'Gate', failure: 'message', message: 'Not today.' });
    const begun = await mark(world.sandbox);
    for (const time of ['first', 'second', 'third']) {
      assert.match((await held(stranger())).sentence, /No active validation rule on Lead has this text/, time);
      world.clock.advance(60_000);
    }
    assert.equal((await callsSince(world.sandbox, begun)).byKind['tooling'], 1);
  });

  it('is held with the text of the rule while the rules cannot be read, and gets the name when they can', async () => {
    await make('validation-rules', named);
    await make('faults', { kind: 'serverError', status: 503, match: 'POST /tooling/composite' });
    const first = await world.post(stranger());
    const before = await world.until(first, isHeld);
    assert.match(before.diagnosis!.sentence, /^A validation rule on Lead refused the record: "A lead needs a phone\."/);
    assert.equal(before.diagnosis!.rules, undefined);
    assert.equal(before.diagnosis!.setupUrl, setup('ObjectManager/Lead/ValidationRules/view'));
    world.clock.advance(11 * 60_000);
    await held(stranger());
    const after = await world.backend.get(first);
    assert.deepEqual(
      after.diagnosis!.rules?.map(({ name }) => name),
      ['Business_Address'],
    );
  });

  it('is held with the text of the rule where the API User may not see rules', async () => {
    const set = { user: 'integration@inlet.sandbox', permissionSet: 'Inlet_API_User_Diagnostics' };
    await make('permission-sets/assignments', { ...set, assigned: false });
    await make('validation-rules', named);
    const diagnosis = await held(stranger());
    assert.match(diagnosis.sentence, /^A validation rule on Lead refused the record: "A lead needs a phone\."/);
    assert.equal(diagnosis.rule, 'A lead needs a phone.');
    world.clock.advance(60_000);
    const begun = await mark(world.sandbox);
    await held(stranger());
    assert.equal((await callsSince(world.sandbox, begun)).byKind['tooling'], undefined, 'asking again tells no more');
    await make('permission-sets/assignments', { ...set, assigned: true });
  });

  it('tells the duplicate rule by its label', async () => {
    const customer = { email: 'kim@customer.test' };
    const { id } = await make('duplicate-rules', { object: 'Lead', name: 'No_Twins', action: 'block' });
    await world.create('Lead', { LastName: 'Jones', Company: 'Acme', Email: customer.email });
    const refused = await refusal('POST', '/sobjects/Lead', {
      LastName: 'Jones',
      Company: 'Acme',
      Email: customer.email,
    });
    assert.equal(refused.kind, 'duplicateRule');
    assert.match(refused.sentence, /^The duplicate rule "No_Twins" found records like this Lead/);
    assert.equal(refused.setupUrl, setup(`DuplicateRules/page?address=%2F${id}%3Fsetupid%3DDuplicateRules`));
  });

  it('tells the flow, its element, and links to it', async () => {
    const flow = { object: 'Lead', name: 'Score_lead', label: 'Score lead', element: 'Set_score', message: 'No score' };
    const { id } = await make('flows', flow);
    const diagnosis = await held(stranger());
    assert.match(
      diagnosis.sentence,
      /^The flow "Score lead" failed while the Lead was saved, at its element "Set_score": No score \(booking page/,
    );
    assert.deepEqual(diagnosis.rules, [
      { kind: 'flow', name: 'Score lead', setupUrl: setup(`Flows/page?address=%2F${id}`) },
    ]);
  });

  it('tells the trigger, where it failed, and links to it', async () => {
    const { id } = await make('triggers', { object: 'Event', name: 'EventRouting' });
    const diagnosis = await held(stranger());
    assert.match(
      diagnosis.sentence,
      /^The Apex trigger "EventRouting" failed while the Event was saved \(BeforeInsert\): System\.NullPointerException: .* \(Trigger\.EventRouting: line 18\)/,
    );
    assert.equal(diagnosis.setupUrl, setup(`ApexTriggers/page?address=%2F${id}`));
  });

  it('says that no validation rule has the text where a flow said it, and which flow runs there', async () => {
    await make('flows', {
      object: 'Lead',
      name: 'Gate',
      label: 'Gate keeper',
      failure: 'message',
      message: 'Not today.',
    });
    const diagnosis = await held(stranger());
    assert.match(
      diagnosis.sentence,
      /^Salesforce refused the Lead: "Not today\." .*No active validation rule on Lead has/,
    );
    assert.match(diagnosis.fix, /what runs when the Lead is saved: "Gate keeper"/);
    assert.equal(diagnosis.rules, undefined);
  });

  it('tells the value that a restricted picklist no longer has, its field and the page of the field', async () => {
    const values = {
      object: 'Lead',
      name: 'Region__c',
      label: 'Region',
      type: 'picklist',
      restrictedPicklist: true,
      visible: true,
    };
    await make('fields', { ...values, picklistValues: ['North', 'South'] });
    await make('field-access', { field: 'Lead.Region__c', access: 'edit' });
    world.clock.advance(120_000);
    await world.backend.call('POST', '/v1/org/schema/refresh');
    const region = { field: 'Region__c', from: { kind: 'constant', value: 'North' } };
    await save({ mapping: { all: { Lead: [region] } } });
    await world.deliver(stranger());
    await make('fields/Lead/Region__c', { picklistValues: ['South'] });
    const diagnosis = await held(stranger());
    assert.equal(diagnosis.kind, 'picklist');
    assert.deepEqual([diagnosis.field, diagnosis.value], [{ name: 'Region__c', label: 'Region' }, 'North']);
    assert.match(
      diagnosis.sentence,
      /^"North" is not a value of the restricted picklist in the field Region \(Region__c\)/,
    );
    assert.equal(diagnosis.setupUrl, setup('ObjectManager/Lead/FieldsAndRelationships/view'));
  });

  it('names the record type that the API User has not been assigned', async () => {
    const { id, developerName } = await make('record-types', { object: 'Lead', name: 'Partner Lead' });
    await make('record-types', { object: 'Lead', name: 'Inbound', default: true });
    await world.backend.call('POST', '/v1/org/schema/refresh');
    await save({ rules: { all: { leadRecordType: id } } });
    await make(`record-types/Lead.${developerName}`, { assignedTo: [] });
    const diagnosis = await held(stranger());
    assert.match(diagnosis.sentence, /^The record type "Partner Lead" of Lead is not available to the API User/);
    assert.equal(diagnosis.setupUrl, setup('ObjectManager/Lead/RecordTypes/view'));
  });

  async function save(settings: Row) {
    const { version } = (await world.backend.call('GET', '/v1/org/settings')).body;
    const { status, body } = await world.backend.call('PUT', '/v1/org/settings', { basedOn: version, settings });
    assert.equal(status, 200, JSON.stringify(body));
  }

  it('says that an Event of somebody else is not shared, and where sharing is set', async () => {
    const booking = stranger();
    const { id } = await world.deliver(booking);
    await make('sharing', { object: 'Activity', access: 'private' });
    await world.post({ ...booking, ...moved });
    const { diagnosis } = await world.until(id, isHeld);
    assert.match(diagnosis!.sentence, /^The API User may not change this Event: it belongs to somebody else/);
    assert.equal(diagnosis!.setupUrl, setup('SecuritySharing/home'));
  });

  it('says that a Lead was converted', async () => {
    const booking = stranger();
    await world.deliver(booking);
    const lead = await world.lead(booking['customer'].email);
    await make(`leads/${lead['Id']}/convert`, {});
    const diagnosis = await refusal('PATCH', recordPath('Lead', lead['Id']), { Title: 'CEO' });
    assert.equal(diagnosis.kind, 'converted');
    assert.match(diagnosis.sentence, /^The Lead was converted in the meantime/);
  });

  /** What the API User is told of a write of its own, made beside the bookings. */
  async function refusal(method: 'POST' | 'PATCH', url: string, body: Row) {
    const { id: expectedSalesforceOrgId, clientId, clientSecret } = world.sandbox.org;
    const login = { loginUrl: world.sandbox.url, clientId, clientSecret, expectedSalesforceOrgId };
    const salesforce = new SalesforceOrg({
      orgId: 'org_1',
      login: () => requestToken(login, { timeoutMs: 30_000, allowInsecure: false }),
      now: () => new Date(),
    });
    const options = { purpose: 'diagnostics' } as const;
    const [response] = await salesforce.composite([{ referenceId: 'write', method, url, body }], options);
    const row = classifyRow(response!.errors);
    assert.ok(row.cause === 'data', JSON.stringify(response));
    const rules = await salesforce.rules(options);
    const context = { page: undefined, object: 'Lead', labelOf: () => undefined, values: body, rules };
    return diagnosisView(diagnoseFaults(row.faults, context), 'en', world.sandbox.url);
  }
});

describe('the rules of an org whose API requests are short', () => {
  it('are not asked for, only taken where they are known', async () => {
    const database = await engine!.create();
    try {
      const salesforce = new ScriptedOrg();
      salesforce.rulesNow = corpusRules;
      let isAllowed = false;
      const explainer = new RuleExplainer({
        ...{ database, clock: systemClock, log: createLogger('silent') },
        salesforceOf: () => Promise.resolve(salesforce),
        mayAsk: (_orgId, apiCalls) => isAllowed && apiCalls === 2,
      });
      explainer.wake('org_1');
      await explainer.idle();
      assert.equal(salesforce.rulesAsked, 0);
      isAllowed = true;
      explainer.wake('org_1');
      await explainer.idle();
      assert.equal(salesforce.rulesAsked, 1);
      isAllowed = false;
      explainer.wake('org_1');
      await explainer.idle();
      assert.equal(salesforce.rulesAsked, 1);
    } finally {
      await database.destroy();
    }
  });
});
