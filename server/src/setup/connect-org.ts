import type { SourceKind } from '../bookings/sources/source.ts';
import { requestToken } from '../salesforce/oauth.ts';
import type { PairingCode } from './pairing.ts';
import type { SetupStores } from './setup-stores.ts';
import type { SourceCredentials } from './sources/source-store.ts';

/** What the operator gives: the address and the connected app's key and secret (client credentials, Run As user). */
export interface ConnectRequest {
  name: string;
  loginUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Everything that is shown this once. */
export interface ConnectedOrg {
  orgId: string;
  salesforceOrgId: string;
  apiKey: string;
  /** For the first 15 minutes: pairs the Salesforce package with this org. */
  pairing: PairingCode;
  sources: Record<SourceKind, SourceCredentials>;
}

const loginTimeoutMilliseconds = 30_000;

/** Logs in to learn which org it is. Throws a SalesforceError with what to do when the login is refused. */
export async function salesforceOrgIdOf(login: Omit<ConnectRequest, 'name'>): Promise<string> {
  const token = await requestToken(login, { timeoutMs: loginTimeoutMilliseconds, allowInsecure: false });
  if (token.salesforceOrgId === undefined) {
    throw new Error(
      `The login at ${login.loginUrl} did not say which org it is. Check that the address is a Salesforce org's.`,
    );
  }
  return token.salesforceOrgId;
}

/** Connects a new org, with a key for its API and one source of each kind. Nothing is stored when the login fails. */
export async function connectOrg(
  request: ConnectRequest,
  creationRules: unknown,
  { orgs, keys, pairing, sources }: SetupStores,
): Promise<ConnectedOrg> {
  const salesforceOrgId = await salesforceOrgIdOf(request);
  const { name, ...login } = request;
  const orgId = await orgs.create(name, { ...login, salesforceOrgId }, creationRules);
  return {
    orgId,
    salesforceOrgId,
    apiKey: await keys.create(orgId, 'first key'),
    pairing: (await pairing.issue(orgId))!,
    sources: {
      oncehub: await sources.create(orgId, 'oncehub'),
      calendly: await sources.create(orgId, 'calendly'),
      calcom: await sources.create(orgId, 'calcom'),
      api: await sources.create(orgId, 'api'),
    },
  };
}
