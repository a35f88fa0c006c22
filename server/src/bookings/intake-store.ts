import { sql, type Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import type { Database } from '../platform/database/database.ts';
import type { Tables } from '../platform/database/tables.ts';
import { assignChains, idsOf, type ChainGroup } from './assign-chains.ts';
import type { BookingMessage } from './booking.ts';
import { changed, newRow, readRow, type BookingRow, type BookingState } from './booking-row.ts';
import { chainState, contentHash } from './chain.ts';

/** Where messages come from: everything is stored under the org's id. */
export interface Sender {
  orgId: string;
  sourceId: string;
  sourceKind: string;
  /** What comes now is a test of the source. */
  test: boolean;
}

/** What the sender is told: our id of the booking, and how far it has come. */
export interface Accepted {
  id: string;
  state: BookingState;
}

type Trx = Transaction<Tables>;

/**
 * Stores messages and folds them into their chains, all in one transaction: when this returns, they are committed. A
 * message that came before stores nothing. Answers in the order of the messages.
 */
export class IntakeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  accept(sender: Sender, messages: BookingMessage[], now: Date): Promise<Accepted[]> {
    return this.#database.kysely.transaction().execute(async (trx) => {
      await lockIds(trx, sender, messages);
      const known = await knownHashes(trx, sender, messages);
      const fresh = [...new Map(messages.map((message) => [contentHash(message), message])).values()].filter(
        (message) => !known.has(contentHash(message)),
      );
      const chains = await lockChains(trx, sender, fresh);
      const bookingOfHash = new Map(known);
      const writes: Writes = { inserts: [], updates: [], ids: [], messages: [], merges: [] };
      for (const group of assignChains(fresh, chains.bookingOfId)) {
        const bookingId = foldGroup(group, sender, chains, now, writes);
        for (const message of group.messages) bookingOfHash.set(contentHash(message), bookingId);
      }
      await write(trx, sender, writes, now);
      return answers(trx, sender, messages, bookingOfHash);
    });
  }
}

interface Chains {
  bookingOfId: Map<string, string>;
  rows: Map<string, BookingRow>;
  messages: Map<string, BookingMessage[]>;
}

interface Writes {
  inserts: ReturnType<typeof newRow>[];
  updates: BookingRowUpdate[];
  ids: { externalId: string; bookingId: string }[];
  messages: { message: BookingMessage; bookingId: string }[];
  merges: Merge[];
}

interface Merge {
  from: BookingRow;
  into: string;
}

type BookingRowUpdate = { id: string } & ReturnType<typeof changed>;

/**
 * Two messages about the same bookings wait for each other, also where no row exists yet that could be locked. Sorted,
 * so that two arrays cannot wait in a circle.
 */
async function lockIds(trx: Trx, sender: Sender, messages: BookingMessage[]): Promise<void> {
  const keys = [...new Set(messages.flatMap(idsOf))].map((id) =>
    createHash('sha256').update(`${sender.orgId}\0${sender.sourceId}\0${id}`).digest().readBigInt64BE(0).toString(),
  );
  keys.sort();
  await sql`select pg_advisory_xact_lock(key::bigint) from unnest(${keys}::text[]) with ordinality as keys (key, position) order by position`.execute(
    trx,
  );
}

async function knownHashes(trx: Trx, sender: Sender, messages: BookingMessage[]): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('booking_messages')
    .select(['hash', 'booking_id'])
    .where('org_id', '=', sender.orgId)
    .where('source_id', '=', sender.sourceId)
    .where('hash', 'in', messages.map(contentHash))
    .execute();
  return new Map(rows.map((row) => [row.hash, row.booking_id]));
}

/**
 * The chains that the messages touch, their rows locked. A chain may be merged into another while we wait for its row,
 * so the ids are read again until they name rows that we hold.
 */
async function lockChains(trx: Trx, sender: Sender, messages: BookingMessage[]): Promise<Chains> {
  const ids = [...new Set(messages.flatMap(idsOf))];
  const chains: Chains = { bookingOfId: new Map(), rows: new Map(), messages: new Map() };
  if (ids.length === 0) return chains;
  for (;;) {
    const found = await trx
      .selectFrom('booking_ids')
      .select(['external_id', 'booking_id'])
      .where('org_id', '=', sender.orgId)
      .where('source_id', '=', sender.sourceId)
      .where('external_id', 'in', ids)
      .execute();
    chains.bookingOfId = new Map(found.map((row) => [row.external_id, row.booking_id]));
    const missing = [...new Set(chains.bookingOfId.values())].filter((id) => !chains.rows.has(id));
    if (missing.length === 0) break;
    const rows = await trx
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', sender.orgId)
      .where('id', 'in', missing)
      .orderBy('id')
      .forUpdate()
      .execute();
    for (const row of rows) chains.rows.set(row.id, row);
  }
  const bookingIds = [...new Set(chains.bookingOfId.values())];
  if (bookingIds.length > 0) {
    const stored = await trx
      .selectFrom('booking_messages')
      .select(['booking_id', 'message'])
      .where('org_id', '=', sender.orgId)
      .where('booking_id', 'in', bookingIds)
      .execute();
    for (const { booking_id, message } of stored) {
      chains.messages.set(booking_id, [...(chains.messages.get(booking_id) ?? []), message as BookingMessage]);
    }
  }
  return chains;
}

