import type { SObjectType } from './types.ts';

/** The record that decides who reads and writes an object's records. */
export interface Master {
  object: string;
  field: string;
}

/** Standard objects without permissions and sharing of their own. */
const MASTERS: Readonly<Record<string, Master>> = {
  CampaignMember: { object: 'Campaign', field: 'CampaignId' },
  CampaignMemberStatus: { object: 'Campaign', field: 'CampaignId' },
  EventRelation: { object: 'Event', field: 'EventId' },
  OpportunityContactRole: { object: 'Opportunity', field: 'OpportunityId' },
};

/** The master of a standard object whose permissions are those of its master. */
export function standardMasterOf(object: string): Master | undefined {
  return MASTERS[object];
}

/** The master of an object, if it is a detail: of a standard one, or by a master-detail field that an admin made. */
export function masterOf(type: SObjectType): Master | undefined {
  const field = type.fields.find(({ custom, relationshipOrder }) => custom && relationshipOrder === 0);
  const [object] = field?.referenceTo ?? [];
  return MASTERS[type.name] ?? (field && object !== undefined ? { object, field: field.name } : undefined);
}
