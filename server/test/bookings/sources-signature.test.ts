import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { Unauthorized } from '../../src/platform/problem.ts';
import { verifyStandardWebhook } from '../../src/bookings/sources/api.ts';
import { signCalcom, signCalendly, signOncehub, signStandard } from '../support/sign.ts';
import type { SignedRequest } from '../../src/bookings/sources/source.ts';
import { sources } from '../../src/bookings/sources/sources.ts';

const now = new Date('2026-11-02T10:00:00Z');
const body = Buffer.from('{"text":"Ünïcode, 日本","blank":  1}');
const plain = { secret: 'shh-1', other: 'shh-2' };
const standard = { secret: 'whsec_c2VjcmV0LW9uZS1vbmUtb25l', other: 'whsec_c2VjcmV0LXR3by10d28tdHdv' };
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const schemes = [
  { name: 'OnceHub', sign: signOncehub, verify: sources.oncehub.verify, ...plain, hasTime: true },
  { name: 'Calendly', sign: signCalendly, verify: sources.calendly.verify, ...plain, hasTime: true },
  { name: 'Cal.com', sign: signCalcom, verify: sources.calcom.verify, ...plain, hasTime: false },
  { name: 'Standard Webhooks', sign: signStandard, verify: verifyStandardWebhook, ...standard, hasTime: true },
];

for (const { name, sign, verify, secret, other, hasTime } of schemes) {
  describe(`the signature of ${name}`, () => {
    const request = (): SignedRequest => ({ headers: sign(secret, body, now), rawBody: body });
    const refuses = (changed: SignedRequest, secrets: string[], at = now) =>
      assert.throws(() => verify(changed, secrets, at), Unauthorized);

    it('passes with its secret', () => verify(request(), [secret], now));

    it('passes with either of two secrets while they are rotated', () => {
      verify(request(), [other, secret], now);
      verify(request(), [secret, other], now);
    });

    it('is found whatever the case of the header', () => {
      const headers = Object.fromEntries(
        Object.entries(request().headers).map(([key, value]) => [key.toUpperCase(), value]),
      );
      verify({ headers, rawBody: body }, [secret], now);
    });

    it('is refused with another secret, and with none', () => {
      refuses(request(), [other]);
      refuses(request(), []);
    });

    it('is refused when a byte of the body differs', () => {
      refuses({ ...request(), rawBody: Buffer.from(body.toString().replace('  1', ' 1')) }, [secret]);
    });

    it('is refused when a header is missing, empty, cut, doubled or nonsense', () => {
      const { headers } = request();
      for (const key of Object.keys(headers)) {
        const value = headers[key] as string;
        for (const bad of [undefined, '', value.slice(0, -1), [value, value], 't=,s=,v1=', '🎉'.repeat(40)]) {
          refuses({ rawBody: body, headers: { ...headers, [key]: bad } }, [secret]);
        }
      }
    });

    if (hasTime) {
      it('is refused more than five minutes from now, before and after, and passes within them', () => {
        verify(request(), [secret], later(300));
        verify(request(), [secret], later(-300));
        refuses(request(), [secret], later(301));
        refuses(request(), [secret], later(-301));
      });
    }
  });
}

describe('the signature schemes on the wire', () => {
  it('OnceHub and Calendly sign "<seconds>.<body>" in hex', () => {
    const hex = createHmac('sha256', 'k').update(`1793613600.${body.toString()}`).digest('hex');
    assert.deepEqual(signOncehub('k', body, now), { 'oncehub-signature': `t=1793613600,s=${hex}` });
    assert.deepEqual(signCalendly('k', body, now), { 'calendly-webhook-signature': `t=1793613600,v1=${hex}` });
  });

  it('Cal.com signs the body alone', () => {
    const hex = createHmac('sha256', 'k').update(body).digest('hex');
    assert.deepEqual(signCalcom('k', body), { 'x-cal-signature-256': hex });
  });

  it('Standard Webhooks signs "<id>.<seconds>.<body>" in Base64, and one of several signatures is enough', () => {
    const headers = signStandard(standard.secret, body, now);
    const key = Buffer.from(standard.secret.slice(6), 'base64');
    const content = `${headers['webhook-id']}.1793613600.${body.toString()}`;
    const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    assert.equal(headers['webhook-signature'], signature);
    const several = { ...headers, 'webhook-signature': `v1a,abc v1,def ${signature}` };
    verifyStandardWebhook({ headers: several, rawBody: body }, [standard.secret], now);
  });

  it('a secret that is none does not break the check with the other', () => {
    const headers = signStandard(standard.secret, body, now);
    verifyStandardWebhook({ headers, rawBody: body }, ['whsec_***', '', standard.secret], now);
  });
});
