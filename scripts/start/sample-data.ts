import { createConsoleClient, type SandboxDoors } from './sandbox-doors.ts';

/** Bookings of this page also create a Case; all others follow the built-in rules. */
export const supportPage = { id: 'support', name: 'Support call' };

/** The demo org's creation rules. */
export const samplePageRules = { pages: { [supportPage.id]: { case: true } } };

/** A domain whose addresses the sample rule of the org refuses. */
export const throwawayDomain = 'throwaway.test';

/** How long somebody else holds the sample Lead. Its booking comes by itself with the next attempt after that. */
const heldMilliseconds = 30 * 60_000;

/**
 * What an org knows before the first booking: a company with two people, and two Leads, one of which somebody else is
 * holding for half an hour, as a long import does; and a rule of its admin's, which refuses throwaway addresses.
 */
export async function addSampleRecords(doors: SandboxDoors): Promise<void> {
  const { ask, create } = createConsoleClient(doors);
  const AccountId = await create('Account', { Name: 'Northwind Traders', Website: 'https://northwind.test' });
  await create('Contact', { FirstName: 'Nadia', LastName: 'North', Email: 'nadia@northwind.test', AccountId });
  await create('Contact', { FirstName: 'Omar', LastName: 'Okafor', Email: 'omar@northwind.test', AccountId });
  await create('Lead', { FirstName: 'Lee', LastName: 'Larsen', Email: 'lee@larsen.test', Company: 'Larsen & Sons' });
  const held = await create('Lead', {
    ...{ FirstName: 'Lola', LastName: 'Lockhart', Email: 'lola@lockhart.test', Company: 'Lockhart Ltd' },
  });
  await ask('faults', { kind: 'lock', record: held, durationMilliseconds: heldMilliseconds });
  await ask('validation-rules', {
    object: 'Lead',
    name: 'No_throwaway_address',
    formula: `CONTAINS(Email, "@${throwawayDomain}")`,
    message: 'Enter an address that is read: this one is thrown away after ten minutes.',
    field: 'Email',
  });
}
