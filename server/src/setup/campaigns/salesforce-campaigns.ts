import { isRefusal } from '../../salesforce/describe.ts';
import { Problem } from '../../platform/problem.ts';
import { queryPath, soqlContains, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { Salesforce, Subresponse } from '../../salesforce/types.ts';
import { sentences, text } from '../../texts/text.ts';
import type { AskedOnce } from '../asked-once.ts';

export interface Campaign {
  id: string;
  name: string;
  isActive: boolean;
}

/** A campaign with what its members can be: new ones get the default status. */
export interface CampaignWithStatuses extends Campaign {
  memberStatuses: { label: string; isDefault: boolean }[];
}

const mostFound = 25;

interface CampaignRow extends Record<string, unknown> {
  Id: string;
  Name: string;
  IsActive: boolean;
}
interface StatusRow extends Record<string, unknown> {
  Label: string;
  IsDefault: boolean;
}

/** Campaigns of the connected orgs, as their admins look for them. Throws Problem in the words of what Salesforce said. */
export class SalesforceCampaigns {
  readonly #asked: AskedOnce;

  constructor(asked: AskedOnce) {
    this.#asked = asked;
  }

  /** Active campaigns whose name holds the text, by name. */
  search(orgId: string, said: string): Promise<Campaign[]> {
    const words = said.trim().toLowerCase();
    return this.#asked.answer(orgId, `campaigns ${words}`, async (salesforce) => {
      const isNamed = words === '' ? '' : ` AND ${soqlContains('Name', words)}`;
      const soql = `SELECT Id, Name, IsActive FROM Campaign WHERE IsActive = true${isNamed} ORDER BY Name LIMIT ${mostFound}`;
      const [campaigns] = await ask(salesforce, [soql]);
      return (queryRows(campaigns!) as CampaignRow[]).map(toCampaign);
    });
  }

  /** One campaign, active or not; undefined where the API User sees none with the id. */
  find(orgId: string, id: string): Promise<CampaignWithStatuses | undefined> {
    return this.#asked.answer(orgId, `campaign ${id}`, async (salesforce) => {
      const [campaigns, statuses] = await ask(salesforce, [
        `SELECT Id, Name, IsActive FROM Campaign WHERE Id = ${soqlString(id)}`,
        `SELECT Label, IsDefault FROM CampaignMemberStatus WHERE CampaignId = ${soqlString(id)} ORDER BY SortOrder`,
      ]);
      const [campaign] = (queryRows(campaigns!) as CampaignRow[]).map(toCampaign);
      if (!campaign) return undefined;
      const memberStatuses = (queryRows(statuses!) as StatusRow[]).map(({ Label, IsDefault }) => {
        return { label: Label, isDefault: IsDefault };
      });
      return { ...campaign, memberStatuses };
    });
  }
}

/** What needs the campaigns says so itself: Salesforce only says that there is no such object. */
async function ask(salesforce: Salesforce, queries: string[]): Promise<Subresponse[]> {
  const responses = await salesforce.composite(
    queries.map((soql, index) => ({ referenceId: `query${index}`, method: 'GET' as const, url: queryPath(soql) })),
    { purpose: 'setup' },
  );
  if (responses.some(isRefusal)) throw hidden();
  return responses;
}

function hidden(): Problem {
  const words = text('campaigns.hidden');
  return new Problem(409, words, sentences(words, text('campaigns.hidden.fix')));
}

function toCampaign({ Id: id, Name: name, IsActive: isActive }: CampaignRow): Campaign {
  return { id, name, isActive };
}
