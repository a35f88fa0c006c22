import { ApiError } from '../org/types.ts';
import { notFound } from './errors.ts';
import type { ApiContext, ApiReply, ApiRequest } from './request.ts';

/** From jsforce's default, 50.0, on. All are answered alike, as 60.0 and later are; orgs themselves serve 31.0 on. */
const LABELS = [
  ["Winter '21", 50],
  ["Spring '21", 51],
  ["Summer '21", 52],
  ["Winter '22", 53],
  ["Spring '22", 54],
  ["Summer '22", 55],
  ["Winter '23", 56],
  ["Spring '23", 57],
  ["Summer '23", 58],
  ["Winter '24", 59],
  ["Spring '24", 60],
  ["Summer '24", 61],
  ["Winter '25", 62],
  ["Spring '25", 63],
  ["Summer '25", 64],
  ["Winter '26", 65],
  ["Spring '26", 66],
  ["Summer '26", 67],
  ["Winter '27", 68],
] as const;

/** `GET /services/data`: needs no session and is not counted. */
export function versionList(oldest: string | null): ApiReply {
  const body = LABELS.filter(([, number]) => number >= Number(oldest)).map(([label, number]) => ({
    label,
    url: `/services/data/v${number}.0`,
    version: `${number}.0`,
  }));
  return { status: 200, body };
}

/** Whether the sandbox knows the version, as `64.0`. */
export function isKnownVersion(version: string): boolean {
  return LABELS.some(([, number]) => version === `${number}.0`);
}

/**
 * Refuses the versions that the sandbox does not speak.
 * @throws ApiError 410 for those retired in Summer '25 (21.0 to 30.0) and those before `oldest` (the body is [K]), 404
 *   for all others.
 */
export function requireServedVersion(version: string, oldest: string | null): void {
  const number = Number(version);
  const isKnown = isKnownVersion(version);
  if (isKnown && number >= Number(oldest)) return;
  if (isKnown || (number >= 21 && number <= 30)) {
    throw new ApiError(410, 'GONE', `API version ${version} has been retired. Use a later version.`);
  }
  throw notFound();
}

/** `GET /services/data/vXX.X/`: the resources by name; `identity` is whole, because clients follow it. */
export function resourceList({ org, caller, instanceUrl }: ApiContext, { version }: ApiRequest): ApiReply {
  const names = ['sobjects', 'query', 'queryAll', 'composite', 'limits', 'tooling', 'jobs'];
  const resources = Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/${name}`]));
  return { status: 200, body: { ...resources, identity: `${instanceUrl}/id/${org.organizationId}/${caller.userId}` } };
}
