import { classifyRow, errorOfRow } from '../../salesforce/classify.ts';
import { queryPath, soqlIn } from '../../salesforce/soql.ts';
import type { CallOptions, Salesforce, Subresponse } from '../../salesforce/types.ts';
import type { OtherEvent, Surroundings } from './facts.ts';

interface EventRow {
  Id: string;
  OwnerId: string;
  StartDateTime: string;
  EndDateTime: string | null;
  CreatedById: string;
  CreatedBy: { Name: string } | null;
}

/**
 * Events that stand in the same calendar at the same time as ours and that Inlet did not make, the newest change of Setup,
 * and whether the org is read-only: one call. Throws the classes of salesforce/errors.ts that concern the org.
 */
export async function readSurroundings(
  salesforce: Pick<Salesforce, 'composite'> & { userId(): Promise<string | undefined> },
  ours: { id: string; start: Date }[],
  options: CallOptions,
): Promise<Surroundings> {
  const queries = [
    'SELECT Id FROM SetupAuditTrail ORDER BY CreatedDate DESC, Id DESC LIMIT 1',
    'SELECT IsReadOnly FROM Organization',
  ];
  if (ours.length > 0) {
    const starts = [...new Set(ours.map(({ start }) => start.toISOString().replace(/\.\d+/, '')))];
    // Times are written without quotes in SOQL.
    queries.push(
      `SELECT Id, OwnerId, StartDateTime, EndDateTime, CreatedById, CreatedBy.Name FROM Event WHERE ${soqlIn(
        'Id',
        ours.map(({ id }) => id),
      )} OR StartDateTime IN (${starts.join(',')}) LIMIT 2000`,
    );
  }
  const [trail, organization, events] = await salesforce.composite(
    queries.map((soql, index) => ({ referenceId: `query${index}`, method: 'GET' as const, url: queryPath(soql) })),
    options,
  );
  const [newest] = rowsOf<{ Id: string }>(trail) ?? [];
  const own = new Set(ours.map(({ id }) => id.slice(0, 15)));
  return {
    otherEvents: doubled(rowsOf<EventRow>(events) ?? [], own, await salesforce.userId()),
    lastChange: newest?.Id,
    isReadOnly: rowsOf<{ IsReadOnly: boolean }>(organization)?.[0]?.IsReadOnly ?? null,
  };
}

/** Which of the Events stand beside one of ours; what the API User made is another booking. Pure. */
export function doubled(events: EventRow[], own: ReadonlySet<string>, apiUserId: string | undefined): OtherEvent[] {
  const isOurs = ({ Id }: EventRow) => own.has(Id.slice(0, 15));
  const isByUs = ({ CreatedById }: EventRow) => CreatedById.slice(0, 15) === apiUserId?.slice(0, 15);
  const when = (event: EventRow) =>
    `${event.OwnerId.slice(0, 15)} ${Date.parse(event.StartDateTime)} ${Date.parse(event.EndDateTime ?? '')}`;
  const ours = new Map(events.filter(isOurs).map((event) => [when(event), event.Id]));
  return events.flatMap((event) => {
    const ownEventId = ours.get(when(event));
    if (ownEventId === undefined || isOurs(event) || isByUs(event)) return [];
    return [{ eventId: event.Id, ownEventId, by: event.CreatedBy?.Name ?? '—' }];
  });
}

/** Rows as far as there are any: a day with more Events than one answer holds tells enough. */
function rowsOf<Row>(response: Subresponse | undefined): Row[] | undefined {
  if (!response) return undefined;
  if (response.errors.length > 0) {
    if (classifyRow(response.errors).cause === 'data') return undefined;
    throw errorOfRow(response.errors, response.status);
  }
  return (response.body as { records?: Row[] } | null)?.records ?? [];
}
