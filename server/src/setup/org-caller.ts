import type { Request } from 'express';
import { bearerToken } from '../platform/http/bearer-token.ts';
import type { OrgCaller } from '../platform/http/org-caller.ts';
import { Problem, Unauthorized } from '../platform/problem.ts';
import { text } from '../texts/text.ts';
import type { KeyHolder } from './key-store.ts';

/**
 * Who calls `/v1/org/…`: the org of the bearer key, and the person, as the package names its user, or the key. A key is
 * good for its own Salesforce org only: a copy of a production org (a sandbox) carries the address of the backend, and
 * must not act on production's bookings. Throws Unauthorized, or Problem 403.
 */
export async function orgCallerOf(
  request: Request,
  holderOf: (key: string) => Promise<KeyHolder | undefined>,
): Promise<OrgCaller> {
  const key = bearerToken(request);
  const holder = key === undefined ? undefined : await holderOf(key);
  if (!holder) throw new Unauthorized(text('problem.noKey'));
  const isPanel = holder.key.kind === 'panel';
  const orgId = request.get('Inlet-Org-Id');
  if (orgId === undefined && isPanel) {
    throw new Problem(403, text('problem.orgNotNamed'), text('problem.orgNotNamed.detail'));
  }
  if (orgId !== undefined && !isSameOrg(orgId, holder.salesforceOrgId)) throw wrongOrg(orgId);
  const userId = request.get('Inlet-User-Id');
  const by =
    isPanel && userId !== undefined && /^005\w{12}(\w{3})?$/.test(userId)
      ? { id: userId, name: userName(request.get('Inlet-User-Name')) ?? userId }
      : { id: holder.key.id, name: holder.key.name };
  return { orgId: holder.orgId, by };
}

/** Ids come with 15 characters, or with the 3 more that make them safe without case. */
export function isSameOrg(a: string, b: string | null): boolean {
  return b !== null && /^00D\w{12}(\w{3})?$/.test(a) && a.slice(0, 15) === b.slice(0, 15);
}

function wrongOrg(orgId: string): Problem {
  return new Problem(
    403,
    text('problem.keyOfAnotherOrg'),
    text('problem.keyOfAnotherOrg.detail', { id: orgId.slice(0, 18) }),
  );
}

/** URL-encoded, as headers hold no letters beyond ASCII. */
function userName(encoded: string | undefined): string | undefined {
  try {
    const name = decodeURIComponent((encoded ?? '').replaceAll('+', ' '))
      .replaceAll('\0', '')
      .trim();
    return name.slice(0, 200).toWellFormed() || undefined;
  } catch {
    return undefined;
  }
}
