import { queryPath, soqlContains, soqlIn, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { CallOptions, Salesforce, Subrequest } from '../../salesforce/types.ts';
import type { AskedOnce } from '../asked-once.ts';

/** A Salesforce user as an admin tells them. */
export interface SalesforceUser {
  id: string;
  name: string;
  username: string;
  email: string;
  isActive: boolean;
  createdAt: string;
}

export interface Queue {
  id: string;
  name: string;
}

const mostFound = 25;
/** Well below what Salesforce takes as an address. */
const longestQuery = 12_000;
const mostQueries = 5;
const columns = 'Id, Name, Username, Email, IsActive, CreatedDate';

interface UserRow extends Record<string, unknown> {
  Id: string;
  Name: string;
  Username: string;
  Email: string;
  IsActive: boolean;
  CreatedDate: string;
}

/**
 * Users and queues of the connected orgs, as their admins look for them. Each question is asked once a minute; a failure
 * is not kept. Throws Problem in the words of what Salesforce said.
 */
export class SalesforcePeople {
  readonly #asked: AskedOnce;

  constructor(asked: AskedOnce) {
    this.#asked = asked;
  }

  /** Everybody with one of the addresses, or of the ids, active or not: one call, and one more for each 60,000 letters. */
  known(orgId: string, emails: string[], ids: string[]): Promise<SalesforceUser[]> {
    return this.#asked.answer(orgId, `known ${emails.toSorted().join()} ${ids.toSorted().join()}`, (salesforce) =>
      usersBy(salesforce, emails, ids),
    );
  }

  /** People whose name, user name or address holds the text; active ones first. Integration and portal users are none. */
  search(orgId: string, said: string): Promise<SalesforceUser[]> {
    const words = said.trim().toLowerCase();
    return this.#asked.answer(orgId, `search ${words}`, async (salesforce) => {
      const found = ['Name', 'Username', 'Email'].map((field) => soqlContains(field, words)).join(' OR ');
      const isAnybody = words === '' ? '' : ` AND (${found})`;
      const soql = `SELECT ${columns} FROM User WHERE UserType = 'Standard'${isAnybody} ORDER BY IsActive DESC, Name LIMIT ${mostFound}`;
      return (await ask<UserRow>(salesforce, [soql])).map(toUser);
    });
  }

  /** The queues that take records of the object. */
  queues(orgId: string, object: string): Promise<Queue[]> {
    return this.#asked.answer(orgId, `queues ${object}`, async (salesforce) => {
      const soql = `SELECT QueueId, Queue.Name FROM QueueSobject WHERE SobjectType = ${soqlString(object)} ORDER BY Queue.Name`;
      const rows = await ask<{ QueueId: string; Queue: { Name: string } }>(salesforce, [soql]);
      return rows.map((row) => ({ id: row.QueueId, name: row.Queue.Name }));
    });
  }
}

/** Everybody with one of the addresses, or of the ids. Throws the classes of salesforce/errors.ts. */
export async function usersBy(
  salesforce: Pick<Salesforce, 'composite'>,
  emails: string[],
  ids: string[],
  options: CallOptions = { purpose: 'diagnostics' },
): Promise<SalesforceUser[]> {
  const queries = [...inParts('Email', emails), ...inParts('Id', ids)];
  const users = new Map<string, SalesforceUser>();
  for (let at = 0; at < queries.length; at += mostQueries) {
    const conditions = queries.slice(at, at + mostQueries);
    const soql = conditions.map((condition) => `SELECT ${columns} FROM User WHERE ${condition}`);
    for (const user of (await ask<UserRow>(salesforce, soql, options)).map(toUser)) users.set(user.id, user);
  }
  return [...users.values()];
}

async function ask<Row>(
  salesforce: Pick<Salesforce, 'composite'>,
  queries: string[],
  options: CallOptions = { purpose: 'diagnostics' },
): Promise<Row[]> {
  const requests = queries.map((soql, index): Subrequest => {
    return { referenceId: `query${index}`, method: 'GET', url: queryPath(soql) };
  });
  const responses = await salesforce.composite(requests, options);
  return responses.flatMap((response) => queryRows(response) as Row[]);
}

/** `Email IN (…)`, in as many parts as their length asks for. */
function inParts(field: string, values: string[]): string[] {
  const parts: string[][] = [];
  let room = 0;
  for (const value of new Set(values)) {
    const length = encodeURIComponent(soqlString(value)).length + 3;
    if (length > room) {
      parts.push([]);
      room = longestQuery;
    }
    parts.at(-1)!.push(value);
    room -= length;
  }
  return parts.map((part) => soqlIn(field, part));
}

function toUser(row: UserRow): SalesforceUser {
  const { Id: id, Name: name, Username: username, Email: email, IsActive: isActive, CreatedDate: createdAt } = row;
  return { id, name, username, email, isActive, createdAt };
}
