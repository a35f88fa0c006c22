import { text } from '../../texts/text.ts';
import { addToNewPerson, planStranger } from './plan-stranger.ts';
import { knownValues, planKnown } from './plan-known.ts';
import type { BookingToPlan, PlanContext } from './plan-person.ts';
import type { BookingPlan, FallbackUse, Operation, PlannedValue } from './plan.ts';

/** Who the Event is for: a record that stands, or one that an operation of the same plan saves. A Person Account by its Contact. */
export interface Who {
  object: 'Lead' | 'Contact';
  id: PlannedValue;
}

/** The person as the bookings of one plan share them, with the write that a later booking may add values to. */
export interface SharedPerson {
  /** Undefined for a new Person Account whose Contact cannot be told: its Event is related to the Account then. */
  who: Who | undefined;
  operation: Operation | undefined;
  /** The write of the Account of the person's company, before the person's own. */
  account?: Operation | undefined;
  /** Stand-ins in those writes; a later booking that knows better takes their place. */
  fallbacks: FallbackUse[];
}

/** Plans the record of a booking's customer; undefined when the rules want none. Throws CannotPlan. */
export function planWho(
  booking: BookingToPlan,
  draft: BookingPlan,
  shared: SharedPerson | undefined,
  context: PlanContext,
): SharedPerson | undefined {
  if (booking.records.person) {
    const { object, id } = booking.records.person;
    return { who: { object, id }, operation: undefined, fallbacks: [] };
  }
  if (shared) return joinShared(booking, draft, shared, context);
  const { match } = booking;
  if (match?.kind === 'known') return planKnown(booking, match, draft, context);
  const becomes = strangerObject(booking);
  // An Event of a Lead can relate to nothing else: with a Case, that carries who asked.
  if (becomes === undefined || (becomes === 'Lead' && booking.rules.case)) {
    draft.notes.push(text('plan.noLead', { why: match?.reason ?? text('match.nobodyLookedUp') }));
    return undefined;
  }
  return planStranger(booking, becomes, match?.kind === 'stranger' ? match : undefined, draft, context);
}

/** What the rules make of somebody whom Salesforce does not know. */
function strangerObject({ rules, related, company }: BookingToPlan): 'Lead' | 'Contact' | 'PersonAccount' | undefined {
  switch (rules.stranger) {
    case 'nobody':
      return undefined;
    case 'contact':
      return 'Contact';
    case 'personAccount':
      return 'PersonAccount';
    case 'contactInAccount': {
      if (related.account) return 'Contact';
      if (rules.strangerWithoutAccount === 'newAccount') return company === undefined ? 'Lead' : 'Contact';
      return rules.strangerWithoutAccount === 'contact' ? 'Contact' : 'Lead';
    }
    default:
      return 'Lead';
  }
}

/** A second booking of the same person: the same record, with what this booking adds. */
function joinShared(
  booking: BookingToPlan,
  draft: BookingPlan,
  shared: SharedPerson,
  context: PlanContext,
): SharedPerson {
  const { match } = booking;
  const { operation, account, who } = shared;
  const isSame = match?.kind === 'known' && who !== undefined && match.record.Id === who.id;
  if (operation?.action === 'upsert') addToNewPerson(booking, draft, operation, shared.fallbacks, context);
  else if (isSame && !operation) return planKnown(booking, match, draft, context);
  else if (isSame && operation) {
    for (const [field, value] of Object.entries(knownValues(booking, match, draft, context))) {
      operation.values[field] ??= value;
    }
  }
  draft.operations.push(...[account, operation].filter((one) => one !== undefined));
  draft.notes.push(text('plan.sameRecord', { object: who?.object ?? 'Account' }));
  return shared;
}
