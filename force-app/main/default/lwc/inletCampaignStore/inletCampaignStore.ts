import { request } from 'c/inletBackend';

export interface Campaign {
  id: string;
  name: string;
  isActive: boolean;
}

export interface CampaignWithStatuses extends Campaign {
  memberStatuses: { label: string; isDefault: boolean }[];
}

/** Active campaigns whose name holds the text. */
export async function searchCampaigns(search: string): Promise<Campaign[]> {
  const path = `/v1/org/campaigns?search=${encodeURIComponent(search)}`;
  return (await request<{ campaigns: Campaign[] }>('GET', path)).campaigns;
}

/** @throws InletError 404 for a campaign that is gone, or that the API User may not see. */
export function readCampaign(id: string): Promise<CampaignWithStatuses> {
  return request('GET', `/v1/org/campaigns/${encodeURIComponent(id)}`);
}
