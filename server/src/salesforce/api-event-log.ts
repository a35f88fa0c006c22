import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { DateTime } from 'luxon';
import { queryPath } from './soql.ts';
import { queryRows } from './subresponse.ts';
import type { CallOptions, Salesforce } from './types.ts';

/** What reading event logs needs of an org. */
export type EventLogs = Pick<Salesforce, 'composite'> & {
  /** The content of an EventLogFile: CSV. One API call. */
  eventLogFile(id: string, options: CallOptions): Promise<string>;
};

export interface ApiLogFile {
  id: string;
  /** The day (UTC) that it tells of. */
  day: Date;
  bytes: number;
}

/** One day's API calls that count against the org's limit. */
export interface ApiLog {
  /** By the name of the connected app, or what the client calls itself; the most first. */
  apps: { name: string; calls: number }[];
  /** By the hour, as [ISO time, calls]. */
  hours: [hour: string, calls: number][];
}

const newest =
  "SELECT Id, LogDate, LogFileLength FROM EventLogFile WHERE EventType = 'ApiTotalUsage' AND Interval = 'Daily' ORDER BY LogDate DESC LIMIT 1";

/**
 * The newest daily log of API calls, by one API call; undefined when the org has none. Salesforce writes it on the day
 * after [D REST API guide]. Throws DataError (INVALID_TYPE) to a user without "View Event Log Files".
 */
export async function newestApiLog(org: EventLogs, options: CallOptions): Promise<ApiLogFile | undefined> {
  const [answer] = await org.composite([{ referenceId: 'log', method: 'GET', url: queryPath(newest) }], options);
  const [row] = queryRows(answer!);
  if (!row) return undefined;
  const day = DateTime.fromISO(String(row['LogDate']), { zone: 'utc' });
  return { id: String(row['Id']), day: day.toJSDate(), bytes: Number(row['LogFileLength']) };
}

/** Rows between two breaths: a log of a busy day has a million, and other work must not wait for all of them. */
const rowsAtOnce = 5_000;
const pieceLength = 65_536;

/**
 * Sums up the CSV of an ApiTotalUsage log [D ApiTotalUsage]. A column that a release renames is missing then: a call
 * without a name is of an unnamed application (''), and one without a mark counts.
 */
export async function readApiLog(csv: string): Promise<ApiLog> {
  const apps = new Map<string, number>();
  const hours = new Map<string, number>();
  const parser = Readable.from(pieces(csv)).pipe(
    parse({ columns: true, bom: true, trim: true, relax_column_count: true, skip_empty_lines: true }),
  );
  let rows = 0;
  for await (const row of parser as AsyncIterable<Record<string, string>>) {
    if (++rows % rowsAtOnce === 0) await setImmediate();
    if (/^(0|false)$/i.test(row['COUNTS_AGAINST_API_LIMIT'] ?? '')) continue;
    const name = row['CONNECTED_APP_NAME'] || row['CLIENT_NAME'] || '';
    apps.set(name, (apps.get(name) ?? 0) + 1);
    const hour = hourOfRow(row);
    if (hour !== undefined) hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  return {
    apps: [...apps].map(([name, calls]) => ({ name, calls })).toSorted((a, b) => b.calls - a.calls),
    hours: [...hours].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function* pieces(csv: string): Generator<string> {
  for (let at = 0; at < csv.length; at += pieceLength) yield csv.slice(at, at + pieceLength);
}

/** `TIMESTAMP_DERIVED` is ISO 8601, `TIMESTAMP` is 20130728185606.020; both UTC [D]. */
function hourOfRow(row: Record<string, string>): string | undefined {
  const derived = DateTime.fromISO(row['TIMESTAMP_DERIVED'] ?? '', { zone: 'utc' });
  const time = derived.isValid
    ? derived
    : DateTime.fromFormat(row['TIMESTAMP'] ?? '', 'yyyyMMddHHmmss.SSS', { zone: 'utc' });
  return time.isValid ? time.startOf('hour').toJSDate().toISOString() : undefined;
}
