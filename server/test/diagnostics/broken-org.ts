import assert from 'node:assert/strict';
import type { CheckId } from '../../src/diagnostics/checks/check.ts';
import { operator } from '../../src/setup/connection/connection.ts';
import { BookingWorld, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { call } from '../support/panel.ts';

/** One way in which an org is broken, and what diagnostics has to say of it. */
export interface BrokenOrg {
  name: string;
  /** What an admin, or the world, does to the org; what it gives is sent along as what the tab saw. */
  break: (world: BookingWorld) => Promise<unknown>;
  fromOrg?: Row;
  /** The check that has to say so, and no other. */
  check: CheckId;
  state?: 'warning' | 'broken';
  verdict: RegExp;
  finding: RegExp;
  fix: RegExp;
  /** Checks that cannot be answered because of it, for example. */
  unknown?: CheckId[];
  /** A cell of the matrix that has to be of the same state: of the page BP-1. */
  cell?: string;
  /** Part of the address in Salesforce Setup. */
  setup?: RegExp;
}

export const apiUser = 'integration@inlet.sandbox';
const org = { readAt: new Date().toISOString(), limits: null, packageVersion: '0.1.0' };
export const seenUser = { isActive: true, isFrozen: false, profile: 'P', licence: 'Salesforce Integration' };

/** What the tab saw of the org. */
export function seen({ user, limits }: { user?: Row; limits?: Row[] }): Row {
  const rights = { isApiEnabled: true, hasPermissionSet: true };
  return {
    ...org,
    limits: limits ?? null,
    apiUser: user ? { userId: '005000000000001', ...seenUser, ...rights, ...user } : null,
  };
}

export const consoleOf =
  (path: string, body: object) =>
  (world: BookingWorld): Promise<unknown> =>
    world.sandbox.console(path, body);

/** Lets the sessions end, so that a new login shows what has changed about logging in. */
export const atNextLogin =
  (...changes: ((world: BookingWorld) => Promise<unknown>)[]) =>
  async (world: BookingWorld): Promise<void> => {
    for (const change of changes) await change(world);
    await world.sandbox.console('sessions/expire', {});
  };

/** Connects the org by a refresh token, as the web server flow leaves it. */
export async function byRefreshToken(world: BookingWorld): Promise<void> {
  const { url: loginUrl, org: sandboxOrg } = world.sandbox;
  const username = apiUser;
  const { refreshToken } = await world.sandbox.console<{ refreshToken: string }>('refresh-tokens', { username });
  const { accessToken } = await world.sandbox.console<{ accessToken: string }>('tokens', { username });
  const { clientId, clientSecret, id: salesforceOrgId } = sandboxOrg;
  const credentials = { kind: 'webServer' as const, loginUrl, clientId, clientSecret };
  const tokens = { accessToken, refreshToken, instanceUrl: loginUrl };
  const made = { credentials, tokens, salesforceOrgId, user: undefined };
  await world.backend.app.connections.connect(world.backend.org.orgId, made, operator);
  await world.sandbox.console('sessions/expire', {});
}

/** Posts bookings that Salesforce will refuse, and waits until each is held. */
export async function held(world: BookingWorld, more: Row = {}, count = 1): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = await world.post(stranger({ ...more }));
    await world.until(id, isHeld);
  }
}

/** Posts bookings that wait, for whatever the org waits for. */
export async function waiting(world: BookingWorld, count = 1): Promise<void> {
  await world.postAll(Array.from({ length: count }, () => stranger()));
  await world.backend.app.deliverer.idle();
}

/** Changes the settings past their check: the org was another when they were saved. */
export async function settings(world: BookingWorld, change: (settings: Row) => void): Promise<void> {
  const { orgId } = world.backend.org;
  const { settings: store } = world.backend.app;
  const current = (await store.current(orgId))!;
  const changed = structuredClone(current.settings) as Row;
  change(changed);
  const by = { id: 'test', name: 'Test' };
  const saving = { basedOn: current.version, settings: changed as never, note: null, by, now: world.clock.now() };
  const saved = await store.save(orgId, saving);
  assert.ok(saved && 'version' in saved);
}

export async function run(world: BookingWorld, body: Row = {}): Promise<Row> {
  const { status, body: found } = await call(world, 'POST', '/v1/org/diagnostics/run', body);
  assert.equal(status, 200, JSON.stringify(found));
  return found;
}

export const checkIn = (found: Row, id: CheckId): Row => (found['checks'] as Row[]).find((one) => one['id'] === id)!;

export const idsIn = (found: Row, state: string): string[] =>
  (found['checks'] as Row[]).filter((one) => one['state'] === state).map((one) => one['id'] as string);

/** All that a row of the table promises. */
export function verify(found: Row, expected: BrokenOrg): void {
  const { check, state = 'broken', verdict, finding, fix, unknown = [], cell, setup } = expected;
  const one = checkIn(found, check);
  const said = JSON.stringify({ verdict: found['verdict'], check: one }, null, 1);
  assert.deepEqual(idsIn(found, 'broken'), state === 'broken' ? [check] : [], said);
  assert.equal(one['state'], state, said);
  assert.equal(found['verdict'].state, state, said);
  assert.equal(found['verdict'].checkId, check, said);
  assert.match(found['verdict'].sentence, verdict);
  assert.match(one['finding'], finding);
  assert.match(one['fix'], fix);
  assert.ok(one['meaning'], said);
  for (const id of unknown) assert.equal(checkIn(found, id)['state'], 'unknown', `${id} is unknown`);
  for (const other of found['checks'] as Row[]) {
    if (other['state'] === 'unknown') assert.ok(other['finding'].length > 20, `${other['id']} names the reason`);
  }
  if (setup) assert.match(String(one['setupUrl'] ?? one['items'][0]?.setupUrl), setup);
  if (cell) {
    const page = (found['matrix'].pages as Row[]).find(({ id }) => id === 'BP-1')!;
    const found_ = (page['cells'] as Row[]).find(({ object }) => object === cell)!;
    assert.equal(found_['state'], state, JSON.stringify(page));
    assert.ok(found_['causes'].some((cause: Row) => cause['checkId'] === check && cause['sentence']));
  }
}
