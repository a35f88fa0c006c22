import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startSandbox } from '../sandbox/src/api/server.ts';
import { Org } from '../sandbox/src/org/org.ts';
import { packageFiles, packageZip } from '../scripts/package/package-files.ts';
import { madeRecords, type Answer } from '../scripts/verify-org/probe.ts';
import { ProbedOrg } from '../scripts/verify-org/probed-org.ts';
import { probes } from '../scripts/verify-org/probes.ts';

const root = path.join(import.meta.dirname, '..');
const answer = (status: number, body?: unknown): Answer => ({ status, headers: new Headers(), body });

describe('The sandbox org, as it is by default, confirms that', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let org: ProbedOrg;
  let counts: number[];
  const ask = async (soql: string) => {
    const response = await fetch(`${sandbox.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
      headers: { Authorization: `Bearer ${sandbox.state.adminToken}` },
    });
    return (await response.json()) as { totalSize: number; records: { LanguageLocaleKey?: string }[] };
  };
  const recordCounts = () =>
    Promise.all(
      ['Lead', 'Contact', 'Event', 'Case'].map(async (name) => (await ask(`SELECT COUNT() FROM ${name}`)).totalSize),
    );

  before(async () => {
    sandbox = await startSandbox({ org: new Org() });
    org = new ProbedOrg(sandbox.url, sandbox.state.adminToken);
    const zip = new Uint8Array(packageZip(await packageFiles()));
    const deployed = await fetch(`${sandbox.url}/sandbox/package`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/zip' },
      body: zip,
    });
    assert.ok(deployed.ok, await deployed.text());
    for (const name of ['Inlet_Admin', 'Inlet_API_User']) {
      sandbox.state.org.assignPermissionSet(sandbox.state.identity.admin().id, name);
    }
    counts = await recordCounts();
  });
  after(() => sandbox.close());

  for (const probe of probes.filter(({ runsApex }) => !runsApex)) {
    test(probe.claim, async () => {
      assert.deepEqual(await org.take(probe, `probe-${randomUUID()}`), { found: true, left: [] });
    });
  }

  test('no probe leaves a record, nor the user in another language', async () => {
    assert.deepEqual(await recordCounts(), counts);
    const { records } = await ask('SELECT LanguageLocaleKey FROM User WHERE IsActive = true');
    assert.deepEqual(new Set(records.map(({ LanguageLocaleKey }) => LanguageLocaleKey)), new Set(['en_US']));
  });
});

describe('Each probe', () => {
  for (const { claim, steps, decide, reliedOnBy } of probes) {
    test(`refutes, of an org that answers nonsense: ${claim}`, () => {
      for (const nonsense of [
        answer(500),
        answer(200, {}),
        answer(200, []),
        answer(404, [{ errorCode: 'NOT_FOUND' }]),
      ]) {
        const found = decide(steps.map(() => nonsense));
        assert.ok(typeof found === 'string' && found !== '', JSON.stringify(nonsense));
      }
      const [file] = /[\w./-]+\/[\w./-]+/.exec(reliedOnBy.replace(/^.*\(/, '')) ?? [''];
      const place = file === 'docs/decisions/0004' ? 'docs/decisions' : file;
      assert.ok(
        existsSync(path.join(root, place)) || existsSync(path.join(root, `${place}.permissionset-meta.xml`)),
        file,
      );
    });
  }

  test('of Apex confirms what ran through, and repeats what Apex said', () => {
    const ran = answer(200, { success: true });
    const failed = answer(200, { success: false, exceptionMessage: 'System.X: Cannot modify managed object' });
    for (const { claim, steps, decide } of probes.filter(({ runsApex }) => runsApex).slice(0, 2)) {
      assert.equal(decide(steps.map(() => ran)), true, claim);
      assert.match(String(decide(steps.map(() => failed))), /Cannot modify managed object/);
    }
  });
});

test('what was made is found wherever in an answer it stands, the latest first', () => {
  const made = (id: string) => ({ id, success: true, errors: [] });
  assert.deepEqual(
    madeRecords([
      answer(201, made('00Q000000000001AAA')),
      answer(200, { compositeResponse: [{ body: [made('003000000000001AAA'), { success: false, id: null }] }] }),
      answer(200, { id: '00Q000000000009AAA', name: 'a record that was read' }),
      answer(204),
    ]),
    ['003000000000001AAA', '00Q000000000001AAA'],
  );
});

test('docs/assumptions.md tells each probe', () => {
  const docs = readFileSync(path.join(root, 'docs/assumptions.md'), 'utf8');
  assert.deepEqual(
    probes.flatMap(({ claim }) => (docs.includes(`- ${claim}\n`) ? [] : [claim])),
    [],
  );
});
