import { Router, type Request } from 'express';
import { z } from 'zod';
import { recordId } from '../../bookings/settings/record-id.ts';
import { parseQuery, searchText } from '../../platform/http/query.ts';
import type { OrgCaller } from '../../platform/http/org-caller.ts';
import { NotFound } from '../../platform/problem.ts';
import { text } from '../../texts/text.ts';
import type { SalesforceCampaigns } from './salesforce-campaigns.ts';

export interface CampaignRoutesParts {
  campaigns: SalesforceCampaigns;
  callerOf: (request: Request) => Promise<OrgCaller>;
}

/** The query of `GET /v1/org/campaigns`. */
export const campaignSearch = z.strictObject({ search: searchText });

const campaignId = recordId('701', 'a campaign');

/** `/v1/org/campaigns`: what bookings' customers can become members of. */
export function campaignRoutes({ campaigns, callerOf }: CampaignRoutesParts): Router {
  const router = Router();

  router.get('/v1/org/campaigns', async (request, response) => {
    const { orgId } = await callerOf(request);
    const { search } = parseQuery(campaignSearch, request.query);
    response.json({ campaigns: await campaigns.search(orgId, search) });
  });

  router.get('/v1/org/campaigns/:id', async (request: Request<{ id: string }>, response) => {
    const { orgId } = await callerOf(request as Request);
    const id = request.params.id.slice(0, 20);
    const campaign = campaignId.safeParse(id).success ? await campaigns.find(orgId, id) : undefined;
    if (!campaign) throw new NotFound(text('settings.noCampaign', { id }));
    response.json(campaign);
  });

  return router;
}
