import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/problem.ts';
import { parseJson } from '../platform/http/json-body.ts';
import type { Accepted, IntakeStore } from './intake-store.ts';
import { parseApiBookings, verifyStandardWebhook } from './sources/api.ts';
import type { SignedRequest } from './sources/source.ts';
import { sources } from './sources/sources.ts';

/** A source as setup knows it; the flow of bookings needs no more of it. */
export interface IntakeSource {
  orgId: string;
  id: string;
  kind: string;
  secrets: string[];
}

export interface IntakeParts {
  store: IntakeStore;
  clock: Clock;
  wake: (orgId: string) => void;
}

export type HookAnswer = { kind: 'accepted'; accepted: Accepted } | { kind: 'ignored'; reason: string };
export type ApiAnswer = { accepted: Accepted[]; isArray: boolean };

/** The way in: verified, parsed, stored and committed before it is acknowledged. Never needs Salesforce. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** A webhook of a scheduling product. Throws Unauthorized, InvalidRequest. */
  async hook(source: IntakeSource, request: SignedRequest): Promise<HookAnswer> {
    const adapter = Object.hasOwn(sources, source.kind) ? sources[source.kind as keyof typeof sources] : undefined;
    if (!adapter) throw new NotFound('This address takes no webhooks. Send to POST /v1/bookings instead.');
    adapter.verify(request, source.secrets, this.#parts.clock.now());
    const parsed = adapter.parse(parseJson(request.rawBody));
    if (parsed.kind === 'ignored') return parsed;
    const [accepted] = await this.#accept(source, [parsed.message]);
    return { kind: 'accepted', accepted: accepted! };
  }

  /** Our own form, by a caller who proved to be the source. Throws InvalidRequest that names every wrong field. */
  async bookings(source: IntakeSource, rawBody: Buffer): Promise<ApiAnswer> {
    const { messages, isArray } = parseApiBookings(parseJson(rawBody));
    return { accepted: await this.#accept(source, messages), isArray };
  }

  /** Our own form, signed by Standard Webhooks. Throws Unauthorized, InvalidRequest. */
  async signedBookings(source: IntakeSource, request: SignedRequest): Promise<ApiAnswer> {
    verifyStandardWebhook(request, source.secrets, this.#parts.clock.now());
    return this.bookings(source, request.rawBody);
  }

  async #accept(source: IntakeSource, messages: Parameters<IntakeStore['accept']>[1]): Promise<Accepted[]> {
    const sender = { orgId: source.orgId, sourceId: source.id, sourceKind: source.kind };
    const accepted = await this.#parts.store.accept(sender, messages, this.#parts.clock.now());
    this.#parts.wake(source.orgId);
    return accepted;
  }
}
