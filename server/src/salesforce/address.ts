import { connectionError } from './classify.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The origin of an org's address. Only https, except for this machine itself (the sandbox org), unless `allowInsecure`.
 * Throws ConnectionError 'address' otherwise: a token must never travel in the clear.
 */
export function salesforceOrigin(address: string, allowInsecure: boolean): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) throw connectionError('address', 'INVALID_ADDRESS');
  if (url.username || url.password) throw connectionError('address', 'INVALID_ADDRESS');
  const admitted =
    url.protocol === 'https:' || (url.protocol === 'http:' && (allowInsecure || loopback.has(url.hostname)));
  if (!admitted) throw connectionError('address', 'INSECURE_ADDRESS');
  // Lightning pages answer with HTML only; the API lives on My Domain.
  if (/\.lightning\.(force\.com|crmforce\.mil|sfcrmapps\.cn)$/.test(url.hostname)) {
    throw connectionError('address', 'LIGHTNING_ADDRESS');
  }
  return url.origin;
}

const myDomain = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.my\.salesforce\.com$/;
const genericHosts = new Set(['login.salesforce.com', 'test.salesforce.com']);
const salesforceHost = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.salesforce\.com$/;

/**
 * The origin of an address that an admin enters to log in at: My Domain by https; the generic hosts too where the flow
 * admits them; this machine where the operator does. Undefined for every other, so that nobody makes the backend call an
 * address of its own network.
 */
export function loginOrigin(address: string, admits: { genericHosts: boolean; loopback: boolean }): string | undefined {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  if (!url || url.username || url.password || (url.pathname !== '/' && url.pathname !== '')) return undefined;
  if (url.search || url.hash) return undefined;
  if (loopback.has(url.hostname)) {
    return admits.loopback && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : undefined;
  }
  if (url.protocol !== 'https:' || url.port !== '') return undefined;
  if (myDomain.test(url.hostname)) return url.origin;
  return admits.genericHosts && genericHosts.has(url.hostname) ? url.origin : undefined;
}

/**
 * The origin that a token names for all later calls. Where the login was at Salesforce it must be Salesforce's, too: a
 * token goes nowhere else.
 */
export function instanceOrigin(address: string, loginAt: string, allowInsecure: boolean): string {
  const origin = salesforceOrigin(address, allowInsecure);
  const isSalesforce = (url: string) => salesforceHost.test(new URL(url).hostname);
  if (isSalesforce(loginAt) && !isSalesforce(origin)) throw connectionError('address', 'FOREIGN_INSTANCE');
  return origin;
}
