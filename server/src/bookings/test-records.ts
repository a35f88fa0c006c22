import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { Problem } from '../platform/problem.ts';
import { classifyRow, errorOfRow } from '../salesforce/classify.ts';
import { withProblems } from '../salesforce/salesforce-problem.ts';
import { recordPath } from '../salesforce/soql.ts';
import type { Salesforce, Subrequest, Subresponse } from '../salesforce/types.ts';
import { inWords, text, type Language } from '../texts/text.ts';
import { readRow, type Actor, type BookingRow, type Dismissal } from './booking-row.ts';
import type { DeliveredRecords } from './plan/plan-person.ts';

export interface TestRecordsParts {
  database: Database;
  clock: Clock;
  salesforceOf: (orgId: string) => Promise<Salesforce | undefined>;
}

interface RecordLink {
  object: string;
  id: string;
}

/** What became of a test booking's records. */
export interface RemovedRecords {
  removed: RecordLink[];
  /** Not made by this booking, or used by another one too. */
  kept: RecordLink[];
}

/** Takes away again what a test booking made in Salesforce. */
export class TestRecords {
  readonly #parts: TestRecordsParts;

  constructor(parts: TestRecordsParts) {
    this.#parts = parts;
  }

  /**
   * Deletes the booking's Event and Case, and its Lead, Contact or Person Account where this booking made it and no other one
   * has it. The Account of a company stays: with it Salesforce would delete whoever was added to it since.
   * The booking is put aside first, so that nothing sends it again meanwhile. Throws Problem: 409 for a booking that is no
   * test, that is on its way or that has no records; what Salesforce refuses, in its words.
   */
  async remove(orgId: string, bookingId: string, by: Actor, language: Language): Promise<RemovedRecords> {
    const reason = inWords(text('testRecords.reason'), language);
    const records = await this.#putAside(orgId, bookingId, by, reason);
    const { person, account } = records;
    // The Contact of a Person Account goes with the Account, and not without it.
    const whole =
      person && account?.isPerson ? { key: 'account' as const, object: 'Account', id: account.id } : undefined;
    const isOurs = person?.created === true && !(await this.#isUsedElsewhere(orgId, bookingId, person.id));
    // The Event first: it hangs on the others.
    const parts = [
      ...(records.event ? [{ key: 'event' as const, object: 'Event', id: records.event.id }] : []),
      ...(records.case ? [{ key: 'case' as const, object: 'Case', id: records.case.id }] : []),
      ...(person && isOurs ? [whole ?? { key: 'person' as const, object: person.object, id: person.id }] : []),
    ];
    const responses = await withProblems(() => this.#delete(orgId, parts));
    const gone = parts.filter((_, index) => isGone(responses[index]!));
    // With a Person Account goes its Contact.
    const all = gone.flatMap(({ key, object }): { key: keyof DeliveredRecords; object: string }[] =>
      key === 'account'
        ? ['account' as const, 'person' as const].map((one) => ({ key: one, object }))
        : [{ key, object }],
    );
    await this.#forget(orgId, bookingId, all);
    const refused = responses.find((response) => !isGone(response));
    if (refused) await withProblems(() => Promise.reject(errorOfRow(refused.errors, refused.status)));
    const links = (given: RecordLink[]) => given.map(({ object, id }) => ({ object, id }));
    const company = account && !account.isPerson ? [{ object: 'Account', id: account.id }] : [];
    return { removed: links(gone), kept: links([...(person && !isOurs ? [whole ?? person] : []), ...company]) };
  }

  /** In one transaction, under the org's lock as settling has it. Gives the records that stand. */
  #putAside(orgId: string, id: string, by: Actor, reason: string): Promise<DeliveredRecords> {
    const now = this.#parts.clock.now();
    return this.#parts.database.kysely.transaction().execute(async (trx) => {
      await trx.selectFrom('orgs').select('id').where('id', '=', orgId).forNoKeyUpdate().execute();
      const row = await trx
        .selectFrom('bookings')
        .selectAll()
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { records } = readRow(row);
      refuseUnlessRemovable(row, records);
      if (row.state !== 'dismissed') {
        // Reopened, it is sent again, and makes new ones.
        const dismissal: Dismissal = { at: now.toISOString(), by, reason, before: 'waiting' };
        await trx
          .updateTable('bookings')
          .set({ state: 'dismissed', due_at: null, dismissal: JSON.stringify(dismissal), updated_at: now })
          .where('org_id', '=', orgId)
          .where('id', '=', id)
          .execute();
        const action = { action: 'dismissed', by_id: by.id, by_name: by.name, reason, at: now };
        await trx
          .insertInto('booking_actions')
          .values({ org_id: orgId, booking_id: id, ...action })
          .execute();
      }
      return records;
    });
  }

  async #isUsedElsewhere(orgId: string, bookingId: string, personId: string): Promise<boolean> {
    const other = await this.#parts.database.kysely
      .selectFrom('bookings')
      .select('id')
      .where('org_id', '=', orgId)
      .where('id', '<>', bookingId)
      .where(sql`records -> 'person' ->> 'id'`, '=', personId)
      .limit(1)
      .executeTakeFirst();
    return other !== undefined;
  }

  async #delete(orgId: string, links: RecordLink[]): Promise<Subresponse[]> {
    if (links.length === 0) return [];
    const salesforce = await this.#parts.salesforceOf(orgId);
    if (!salesforce) throw new Problem(409, text('problem.notConnected'), text('problem.notConnected.detail'));
    const requests = links.map(({ object, id }): Subrequest => {
      return { referenceId: `delete_${object}`, method: 'DELETE', url: recordPath(object, id) };
    });
    return salesforce.composite(requests, { purpose: 'diagnostics' });
  }

  /** With the records go the stand-ins that were in them. */
  async #forget(orgId: string, id: string, gone: { key: keyof DeliveredRecords; object: string }[]): Promise<void> {
    if (gone.length === 0) return;
    const keys = gone.map(({ key }) => key);
    const objects = gone.map(({ object }) => object);
    const fallbacks = sql<string | null>`(select jsonb_agg(one) from jsonb_array_elements(fallbacks) as one
      where one ->> 'object' <> all(${objects}::text[]))`;
    await this.#parts.database.kysely
      .updateTable('bookings')
      .set({ records: sql`records - ${keys}::text[]`, fallbacks, updated_at: this.#parts.clock.now() })
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute();
  }
}

function refuseUnlessRemovable(row: BookingRow, records: DeliveredRecords): void {
  const refuse = (detail: 'notATest' | 'onItsWay' | 'none'): never => {
    throw new Problem(409, text('testRecords.refused'), text(`testRecords.${detail}`));
  };
  if (!row.test) refuse('notATest');
  if (row.state === 'waiting' && row.due_at !== null) refuse('onItsWay');
  if (Object.keys(records).length === 0) refuse('none');
}

/** Deleted now, or by somebody before. */
function isGone({ errors }: Subresponse): boolean {
  if (errors.length === 0) return true;
  const row = classifyRow(errors);
  return row.cause === 'data' && ['deleted', 'notFound'].includes(row.faults[0].kind);
}
