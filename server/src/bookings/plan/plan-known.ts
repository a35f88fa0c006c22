import { text } from '../../texts/text.ts';
import { accountOfRecord, type PersonMatch } from '../match/match.ts';
import { objectSchema } from './cannot-plan.ts';
import { writeHeaders } from './headers.ts';
import { objectMapping, onlyChanged, onlyEmpty, personRecordValues, withoutStrangeFirstName } from './person-values.ts';
import type { RecordValues } from './person-values.ts';
import { planAccountChange } from './plan-account.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import type { SharedPerson, Who } from './plan-who.ts';
import type { BookingPlan, Operation } from './plan.ts';

type KnownPerson = Extract<PersonMatch, { kind: 'known' }>;

/** Plans what the rules let a booking write to the record of a known person, and to the Account of a Contact. Throws CannotPlan. */
export function planKnown(
  booking: BookingToPlan,
  match: KnownPerson,
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const { object, record } = match;
  const who: Who = { object, id: record.Id };
  draft.notes.push(text('plan.chosen', { object, id: record.Id, why: match.reason }));
  const written = writtenTo(match, context);
  // Its own id is the Contact's; what is written is the Account.
  if (written.object === 'PersonAccount') draft.person = { object: 'Contact', id: record.Id };
  const isCompany = object === 'Contact' && written.object === 'Contact';
  const company = isCompany ? accountOfRecord(record) : undefined;
  const account = company && planAccountChange(booking, company, draft, context);
  const values = knownValues(booking, match, draft, context);
  if (Object.keys(values).length === 0) return { who, operation: undefined, account, fallbacks: [] };
  const operation: Operation = {
    reference: referenceOf(booking, 'who'),
    action: 'update',
    object: written.object,
    target: { id: written.record!.Id },
    values,
    reason: text(booking.rules.known === 'overwrite' ? 'plan.known.overwrite' : 'plan.known.fillEmpty', {
      why: match.reason,
    }),
    ...writeHeaders(written.object, 'update', booking.rules, context.schema),
  };
  draft.operations.push(operation);
  return { who, operation, account, fallbacks: [] };
}

/** The record that holds what is known of a person. Salesforce refuses to change the Contact of a Person Account. */
function writtenTo({ object, record }: KnownPerson, { schema }: PlanContext) {
  if (record['IsPersonAccount'] !== true) return { object, record };
  const isVisible = schema.objects.has('PersonAccount');
  return { object: 'PersonAccount' as const, record: isVisible ? accountOfRecord(record) : undefined };
}

/** What the rules let this booking write to the record that was found. */
export function knownValues(
  booking: BookingToPlan,
  match: KnownPerson,
  draft: BookingPlan,
  context: PlanContext,
): RecordValues['values'] {
  const { object, record } = writtenTo(match, context);
  if (!record) {
    draft.notes.push(text('plan.personAccountHidden'));
    return {};
  }
  const schema = objectSchema(object, pageName(booking.details), context.schema);
  const { known, knownOwner } = booking.rules;
  const owner: RecordValues['values'] =
    knownOwner === 'bookingOwner' &&
    booking.ownerId &&
    !booking.ownerProblem?.standIn &&
    schema.fields.get('OwnerId')?.updateable
      ? onlyChanged({ OwnerId: booking.ownerId }, record)
      : {};
  if (known === 'leave') return owner;
  const { values, mapped, notes } = personRecordValues(booking, objectMapping(booking, object), schema, 'update');
  // A mapped field says itself how it is written; the rule is for the others.
  const overwrites = (name: string) =>
    (mapped.get(name) ?? (known === 'overwrite' ? 'always' : 'ifEmpty')) === 'always';
  // Decided by the whole name, before its parts are told apart.
  const whole = overwrites('LastName') ? values : withoutStrangeFirstName(values, record);
  const part = (test: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => test(name)));
  const written = {
    ...onlyChanged(part(overwrites), record),
    ...onlyEmpty(
      part((name) => !overwrites(name)),
      record,
    ),
  };
  if (Object.keys(written).length > 0) draft.notes.push(...notes);
  return { ...written, ...owner };
}
