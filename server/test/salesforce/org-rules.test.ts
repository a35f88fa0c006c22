import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { requestToken } from '../../src/salesforce/oauth.ts';
import { SalesforceOrg } from '../../src/salesforce/salesforce-org.ts';
import { english } from '../../src/texts/text.ts';
import { runSandbox, type RunningSandbox } from '../support/running-sandbox.ts';
import { FakeSalesforce, compositeOf, json, orgOf } from './fake-salesforce.ts';

const diagnostics = { purpose: 'diagnostics' } as const;
const rows = (...records: object[]) => ({ status: 200, body: { totalSize: records.length, done: true, records } });
const refused = { status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }] };
const hidden = { status: 400, body: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'X' is not supported." }] };

const rule = {
  Id: '03d000000000001AAA',
  ValidationName: 'Business_Address',
  EntityDefinition: { QualifiedApiName: 'Lead' },
  ErrorDisplayField: 'Email',
  ErrorMessage: 'Use a business address.',
  NamespacePrefix: null,
};
const duplicateRule = {
  Id: '0Bm000000000001AAA',
  DeveloperName: 'Standard_Lead',
  MasterLabel: 'Standard Lead Duplicate Rule',
  sObjectType: 'Lead',
};
const trigger = { Id: '01q000000000001AAA', Name: 'LeadRouting', TableEnumOrId: 'Lead', UsageBeforeInsert: true };
const flow = {
  DurableId: '300000000000001AAA',
  ApiName: 'Score_lead',
  Label: 'Score lead',
  ProcessType: 'AutoLaunchedFlow',
  TriggerType: 'RecordAfterSave',
  TriggerObjectOrEventId: 'Lead',
};

describe('the rules of an org', () => {
  let fake: FakeSalesforce;
  before(async () => {
    fake = new FakeSalesforce();
    await fake.start();
  });
  after(() => fake.stop());
  beforeEach(() => {
    fake.requests.length = 0;
    fake.script = [];
  });
  const answered = () => [compositeOf(rows(duplicateRule), rows(trigger), rows(flow)), compositeOf(rows(rule))];

  it('cost two API calls an hour, also for callers that ask together', async () => {
    let now = new Date('2026-11-20T09:00:00Z');
    fake.script = [...answered(), ...answered()];
    const { org, usage } = orgOf(fake, { now: () => now });
    assert.equal(org.knownRules, undefined);
    let calls = 0;
    const options = { ...diagnostics, onApiCall: () => calls++ };
    const [first, second] = await Promise.all([org.rules(options), org.rules(options)]);
    assert.equal(first, second);
    assert.equal(await org.rules(options), first);
    assert.equal(org.knownRules, first);
    assert.equal(calls, 2);
    assert.deepEqual(
      fake.requests.map(({ path }) => path.replace(/^.*\/v\d+\.\d/, '')),
      ['/composite', '/tooling/composite'],
    );
    assert.deepEqual(
      usage.map(({ purpose }) => purpose).filter((purpose) => purpose !== 'diagnostics'),
      [],
    );
    now = new Date('2026-11-20T10:00:01Z');
    assert.equal(org.knownRules, undefined);
    await org.rules(options);
    assert.equal(calls, 4);
  });

  it('are told by name, object and id', async () => {
    fake.script = answered();
    const { readAt: _, ...rules } = await orgOf(fake).org.rules(diagnostics);
    const namespace = undefined;
    assert.deepEqual(rules, {
      validationRules: {
        known: true,
        value: [
          {
            id: rule.Id,
            name: 'Business_Address',
            object: 'Lead',
            field: 'Email',
            message: rule.ErrorMessage,
            namespace,
          },
        ],
      },
      duplicateRules: {
        known: true,
        value: [
          { id: duplicateRule.Id, name: 'Standard_Lead', label: duplicateRule.MasterLabel, object: 'Lead', namespace },
        ],
      },
      triggers: { known: true, value: [{ id: trigger.Id, name: 'LeadRouting', object: 'Lead', namespace }] },
      flows: {
        known: true,
        value: [
          { id: flow.DurableId, name: 'Score_lead', label: 'Score lead', object: 'Lead', when: 'afterSave', namespace },
        ],
      },
    });
  });

  it('are those on the objects that Inlet writes, and that a saved record meets', async () => {
    fake.script = [
      compositeOf(
        rows({ ...duplicateRule, sObjectType: 'Individual' }),
        rows({ ...trigger, TableEnumOrId: 'Opportunity' }, { ...trigger, UsageBeforeInsert: false }),
        rows(
          { ...flow, TriggerObjectOrEventId: 'Opportunity' },
          { ...flow, TriggerType: 'RecordBeforeDelete' },
          { ...flow, TriggerType: null, ProcessType: 'Flow' },
          { ...flow, ApiName: 'Process', TriggerType: null, TriggerObjectOrEventId: null, ProcessType: 'Workflow' },
        ),
      ),
      compositeOf(rows({ ...rule, EntityDefinition: { QualifiedApiName: 'Opportunity' } })),
    ];
    const rules = await orgOf(fake).org.rules(diagnostics);
    const names = [rules.validationRules, rules.duplicateRules, rules.triggers, rules.flows].map((part) =>
      part.known ? part.value.map(({ name }) => name) : [],
    );
    assert.deepEqual(names, [[], [], [], ['Process']]);
  });

  it('leave unknown what the API User may not read, with the reason and the permission that helps', async () => {
    fake.script = [compositeOf(refused, rows(trigger), hidden), json(403, refused.body)];
    const rules = await orgOf(fake).org.rules(diagnostics);
    assert.ok(rules.triggers.known);
    for (const part of [rules.validationRules, rules.duplicateRules, rules.flows]) {
      assert.ok(!part.known);
      assert.equal(part.permission, 'View Setup and Configuration');
      assert.match(english(part.reason), /does not show this to the API User\. Assign the permission set/);
    }
  });

  it('leave unknown what Salesforce gave in part or in another form', async () => {
    const part = { status: 200, body: { totalSize: 3000, done: false, records: [duplicateRule] } };
    fake.script = [compositeOf(part, rows({ Id: 1 }), rows(flow)), compositeOf(rows(rule))];
    const rules = await orgOf(fake).org.rules(diagnostics);
    assert.ok(!rules.duplicateRules.known && !rules.triggers.known && rules.flows.known);
    assert.match(english(rules.duplicateRules.reason), /more of them than one answer holds/);
    assert.match(english(rules.triggers.reason), /in a form that Inlet does not know/);
  });

  it('are asked for again ten minutes after a failure, or when a person asks', async () => {
    let now = new Date('2026-11-20T09:00:00Z');
    const limit = json(403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]);
    fake.script = [limit, limit, ...answered()];
    const { org } = orgOf(fake, { now: () => now });
    await assert.rejects(org.rules(diagnostics));
    await assert.rejects(org.rules(diagnostics));
    assert.equal(fake.requests.length, 1);
    now = new Date('2026-11-20T09:10:01Z');
    await assert.rejects(org.rules(diagnostics));
    assert.equal(fake.requests.length, 2);
    org.forgetSchema({ always: true });
    assert.ok((await org.rules(diagnostics)).validationRules.known);
  });

  it('are forgotten with the schema', async () => {
    fake.script = answered();
    const { org } = orgOf(fake);
    await org.rules(diagnostics);
    org.forgetSchema({ always: true });
    assert.equal(org.knownRules, undefined);
  });
});

