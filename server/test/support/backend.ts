import type { AddressInfo } from 'node:net';
import { createApp, type App, type AppParts } from '../../src/app.ts';
import { defaultCreationRules, type CreationRules } from '../../src/bookings/creation-rules.ts';
import { signCalcom, signCalendly, signOncehub } from './sign.ts';
import { systemClock, type Clock } from '../../src/platform/clock.ts';
import { Vault } from '../../src/platform/crypto.ts';
import { createLogger } from '../../src/platform/log.ts';
import { connectOrg, type ConnectedOrg } from '../../src/setup/connect-org.ts';
import type { RunningSandbox } from './running-sandbox.ts';
import type { TestDatabase } from './test-database.ts';

/** A booking as `GET /v1/org/bookings/:id` shows it, as far as tests look. */
export interface BookingView {
  id: string;
  state: string;
  status: string | null;
  records: { object: string; id: string; url: string }[];
  apiCalls: number;
  apiCallShare: number;
  failedAttempts: number;
  revision: number;
  deliveredRevision: number;
  diagnosis: {
    cause: string;
    code: string;
    sentence: string;
    fix: string;
    page?: string;
    object?: string;
    kind?: string;
    value?: string;
    rule?: string;
    rules?: { kind: string; name: string; setupUrl: string }[];
    setupUrl?: string;
    field?: { name: string; label: string };
  } | null;
  plan: {
    operations: { object: string; action: string; reason: string }[];
    notes: string[];
    fallbacks: unknown[];
  } | null;
  attempts: {
    outcome: string;
    apiCalls: number;
    batchSize: number;
    diagnosis?: { kind?: string; sentence: string };
  }[];
  messages: unknown[];
}

/** An answer of the backend; tests say what they expect in its body. */
export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies differ from address to address
  body: any;
}

/** The backend in this process, on a free port, with one org connected to a running sandbox. */
export class TestBackend {
  readonly app: App;
  readonly url: string;
  readonly org: ConnectedOrg;
  readonly #close: () => Promise<void>;

  private constructor(app: App, url: string, org: ConnectedOrg, close: () => Promise<void>) {
    this.app = app;
    this.url = url;
    this.org = org;
    this.#close = close;
  }

  /** With `org` for one that is connected already: a restart. */
  static async start(
    database: TestDatabase,
    sandbox: RunningSandbox,
    options: { clock?: Clock; rules?: CreationRules; org?: ConnectedOrg; more?: Partial<AppParts> } = {},
  ): Promise<TestBackend> {
    const vault = new Vault([Buffer.alloc(32, 7)]);
    const clock = options.clock ?? systemClock;
    const log = createLogger('silent');
    const app = createApp({ database, vault, clock, log, allowLoopback: true, ...options.more });
    const login = { loginUrl: sandbox.url, clientId: sandbox.org.clientId, clientSecret: sandbox.org.clientSecret };
    const rules = options.rules ?? defaultCreationRules;
    const org = options.org ?? (await connectOrg({ name: 'Test', ...login }, rules, app));
    const server = app.http.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await app.start();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new TestBackend(app, url, org, async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await app.stop();
    });
  }

  /** Stops the web server and the delivery; the database stays open. */
  close(): Promise<void> {
    return this.#close();
  }

  /** `POST /v1/bookings` with the org's key. */
  async post(body: unknown, key = this.org.apiKey): Promise<Answer> {
    return this.#send('/v1/bookings', JSON.stringify(body), { authorization: `Bearer ${key}` });
  }

  /** A webhook, signed as its product signs. */
  async hook(kind: 'oncehub' | 'calendly' | 'calcom', body: unknown): Promise<Answer> {
    const { key, secret } = this.org.sources[kind];
    const raw = Buffer.from(JSON.stringify(body));
    const sign = { oncehub: signOncehub, calendly: signCalendly, calcom: signCalcom }[kind];
    return this.#send(`/v1/hooks/${key}`, raw.toString(), sign(secret, raw, new Date()));
  }

  async get(id: string): Promise<BookingView> {
    const response = await fetch(`${this.url}/v1/org/bookings/${id}`, { headers: this.#bearer() });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as BookingView;
  }

  /** How many bookings are in each state that any is in. */
  async counts(): Promise<Record<string, number>> {
    const response = await fetch(`${this.url}/v1/org/bookings?limit=1`, { headers: this.#bearer() });
    const { counts } = (await response.json()) as { counts: Record<string, number> };
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  async retry(id: string): Promise<Answer> {
    return this.#send(`/v1/org/bookings/${id}/retry`, '', this.#bearer());
  }

  /** Any call of the org's API, with its key. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.#bearer(), 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  /** Waits until the booking is as wanted; fails with what it is after ten seconds. */
  async until(id: string, wanted: (booking: BookingView) => boolean): Promise<BookingView> {
    const begun = Date.now();
    for (;;) {
      const booking = await this.get(id);
      if (wanted(booking)) return booking;
      if (Date.now() - begun > 10_000) throw new Error(`The booking stayed ${JSON.stringify(booking, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  delivered(id: string): Promise<BookingView> {
    return this.until(id, (booking) => booking.state === 'delivered');
  }

  /** Waits until nothing is waiting any more. */
  async settled(timeoutMilliseconds = 30_000): Promise<Record<string, number>> {
    const begun = Date.now();
    for (;;) {
      const counts = await this.counts();
      if (!counts['waiting']) return counts;
      if (Date.now() - begun > timeoutMilliseconds) throw new Error(`still waiting: ${JSON.stringify(counts)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #bearer(): Record<string, string> {
    return { authorization: `Bearer ${this.org.apiKey}` };
  }

  /** Any address, with the org's key or another. */
  async ask(method: string, path: string, body?: unknown, headers = this.#bearer()): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async #send(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
}
