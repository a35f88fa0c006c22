import type { RequestOptions } from './oauth.ts';
import { salesforceOrigin } from './address.ts';

/**
 * Ends a token at Salesforce; with a refresh token, its sessions too. False when Salesforce did not say that it did: it
 * may have ended before, or Salesforce is away. Never throws for that: there is nothing more to be done about it.
 */
export async function revokeToken(loginUrl: string, token: string, options: RequestOptions): Promise<boolean> {
  try {
    const response = await fetch(`${salesforceOrigin(loginUrl, options.allowInsecure)}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
