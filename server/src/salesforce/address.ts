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
