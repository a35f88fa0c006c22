import type { Clock } from '../platform/clock.ts';
import { NotFound, Problem } from '../platform/problem.ts';
import { text } from '../texts/text.ts';
import { parseJson } from '../platform/http/json-body.ts';
import type { BookingMessage } from './booking.ts';
import type { Accepted, IntakeStore } from './intake-store.ts';
import { parseApiBookings, verifyStandardWebhook } from './sources/api.ts';
import type { SignedRequest, SourceKind } from './sources/source.ts';
import { sources } from './sources/sources.ts';
import { testRequest, type TestBooking } from './sources/test-booking.ts';

/** A source as setup knows it; the flow of bookings needs no more of it. */
export interface IntakeSource {
  orgId: string;
  id: string;
  kind: string;
  name: string;
  /** Switched off by the admin otherwise: its messages are refused. */
  enabled: boolean;
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

  /** A webhook of a scheduling product. Throws Unauthorized, InvalidRequest, Problem 403 for a source that is off. */
  async hook(source: IntakeSource, request: SignedRequest): Promise<HookAnswer> {
    return this.#hook(source, request, false);
  }

  /** A booking that an admin sends to try a source: by the product's own way in, marked as a test. Throws like `hook`. */
  async test(source: IntakeSource, booking: TestBooking): Promise<Accepted> {
    const { clock } = this.#parts;
    const request = testRequest(source.kind as SourceKind, source.secrets[0]!, booking, clock.now());
    if (source.kind === 'api') return (await this.#signedBookings(source, request, true)).accepted[0]!;
    const answer = await this.#hook(source, request, true);
    if (answer.kind === 'accepted') return answer.accepted;
    throw new Error(`the adapter of ${source.kind} passed over a test booking: ${answer.reason}`);
  }

  async #hook(source: IntakeSource, request: SignedRequest, test: boolean): Promise<HookAnswer> {
    const adapter = Object.hasOwn(sources, source.kind) ? sources[source.kind as keyof typeof sources] : undefined;
    if (!adapter) throw new NotFound('This address takes no webhooks. Send to POST /v1/bookings instead.');
    adapter.verify(request, source.secrets, this.#parts.clock.now());
    requireEnabled(source);
    const parsed = adapter.parse(parseJson(request.rawBody));
    if (parsed.kind === 'ignored') return parsed;
    const [accepted] = await this.#accept(source, [parsed.message], test);
    return { kind: 'accepted', accepted: accepted! };
  }

  /** Our own form, by a caller who proved to be the source. Throws InvalidRequest that names every wrong field. */
  async bookings(source: IntakeSource, rawBody: Buffer): Promise<ApiAnswer> {
    return this.#bookings(source, rawBody, false);
  }

  async #bookings(source: IntakeSource, rawBody: Buffer, test: boolean): Promise<ApiAnswer> {
    requireEnabled(source);
    const { messages, isArray } = parseApiBookings(parseJson(rawBody));
    return { accepted: await this.#accept(source, messages, test), isArray };
  }

  /** Our own form, signed by Standard Webhooks. Throws Unauthorized, InvalidRequest. */
  async signedBookings(source: IntakeSource, request: SignedRequest): Promise<ApiAnswer> {
    return this.#signedBookings(source, request, false);
  }

  async #signedBookings(source: IntakeSource, request: SignedRequest, test: boolean): Promise<ApiAnswer> {
    verifyStandardWebhook(request, source.secrets, this.#parts.clock.now());
    return this.#bookings(source, request.rawBody, test);
  }

  async #accept(source: IntakeSource, messages: BookingMessage[], test: boolean): Promise<Accepted[]> {
    const sender = { orgId: source.orgId, sourceId: source.id, sourceKind: source.kind, test };
    const accepted = await this.#parts.store.accept(sender, messages, this.#parts.clock.now());
    this.#parts.wake(source.orgId);
    return accepted;
  }
}

/** Asked after whoever sends has proved to be the source. */
function requireEnabled({ enabled, name }: IntakeSource): void {
  if (!enabled) throw new Problem(403, text('problem.sourceOff'), text('problem.sourceOff.detail', { name }));
}
