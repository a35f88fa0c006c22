import assert from 'node:assert/strict';
import type { Connection } from 'jsforce/lib/connection.js';
import type { AppParts } from '../../src/app.ts';
import type { CreationRules } from '../../src/bookings/creation-rules.ts';
import { operator } from '../../src/setup/connection/connection.ts';
import { ManualClock } from './manual-clock.ts';
import { TestBackend, type BookingView } from './backend.ts';
import { runSandbox, type RunningSandbox } from './running-sandbox.ts';
import { asAdmin, callsSince, mark, rows } from './sandbox-records.ts';
import type { Engine, TestDatabase } from './test-database.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows and bodies of any shape; tests say what they expect
export type Row = Record<string, any>;

let number = 0;

/** A scheduled booking, by our own form, of a person of their own. */
export function stranger(more: Record<string, unknown> = {}): Row {
  const n = ++number;
  return {
    id: `B-${n}`,
    status: 'scheduled',
    updatedAt: '2026-11-20T09:00:00Z',
    start: '2026-12-01T15:00:00Z',
    end: '2026-12-01T15:30:00Z',
    subject: 'Live demo',
    page: { id: 'BP-1', name: 'Demo' },
    owner: { email: 'rep@acme.test' },
    customer: { email: `person${n}@example.test`, name: `Given${n} Family${n}`, company: 'Acme' },
    ...more,
  };
}

export const isDelivered = (booking: BookingView): boolean => booking.state === 'delivered';
export const isHeld = (booking: BookingView): boolean => booking.state === 'held';

/** A sandbox org, a database, a backend between them, and a clock that moves only when somebody waits. */
export class BookingWorld {
  readonly sandbox: RunningSandbox;
  readonly database: TestDatabase;
  clock = new ManualClock(new Date());
  backend!: TestBackend;
  admin!: Connection;

  private constructor(sandbox: RunningSandbox, database: TestDatabase) {
    this.sandbox = sandbox;
    this.database = database;
  }

  static async open(engine: Engine): Promise<BookingWorld> {
    const [sandbox, database] = await Promise.all([runSandbox(), engine.create()]);
    return new BookingWorld(sandbox, database);
  }

  async close(): Promise<void> {
    await this.backend?.close();
    await Promise.all([this.sandbox.stop(), this.database.destroy()]);
  }

  /** All anew: an empty org, an empty database, a backend that knows token, schema and the owner of `stranger`. */
  async begin(
    options: { rules?: CreationRules; prepare?: () => Promise<unknown>; more?: Partial<AppParts> } = {},
  ): Promise<void> {
    await this.backend?.close();
    await this.sandbox.console('reset', { keepPackage: true });
    await this.database.empty();
    this.clock = new ManualClock(new Date());
    const { rules, prepare, more } = options;
    this.backend = await TestBackend.start(this.database, this.sandbox, {
      clock: this.clock,
      ...(rules && { rules }),
      ...(more && { more }),
    });
    this.admin = await asAdmin(this.sandbox);
    await prepare?.();
    await this.deliver(stranger({ customer: { email: 'warm@example.test', name: 'Warm Up', company: 'Warm' } }));
  }

  /** Ends the backend and starts another on the same data: it knows nothing but what is stored. */
  async restart(): Promise<void> {
    const { org } = this.backend;
    await this.backend.close();
    this.backend = await TestBackend.start(this.database, this.sandbox, { clock: this.clock, org });
  }

  /** Gives the org other credentials, untried, as somebody who writes into the database. */
  async reconnect(change: { loginUrl?: string; clientSecret?: string; salesforceOrgId?: string } = {}): Promise<void> {
    const { clientId, clientSecret, id } = this.sandbox.org;
    const { salesforceOrgId = id, ...login } = change;
    const credentials = {
      kind: 'clientCredentials' as const,
      ...{ loginUrl: this.sandbox.url, clientId, clientSecret, ...login },
    };
    const { app, org } = this.backend;
    await app.connections.connect(
      org.orgId,
      { credentials, tokens: undefined, salesforceOrgId, user: undefined },
      operator,
    );
    app.deliverer.wake(org.orgId);
  }

  /** Posts a booking, which must be accepted; gives our id. */
  async post(booking: Row): Promise<string> {
    const { status, body } = await this.backend.post(booking);
    assert.equal(status, 202, JSON.stringify(body));
    return body.id as string;
  }

  /** Posts several in one array; gives our ids in their order. */
  async postAll(bookings: Row[]): Promise<string[]> {
    const { status, body } = await this.backend.post(bookings);
    assert.equal(status, 202, JSON.stringify(body));
    return (body.results as { id: string }[]).map(({ id }) => id);
  }

  async deliver(booking: Row): Promise<BookingView> {
    const id = await this.post(booking);
    return this.until(id, isDelivered);
  }

  /** Lets delivery finish what it has, and time pass second by second, until the booking is as wanted. */
  async until(id: string, wanted: (booking: BookingView) => boolean, mostSeconds = 60): Promise<BookingView> {
    for (let seconds = 0; ; seconds++) {
      await this.backend.app.deliverer.idle();
      await this.backend.app.explainer.idle();
      const booking = await this.backend.get(id);
      if (wanted(booking)) return booking;
      assert.ok(seconds < mostSeconds, `The booking stayed ${JSON.stringify(booking, null, 1)}`);
      this.clock.advance(1_000);
      await this.backend.app.deliverer.sweep();
    }
  }

  /** Lets delivery work until nothing is due any more. */
  async settled(mostSeconds = 60): Promise<Record<string, number>> {
    for (let seconds = 0; ; seconds++) {
      await this.backend.app.deliverer.idle();
      await this.backend.app.explainer.idle();
      const counts = await this.backend.counts();
      if (!counts['waiting']) return counts;
      assert.ok(seconds < mostSeconds, `still waiting: ${JSON.stringify(counts)}`);
      this.clock.advance(1_000);
      await this.backend.app.deliverer.sweep();
    }
  }

  query(soql: string): Promise<Row[]> {
    return rows<Row>(this.admin, soql);
  }

  /** The one Lead with the address; fails when there are more or none. */
  async lead(email: string, fields = 'Id'): Promise<Row> {
    const found = await this.query(`SELECT ${fields} FROM Lead WHERE Email = '${email.replaceAll("'", "\\'")}'`);
    assert.equal(found.length, 1, `${found.length} Leads have ${email}`);
    return found[0]!;
  }

  /** The one Event of a booking; fails when there are more or none. */
  async event(bookingId: string, fields = 'Id'): Promise<Row> {
    const found = await this.query(`SELECT ${fields} FROM Event WHERE Inlet_Booking_Id__c = '${bookingId}'`);
    assert.equal(found.length, 1, `${found.length} Events have ${bookingId}`);
    return found[0]!;
  }

  async create(object: string, values: Row): Promise<string> {
    const saved = await this.admin.sobject(object).create(values);
    assert.ok(saved.success);
    return saved.id!;
  }

  async delete(object: string, id: string): Promise<void> {
    const deleted = await this.admin.sobject(object).destroy(id);
    assert.ok(deleted.success);
  }

  /** API calls that the work cost, as the sandbox counted them. */
  async callsOf(work: () => Promise<unknown>): Promise<{ total: number; byKind: Record<string, number> }> {
    const begun = await mark(this.sandbox);
    await work();
    return callsSince(this.sandbox, begun);
  }
}
