import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { hmacHex } from '../../src/bookings/sources/signature.ts';

type Headers = Record<string, string>;

const seconds = (now: Date) => Math.floor(now.getTime() / 1000);
const bytes = (rawBody: Buffer | string) => (typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody);

/** The header with which OnceHub would send this body. */
export function signOncehub(secret: string, rawBody: Buffer | string, now: Date): Headers {
  const time = seconds(now);
  return { 'oncehub-signature': `t=${time},s=${hmacHex(secret, `${time}.`, rawBody)}` };
}

/** The header with which Calendly would send this body. */
export function signCalendly(secret: string, rawBody: Buffer | string, now: Date): Headers {
  const time = seconds(now);
  return { 'calendly-webhook-signature': `t=${time},v1=${hmacHex(secret, `${time}.`, rawBody)}` };
}

/** The header with which Cal.com would send this body. (`now` is unused: the scheme has no time.) */
export function signCalcom(secret: string, rawBody: Buffer | string, _now?: Date): Headers {
  return { 'x-cal-signature-256': hmacHex(secret, rawBody) };
}

/** The headers of Standard Webhooks for this body; the secret is `whsec_…`. The id is made from the body. */
export function signStandard(secret: string, rawBody: Buffer | string, now: Date): Headers {
  const body = bytes(rawBody);
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds(now)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(seconds(now) * 1000), body),
  };
}
