import { text } from '../../texts/text.ts';
import type { Company } from '../company.ts';
import type { FoundRecord } from '../match/match.ts';
import { objectSchema, packageMissing } from './cannot-plan.ts';
import { fillRequired } from './fill-required.ts';
import { writeHeaders } from './headers.ts';
import { mappedValues } from './mapped-values.ts';
import { onlyChanged, onlyEmpty } from './person-values.ts';
import { pageName, referenceOf, type BookingToPlan, type PlanContext } from './plan-person.ts';
import { prepareValue } from './prepare-value.ts';
import { steered } from './steered.ts';
import type { BookingPlan, Operation, PlannedValue } from './plan.ts';

type Values = Record<string, PlannedValue>;

/**
 * The new Account of a stranger's company. By our external id of the company, so that the call can be repeated, and everybody
 * of the company comes into the one Account. Throws CannotPlan.
 */
export function planNewAccount(
  booking: BookingToPlan & { company: Company },
  draft: BookingPlan,
  context: PlanContext,
): Operation {
  const { details, rules, ownerId, company } = booking;
  const { domain } = company;
  const page = pageName(details);
  const schema = objectSchema('Account', page, context.schema);
  const prefix = context.schema.packagePrefix;
  const key = `${prefix}Inlet_Customer_Id__c`;
  if (prefix === undefined || !schema.fields.get(key)?.createable) throw packageMissing('Account', page);
  const mapped = mappedValues(booking.mapping.objects.Account, booking, schema, 'create');
  draft.notes.push(...mapped.notes);
  const values: Values = { ...mapped.values };
  for (const [name, said] of Object.entries({ Name: details.customer?.company ?? domain, Website: domain })) {
    const field = schema.fields.get(name);
    const prepared = field?.createable && !(name in values) ? prepareValue(field, said) : undefined;
    if (prepared?.value !== undefined) values[name] = prepared.value;
  }
  // In an org with Person Accounts the API User's default may make a person.
  const { recordTypes } = schema;
  const needsType = context.schema.objects.has('PersonAccount') && !recordTypes.some(({ isDefault }) => isDefault);
  const recordType = rules.accountRecordType ?? (needsType ? recordTypes[0]?.id : undefined);
  Object.assign(values, steered({ OwnerId: ownerId, RecordTypeId: recordType }, schema, draft));
  const shared = sharedValues(company.id, values, context);
  draft.fallbacks.push(...fillRequired('Account', schema, shared, { Name: domain }, context.now, page));
  const operation: Operation = {
    reference: referenceOf(booking, 'account'),
    action: 'upsert',
    object: 'Account',
    target: { field: key, value: company.id },
    values: shared,
    reason: text('plan.newAccount', { domain }),
    ...writeHeaders('Account', 'create', rules, context.schema),
  };
  draft.operations.push(operation);
  return operation;
}

/**
 * What the mapping writes to the Account that a Contact belongs to; undefined where nothing is mapped, the page leaves known
 * records as they are, or the Account holds it all.
 */
export function planAccountChange(
  booking: BookingToPlan,
  account: FoundRecord,
  draft: BookingPlan,
  context: PlanContext,
): Operation | undefined {
  const mappings = booking.mapping.objects.Account;
  const schema = context.schema.objects.get('Account');
  if (mappings.length === 0 || booking.rules.known === 'leave' || !schema) return undefined;
  const { values, onlyIfEmpty, notes } = mappedValues(mappings, booking, schema, 'update');
  const part = (ifEmpty: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => onlyIfEmpty.has(name) === ifEmpty));
  const written = { ...onlyChanged(part(false), account), ...onlyEmpty(part(true), account) };
  if (Object.keys(written).length === 0) return undefined;
  draft.notes.push(...notes);
  const operation: Operation = {
    reference: referenceOf(booking, 'account'),
    action: 'update',
    object: 'Account',
    target: { id: account.Id },
    values: sharedValues(account.Id, written, context),
    reason: text('plan.accountMapped'),
    ...writeHeaders('Account', 'update', booking.rules, context.schema),
  };
  draft.operations.push(operation);
  return operation;
}

/**
 * People of one company in one batch write the same to its Account, each for themselves: the first who says something is who
 * is believed, and what is missing comes from the others.
 */
function sharedValues(key: string, values: Values, { accounts }: PlanContext): Values {
  const shared = accounts?.get(key);
  if (!shared) {
    accounts?.set(key, values);
    return values;
  }
  for (const [field, value] of Object.entries(values)) shared[field] ??= value;
  return shared;
}
