import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Tables } from '../platform/database/tables.ts';
import { printCursor, type BookingCursor, type BookingSort, type Direction } from './booking-cursor.ts';
import { listedStates, type BookingListQuery, type ListedState, type StartBound } from './booking-list-query.ts';
import type { BookingRow } from './booking-row.ts';
import type { Diagnosis } from './diagnosis.ts';

/** One page of the list. */
export interface BookingPage {
  rows: BookingRow[];
  /** Under all filters but `state`. */
  counts: Record<ListedState, number>;
  /** Under all filters. */
  total: number;
  /** The cursor of the next page; null on the last. */
  next: string | null;
  /** The cursor of the page before; null where that is the first page, which has none, and on the first page itself. */
  previous: string | null;
}

/** What the list can be narrowed to: the values that the org's bookings have. */
export interface BookingFilters {
  pages: { id: string; name: string | null }[];
  sources: { id: string; kind: string }[];
  owners: string[];
  /** Why bookings are not in Salesforce, the most frequent first; the words are those of the newest one. */
  causes: { key: string; count: number; diagnosis: Diagnosis }[];
}

/** More pages, owners or causes than anyone picks from a list. */
const mostChoices = 200;

const sortColumns = { start: 'start_sort', updated: 'updated_at', customer: 'customer_sort' } as const;

/** Reads an org's bookings page by page. Every method takes the org. */
export class BookingList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async page(orgId: string, query: BookingListQuery): Promise<BookingPage> {
    const states: readonly ListedState[] = query.states.length > 0 ? query.states : listedStates;
    let select = this.#matching(orgId, query)
      .selectAll()
      .select(cursorValue(query.sort).as('cursor_value'))
      .where('state', 'in', states)
      .limit(query.limit + 1);
    if (query.cursor) select = select.where(isBehind(query.cursor));
    if (query.sort !== 'received') select = select.orderBy(sortColumns[query.sort], query.direction);
    const [found, counts, previous] = await Promise.all([
      select.orderBy('seq', query.direction).execute(),
      this.#counts(orgId, query),
      query.cursor ? this.#previous(orgId, query, query.cursor, states) : null,
    ]);
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const { sort, direction } = query;
    return {
      rows,
      counts,
      total: states.reduce((sum, state) => sum + counts[state], 0),
      next:
        found.length > rows.length && last
          ? printCursor({ sort, direction, value: last.cursor_value, seq: last.seq })
          : null,
      previous,
    };
  }

  /** Where the page before begins: behind the row that stands a page's length ahead of the cursor. */
  async #previous(
    orgId: string,
    query: BookingListQuery,
    cursor: BookingCursor,
    states: readonly ListedState[],
  ): Promise<string | null> {
    const { sort, limit } = query;
    const direction = opposite[query.direction];
    let select = this.#matching(orgId, query)
      .select([cursorValue(sort).as('cursor_value'), 'seq'])
      .where('state', 'in', states)
      .where(isUpTo(cursor))
      .offset(limit)
      .limit(1);
    if (sort !== 'received') select = select.orderBy(sortColumns[sort], direction);
    const row = await select.orderBy('seq', direction).executeTakeFirst();
    return row ? printCursor({ sort, direction: query.direction, value: row.cursor_value, seq: row.seq }) : null;
  }

  async filters(orgId: string): Promise<BookingFilters> {
    const listed = this.#database.kysely
      .selectFrom('bookings')
      .where('org_id', '=', orgId)
      .where('state', 'in', listedStates)
      .limit(mostChoices);
    const [pages, sources, owners, causes] = await Promise.all([
      listed
        .select(['page_id', sql<string | null>`max(page_name)`.as('name')])
        .where('page_id', 'is not', null)
        .groupBy('page_id')
        .orderBy('name')
        .execute(),
      listed.select(['source_id', 'source_kind']).distinct().orderBy('source_kind').execute(),
      listed.select('owner_email').distinct().where('owner_email', 'is not', null).orderBy('owner_email').execute(),
      this.#causes(orgId),
    ]);
    return {
      pages: pages.map((page) => ({ id: page.page_id!, name: page.name })),
      sources: sources.map((source) => ({ id: source.source_id, kind: source.source_kind })),
      owners: owners.map((owner) => owner.owner_email!),
      causes,
    };
  }

  async #causes(orgId: string): Promise<BookingFilters['causes']> {
    const rows = await this.#database.kysely
      .selectFrom('bookings')
      .select([
        'cause_key',
        sql<number>`count(*)::integer`.as('count'),
        sql<Diagnosis>`(array_agg(diagnosis order by updated_at desc))[1]`.as('diagnosis'),
      ])
      .where('org_id', '=', orgId)
      .where('cause_key', 'is not', null)
      .where('state', 'in', ['held', 'waiting'])
      .groupBy('cause_key')
      .orderBy('count', 'desc')
      .limit(mostChoices)
      .execute();
    return rows.map((row) => ({ key: row.cause_key!, count: row.count, diagnosis: row.diagnosis }));
  }

  async #counts(orgId: string, query: BookingListQuery): Promise<Record<ListedState, number>> {
    const rows = await this.#matching(orgId, query)
      .select(['state', sql<number>`count(*)::integer`.as('count')])
      .where('state', 'in', listedStates)
      .groupBy('state')
      .execute();
    const counts = { waiting: 0, delivered: 0, held: 0, dismissed: 0 };
    for (const row of rows) counts[row.state as ListedState] = row.count;
    return counts;
  }

  /** The org's bookings under all filters but `state`. */
  #matching(orgId: string, query: BookingListQuery): SelectQueryBuilder<Tables, 'bookings', object> {
    let select = this.#database.kysely.selectFrom('bookings').where('org_id', '=', orgId);
    if (query.statuses.length > 0) select = select.where('status', 'in', query.statuses);
    if (query.pages.length > 0) select = select.where('page_id', 'in', query.pages);
    if (query.sources.length > 0) select = select.where('source_id', 'in', query.sources);
    if (query.owners.length > 0) select = select.where('owner_email', 'in', query.owners);
    if (query.cause !== undefined) select = select.where('cause_key', '=', query.cause);
    if (query.test !== undefined) select = select.where('test', '=', query.test);
    // By the column that the index has; a booking without a start stands at its end.
    if (query.from) select = select.where(sql<SqlBool>`start_sort >= ${beginOf(query.from)} and isfinite(start_sort)`);
    if (query.to) select = select.where(sql<SqlBool>`start_sort < ${endOf(query.to)}`);
    for (const word of query.words) {
      // Lowered by the database on both sides: it decides by its locale which letters have a lower case.
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      select = select.where(sql<SqlBool>`search_text like lower(${pattern})`);
    }
    return select;
  }
}

