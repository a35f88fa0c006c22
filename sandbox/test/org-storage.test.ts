import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';
import { editable, permissionSet } from './access-bench.ts';
import { admin, bench, defaults } from './org-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'inlet-org-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(folder, String(folders++));

type Step =
  | { kind: 'upsert'; key: number; email: number | null; company: string }
  | { kind: 'delete'; key: number }
  | { kind: 'together'; steps: Step[]; fails: boolean };

const plain = fc.oneof(
  fc.record({
    kind: fc.constant('upsert' as const),
    key: fc.nat(4),
    email: fc.option(fc.nat(3)),
    company: fc.constantFrom('Acme', 'Beta', 'x'.repeat(300)),
  }),
  fc.record({ kind: fc.constant('delete' as const), key: fc.nat(4) }),
);
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plain,
    fc.record({
      kind: fc.constant('together' as const),
      steps: fc.array(tie('step'), { maxLength: 5 }),
      fails: fc.boolean(),
    }),
  ),
}));

class Undo extends Error {}

/** Applies a step. `skipFailing` leaves out what the other org rolls back. */
function apply(org: Org, one: Step, skipFailing: boolean): void {
  if (one.kind === 'together') {
    if (one.fails && skipFailing) return;
    try {
      org.transaction(() => {
        for (const inner of one.steps) apply(org, inner, skipFailing);
        if (one.fails) throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    return;
  }
  const key = `C-${one.key}`;
  if (one.kind === 'delete') {
    for (const id of org.findByExternalId(admin, 'Lead', 'Customer_Id__c', key)) org.delete(admin, 'Lead', id);
    return;
  }
  const values = { LastName: key, Company: one.company, Email: one.email === null ? null : `e${one.email}@x.test` };
  org.upsert(admin, 'Lead', 'Customer_Id__c', key, values, defaults);
}

/** Everything about the leads but their ids and times, looked up in every way that there is. */
function stateOf(org: Org): unknown {
  const rows = (soql: string) =>
    org
      .query(admin, soql, { all: true, batchSize: 2000, version: '60.0' })
      .records.map(({ attributes: _, ...row }) => row);
  const columns = 'Customer_Id__c, LastName, Company, Email, IsDeleted';
  return {
    all: rows(`SELECT ${columns} FROM Lead`),
    byEmail: [0, 1, 2, 3].map((n) => rows(`SELECT ${columns} FROM Lead WHERE Email = 'e${n}@x.test'`)),
    live: [0, 1, 2, 3, 4].map((n) => org.findByExternalId(admin, 'Lead', 'Customer_Id__c', `C-${n}`).length),
  };
}

test('after any writes, some rolled back, the org is as if only the kept ones had been; and the same after a restart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const directory = newFolder();
      const { org } = bench(new Org({ directory }));
      const { org: reference } = bench();
      for (const one of steps) {
        apply(org, one, false);
        apply(reference, one, true);
      }
      const expected = stateOf(reference);
      assert.deepEqual(stateOf(org), expected);
      org.close();
      const reopened = new Org({ directory });
      assert.deepEqual(stateOf(reopened), expected);
      reopened.close();
      rmSync(directory, { recursive: true });
    }),
    { numRuns: 60 },
  );
});

test('an auto-number of a record that was rolled back is not given again', () => {
  const directory = newFolder();
  const { org, made, read } = bench(new Org({ directory }));
  const number = () => Number(read('Case', made('Case', { Subject: 'x' }))['CaseNumber']);
  const first = number();
  assert.throws(() =>
    org.transaction(() => {
      number();
      throw new Undo();
    }),
  );
  assert.equal(number(), first + 2);
  assert.throws(() =>
    org.transaction(() => {
      number();
      throw new Undo();
    }),
  );
  org.close();
  const again = bench(new Org({ directory }));
  const id = again.made('Case', { Subject: 'x' });
  assert.equal(Number(again.read('Case', id)['CaseNumber']), first + 4);
  again.org.close();
});

test('custom fields, rules, settings and the clock outlive a restart; a removed field is gone with its values', () => {
  const directory = newFolder();
  const { org, made } = bench(new Org({ directory }));
  org.addField('Event', { name: 'Room__c', type: 'string', length: 20, externalId: true });
  org.addField('Lead', { name: 'Gone__c', type: 'string', length: 20 });
  const event = made('Event', { StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 5, Room__c: 'R-1' });
  const lead = made('Lead', { LastName: 'Ng', Company: 'Acme', Gone__c: 'x' });
  org.removeField('Lead', 'Gone__c');
  org.setAssignmentRule({ object: 'Case', name: 'Rule', active: true, assignTo: SEED.rep });
  org.setClockOffset(86_400_000);
  org.writeSetting('limits', { used: 5 });
  org.close();

  const again = new Org({ directory });
  assert.deepEqual(again.findByExternalId(admin, 'Event', 'Room__c', 'r-1'), [event]);
  assert.ok(again.object('Task')?.fields.some((field) => field.name === 'Room__c'));
  assert.ok(!('Gone__c' in again.retrieve(admin, 'Lead', lead)));
  assert.equal(again.assignmentRules()[0]?.assignTo, SEED.rep);
  assert.ok(again.now().getTime() > Date.now() + 80_000_000);
  assert.deepEqual(again.readSetting('limits'), { used: 5 });
  again.close();
});

