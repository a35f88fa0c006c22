// By the same door as the backend: jsforce's modules load each other in a circle, and break when entered by two.
import { Connection } from 'jsforce/lib/connection.js';
import type { RunningSandbox } from './running-sandbox.ts';

/** The org seen by its administrator through jsforce: a client that nobody here wrote. */
export async function asAdmin(sandbox: RunningSandbox): Promise<Connection> {
  const { accessToken } = await sandbox.console<{ accessToken: string }>('org');
  return new Connection({ version: '66.0', instanceUrl: sandbox.url, accessToken });
}

/** Rows of a query, all pages. */
export async function rows<Row = Record<string, unknown>>(connection: Connection, soql: string): Promise<Row[]> {
  return connection.query(soql, { autoFetch: true, maxFetch: 100_000 }).then((answer) => answer.records as Row[]);
}

/** API calls of the integration user since a mark, as the sandbox counted them. */
export async function callsSince(
  sandbox: RunningSandbox,
  mark: number,
): Promise<{ total: number; byKind: Record<string, number> }> {
  const { apiUser } = await sandbox.console<{ apiUser: { username: string } }>('org');
  return sandbox.console(`calls?since=${mark}&username=${encodeURIComponent(apiUser.username)}`);
}

export async function mark(sandbox: RunningSandbox): Promise<number> {
  return (await sandbox.console<{ mark: number }>('calls/mark', {})).mark;
}
