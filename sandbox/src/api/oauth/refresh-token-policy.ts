import { DateTime } from 'luxon';
import type { Grant } from '../sessions.ts';
import type { ConnectedApp } from './connected-app.ts';

/** What the app's policy says of a refresh token now. */
export function refreshTokenState(
  { refreshTokenPolicyType, refreshTokenValidityPeriod, refreshTokenValidityUnit }: ConnectedApp,
  { issuedAt, lastUsed }: Grant,
  now: Date,
): 'live' | 'neverValid' | 'lifetimeOver' | 'unusedTooLong' {
  const validity = { [refreshTokenValidityUnit.toLowerCase()]: refreshTokenValidityPeriod };
  const isOverSince = (from: number) =>
    DateTime.fromMillis(from, { zone: 'utc' }).plus(validity).toMillis() <= now.getTime();
  switch (refreshTokenPolicyType) {
    case 'Infinite':
      return 'live';
    case 'Zero':
      return 'neverValid';
    case 'SpecificLifetime':
      return isOverSince(issuedAt) ? 'lifetimeOver' : 'live';
    case 'SpecificInactivity':
      return isOverSince(lastUsed) ? 'unusedTooLong' : 'live';
  }
}
