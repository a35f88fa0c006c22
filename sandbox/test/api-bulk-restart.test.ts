import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, beforeEach, test } from 'node:test';
import { parse } from 'csv-parse/sync';

const main = path.join(import.meta.dirname, '../../scripts/run-sandbox.ts');
const ingest = '/services/data/v66.0/jobs/ingest';
let directory: string;
let child: ChildProcess | undefined;
let url = '';
let token = '';

beforeEach(async () => {
  await kill();
  if (directory) rmSync(directory, { recursive: true, force: true });
  directory = mkdtempSync(path.join(tmpdir(), 'sandbox-bulk-'));
});
after(async () => {
  await kill();
  rmSync(directory, { recursive: true, force: true });
});

async function start(...nodeOptions: string[]): Promise<void> {
  const env = { ...process.env, DATA_DIR: directory, SANDBOX_PORT: '0' };
  child = spawn(process.execPath, [...nodeOptions, main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  url = '';
  for await (const chunk of child.stdout!) {
    url = /http:\/\/[\w.:]+/.exec(String(chunk))?.[0] ?? '';
    if (url !== '') break;
  }
  assert.notEqual(url, '', 'the sandbox started');
  token = ((await (await fetch(`${url}/sandbox/org`)).json()) as { accessToken: string }).accessToken;
}

async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function ask(method: string, address: string, body?: object) {
  const response = await fetch(url + address, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is what the test says it is
  return response.json() as Promise<any>;
}

async function upload(csv: string | ReadableStream): Promise<string> {
  const { id } = await ask('POST', ingest, { object: 'Lead', operation: 'insert' });
  const response = await fetch(`${url}${ingest}/${id}/batches`, {
    ...{ method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' } },
    body: csv,
    ...(typeof csv !== 'string' && { duplex: 'half' }),
  });
  assert.equal(response.status, 201, await response.text());
  return id;
}
const close = (id: string) => ask('PATCH', `${ingest}/${id}`, { state: 'UploadComplete' });

async function until(id: string, isSo: (job: { state: string; numberRecordsProcessed: number }) => boolean) {
  for (let tries = 0; tries < 3_000; tries++) {
    const job = await ask('GET', `${ingest}/${id}`);
    if (isSo(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Job ${id} did not get there.`);
}
const isOver = ({ state }: { state: string }) => ['JobComplete', 'Failed', 'Aborted'].includes(state);

async function rowsOf(id: string, part: string): Promise<string[][]> {
  const response = await fetch(`${url}${ingest}/${id}/${part}`, { headers: { Authorization: `Bearer ${token}` } });
  return (parse(await response.text()) as string[][]).slice(1);
}
const count = async (where: string) =>
  (await ask('GET', `/services/data/v66.0/query?q=${encodeURIComponent(`SELECT COUNT() FROM Lead WHERE ${where}`)}`))
    .totalSize as number;

const most = 12_000;
/** Every hundredth row has no company, and is refused. */
const csv = `LastName,Company\n${Array.from({ length: most }, (_, n) => `Row ${n},${n % 100 === 99 ? '' : 'Bulk'}\n`).join('')}`;

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`a job that was in progress at ${signal} goes on: no row is saved twice, none lost`, async () => {
    await start();
    const id = await upload(csv);
    await close(id);
    const waiting = await upload('LastName,Company\nLater,Later\n');
    await close(waiting);
    const open = await upload('LastName,Company\nOpen,Open\n');
    await until(id, ({ numberRecordsProcessed }) => numberRecordsProcessed > 400);
    await kill(signal);
    await start();
    const seen = await ask('GET', `${ingest}/${id}`);
    assert.ok(seen.numberRecordsProcessed < most, 'it was in the middle');
    const job = await until(id, isOver);
    assert.deepEqual(
      [job.state, job.numberRecordsProcessed, job.numberRecordsFailed],
      ['JobComplete', most, most / 100],
    );
    const successes = await rowsOf(id, 'successfulResults');
    const failures = await rowsOf(id, 'failedResults');
    const names = [...successes, ...failures].map((row) => row[2]);
    assert.equal(new Set(names).size, most, 'every row is in the results once');
    assert.equal(names.length, most);
    assert.equal(await count("Company = 'Bulk'"), most - most / 100, 'and in the org once');
    assert.equal(new Set(successes.map((row) => row[0])).size, most - most / 100);
    assert.deepEqual(await rowsOf(id, 'unprocessedrecords'), []);
    // The one behind it, and the one that nobody had closed.
    assert.equal((await until(waiting, isOver)).numberRecordsProcessed, 1);
    assert.equal((await ask('GET', `${ingest}/${open}`)).state, 'Open');
    await close(open);
    assert.equal((await until(open, isOver)).state, 'JobComplete');
    // Ended jobs and their results outlive a restart too.
    await kill(signal);
    await start();
    assert.equal((await rowsOf(id, 'failedResults')).length, most / 100);
    assert.equal((await ask('GET', ingest)).records.length, 3);
    assert.equal(await count("Company = 'Bulk'"), most - most / 100);
  });
}

test('an aborted job lists every row that it had left, also when the process dies meanwhile', async () => {
  await start();
  const id = await upload(csv);
  await close(id);
  await until(id, ({ numberRecordsProcessed }) => numberRecordsProcessed > 400);
  await ask('PATCH', `${ingest}/${id}`, { state: 'Aborted' });
  await kill();
  await start();
  // Its queue is empty when a later job is done.
  const later = await upload('LastName,Company\nLater,Later\n');
  await close(later);
  await until(later, isOver);
  const job = await ask('GET', `${ingest}/${id}`);
  assert.equal(job.state, 'Aborted');
  const left = await rowsOf(id, 'unprocessedrecords');
  assert.equal(job.numberRecordsProcessed + left.length, most);
  assert.deepEqual(left.at(-1), [`Row ${most - 1}`, '']);
});

test('the results of a query job are there after a restart, from any row on', async () => {
  await start();
  const id = await upload(csv);
  await close(id);
  await until(id, isOver);
  const query = await ask('POST', '/services/data/v66.0/jobs/query', {
    ...{ operation: 'query', query: "SELECT LastName FROM Lead WHERE Company = 'Bulk'" },
  });
  await kill();
  await start();
  const address = `/services/data/v66.0/jobs/query/${query.id}`;
  for (let tries = 0; tries < 1_000 && (await ask('GET', address)).state !== 'JobComplete'; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const names: string[] = [];
  for (let locator = ''; locator !== 'null';) {
    const response = await fetch(`${url}${address}/results?maxRecords=5000${locator && `&locator=${locator}`}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    names.push(...(parse(await response.text()) as string[][]).slice(1).map((row) => row[0]!));
    locator = response.headers.get('sforce-locator')!;
  }
  assert.equal(names.length, most - most / 100);
  assert.equal(new Set(names).size, names.length);
});

test('an upload of 100 MB passes through a process that has no room for it, and a removed job leaves no file', async () => {
  // The parsed rows alone would take several times this heap.
  await start('--max-old-space-size=160');
  const line = `${'x'.repeat(1_000)},Bulk,1\n`;
  const rows = 100_000;
  const body = Readable.toWeb(
    Readable.from(
      (function* () {
        yield 'LastName,Company,Not_a_field\n';
        for (let n = 0; n < rows; n += 100) yield line.repeat(100);
      })(),
    ),
  ) as ReadableStream;
  const id = await upload(body);
  await close(id);
  const job = await until(id, isOver);
  assert.equal(job.errorMessage, 'InvalidBatch : Field name not found : Not_a_field');
  const response = await fetch(`${url}${ingest}/${id}/unprocessedrecords`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  let lines = 0;
  for await (const slice of response.body!) lines += Buffer.from(slice).toString('latin1').split('\n').length - 1;
  assert.equal(lines, rows + 1);
  const folders = () => readdirSync(path.join(directory, 'sandbox/bulk/jobs'));
  assert.deepEqual(folders(), [id]);
  const removed = await fetch(`${url}${ingest}/${id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${token}` },
  });
  assert.equal(removed.status, 204);
  assert.deepEqual(folders(), []);
  assert.deepEqual(readdirSync(path.join(directory, 'sandbox/bulk/incoming')), []);
});

test('what is too large is refused, and leaves nothing', async () => {
  await start();
  const { id } = await ask('POST', ingest, { object: 'Lead', operation: 'insert' });
  const slice = Buffer.alloc(1024 * 1024, 'x');
  const body = Readable.toWeb(
    Readable.from(
      (function* () {
        for (let n = 0; n < 111; n++) yield slice;
      })(),
    ),
  ) as ReadableStream;
  const answer = await fetch(`${url}${ingest}/${id}/batches`, {
    ...{ method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' } },
    ...{ body, duplex: 'half' },
  } as RequestInit).catch(() => undefined);
  // The connection may be closed before the client has read the answer.
  if (answer) assert.equal(answer.status, 413);
  assert.equal((await ask('GET', `${ingest}/${id}`)).state, 'Open');
  assert.deepEqual(readdirSync(path.join(directory, 'sandbox/bulk/incoming')), []);
});
