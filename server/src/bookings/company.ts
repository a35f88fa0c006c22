import { createHash } from 'node:crypto';
import freeDomainList from 'email-providers/all.json' with { type: 'json' };
import type { BookingDetails } from './booking.ts';
import { normaliseEmail } from './normalise.ts';

/** Domains under which anybody gets an address: they tell of no company. */
const freeDomains = new Set(freeDomainList);

/** The domain of the customer's company: of their e-mail address, as far as it is not one that anybody gets. */
export function companyDomain({ customer }: BookingDetails): string | undefined {
  const said = customer?.email && normaliseEmail(customer.email).split('@')[1];
  const domain = said?.replace(/^www\./, '');
  return domain && !freeDomains.has(domain) ? domain : undefined;
}

/** What is known of a customer's company. */
export interface Company {
  domain: string;
  /**
   * Our external id of it in one org (`Inlet_Customer_Id__c` of its Account): the same for everybody of the domain, so that
   * strangers of one company share one Account, and a call whose answer got lost finds the one that it made.
   */
  id: string;
}

/** The company of a customer; undefined where their address tells of none. */
export function companyOf(orgId: string, details: BookingDetails): Company | undefined {
  const domain = companyDomain(details);
  return domain === undefined ? undefined : { domain, id: companyId(orgId, domain) };
}

function companyId(orgId: string, domain: string): string {
  return `d_${createHash('sha256').update(`${orgId}\0${domain}`).digest('base64url').slice(0, 32).toLowerCase()}`;
}
