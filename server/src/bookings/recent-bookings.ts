import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { BookingRow } from './booking-row.ts';
import { readRow } from './booking-row.ts';
import {
  bookingFields,
  bookingFieldValue,
  comparable,
  type BookingFacts,
  type BookingField,
} from './settings/booking-fields.ts';

/** How many of the newest bookings tell what bookings hold. */
const mostRecent = 500;

/** What bookings of late were asked and told. */
export interface BookingContents {
  fields: { field: BookingField; sample: string | null }[];
  questions: { question: string; count: number; sample: string; pages: string[] }[];
  pages: { id: string; name: string | null; bookings: number }[];
}

/** Reads from an org's bookings what settings are made by. Every method takes the org. */
export class RecentBookings {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The fields with a sample each, the questions and the pages of the newest bookings. */
  async contents(orgId: string): Promise<BookingContents> {
    const rows = await this.#newest(orgId, undefined, mostRecent);
    const facts = rows.flatMap((row) => factsOf(row) ?? []);
    const fields = bookingFields.map((field) => {
      const sample = facts.map((one) => bookingFieldValue(one, field)).find((value) => value);
      return { field, sample: sample?.slice(0, 200) ?? null };
    });
    return { fields, questions: questionContents(facts), pages: await this.#pages(orgId) };
  }

  /** The questions that the newest bookings answer. */
  async questions(orgId: string): Promise<string[]> {
    const rows = await this.#newest(orgId, undefined, mostRecent);
    return questionsOf(rows.flatMap((row) => factsOf(row) ?? []));
  }

  /** The newest bookings, as their fields are taken from them. */
  async facts(orgId: string): Promise<BookingFacts[]> {
    const rows = await this.#newest(orgId, undefined, mostRecent);
    return rows.flatMap((row) => factsOf(row) ?? []);
  }

  /** The newest whole booking, of a page where one is named. */
  async newest(orgId: string, pageId: string | undefined): Promise<BookingRow | undefined> {
    const rows = await this.#newest(orgId, pageId, 20);
    return rows.find((row) => factsOf(row) !== undefined);
  }

  /** Fields that Salesforce said were required when it refused a booking that is held now, by object. */
  async fieldsFoundRequired(orgId: string): Promise<{ object: string; field: string }[]> {
    const { rows } = await sql<{ object: string; field: string }>`
      select distinct diagnosis ->> 'object' as object, diagnosis -> 'field' ->> 'name' as field
      from bookings
      where org_id = ${orgId} and state = 'held' and diagnosis ->> 'kind' = 'requiredField'
        and diagnosis -> 'field' ->> 'name' is not null and diagnosis ->> 'object' is not null
      limit 100`.execute(this.#database.kysely);
    return rows;
  }

  #newest(orgId: string, pageId: string | undefined, most: number): Promise<BookingRow[]> {
    return this.#database.kysely
      .selectFrom('bookings')
      .selectAll()
      .where('org_id', '=', orgId)
      .where('state', '<>', 'merged')
      .$if(pageId !== undefined, (query) => query.where('page_id', '=', pageId!))
      .orderBy('seq', 'desc')
      .limit(most)
      .execute();
  }

  async #pages(orgId: string): Promise<BookingContents['pages']> {
    const { rows } = await sql<{ id: string; name: string | null; bookings: number }>`
      select page_id as id, (array_agg(page_name order by seq desc))[1] as name, count(*)::integer as bookings
      from bookings where org_id = ${orgId} and page_id is not null
      group by page_id order by bookings desc, page_id limit 500`.execute(this.#database.kysely);
    return rows;
  }
}

/** A row's booking as its fields are taken from it; undefined where it is not known yet. */
export function factsOf(row: BookingRow): BookingFacts | undefined {
  const { state } = readRow(row);
  return state.kind === 'known' && state.whole
    ? { status: state.status, details: state.details, source: row.source_kind }
    : undefined;
}

/** The questions that bookings answer, the most frequent first. */
export function questionsOf(facts: BookingFacts[]): string[] {
  return questionContents(facts).map(({ question }) => question);
}

function questionContents(facts: BookingFacts[]): BookingContents['questions'] {
  const questions = new Map<string, { question: string; count: number; sample: string; pages: Set<string> }>();
  for (const { details } of facts) {
    for (const { question, answer } of details.answers ?? []) {
      const key = comparable(question);
      if (key === '' || answer === '') continue;
      const known = questions.get(key) ?? { question, count: 0, sample: answer.slice(0, 200), pages: new Set() };
      known.count += 1;
      if (details.page) known.pages.add(details.page.id);
      questions.set(key, known);
    }
  }
  return [...questions.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ pages, ...rest }) => ({ ...rest, pages: [...pages] }));
}
