import { compositeLimits } from '../../salesforce/composite.ts';
import { isRefusal } from '../../salesforce/describe.ts';
import { queryPath, soqlIn } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { CallOptions, Salesforce, Subrequest, Subresponse } from '../../salesforce/types.ts';
import type { PageRules } from '../creation-rules.ts';
import type { BookingSettings } from './booking-settings.ts';

/** Records that settings name by id, as the API User sees them; by the first 15 characters of their ids. */
export interface OrgRecords {
  users: Map<string, { name: string; isActive: boolean }>;
  queues: Map<string, { name: string; objects: Set<string> }>;
  campaigns: Map<string, { name: string; memberStatuses: Set<string> }>;
  /** Whether the API User sees Opportunities; undefined where no rule wants any. */
  seesOpportunities: boolean | undefined;
  /** Whether the API User sees who is invited to Events; undefined where no rule wants to invite. */
  seesInvitations: boolean | undefined;
}

/** The first 15 characters of an id are the whole of it; the others make it safe without case. */
export function shortId(id: string): string {
  return id.slice(0, 15);
}

/** What the settings name. */
export function namedRecords(settings: BookingSettings) {
  const { rules, users } = settings;
  const all = [rules.all, ...Object.values(rules.pages)];
  const valuesOf = <Rule extends keyof PageRules>(...names: Rule[]) =>
    all.flatMap((page) => names.map((name) => page[name]));
  const queues = valuesOf('leadOwner', 'caseOwner').flatMap((owner) =>
    typeof owner === 'object' ? owner.queueId : [],
  );
  return {
    users: [...new Set([...(users.defaultOwner ? [users.defaultOwner] : []), ...Object.values(users.owners)])],
    queues: [...new Set(queues)],
    campaigns: [...new Set(valuesOf('campaign').flatMap((campaign) => campaign?.id ?? []))],
    opportunities: valuesOf('relatedTo').includes('openOpportunity'),
    invitations: valuesOf('attendees').includes('invite'),
  };
}

/**
 * Looks up the records that the settings name: one call (two where they name
 * every kind), or none where they name none. What the API User may not see is
 * not there. Throws the classes of salesforce/errors.ts.
 */
export async function readOrgRecords(
  settings: BookingSettings,
  salesforce: Pick<Salesforce, 'composite'>,
  options: CallOptions,
): Promise<OrgRecords> {
  const named = namedRecords(settings);
  const requests: Subrequest[] = [];
  const ask = (referenceId: string, soql: string) =>
    requests.push({ referenceId, method: 'GET', url: queryPath(soql) });
  if (named.users.length > 0) ask('users', `SELECT Id, Name, IsActive FROM User WHERE ${soqlIn('Id', named.users)}`);
  if (named.queues.length > 0) {
    ask('queues', `SELECT QueueId, Queue.Name, SobjectType FROM QueueSobject WHERE ${soqlIn('QueueId', named.queues)}`);
  }
  if (named.campaigns.length > 0) {
    ask('campaigns', `SELECT Id, Name FROM Campaign WHERE ${soqlIn('Id', named.campaigns)}`);
    ask(
      'statuses',
      `SELECT CampaignId, Label FROM CampaignMemberStatus WHERE ${soqlIn('CampaignId', named.campaigns)}`,
    );
  }
  if (named.opportunities) ask('opportunities', 'SELECT Id FROM Opportunity LIMIT 1');
  if (named.invitations) ask('invitations', 'SELECT Id FROM EventRelation LIMIT 1');
  const responses: Subresponse[] = [];
  for (let next = 0; next < requests.length; next += compositeLimits.queries) {
    responses.push(...(await salesforce.composite(requests.slice(next, next + compositeLimits.queries), options)));
  }
  const responseOf = (referenceId: string) => responses.find((response) => response.referenceId === referenceId);
  const rowsOf = (referenceId: string): Row[] => readRows(responseOf(referenceId));
  const opportunities = responseOf('opportunities');
  const invitations = responseOf('invitations');
  return {
    users: new Map(
      rowsOf('users').map((row) => [
        shortId(said(row, 'Id')),
        { name: said(row, 'Name'), isActive: row['IsActive'] === true },
      ]),
    ),
    queues: queuesOf(rowsOf('queues')),
    campaigns: new Map(
      rowsOf('campaigns').map((row) => {
        const id = shortId(said(row, 'Id'));
        const own = rowsOf('statuses').filter((status) => shortId(said(status, 'CampaignId')) === id);
        return [id, { name: said(row, 'Name'), memberStatuses: new Set(own.map((status) => said(status, 'Label'))) }];
      }),
    ),
    seesOpportunities: opportunities && !isRefusal(opportunities),
    seesInvitations: invitations && !isRefusal(invitations),
  };
}

type Row = Record<string, unknown>;

function queuesOf(rows: Row[]): OrgRecords['queues'] {
  const queues: OrgRecords['queues'] = new Map();
  for (const row of rows) {
    const id = shortId(said(row, 'QueueId'));
    const queue = queues.get(id) ?? { name: said((row['Queue'] ?? {}) as Row, 'Name'), objects: new Set() };
    queue.objects.add(said(row, 'SobjectType'));
    queues.set(id, queue);
  }
  return queues;
}

function readRows(response: Subresponse | undefined): Row[] {
  return response === undefined || isRefusal(response) ? [] : queryRows(response);
}

function said(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

/** The settings name no record at all. */
export const noRecords: OrgRecords = {
  users: new Map(),
  queues: new Map(),
  campaigns: new Map(),
  seesOpportunities: undefined,
  seesInvitations: undefined,
};