/** Times as text in UTC with all of their microseconds: a Date would lose some, and the next page with it. */
function cursorValue(sort: BookingSort): RawBuilder<string> {
  switch (sort) {
    case 'received':
      return sql<string>`''`;
    case 'customer':
      return sql<string>`customer_sort`;
    case 'start':
    case 'updated': {
      const column = sql.ref(sortColumns[sort]);
      return sql<string>`case when isfinite(${column})
        then to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' else 'infinity' end`;
    }
  }
}

/** A day begins when it does at the reader's: the database knows the time zones, and what they were and will be. */
function beginOf(bound: StartBound): RawBuilder<Date> {
  if ('at' in bound) return sql<Date>`${bound.at}::timestamptz`;
  return sql<Date>`(${bound.day}::date::timestamp at time zone ${bound.timeZone}::text)`;
}

/** A last day counts to its end. */
function endOf(bound: StartBound): RawBuilder<Date> {
  if ('at' in bound) return sql<Date>`${bound.at}::timestamptz`;
  return sql<Date>`((${bound.day}::date + 1)::timestamp at time zone ${bound.timeZone}::text)`;
}

function isBehind(cursor: BookingCursor): RawBuilder<SqlBool> {
  return compared(cursor, { asc: '>', desc: '<' }[cursor.direction]);
}

function isUpTo(cursor: BookingCursor): RawBuilder<SqlBool> {
  return compared(cursor, { asc: '<=', desc: '>=' }[cursor.direction]);
}

/** Rows by their place in the order, compared with the cursor's. */
function compared(cursor: BookingCursor, comparison: string): RawBuilder<SqlBool> {
  const operator = sql.raw(comparison);
  const seq = sql`${cursor.seq}::bigint`;
  if (cursor.sort === 'received') return sql<SqlBool>`seq ${operator} ${seq}`;
  const column = sql.ref(sortColumns[cursor.sort]);
  const value = cursor.sort === 'customer' ? sql`${cursor.value}::text` : sql`${cursor.value}::timestamptz`;
  return sql<SqlBool>`(${column}, seq) ${operator} (${value}, ${seq})`;
}

const opposite: Record<Direction, Direction> = { asc: 'desc', desc: 'asc' };
