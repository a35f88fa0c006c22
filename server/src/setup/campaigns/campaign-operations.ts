import { z } from 'zod';
import type { ApiOperation } from '../../platform/http/api-operation.ts';
import { campaignSearch } from './campaign-routes.ts';

const campaign = { id: z.string(), name: z.string(), isActive: z.boolean() };
const salesforce = {
  409: 'Salesforce refuses, or the API User may not see campaigns; the words say which.',
  503: 'Salesforce does not answer now.',
};

/** What customers can become members of, for the API's document. */
export const campaignOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/campaigns',
    tag: 'Settings',
    summary: 'Active campaigns whose name holds a text; at most 25, by name.',
    auth: 'org',
    query: campaignSearch,
    answers: { 200: { description: 'The campaigns.', schema: z.object({ campaigns: z.array(z.object(campaign)) }) } },
    refusals: salesforce,
  },
  {
    method: 'get',
    path: '/v1/org/campaigns/{id}',
    tag: 'Settings',
    summary: 'A campaign, active or not, with the statuses that its members can have.',
    auth: 'org',
    parameters: { id: 'Id of the campaign, 15 or 18 characters.' },
    answers: {
      200: {
        description: 'The campaign.',
        schema: z.object({
          ...campaign,
          memberStatuses: z.array(
            z.object({ label: z.string(), isDefault: z.boolean().describe('What a member is without a status.') }),
          ),
        }),
      },
    },
    refusals: { 404: 'The org has no such campaign, or the API User may not see it.', ...salesforce },
  },
];
