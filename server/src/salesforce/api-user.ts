import { z } from 'zod';
import { classifyThrown } from './classify.ts';
import { DataError, LimitError } from './errors.ts';
import { parseJson } from './json.ts';
import type { RequestOptions, Token } from './oauth.ts';
import type { Purpose, Salesforce } from './types.ts';

/** The user that a connection acts as. Null is what Salesforce does not tell, or not to this user. */
export interface ApiUser {
  id: string | null;
  username: string | null;
  name: string | null;
  email: string | null;
  profile: string | null;
  licence: string | null;
  /** May change all data of the org: an administrator. */
  isAdmin: boolean | null;
}

/** Of whom nothing is known. */
export const nobody: ApiUser = {
  ...{ id: null, username: null, name: null, email: null },
  ...{ profile: null, licence: null, isAdmin: null },
};

const userInfoAnswer = z.object({
  user_id: z.string().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
});
const userRow = z.object({
  Id: z.string(),
  Profile: z
    .object({
      Name: z.string().nullish(),
      PermissionsModifyAllData: z.boolean().nullish(),
      UserLicense: z.object({ Name: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

/** Who a token is, by `/services/oauth2/userinfo`. Not an API call. Empty where the token has no right to ask [K]. */
export async function userInfo(token: Token, options: RequestOptions): Promise<Partial<ApiUser>> {
  let text: string;
  try {
    const response = await fetch(`${token.instanceUrl}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${token.accessToken}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    text = await response.text();
    if (response.status !== 200) return {};
  } catch (error) {
    throw classifyThrown(error, { writes: false });
  }
  const answer = userInfoAnswer.safeParse(parseJson(text));
  if (!answer.success) return {};
  const { user_id, preferred_username, name, email } = answer.data;
  return Object.fromEntries(
    Object.entries({ id: user_id, username: preferred_username, name, email }).filter(([, value]) => value),
  );
}

/**
 * Profile and licence of the user, by one API call, which also shows that the token is good for the API. Empty where the
 * user may not see them, and where the org has no API requests left. Throws the other SalesforceErrors.
 */
export async function userAccess(
  salesforce: Salesforce,
  userId: string | null,
  purpose: Purpose,
): Promise<Pick<ApiUser, 'profile' | 'licence' | 'isAdmin'>> {
  const unknown = { profile: null, licence: null, isAdmin: null };
  const isKnown = userId !== null && /^005\w{12}(\w{3})?$/.test(userId);
  const soql = isKnown
    ? `SELECT Id, Profile.Name, Profile.PermissionsModifyAllData, Profile.UserLicense.Name FROM User WHERE Id = '${userId}'`
    : 'SELECT Id FROM Organization';
  try {
    const [answer] = await salesforce.composite(
      [{ referenceId: 'user', method: 'GET', url: `/query?q=${encodeURIComponent(soql)}` }],
      { purpose },
    );
    const records = (answer?.body as { records?: unknown[] } | null)?.records ?? [];
    const row = userRow.safeParse(records[0]);
    const profile = row.success ? row.data.Profile : undefined;
    return {
      profile: profile?.Name ?? null,
      licence: profile?.UserLicense?.Name ?? null,
      isAdmin: profile?.PermissionsModifyAllData ?? null,
    };
  } catch (error) {
    if (error instanceof LimitError || error instanceof DataError) return unknown;
    throw error;
  }
}
