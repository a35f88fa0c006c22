import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Connection } from 'jsforce';
import { bookingOf, countsOf, eventually, postBookings } from './support/api-client.ts';
import { freePort } from './support/free-port.ts';

/** What demo.json holds. */
interface DemoFile {
  backend: string;
  sandbox: string;
  pids: { backend: number; sandbox: number };
  org: Record<'id' | 'username' | 'password' | 'clientId' | 'clientSecret' | 'accessToken', string>;
  inletOrgId: string;
  apiKey: string;
  sources: Record<'oncehub' | 'calendly' | 'calcom', { url: string; secret: string }> & {
    api: Record<'url' | 'key' | 'id' | 'secret', string>;
  };
}

/** The sample bookings by state. */
const samples = { delivered: 9, held: 1, waiting: 1, dismissed: 1 };

/** Each that is not in Salesforce says why; the one that waits also until when, and the org goes on beside it. */
async function samplesSayWhy({ backend, apiKey }: DemoFile): Promise<void> {
  const read = async (path: string) => {
    const response = await fetch(`${backend}/v1/org${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is what the test says it is
    return (await response.json()) as any;
  };
  const { bookings } = await read('/bookings');
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  const sample = (id: string) => bookings.find(({ source }: any) => source.bookingId === `sample-${id}`);
  const statuses = new Set(bookings.map(({ status }: { status: string }) => status));
  assert.deepEqual([...statuses].toSorted(), ['canceled', 'completed', 'no-show', 'rescheduled', 'scheduled']);
  const held = sample('held');
  assert.equal(held.state, 'held');
  assert.match(held.diagnosis.sentence, /validation rule .* on Lead.*Enter an address that is read/);
  assert.ok(held.diagnosis.fix.length > 0);
  const waiting = sample('waiting');
  assert.equal(waiting.state, 'waiting');
  assert.equal(waiting.diagnosis.code, 'UNABLE_TO_LOCK_ROW');
  assert.ok(Date.parse(waiting.nextAttemptAt) > Date.parse(waiting.receivedAt));
  assert.equal((await read('')).delivery.state, 'running');
  const dismissed = await read(`/bookings/${sample('dismissed').id}`);
  assert.deepEqual([dismissed.state, dismissed.dismissal.by.name], ['dismissed', 'Ada Admin']);
  assert.match(dismissed.dismissal.reason, /tester/);
  const chain = bookings.find(({ source }: { source: { kind: string } }) => source.kind === 'calendly');
  assert.deepEqual([chain.state, chain.status, chain.records.length], ['delivered', 'rescheduled', 2]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('npm start', () => {
  let directory: string;
  let ports: { backend: number; sandbox: number };
  let started: ChildProcess | undefined;
  let said = '';
  const read = () => JSON.parse(readFileSync(path.join(directory, 'demo.json'), 'utf8')) as DemoFile;

  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'inlet-start-'));
    ports = { backend: await freePort(), sandbox: await freePort() };
  });
  after(async () => {
    if (started) await end(started);
    await rm(directory, { recursive: true, force: true });
  });

  /** Starts it and waits for demo.json, as a script would. */
  const start = async (): Promise<DemoFile> => {
    said = '';
    const names: string[] = [];
    const watcher = watch(directory, (_event, name) => names.push(String(name)));
    const child = spawn(process.execPath, ['scripts/start.ts'], {
      cwd: new URL('..', import.meta.url).pathname,
      env: {
        ...process.env,
        ...{ DATA_DIR: directory, DATABASE_URL: '', INLET_ENCRYPTION_KEY: '' },
        ...{ PORT: String(ports.backend), SANDBOX_PORT: String(ports.sandbox) },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started = child;
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const ended = () => Promise.reject(new Error(`npm start ended: ${said}`));
    await eventually(
      'demo.json',
      async () => (child.exitCode === null ? existsSync(path.join(directory, 'demo.json')) : ended()),
      120_000,
    );
    // Whole the moment that it is there: written beside, then renamed.
    const demo = read();
    await eventually('the rename seen', async () => names.includes('demo.json'), 10_000);
    watcher.close();
    assert.ok(names.indexOf('demo.json.new') < names.indexOf('demo.json') && names.includes('demo.json.new'));
    return demo;
  };
  const end = async (child: ChildProcess) => {
    if (child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };

  it('gives an org and a backend with samples, keeps them, and brings back what is killed', async () => {
    const demo = await start();
    await eventually('Ready', async () => said.includes('Ready'), 10_000);

    // The documented shape: scripts depend on it.
    assert.deepEqual(Object.keys(demo).toSorted(), [
      ...['apiKey', 'backend', 'inletOrgId', 'org', 'pids', 'sandbox', 'sources'],
    ]);
    assert.deepEqual(Object.keys(demo.org).toSorted(), [
      ...['accessToken', 'clientId', 'clientSecret', 'id', 'password', 'username'],
    ]);
    assert.deepEqual(Object.keys(demo.pids).toSorted(), ['backend', 'sandbox']);
    assert.deepEqual(Object.keys(demo.sources).toSorted(), ['api', 'calcom', 'calendly', 'oncehub']);
    for (const kind of ['oncehub', 'calendly', 'calcom'] as const) {
      assert.deepEqual(Object.keys(demo.sources[kind]).toSorted(), ['secret', 'url']);
      assert.ok(demo.sources[kind].url.startsWith(`${demo.backend}/v1/hooks/`));
    }
    assert.equal(demo.sources.api.url, `${demo.backend}/v1/bookings`);
    assert.match(demo.org.id, /^00D\w{15}$/);
    assert.equal(new URL(demo.backend).port, String(ports.backend));
    assert.equal(new URL(demo.sandbox).port, String(ports.sandbox));
    assert.ok(isRunning(demo.pids.backend) && isRunning(demo.pids.sandbox));

    // Its keys open what they say, and the samples are in Salesforce.
    assert.deepEqual(await countsOf(demo.backend, demo.apiKey), samples);
    await samplesSayWhy(demo);
    const admin = new Connection({
      version: '66.0',
      instanceUrl: demo.sandbox,
      accessToken: demo.org.accessToken,
    });
    const eventCount = async () => (await admin.query('SELECT Id FROM Event')).totalSize;
    assert.equal(await eventCount(), 9);
    assert.equal((await postBookings(demo.backend, demo.sources.api.key, bookingOf('S-1')))?.status, 202);
    await eventually('delivered', async () => (await countsOf(demo.backend, demo.apiKey))['delivered'] === 10, 20_000);

    // Killed: started again, and demo.json tells the new process.
    process.kill(demo.pids.backend, 'SIGKILL');
    await eventually('a new backend in demo.json', async () => read().pids.backend !== demo.pids.backend, 60_000);
    const again = read();
    assert.deepEqual(again, { ...demo, pids: { ...demo.pids, backend: again.pids.backend } });
    assert.ok(isRunning(again.pids.backend) && !isRunning(demo.pids.backend));
    assert.deepEqual(await countsOf(again.backend, demo.apiKey), { ...samples, delivered: 10 });

    // Ended: all three processes, and demo.json no longer says that anything is ready.
    await end(started!);
    assert.equal(started!.exitCode, 0, said);
    assert.ok(!isRunning(again.pids.backend) && !isRunning(demo.pids.sandbox));
    assert.ok(!existsSync(path.join(directory, 'demo.json')));

    // Started anew: the same org, keys, secrets and records, and no samples on top.
    const second = await start();
    assert.deepEqual({ ...second, pids: {} }, { ...demo, pids: {} });
    assert.deepEqual(await countsOf(second.backend, second.apiKey), { ...samples, delivered: 10 });
    assert.equal(await eventCount(), 10);
    await end(started!);
    assert.ok(!isRunning(second.pids.backend) && !isRunning(second.pids.sandbox));
  });
});
