import { text } from '../../texts/text.ts';
import { isCalledOff } from './event-values.ts';
import { referenceOf, type BookingToPlan } from './plan-person.ts';
import type { Who } from './plan-who.ts';
import type { BookingPlan } from './plan.ts';

/** Makes the customer a member of the page's campaign, unless they are one, or want no mail and the rules respect it. */
export function planCampaign(booking: BookingToPlan, who: Who, draft: BookingPlan): void {
  const { campaign, respectOptOut } = booking.rules;
  const { isCampaignMember, hasOptedOut } = booking.related;
  // A booking that never stood is no reason to be written to.
  if (!campaign || isCalledOff(booking.status)) return;
  if (isCampaignMember) return void draft.notes.push(text('plan.memberAlready', { id: campaign.id }));
  if (respectOptOut && hasOptedOut) return void draft.notes.push(text('plan.optedOut', { id: campaign.id }));
  draft.operations.push({
    reference: referenceOf(booking, 'member'),
    action: 'create',
    object: 'CampaignMember',
    target: { isNew: true },
    values: {
      CampaignId: campaign.id,
      [who.object === 'Lead' ? 'LeadId' : 'ContactId']: who.id,
      ...(campaign.memberStatus === null ? {} : { Status: campaign.memberStatus }),
    },
    reason: text('plan.campaign'),
    headers: {},
    needsHeaders: false,
  });
}
