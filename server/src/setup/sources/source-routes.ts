import { Router, type Request } from 'express';
import type { Accepted } from '../../bookings/intake-store.ts';
import type { TestBooking } from '../../bookings/sources/test-booking.ts';
import type { Clock } from '../../platform/clock.ts';
import { parseBody, rawBody } from '../../platform/http/json-body.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { InvalidRequest, NotFound, type FieldProblem } from '../../platform/problem.ts';
import { text } from '../../texts/text.ts';
import { mostSources, rotationMilliseconds } from './source-store.ts';
import type { ConnectedSource, SourceRefusal, SourceStore, SourceSummary } from './source-store.ts';
import { testBooking } from './test-booking.ts';
import { newSource, rotation, sourceChange, testRequest } from './source-schemas.ts';

export interface SourceRoutesParts {
  sources: SourceStore;
  clock: Clock;
  callerOf: (request: Request) => Promise<OrgCaller>;
  /** Where products reach this backend. */
  addressOf: (request: Request) => string;
  /** Takes a booking in by the source's own way, marked as a test. */
  sendTest: (source: ConnectedSource, booking: TestBooking) => Promise<Accepted>;
}

type ById = Request<{ id: string }>;

/** `/v1/org/sources…`: where bookings come from. */
export function sourceRoutes({ sources, clock, callerOf, addressOf, sendTest }: SourceRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/sources', async (request, response) => {
    const { orgId } = await callerOf(request);
    const address = addressOf(request);
    const summaries = await sources.list(orgId);
    response.json({ sources: summaries.map((source) => sourceView(source, address)) });
  });

  router.post('/v1/org/sources', rawBody, async (request, response) => {
    const { orgId, by } = await callerOf(request);
    const { kind, name } = parseBody(newSource, request.body);
    const made = await sources.add(orgId, kind, name, by);
    if (typeof made === 'string') throw refusalOf(made, name);
    const { id, key, secret } = made;
    response.status(201).json({ id, url: urlOf(kind, addressOf(request), key), key, secret });
  });

  router.patch('/v1/org/sources/:id', rawBody, async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const { id } = request.params;
    const wanted = parseBody(sourceChange, request.body);
    const refusal = await sources.change(orgId, id, wanted, by);
    if (refusal !== undefined) throw refusalOf(refusal, refusal === 'unknown' ? id : (wanted.name ?? ''));
    const summary = (await sources.list(orgId)).find((source) => source.id === id)!;
    response.json(sourceView(summary, addressOf(request as Request)));
  });

  router.post('/v1/org/sources/:id/rotate', rawBody, async (request: ById, response) => {
    const { orgId, by } = await callerOf(request as Request);
    const { id } = request.params;
    const { what } = parseBody(rotation, request.body);
    const source = await sourceOf(orgId, id);
    const until = new Date(clock.now().getTime() + rotationMilliseconds).toISOString();
    if (what === 'secret') {
      response.json({ secret: (await sources.rotateSecret(orgId, id, by))!, until });
      return;
    }
    const key = (await sources.rotateKey(orgId, id, by))!;
    response.json({ url: urlOf(source.kind, addressOf(request as Request), key), key, until });
  });

  router.post('/v1/org/sources/:id/test', rawBody, async (request: ById, response) => {
    const { orgId } = await callerOf(request as Request);
    const wanted = parseBody(testRequest, request.body);
    const source = await sourceOf(orgId, request.params.id);
    const { id } = await sendTest(source, testBooking(source, wanted, clock.now()));
    response.status(202).json({ bookingId: id });
  });

  async function sourceOf(orgId: string, id: string): Promise<ConnectedSource> {
    const source = await sources.ofOrg(orgId, id);
    if (!source) throw refusalOf('unknown', id);
    return source;
  }

  return router;
}

/** What a product is pointed at: an address of its own; our own form has one for all, and a bearer key. */
function urlOf(kind: string, address: string, key: string): string {
  return kind === 'api' ? `${address}/v1/bookings` : `${address}/v1/hooks/${key}`;
}

function sourceView(source: SourceSummary, address: string) {
  const { id, kind, name, enabled, keyHint, createdAt, lastMessageAt, messages24h, lastChange } = source;
  const { previousSecretUntil, previousKeyUntil } = source;
  const until = [previousSecretUntil, previousKeyUntil].filter((time) => time !== null).toSorted((a, b) => +b - +a)[0];
  return {
    id,
    kind,
    name,
    enabled,
    // The key itself is kept as a hash only.
    url: urlOf(kind, address, `${keyHint ?? 'hook_'}…`),
    keyHint,
    createdAt: createdAt.toISOString(),
    lastMessageAt: lastMessageAt?.toISOString() ?? null,
    messages24h,
    rotation: until
      ? {
          until: until.toISOString(),
          secretUntil: previousSecretUntil?.toISOString() ?? null,
          keyUntil: previousKeyUntil?.toISOString() ?? null,
        }
      : null,
    lastChange: lastChange && { ...lastChange, at: lastChange.at.toISOString() },
  };
}

function refusalOf(refusal: SourceRefusal, said: string): Error {
  const at = (pointer: string, detail: FieldProblem['detail']) => new InvalidRequest([{ pointer, detail }]);
  switch (refusal) {
    case 'nameTaken':
      return at('/name', text('sources.nameTaken', { name: said }));
    case 'tooMany':
      return at('', text('sources.tooMany', { most: mostSources }));
    case 'unknown':
      return new NotFound(text('sources.unknown', { id: said.slice(0, 100) }));
  }
}
