import type { SourceKind } from '../bookings/sources/source.ts';
import { requestToken } from '../salesforce/oauth.ts';
import { operator, type NewConnection } from './connection/connection.ts';
import { nobody, userInfo } from '../salesforce/api-user.ts';
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
export interface CreatedOrg {
  orgId: string;
  apiKey: string;
  /** For the first 15 minutes: pairs the Salesforce package with this org. */
  pairing: PairingCode;
  sources: Record<SourceKind, SourceCredentials>;
}

export interface ConnectedOrg extends CreatedOrg {
  salesforceOrgId: string;
}

const options = { timeoutMs: 30_000, allowInsecure: false };

/**
 * Logs in to learn which org it is, as the operator says, who may name any address. Throws a SalesforceError with what to
 * do when the login is refused.
 */
export async function tryLogin(login: Omit<ConnectRequest, 'name'>): Promise<NewConnection> {
  const token = await requestToken(login, options);
  const { accessToken, instanceUrl, salesforceOrgId, userId } = token;
  if (salesforceOrgId === undefined) {
    throw new Error(
      `The login at ${login.loginUrl} did not say which org it is. Check that the address is a Salesforce org's.`,
    );
  }
  const { loginUrl, clientId, clientSecret } = login;
  const tokens = { accessToken, instanceUrl, refreshToken: undefined };
  return {
    credentials: { kind: 'clientCredentials', loginUrl, clientId, clientSecret },
    tokens,
    salesforceOrgId,
    // Profile and licence are learnt by the first check: that costs an API call.
    user: { ...nobody, id: userId ?? null, ...(await userInfo(token, options)) },
  };
}

/** Makes an org that its admin connects from the panel, with a key for its API and one source of each kind. */
export async function createOrg(name: string, creationRules: unknown, stores: SetupStores): Promise<CreatedOrg> {
  const { orgs, keys, pairing, sources } = stores;
  const orgId = await orgs.create(name, creationRules);
  return {
    orgId,
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

/** The same, connected by client credentials. Nothing is stored when the login fails. */
export async function connectOrg(
  request: ConnectRequest,
  creationRules: unknown,
  stores: SetupStores,
): Promise<ConnectedOrg> {
  const made = await tryLogin(request);
  const created = await createOrg(request.name, creationRules, stores);
  await stores.connections.connect(created.orgId, made, operator);
  return { ...created, salesforceOrgId: made.salesforceOrgId };
}
