import { readConnection } from 'c/inletConnectionStore';
import find from '@salesforce/apex/InletApiUser.find';
import getHistory, { type History } from '@salesforce/apex/InletApiUser.getHistory';
import getState, { type State } from '@salesforce/apex/InletApiUser.getState';
import getLimits, { type UsedLimit } from '@salesforce/apex/InletOrg.getLimits';

/** What Apex saw without an API call, as the backend takes it. */
export interface FromOrg {
  readAt: string;
  limits: UsedLimit[] | null;
  apiUser: {
    userId: string;
    isActive: boolean;
    isFrozen: boolean | null;
    profile: string | null;
    licence: string | null;
    isApiEnabled: boolean | null;
    hasPermissionSet: boolean | null;
    deactivatedAt: string | null;
    deactivatedBy: string | null;
  } | null;
  packageVersion: string | null;
}

/** The same, with what is for showing only. Undefined is what Apex could not tell. */
export interface OrgSight {
  readAt: string;
  limits: UsedLimit[] | undefined;
  apiUser: State | undefined;
  history: History | undefined;
}

/**
 * Looks at the org by Apex alone, which works without the API and without the backend. Never throws: what cannot be seen is
 * undefined.
 */
export async function readOrgSight(): Promise<OrgSight> {
  const [limits, userId] = await Promise.all([orUndefined(getLimits()), apiUserId()]);
  const [apiUser, history] = userId
    ? await Promise.all([orUndefined(getState({ userId })), orUndefined(getHistory({ userId }))])
    : [];
  return { readAt: new Date().toISOString(), limits, apiUser, history };
}

/** The same with the limits as they are now: what was asked meanwhile has cost API calls. */
export async function withLimitsNow(sight: OrgSight): Promise<OrgSight> {
  return { ...sight, limits: (await orUndefined(getLimits())) ?? sight.limits };
}

/** What of it the backend is told. */
export function toFromOrg({ readAt, limits, apiUser, history }: OrgSight): FromOrg {
  return {
    readAt,
    limits: limits?.map(({ name, used, max }) => ({ name, used, max })) ?? null,
    apiUser: apiUser
      ? {
          userId: apiUser.userId,
          isActive: apiUser.isActive,
          isFrozen: apiUser.isFrozen,
          profile: apiUser.profile,
          licence: apiUser.licence,
          isApiEnabled: apiUser.isApiEnabled,
          hasPermissionSet: apiUser.hasPermissionSet,
          deactivatedAt: apiUser.isActive ? null : (history?.deactivatedAt ?? null),
          deactivatedBy: apiUser.isActive ? null : (history?.deactivatedBy ?? null),
        }
      : null,
    packageVersion: apiUser?.packageVersion ?? null,
  };
}

/** Whether the org itself shows why bookings cannot arrive now: then asking costs no API call that could be missed. */
export function showsTrouble({ limits, apiUser }: OrgSight): boolean {
  const requests = dailyRequests(limits);
  const isUsedUp = requests !== undefined && requests.used >= requests.max;
  return isUsedUp || apiUser?.isActive === false || apiUser?.isFrozen === true;
}

/** The org's API requests of the last 24 hours. */
export function dailyRequests(limits: UsedLimit[] | undefined): UsedLimit | undefined {
  return limits?.find(({ name }) => name === 'DailyApiRequests');
}

/** As the backend knows it; where that cannot be asked, as the org shows it. */
async function apiUserId(): Promise<string | undefined> {
  const connection = await orUndefined(readConnection());
  return connection?.user?.id ?? (await orUndefined(find())) ?? undefined;
}

async function orUndefined<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