/** Decides what becomes of one chain; gives its id. */
function foldGroup(group: ChainGroup, sender: Sender, chains: Chains, now: Date, writes: Writes): string {
  const olds = group.bookingIds.map((id) => chains.rows.get(id)!).toSorted(survivorFirst);
  const survivor = olds[0];
  const messages = [...group.bookingIds.flatMap((id) => chains.messages.get(id) ?? []), ...group.messages];
  let bookingId: string;
  if (!survivor) {
    const row = newRow(sender, messages, now);
    bookingId = row.id;
    writes.inserts.push(row);
  } else {
    bookingId = survivor.id;
    const state = chainState(messages);
    if (JSON.stringify(state) !== JSON.stringify(chainStateOf(survivor, chains))) {
      writes.updates.push({ id: bookingId, ...changed(survivor, state, now) });
    }
    for (const loser of olds.slice(1)) writes.merges.push({ from: loser, into: bookingId });
  }
  const newIds = group.externalIds.filter((id) => !chains.bookingOfId.has(id));
  writes.ids.push(...newIds.map((externalId) => ({ externalId, bookingId })));
  writes.messages.push(...group.messages.map((message) => ({ message, bookingId })));
  return bookingId;
}

/** jsonb does not keep the order of keys, so the stored state is compared by folding its messages again. */
function chainStateOf(row: BookingRow, chains: Chains) {
  return chainState(chains.messages.get(row.id) ?? []);
}

/** Of two chains that turn out to be one, the one that stands in Salesforce goes on; else the older. */
function survivorFirst(a: BookingRow, b: BookingRow): number {
  const stands = (row: BookingRow) => (readRow(row).records.event ? 0 : 1);
  return stands(a) - stands(b) || Number(a.seq) - Number(b.seq);
}

async function write(trx: Trx, sender: Sender, writes: Writes, now: Date): Promise<void> {
  const { orgId, sourceId } = sender;
  if (writes.inserts.length > 0) await trx.insertInto('bookings').values(writes.inserts).execute();
  for (const { id, ...columns } of writes.updates) {
    await trx.updateTable('bookings').set(columns).where('org_id', '=', orgId).where('id', '=', id).execute();
  }
  for (const merge of writes.merges) await mergeChain(trx, orgId, merge, now);
  if (writes.ids.length > 0) {
    await trx
      .insertInto('booking_ids')
      .values(
        writes.ids.map(({ externalId, bookingId }) => ({
          org_id: orgId,
          source_id: sourceId,
          external_id: externalId,
          booking_id: bookingId,
        })),
      )
      .execute();
  }
  if (writes.messages.length > 0) {
    await trx
      .insertInto('booking_messages')
      .values(
        writes.messages.map(({ message, bookingId }) => ({
          org_id: orgId,
          booking_id: bookingId,
          source_id: sourceId,
          hash: contentHash(message),
          message: JSON.stringify(message),
          received_at: now,
        })),
      )
      .execute();
  }
}

/**
 * Hands a chain's messages and ids to the chain it turned out to belong to. If it has an Event of its own, that Event
 * is called off: the row stays due, canceled, until Salesforce has that. So does a row without a known Event, which may
 * be on its way, or stand although the answer got lost: delivery asks. One that was never whole has certainly none.
 */
async function mergeChain(trx: Trx, orgId: string, { from, into }: Merge, now: Date): Promise<void> {
  for (const table of ['booking_ids', 'booking_messages'] as const) {
    await trx
      .updateTable(table)
      .set({ booking_id: into })
      .where('org_id', '=', orgId)
      .where('booking_id', '=', from.id)
      .execute();
  }
  const { state } = readRow(from);
  const calledOff = state.kind === 'known' ? { ...state, status: 'canceled' as const } : state;
  const columns = changed(from, calledOff, now);
  await trx
    .updateTable('bookings')
    .set({ ...columns, merged_into: into, state: columns.due_at === null ? 'merged' : columns.state })
    .where('org_id', '=', orgId)
    .where('id', '=', from.id)
    .execute();
}

async function answers(
  trx: Trx,
  sender: Sender,
  messages: BookingMessage[],
  bookingOfHash: Map<string, string>,
): Promise<Accepted[]> {
  const ids = [...new Set(bookingOfHash.values())];
  const rows = await trx
    .selectFrom('bookings')
    .select(['id', 'state'])
    .where('org_id', '=', sender.orgId)
    .where('id', 'in', ids)
    .execute();
  const states = new Map(rows.map((row) => [row.id, row.state as BookingState]));
  return messages.map((message) => {
    const id = bookingOfHash.get(contentHash(message))!;
    return { id, state: states.get(id)! };
  });
}
