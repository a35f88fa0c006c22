import { text, type Text } from '../../texts/text.ts';
import type { ObjectSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import { noPersonRecordType, objectSchema, packageMissing } from './cannot-plan.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import { addressName, objectMapping, personRecordValues, withoutStrangeFirstName } from './person-values.ts';
import { planAccountChange, planNewAccount } from './plan-account.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import { prepareValue } from './prepare-value.ts';
import { steered } from './steered.ts';
import type { SharedPerson, Who } from './plan-who.ts';
import type { BookingPlan, FallbackUse, Operation, PlannedValue } from './plan.ts';

type PersonObject = 'Lead' | 'Contact' | 'PersonAccount';

/** Plans the record of somebody whom Salesforce does not know, and the Account of their company. Throws CannotPlan. */
export function planStranger(
  booking: BookingToPlan,
  object: PersonObject,
  match: { reason: Text; convertedLeadId?: string } | undefined,
  draft: BookingPlan,
  context: PlanContext,
): SharedPerson {
  const { details, rules } = booking;
  const page = pageName(details);
  const schema = objectSchema(object, page, context.schema);
  const prefix = context.schema.packagePrefix;
  const customerId = booking.customerId ?? booking.id;
  const key = `${prefix}Inlet_Customer_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) throw packageMissing(object, page);
  const { id: accountId, operation: account } =
    object === 'Contact' ? accountOfStranger(booking, draft, context) : noAccount;
  const mapped = personRecordValues(booking, objectMapping(booking, object), schema, 'create');
  const steering = {
    OwnerId: newOwner(booking, object),
    RecordTypeId: recordTypeOf(booking, object, schema),
    Status: object === 'Lead' && !('Status' in mapped.values) ? (rules.leadStatus ?? undefined) : undefined,
    AccountId: accountId,
  };
  const values: Record<string, PlannedValue> = { ...mapped.values, ...steered(steering, schema, draft) };
  draft.notes.push(...mapped.notes);
  const standing = booking.related.account;
  if (standing && 'AccountId' in values) draft.notes.push(text('plan.inAccount', { account: standing.name }));
  draft.fallbacks.push(...fillRequired(object, schema, values, nameFromAddress(details, schema), context.now, page));
  const reference = referenceOf(booking, 'who');
  const contactId = 'PersonContactId';
  const isReadable = object === 'PersonAccount' && schema.fields.has(contactId);
  const operation: Operation = {
    reference,
    action: 'upsert',
    object,
    target: {
      field: key,
      // A converted Lead keeps the id for good and cannot be changed: whoever it was comes back under another one.
      value: object === 'Lead' && match?.convertedLeadId ? `${customerId}_${match.convertedLeadId}` : customerId,
    },
    values,
    // An upsert tells the Account's id only, and the Event is with the Contact behind it.
    ...(isReadable ? { readBack: contactId } : {}),
    reason: match?.reason ?? text('plan.notKnown'),
    ...writeHeaders(object, 'create', rules, context.schema),
  };
  draft.operations.push(operation);
  return { who: whoOf(object, reference, isReadable), operation, account, fallbacks: draft.fallbacks };
}

function whoOf(object: PersonObject, reference: string, isReadable: boolean): Who | undefined {
  if (object !== 'PersonAccount') return { object, id: { reference } };
  return isReadable ? { object: 'Contact', id: { reference, field: 'PersonContactId' } } : undefined;
}

const noAccount: { id: PlannedValue | undefined; operation: Operation | undefined } = {
  id: undefined,
  operation: undefined,
};

/** The Account that a new Contact comes into: the one of their company that stands, or one that is made for it. */
function accountOfStranger(booking: BookingToPlan, draft: BookingPlan, context: PlanContext): typeof noAccount {
  const { related, company, rules } = booking;
  if (related.account) {
    const record = { ...related.account.record, Id: related.account.id };
    return { id: related.account.id, operation: planAccountChange(booking, record, draft, context) };
  }
  const isWanted = rules.stranger === 'contactInAccount' && rules.strangerWithoutAccount === 'newAccount';
  if (!isWanted || !company) return noAccount;
  const operation = planNewAccount({ ...booking, company }, draft, context);
  return { id: { reference: operation.reference }, operation };
}

/** Fills what the earlier booking left open, or had only a stand-in for. */
export function addToNewPerson(
  booking: BookingToPlan,
  draft: BookingPlan,
  operation: Operation,
  fallbacks: FallbackUse[],
  context: PlanContext,
): void {
  const { object } = operation;
  if (object !== 'Lead' && object !== 'Contact' && object !== 'PersonAccount') return;
  const isStandIn = (field: string) => fallbacks.some((use) => use.object === object && use.field === field);
  const said = Object.fromEntries(Object.entries(operation.values).filter(([field]) => !isStandIn(field)));
  const schema = objectSchema(object, pageName(booking.details), context.schema);
  const more = personRecordValues(booking, objectMapping(booking, object), schema, 'create');
  draft.notes.push(...more.notes);
  for (const [field, value] of Object.entries(withoutStrangeFirstName(more.values, said))) {
    if (said[field] !== undefined) continue;
    operation.values[field] = value;
    const standIn = fallbacks.findIndex((use) => use.object === object && use.field === field);
    if (standIn >= 0) fallbacks.splice(standIn, 1);
  }
}

/** Undefined: what the API User gets by default. A Person Account is one by its record type, so it needs one. Throws CannotPlan. */
function recordTypeOf(
  { rules, details }: BookingToPlan,
  object: PersonObject,
  schema: ObjectSchema,
): string | undefined {
  if (object === 'Lead') return rules.leadRecordType ?? undefined;
  if (object === 'Contact') return rules.contactRecordType ?? undefined;
  const { recordTypes } = schema;
  const chosen =
    rules.personAccountRecordType ?? (recordTypes.find(({ isDefault }) => isDefault) ?? recordTypes[0])?.id;
  if (chosen === undefined) throw noPersonRecordType(pageName(details));
  return chosen;
}

/** Who owns a new record; undefined: whoever makes it, or whom the assignment rules choose. */
function newOwner({ rules, ownerId }: BookingToPlan, object: PersonObject): string | undefined {
  const { leadOwner } = rules;
  if (object !== 'Lead') return ownerId;
  if (typeof leadOwner === 'object') return leadOwner.queueId;
  return leadOwner === 'bookingOwner' ? ownerId : undefined;
}

/** A customer who gave no name is called by their address: more use to a rep than a word that means nothing. */
function nameFromAddress(details: BookingDetails, schema: ObjectSchema): Record<string, string> {
  const { email, phone, mobilePhone } = details.customer ?? {};
  const name = email === undefined ? (phone ?? mobilePhone) : addressName(email);
  const field = schema.fields.get('LastName');
  const value = field && name ? prepareValue(field, name).value : undefined;
  return typeof value === 'string' ? { LastName: value } : {};
}
