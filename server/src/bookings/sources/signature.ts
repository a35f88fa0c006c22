import { createHmac, timingSafeEqual } from 'node:crypto';
import { Unauthorized } from '../../platform/problem.ts';
import type { SignedRequest } from './source.ts';

/** How far a signature's time may lie from now, in either direction: what the products and Standard Webhooks advise. */
export const toleranceInSeconds = 5 * 60;

/** Says what to check, and never which part was wrong: a caller who guesses learns nothing. */
export function refuseSignature(): never {
  throw new Unauthorized(
    'The signature of this request could not be verified. Check that the webhook uses the secret shown under Sources, ' +
      'that the body is sent unchanged, and that the clock of the sender is right.',
  );
}

/** A header's value by its lower-case name; a header that came several times counts as absent. */
export function header(request: SignedRequest, name: string): string | undefined {
  const key = Object.keys(request.headers).find((candidate) => candidate.toLowerCase() === name);
  const value = key === undefined ? undefined : request.headers[key];
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof single === 'string' ? single : undefined;
}

/** Compares two signatures in a time that depends on the expected one's length only. */
export function sameSignature(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** HMAC-SHA256 in hex over the parts, one after the other. */
export function hmacHex(secret: string, ...parts: (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Whether a signature's time (Unix seconds, decimal) lies within the tolerance of now. */
export function isTimely(seconds: string, now: Date): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now.getTime() / 1000 - Number(seconds)) <= toleranceInSeconds;
}

/**
 * The scheme of OnceHub and Calendly: a header `t=<Unix seconds>,<key>=<hex>`, where the hex is the HMAC-SHA256 of
 * `<t>.<raw body>`. Several signatures under the same key are tried one after the other. Throws Unauthorized.
 */
export function verifyTimestamped(
  request: SignedRequest,
  headerName: string,
  signatureKey: string,
  secrets: string[],
  now: Date,
): void {
  const pairs = (header(request, headerName) ?? '').split(',').map((pair) => {
    const [key, ...value] = pair.trim().split('=');
    return { key, value: value.join('=') };
  });
  const time = pairs.find((pair) => pair.key === 't')?.value;
  if (time === undefined || !isTimely(time, now)) refuseSignature();
  const given = pairs.filter((pair) => pair.key === signatureKey).map((pair) => pair.value.toLowerCase());
  const matches = secrets.some((secret) => {
    const expected = hmacHex(secret, `${time}.`, request.rawBody);
    return given.some((signature) => sameSignature(signature, expected));
  });
  if (!matches) refuseSignature();
}