test('what was saved before a kill -9 is there afterwards, and the folder can be opened again', async () => {
  const directory = newFolder();
  const script = `
    const { Org } = await import(${JSON.stringify(new URL('../src/org/org.ts', import.meta.url).href)});
    const org = new Org({ directory: ${JSON.stringify(directory)} });
    for (let i = 0; ; i++) {
      org.create({ userId: ${JSON.stringify(SEED.admin)} }, 'Lead', { LastName: 'L' + i, Company: 'Acme' }, { autoAssign: false, allowDuplicates: false });
      process.stdout.write(i + '\\n');
      if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.split('\n').length > 200) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const acknowledged = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1)) + 1;
  const org = new Org({ directory });
  const { totalSize } = org.query(admin, 'SELECT COUNT() FROM Lead', { all: false, batchSize: 2000, version: '60.0' });
  assert.ok(totalSize >= acknowledged, `${totalSize} of ${acknowledged} acknowledged leads are there`);
  org.close();
});

test('a second process cannot open the folder, and is told why', () => {
  const directory = newFolder();
  const org = new Org({ directory });
  assert.throws(() => new Org({ directory }), /another sandbox uses this folder/);
  org.close();
});

test('a reset brings back the new org: its people, none of its records, rules or fields', () => {
  const { org, lead, rows } = bench();
  const before = lead();
  org.addField('Lead', { name: 'Extra__c', type: 'string', length: 20 });
  org.setDuplicateRule({ object: 'Lead', name: 'D', active: true, action: 'block' });
  org.reset();
  assert.equal(rows('SELECT Id FROM Lead', true).length, 0);
  assert.equal(rows('SELECT Id FROM DuplicateRule').length, 0);
  assert.ok(!org.object('Lead')?.fields.some((field) => field.name === 'Extra__c'));
  assert.equal(rows("SELECT Id FROM User WHERE Email = 'rep@acme.test' AND IsActive = true")[0]?.['Id'], SEED.rep);
  assert.notEqual(lead(), before, 'an id is never given twice');
});

test('a reset that keeps fields keeps them without their values, and permission sets with who has them', () => {
  const { org, made, rows } = bench();
  made('Lead', { LastName: 'Ng', Company: 'Acme', Customer_Id__c: 'C-1' });
  org.addField('Event', { name: 'Room__c', type: 'string', length: 20, visible: false });
  org.addField('Lead', { name: 'Extra__c', type: 'string', length: 20 });
  const set = permissionSet({ name: 'Rooms', fieldPermissions: [editable('Event.Room__c')] });
  org.savePermissionSet({ ...set, fieldPermissions: [...set.fieldPermissions, editable('Lead.Extra__c')] });
  org.assignPermissionSet(SEED.integration, 'Rooms');
  org.reset({ fields: new Set(['Lead.Customer_Id__c', 'Event.Room__c']) });
  assert.deepEqual(
    ['Customer_Id__c', 'Extra__c'].map((name) => org.object('Lead')?.fields.some((field) => field.name === name)),
    [true, false],
  );
  assert.equal(rows('SELECT Id FROM Lead', true).length, 0);
  assert.deepEqual([org.permissionSets(), org.permissionSetsOf(SEED.integration)], [[set], ['Rooms']]);
  made('Lead', { LastName: 'Ng', Company: 'Acme', Customer_Id__c: 'C-1' });
});

test('what an admin set up outlives the process: objects, fields, features, record types, queues, what profiles hide', () => {
  const directory = newFolder();
  const org = new Org({ directory });
  org.addObject({ name: 'Visit__c', autoNumber: 'V-{000}' });
  org.addField('Visit__c', { name: 'Room__c', type: 'string' });
  org.addField('Lead', { name: 'Visit__c', type: 'reference', referenceTo: ['Visit__c'] });
  org.setFeatures({ personAccounts: true });
  org.adjustField('Lead', 'LeadSource', { picklistValues: ['Fair'] });
  org.setFieldAccess('Lead', 'Phone', 'hidden', { profile: 'Standard User' });
  const queue = org.setQueue({ name: 'Support', developerName: 'Support', objects: ['Case'] });
  const visit = org.create(admin, 'Visit__c', { Room__c: 'Blue' }, defaults);
  assert.ok(visit.success);
  org.close();

  const again = new Org({ directory });
  const fieldOf = (object: string, name: string) => again.object(object)?.fields.find((one) => one.name === name);
  assert.equal(again.retrieve(admin, 'Visit__c', visit.id)['Name'], 'V-001');
  assert.equal(fieldOf('Lead', 'Visit__c')?.relationshipName, 'Visit__r');
  assert.ok(fieldOf('Account', 'PersonEmail'));
  assert.ok(fieldOf('Account', 'RecordTypeId'));
  assert.equal(fieldOf('Lead', 'LeadSource')?.picklistValues.length, 1);
  assert.equal(again.fieldAccess(SEED.rep, 'Lead', 'Phone'), 'hidden');
  assert.deepEqual(again.queues().find(({ id }) => id === queue.id)?.objects, ['Case']);
  again.addObject({ name: 'Other__c' });
  assert.notEqual(again.object('Other__c')?.keyPrefix, again.object('Visit__c')?.keyPrefix);
  again.close();
});
