import type { PageRules } from '../creation-rules.ts';
import type { MappedObject } from './field-mapping.ts';

/** The objects that bookings of a page make records of. A Lead or Contact that is known is changed, not made. */
export function createdObjects(rules: PageRules): Set<MappedObject> {
  const created = new Set<MappedObject>();
  const { stranger, strangerWithoutAccount } = rules;
  // Of whose company nothing is known, there is no Account to be made.
  const without = strangerWithoutAccount === 'newAccount' ? ['newAccount', 'lead'] : [strangerWithoutAccount];
  const becomes = stranger === 'contactInAccount' ? ['contact', ...without] : [stranger];
  // With a Case, that carries a stranger who would become a Lead.
  if (becomes.includes('lead') && !rules.case) created.add('Lead');
  if (becomes.includes('contact')) created.add('Contact');
  if (becomes.includes('newAccount')) created.add('Account');
  if (becomes.includes('personAccount')) created.add('PersonAccount');
  if (rules.event === 'make') created.add('Event');
  if (rules.case) created.add('Case');
  return created;
}
