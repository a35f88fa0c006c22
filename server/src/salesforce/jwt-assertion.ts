import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';

const lifetimeSeconds = 3 * 60;

/**
 * The assertion of the JWT bearer flow (RS256): the app says that it acts for this user, for three minutes. `aud` is the
 * generic login host of the kind of org [K: scratch orgs log in at test.salesforce.com].
 */
export function signAssertion(
  {
    loginUrl,
    clientId,
    username,
    privateKey,
  }: {
    loginUrl: string;
    clientId: string;
    username: string;
    /** PKCS #8, PEM. */
    privateKey: string;
  },
  now: Date,
): Promise<string> {
  const isTestOrg = /\.(sandbox|scratch)\.my\.salesforce\.com$/.test(new URL(loginUrl).hostname);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(username)
    .setAudience(isTestOrg ? 'https://test.salesforce.com' : 'https://login.salesforce.com')
    .setExpirationTime(Math.floor(now.getTime() / 1000) + lifetimeSeconds)
    .sign(createPrivateKey(privateKey));
}