describe('the rules of an org in the sandbox', () => {
  let sandbox: RunningSandbox;
  const connect = () => {
    const { id, clientId, clientSecret } = sandbox.org;
    const login = { loginUrl: sandbox.url, clientId, clientSecret, expectedSalesforceOrgId: id };
    return new SalesforceOrg({
      orgId: 'org-1',
      login: () => requestToken(login, { timeoutMs: 30_000, allowInsecure: false }),
      now: () => new Date(),
    });
  };
  before(async () => {
    sandbox = await runSandbox();
  });
  after(() => sandbox.stop());

  it('name its validation and duplicate rules', async () => {
    const rule = { object: 'Lead', name: 'No_Bob', formula: 'LastName = "Bob"', message: 'No Bob.', field: 'LastName' };
    await sandbox.console('validation-rules', rule);
    const rules = await connect().rules(diagnostics);
    assert.ok(rules.validationRules.known && rules.duplicateRules.known);
    const [found] = rules.validationRules.value;
    assert.deepEqual(
      [found?.name, found?.object, found?.field, found?.message],
      ['No_Bob', 'Lead', 'LastName', 'No Bob.'],
    );
    assert.match(found?.id ?? '', /^03d/);
  });

  it('are unknown to an API User who may not view the set-up', async () => {
    const { apiUser } = await sandbox.console<{ apiUser: { username: string } }>('org');
    const withdrawn = { user: apiUser.username, permissionSet: 'Inlet_API_User_Diagnostics', assigned: false };
    await sandbox.console('permission-sets/assignments', withdrawn);
    const rules = await connect().rules(diagnostics);
    assert.ok(!rules.validationRules.known && !rules.duplicateRules.known);
  });
});
