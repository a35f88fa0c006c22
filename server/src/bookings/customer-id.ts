import { createHash } from 'node:crypto';
import type { Customer } from './booking.ts';
import { personKey } from './normalise.ts';

/**
 * Our external id of a person in one org (`Inlet_Customer_Id__c`): the same for every booking of the same e-mail
 * address or phone, so that a call whose answer got lost finds the Lead that it made. A hash, so that it says nothing
 * about the person and always fits the field. Undefined for someone known by a Salesforce id only.
 */
export function customerId(orgId: string, customer: Customer): string | undefined {
  const key = personKey(customer);
  if (key === undefined || key.startsWith('s:')) return undefined;
  return `c_${createHash('sha256').update(`${orgId}\0${key}`).digest('base64url').slice(0, 32).toLowerCase()}`;
}
