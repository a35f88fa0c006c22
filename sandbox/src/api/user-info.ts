import { DateTime } from 'luxon';
import type { OrgUser } from './identity.ts';

/** The token of `Authorization: Bearer …` (or the older `OAuth …`). */
export function bearerToken(header: string | undefined): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header ?? '')?.[1];
}

/** The body of `/services/oauth2/userinfo`. URL templates hold the literal `{version}`. */
export function userInfo(base: string, organizationId: string, user: OrgUser): object {
  const photos = photosOf(base, user);
  return {
    sub: `${base}/id/${organizationId}/${user.id}`,
    user_id: user.id,
    organization_id: organizationId,
    preferred_username: user.username,
    nickname: user.username.split('@')[0],
    name: user.name,
    email: user.email,
    email_verified: true,
    given_name: user.firstName,
    family_name: user.lastName,
    zoneinfo: user.timeZone,
    photos,
    profile: `${base}/${user.id}`,
    picture: photos.picture,
    address: {},
    urls: urlsOf(base, organizationId, user),
    active: user.isActive,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    utcOffset: standardOffset(user.timeZone),
    updated_at: new Date(0).toISOString(),
  };
}

/** The body of the identity URL ([K]: the older cousin of userinfo). */
export function identityOf(base: string, organizationId: string, user: OrgUser): object {
  return {
    id: `${base}/id/${organizationId}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: organizationId,
    username: user.username,
    nick_name: user.username.split('@')[0],
    display_name: user.name,
    email: user.email,
    email_verified: true,
    first_name: user.firstName,
    last_name: user.lastName,
    timezone: user.timeZone,
    photos: photosOf(base, user),
    urls: urlsOf(base, organizationId, user),
    active: user.isActive,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    utcOffset: standardOffset(user.timeZone),
    is_app_installed: true,
  };
}

function photosOf(base: string, user: OrgUser): { picture: string; thumbnail: string } {
  return { picture: `${base}/profilephoto/${user.id}/F`, thumbnail: `${base}/profilephoto/${user.id}/T` };
}

function urlsOf(base: string, organizationId: string, user: OrgUser): Record<string, string> {
  const rest = `${base}/services/data/v{version}`;
  const organization = organizationId.slice(0, 15);
  return {
    enterprise: `${base}/services/Soap/c/{version}/${organization}`,
    metadata: `${base}/services/Soap/m/{version}/${organization}`,
    partner: `${base}/services/Soap/u/{version}/${organization}`,
    rest: `${rest}/`,
    sobjects: `${rest}/sobjects/`,
    search: `${rest}/search/`,
    query: `${rest}/query/`,
    recent: `${rest}/recent/`,
    tooling_rest: `${rest}/tooling/`,
    profile: `${base}/${user.id}`,
    feeds: `${rest}/chatter/feeds`,
    groups: `${rest}/chatter/groups`,
    users: `${rest}/chatter/users`,
    feed_items: `${rest}/chatter/feed-items`,
    feed_elements: `${rest}/chatter/feed-elements`,
    custom_domain: base,
  };
}

/** Milliseconds from UTC without daylight saving. */
function standardOffset(zone: string): number {
  const january = DateTime.fromObject({ year: 2026, month: 1, day: 1 }, { zone });
  const july = DateTime.fromObject({ year: 2026, month: 7, day: 1 }, { zone });
  return Math.min(january.offset, july.offset) * 60_000 || 0;
}
