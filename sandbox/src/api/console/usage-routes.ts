import type { Router } from 'express';
import { z } from 'zod';
import { isLimit, usedLimits } from '../limits.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, bodyOf, unknown } from './console-request.ts';

/** How many calls are told in full. */
const MOST_CALLS = 1000;

const limits = z.strictObject({ used: z.int().min(0).optional(), max: z.int().min(0).optional() });

const otherCalls = z.strictObject({
  name: z.string().trim().min(1).max(80),
  calls: z.int().positive().max(200_000),
  username: z.string().optional(),
});
const orgLimit = limits.extend({ name: z.string() });

/** The API allowance, every other limit, and the calls that were counted. */
export function usageRoutes(router: Router, state: SandboxState): void {
  const { org, usage, calls } = state;
  router.get('/limits', (_request, response) => response.json(usage.current()));
  router.post('/limits', (request, response) => {
    usage.set(bodyOf(limits, request));
    response.json(usage.current());
  });

  router.get('/org-limits', (_request, response) => response.json({ limits: orgLimits(state) }));
  router.post('/org-limits', (request, response) => {
    const { name, ...change } = bodyOf(orgLimit, request);
    if (!isLimit(name)) throw badField('name', 'A name of GET /limits, such as DataStorageMB.');
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    // This one is counted, over 24 hours.
    if (name === 'DailyApiRequests') usage.set(given);
    else org.setLimit(name, given);
    response.json(orgLimits(state).find((one) => one.name === name));
  });
  router.delete('/org-limits/:name', (request, response) => {
    const { name } = request.params;
    if (!isLimit(name)) throw unknown(`limit ${name}`);
    org.setLimit(name, null);
    response.status(204).end();
  });
  router.delete('/org-limits', (_request, response) => {
    for (const name of Object.keys(org.limitSettings())) org.setLimit(name, null);
    response.status(204).end();
  });

  router.get('/other-calls', (_request, response) => response.json({ apps: otherApps(state) }));
  router.post('/other-calls', (request, response) => {
    const { name, calls: number, username = state.identity.admin().username } = bodyOf(otherCalls, request);
    if (!state.identity.byUsername(username)) throw badField('username', 'No user of the org has this name.');
    state.otherCalls.add({ app: name, username, calls: number });
    response.status(201).json({ name, calls: number, ...usage.current() });
  });
  router.delete('/other-calls/:name', (request, response) => {
    if (!state.otherCalls.remove(request.params.name)) throw unknown(`application ${request.params.name}`);
    response.status(204).end();
  });
  router.delete('/other-calls', (_request, response) => {
    state.otherCalls.remove();
    response.status(204).end();
  });

  router.get('/calls', (request, response) => {
    const since = Number(request.query.since ?? 0);
    if (!Number.isInteger(since) || since < 0) throw badField('since', 'A mark, as an earlier answer gave it.');
    const { username } = request.query;
    if (username !== undefined && typeof username !== 'string') throw badField('username', 'One user name.');
    const limit = Number(request.query.limit ?? MOST_CALLS);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_CALLS) {
      throw badField('limit', `A number from 1 to ${MOST_CALLS}.`);
    }
    const { counted, byKind, calls: list } = calls.since(since, { username, limit });
    // The number of calls outlives a restart, the list of them does not.
    const total = username === undefined ? Math.max(0, usage.total - since) : counted;
    response.json({ mark: usage.total, total, byKind, calls: list });
  });
  router.post('/calls/mark', (_request, response) => response.json({ mark: usage.total }));
}

/** How many calls other applications are said to have made. */
export function otherApps({ otherCalls: others }: SandboxState): { app: string; calls: number }[] {
  const byApp = Object.entries(Object.groupBy(others.all(), ({ app }) => app));
  return byApp.map(([app, all = []]) => ({ app, calls: all.reduce((sum, { calls: number }) => sum + number, 0) }));
}

/** Every limit with its use, and whether the console set it. */
export function orgLimits(state: SandboxState): { name: string; used: number; max: number; isSet: boolean }[] {
  const { org, bulk, usage } = state;
  const set = org.limitSettings();
  return usedLimits({ org, bulk, usage: () => usage.current() }).map((one) => ({ ...one, isSet: one.name in set }));
}
